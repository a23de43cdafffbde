"""The values that all fields had after an entry of the history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from kxdesk.domain.policy import CLASS_OF
from kxdesk.domain.things import Kind, Ref, Value
from kxdesk.store.history import facts_of
from kxdesk.store.tables import CHANGE, HISTORY

if TYPE_CHECKING:
    from kxdesk.store.chain import ChangeFacts
    from kxdesk.store.desk import Desk

_KINDS = [str(kind) for kind in CLASS_OF]


def last_entry_of(desk: Desk, change: int) -> int:
    """Number of the last entry of a change, or of one before it; 0 where there is none."""
    statement = select(func.max(HISTORY.c.seq)).where(HISTORY.c.change <= change)
    with desk.reading() as connection:
        return connection.execute(statement).scalar() or 0


def last_entry_before(desk: Desk, moment: str) -> int:
    """Of the last change, by its number, that was written before a moment; 0 where there is none."""
    statement = select(func.max(CHANGE.c.number)).where(CHANGE.c.at < moment)
    with desk.reading() as connection:
        number: int | None = connection.execute(statement).scalar()
    return last_entry_of(desk, number) if number else 0


def change_at(desk: Desk, seq: int) -> ChangeFacts | None:
    """The change that an entry is part of."""
    number = select(HISTORY.c.change).where(HISTORY.c.seq == seq).scalar_subquery()
    with desk.reading() as connection:
        row = connection.execute(select(*CHANGE.c).where(CHANGE.c.number == number)).first()
    return facts_of(row) if row else None


def written_by(desk: Desk, seq: int) -> Iterator[tuple[Ref, str, Value]]:
    """What was written last into each field of a form's things, up to an entry."""
    table = HISTORY
    last = select(func.max(table.c.seq)).where(table.c.seq <= seq).group_by(table.c.thing, table.c.field)
    columns = (table.c.kind, table.c.thing, table.c.field, table.c.after_text, table.c.after_number)
    statement = select(*columns).where(table.c.seq.in_(last), table.c.kind.in_(_KINDS))
    with desk.reading() as connection:
        for kind, thing, field, text, number in connection.execute(statement):
            yield Ref(Kind(kind), thing), field, number if text is None else text
