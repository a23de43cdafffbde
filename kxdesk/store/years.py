"""What a person has said of the thread through the years; kept below the later year's policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from kxdesk.domain.edits import PARENT, POSITION, PRESENT
from kxdesk.domain.lineage import Link, Relation
from kxdesk.store.tables import LINEAGE, PROMISE

if TYPE_CHECKING:
    from kxdesk.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Owned:
    """A promise that somebody owns, or that needs no owner for a reason.

    Attributes:
        issue, text: where it stands in the earlier year, and the sentence as it was.
        owner: id of an issue of the later year, "" where `reason` says why there is none.
    """

    issue: str
    text: str
    owner: str
    reason: str
    id: str


def links(desk: Desk, policy_id: str) -> tuple[Link, ...]:
    """The links a person has kept, in the order they were made."""
    table = LINEAGE
    statement = (
        select(table.c.earlier, table.c.later, table.c.relation, table.c.reason, table.c.id)
        .where(table.c[PARENT] == policy_id, table.c[PRESENT] == 1)
        .order_by(table.c[POSITION], table.c.id)
    )
    with desk.reading() as connection:
        return tuple(
            Link(
                row.earlier or "", row.later or "", Relation(row.relation), row.reason or "", True, id=row.id
            )
            for row in connection.execute(statement)
        )


def owned(desk: Desk, policy_id: str) -> tuple[Owned, ...]:
    """The promises that are settled, in the order they were."""
    table = PROMISE
    statement = (
        select(table.c.issue, table.c.text, table.c.owner, table.c.reason, table.c.id)
        .where(table.c[PARENT] == policy_id, table.c[PRESENT] == 1)
        .order_by(table.c[POSITION], table.c.id)
    )
    with desk.reading() as connection:
        return tuple(Owned(*(value or "" for value in row)) for row in connection.execute(statement))
