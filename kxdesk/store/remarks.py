"""Remarks out of a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from kxdesk.domain.edits import PRESENT
from kxdesk.store.tables import REMARK

if TYPE_CHECKING:
    from kxdesk.store.desk import Desk


def counts(desk: Desk) -> dict[tuple[str, str], int]:
    """How many remarks stand in each state, by organisation and state."""
    table = REMARK
    statement = (
        select(table.c.organisation, table.c.state, func.count())
        .where(table.c[PRESENT] == 1)
        .group_by(table.c.organisation, table.c.state)
    )
    with desk.reading() as connection:
        return {
            (organisation or "", state): number
            for organisation, state, number in connection.execute(statement)
        }
