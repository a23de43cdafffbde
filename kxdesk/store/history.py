"""The history of a desk: written with every change, read by field, thing or change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, insert, select

from kxdesk.domain.edits import Change, Edit
from kxdesk.domain.things import Kind, Ref, Value
from kxdesk.store.bulk import insert_rows
from kxdesk.store.chain import ChangeFacts, canonical_facts, entry_hash, first_hash
from kxdesk.store.tables import CHANGE, DESK, HISTORY

if TYPE_CHECKING:
    from kxdesk.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry: its number (0 where there is none) and its hash."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of one thing, as it was changed. `at` is UTC, ISO 8601; order is by `seq`, never by `at`."""

    seq: int
    change: int
    at: str
    os_user: str
    display_name: str
    pc: str
    label: str
    why: str
    source: str
    undo_of: int | None
    ref: Ref
    field: str
    before: Value
    after: Value
    hash: str


def head(connection: Connection) -> Head:
    """Where the next entry goes on from."""
    statement = select(HISTORY.c.seq, HISTORY.c.hash).order_by(HISTORY.c.seq.desc()).limit(1)
    if row := connection.execute(statement).first():
        return Head(row[0], row[1])
    return Head(0, first_hash(connection.execute(select(DESK.c.id)).scalar_one()))


def next_number(connection: Connection) -> int:
    """The number of the next change."""
    statement = select(CHANGE.c.number).order_by(CHANGE.c.number.desc()).limit(1)
    return (connection.execute(statement).scalar() or 0) + 1


def append(connection: Connection, facts: ChangeFacts, edits: Sequence[Edit]) -> Change:
    """Write a change and its entries; part of the transaction that writes the things themselves."""
    last = head(connection)
    shared = canonical_facts(facts)
    rows = []
    seq, previous = last.seq, last.hash
    for edit in edits:
        seq += 1
        subject = (seq, previous, str(edit.ref.kind), edit.ref.id, edit.field, edit.before, edit.after)
        own = entry_hash(subject, shared)
        rows.append(_row(facts.number, seq, edit, previous, own))
        previous = own
    connection.execute(
        insert(CHANGE),
        {
            "number": facts.number,
            "at": facts.at,
            "os_user": facts.os_user,
            "display_name": facts.display_name,
            "pc": facts.pc,
            "label": facts.label,
            "why": facts.why,
            "source": facts.source,
            "undo_of": facts.undo_of,
        },
    )
    insert_rows(connection, HISTORY, rows)
    return Change(facts.number, facts.label, tuple(edits))


def _row(number: int, seq: int, edit: Edit, previous: str, own: str) -> dict[str, Value]:
    before, after = edit.before, edit.after
    return {
        "seq": seq,
        "change": number,
        "kind": str(edit.ref.kind),
        "thing": edit.ref.id,
        "field": edit.field,
        "before_text": before if isinstance(before, str) else None,
        "before_number": before if isinstance(before, int) else None,
        "after_text": after if isinstance(after, str) else None,
        "after_number": after if isinstance(after, int) else None,
        "previous_hash": previous,
        "hash": own,
    }


def entries(
    desk: Desk, *, refs: Iterable[Ref] | None = None, field: str | None = None, limit: int | None = None
) -> tuple[Entry, ...]:
    """The newest first; of these things and this field only, where given."""
    statement = everything().order_by(HISTORY.c.seq.desc()).limit(limit)
    if refs is not None:
        statement = statement.where(HISTORY.c.thing.in_([ref.id for ref in refs]))
    if field is not None:
        statement = statement.where(HISTORY.c.field == field)
    with desk.reading() as connection:
        return tuple(entry_of(row) for row in connection.execute(statement))


def entry(desk: Desk, seq: int) -> Entry | None:
    """One entry by its number."""
    with desk.reading() as connection:
        row = connection.execute(everything().where(HISTORY.c.seq == seq)).first()
        return entry_of(row) if row else None


def change(desk: Desk, number: int) -> Change | None:
    """A change with its edits, to take it back or to show it."""
    statement = everything().where(HISTORY.c.change == number).order_by(HISTORY.c.seq)
    with desk.reading() as connection:
        found = [entry_of(row) for row in connection.execute(statement)]
    if not found:
        return None
    return Change(number, found[0].label, tuple(Edit(e.ref, e.field, e.before, e.after) for e in found))


def last_writer(desk: Desk, ref: Ref, field: str) -> str:
    """Display name of the person who gave the field its value; "" where nobody did."""
    for found in entries(desk, refs=[ref], field=field, limit=1):
        return found.display_name
    return ""


def changes(desk: Desk, *, limit: int | None = None) -> tuple[ChangeFacts, ...]:
    """The newest first, without their edits."""
    statement = select(*CHANGE.c).order_by(CHANGE.c.number.desc()).limit(limit)
    with desk.reading() as connection:
        return tuple(facts_of(row) for row in connection.execute(statement))


def everything() -> Select[Any]:
    """Entries with the facts of their changes; `entry_of` reads a row."""
    return select(*HISTORY.c, *CHANGE.c).join_from(HISTORY, CHANGE, CHANGE.c.number == HISTORY.c.change)


def facts_of(row: Sequence[Value]) -> ChangeFacts:
    """A row of the change table."""
    return ChangeFacts(*row)  # type: ignore[arg-type]


def entry_of(row: Row[Any]) -> Entry:
    """A row of `everything`."""
    return Entry(
        seq=row.seq,
        change=row.change,
        at=row.at,
        os_user=row.os_user,
        display_name=row.display_name,
        pc=row.pc,
        label=row.label,
        why=row.why,
        source=row.source,
        undo_of=row.undo_of,
        ref=Ref(Kind(row.kind), row.thing),
        field=row.field,
        before=row.before_number if row.before_text is None else row.before_text,
        after=row.after_number if row.after_text is None else row.after_text,
        hash=row.hash,
    )
