"""Organisations and rounds out of a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from kxdesk.domain.edits import PARENT, POSITION, PRESENT
from kxdesk.domain.organisation import Organisation, Organisations
from kxdesk.domain.round import Expected, Level, Round
from kxdesk.store.tables import EXPECTED, ORGANISATION, ROUND

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kxdesk.store.desk import Desk


def organisations(desk: Desk) -> Organisations:
    """All present ones: each bureau with its divisions behind it."""
    table = ORGANISATION
    statement = (
        select(table.c.id, table.c[PARENT], table.c.code, table.c.name, table.c.contact)
        .where(table.c[PRESENT] == 1)
        .order_by(table.c[POSITION], table.c.id)
    )
    with desk.reading() as connection:
        found = [
            Organisation(name or "", code or "", contact or "", parent or "", id_)
            for id_, parent, code, name, contact in connection.execute(statement)
        ]
    below: dict[str, list[Organisation]] = {}
    for entry in found:
        below.setdefault(entry.bureau, []).append(entry)
    bureaus = below.get("", [])
    return Organisations(entry for bureau in bureaus for entry in (bureau, *below.get(bureau.id, ())))


def rounds(desk: Desk) -> tuple[Round, ...]:
    """All present ones in the order they were made, each with what it expects."""
    table = ROUND
    statement = (
        select(
            *(table.c[name] for name in ("id", "name", "fiscal_year", "form", "as_of", "deadline", "level"))
        )
        .where(table.c[PRESENT] == 1)
        .order_by(table.c[POSITION], table.c.id)
    )
    with desk.reading() as connection:
        expected = _expected(connection)
        return tuple(
            Round(
                row.name or "",
                row.fiscal_year or "",
                row.form or "",
                row.as_of or "",
                row.deadline or "",
                Level(row.level or Level.DIVISION),
                tuple(expected.get(row.id, ())),
                row.id,
            )
            for row in connection.execute(statement)
        )


def _expected(connection: Connection) -> dict[str, list[Expected]]:
    """By round."""
    table = EXPECTED
    statement = select(table).where(table.c[PRESENT] == 1).order_by(table.c[POSITION], table.c.id)
    found: dict[str, list[Expected]] = {}
    for row in connection.execute(statement).mappings():
        entry = Expected(
            row["organisation"] or "",
            row["deadline"] or "",
            row["excused"] or "",
            row["settled"] or "",
            row["id"],
        )
        found.setdefault(row[PARENT], []).append(entry)
    return found
