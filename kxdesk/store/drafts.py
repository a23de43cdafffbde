"""Typing that was not confirmed yet, kept so that a power cut takes the last seconds at most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from kxdesk.domain.things import Kind, Ref
from kxdesk.store.desk import Desk
from kxdesk.store.tables import DRAFT
from kxdesk.store.writing import check_value


@dataclass(frozen=True, slots=True)
class Draft:
    """What stood in a field, and when (UTC, ISO 8601)."""

    ref: Ref
    field: str
    text: str
    at: str


def save_draft(desk: Desk, ref: Ref, field: str, text: str, at: datetime) -> None:
    """Keep it in place of an earlier draft of the field; the edit that confirms the field clears it.

    Raises:
        Problem: text-not-storable, and all that `Desk.write` raises.
    """
    check_value(ref.kind, field, text)
    row = {"thing": ref.id, "field": field, "kind": str(ref.kind), "text": text, "at": at.isoformat()}
    with desk.noting() as connection:
        connection.execute(delete(DRAFT).where(DRAFT.c.thing == ref.id, DRAFT.c.field == field))
        connection.execute(insert(DRAFT), row)


def drop_draft(desk: Desk, ref: Ref, field: str) -> None:
    """Forget it: the person took the typing back."""
    with desk.noting() as connection:
        connection.execute(delete(DRAFT).where(DRAFT.c.thing == ref.id, DRAFT.c.field == field))


def drafts(desk: Desk) -> tuple[Draft, ...]:
    """The oldest first."""
    statement = select(DRAFT).order_by(DRAFT.c.at, DRAFT.c.thing, DRAFT.c.field)
    with desk.reading() as connection:
        return tuple(
            Draft(Ref(Kind(row.kind), row.thing), row.field, row.text, row.at)
            for row in connection.execute(statement)
        )
