"""The history of a desk: written with every change, read by field, thing or change, verified as a chain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, insert, select

from kxdesk.domain.edits import Change, Edit
from kxdesk.domain.things import Kind, Ref, Value
from kxdesk.store.chain import ChangeFacts, canonical_facts, entry_hash, first_hash
from kxdesk.store.tables import CHANGE, DESK, HISTORY

if TYPE_CHECKING:
    from kxdesk.store.desk import Desk

_AT_ONCE = (
    20_000  # entries read in one go while verifying; a writer elsewhere is not held up longer than that
)


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


class Fault(StrEnum):
    """What is wrong with the first bad entry."""

    MISSING = "missing"  # its number is not the next one: entries were taken out, put in or swapped
    UNLINKED = "unlinked"  # it does not name the hash of the entry before it
    ALTERED = "altered"  # its hash is not that of what it says
    NO_CHANGE = "no-change"  # the change it belongs to is gone


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying found: the entries that hold, the hash of the last, and the first that does not."""

    entries: int
    head: str
    bad_seq: int | None = None
    fault: Fault | None = None

    @property
    def sound(self) -> bool:
        """No entry is bad."""
        return self.fault is None


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
    connection.execute(insert(HISTORY), rows)
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
    statement = _everything().order_by(HISTORY.c.seq.desc()).limit(limit)
    if refs is not None:
        statement = statement.where(HISTORY.c.thing.in_([ref.id for ref in refs]))
    if field is not None:
        statement = statement.where(HISTORY.c.field == field)
    with desk.reading() as connection:
        return tuple(_entry(row) for row in connection.execute(statement))


def entry(desk: Desk, seq: int) -> Entry | None:
    """One entry by its number."""
    with desk.reading() as connection:
        row = connection.execute(_everything().where(HISTORY.c.seq == seq)).first()
        return _entry(row) if row else None


def change(desk: Desk, number: int) -> Change | None:
    """A change with its edits, to take it back or to show it."""
    statement = _everything().where(HISTORY.c.change == number).order_by(HISTORY.c.seq)
    with desk.reading() as connection:
        found = [_entry(row) for row in connection.execute(statement)]
    if not found:
        return None
    return Change(number, found[0].label, tuple(Edit(e.ref, e.field, e.before, e.after) for e in found))


def changes(desk: Desk, *, limit: int | None = None) -> tuple[ChangeFacts, ...]:
    """The newest first, without their edits."""
    statement = select(*CHANGE.c).order_by(CHANGE.c.number.desc()).limit(limit)
    with desk.reading() as connection:
        return tuple(_facts(row) for row in connection.execute(statement))


def verify(desk: Desk, progress: Callable[[int], None] | None = None) -> Verdict:
    """Walk the chain from its beginning and stop at the first entry that is not what was written.

    What a chain alone cannot tell: entries cut off at the end, and one hashed anew to its end; both need
    the head kept elsewhere (`Verdict.entries` and `Verdict.head`).

    Args:
        desk: any desk.
        progress: called now and then with the number of entries that hold.
    """
    with desk.reading() as connection:
        previous = first_hash(connection.execute(select(DESK.c.id)).scalar_one())
    count = 0
    while rows := _next_rows(desk, count):
        shared: tuple[int, bytes] = (0, b"")
        for row in rows:
            if row.change != shared[0] and row.number is not None:
                shared = (row.change, canonical_facts(_facts(row[-len(CHANGE.c) :])))
            if fault := _fault(row, count + 1, previous, shared[1]):
                return Verdict(count, previous, count + 1, fault)
            previous = row.hash
            count += 1
        if progress is not None:
            progress(count)
    return Verdict(count, previous)


def _next_rows(desk: Desk, after: int) -> Sequence[Row[Any]]:
    statement = _everything(outer=True).where(HISTORY.c.seq > after).order_by(HISTORY.c.seq).limit(_AT_ONCE)
    with desk.reading() as connection:
        return connection.execute(statement).all()


def _fault(row: Row[Any], seq: int, previous: str, shared: bytes) -> Fault | None:
    if row.seq != seq:
        return Fault.MISSING
    if row.number is None:
        return Fault.NO_CHANGE
    if row.previous_hash != previous:
        return Fault.UNLINKED
    before = row.before_number if row.before_text is None else row.before_text
    after = row.after_number if row.after_text is None else row.after_text
    subject = (seq, previous, row.kind, row.thing, row.field, before, after)
    return None if entry_hash(subject, shared) == row.hash else Fault.ALTERED


def _everything(*, outer: bool = False) -> Select[Any]:
    return select(*HISTORY.c, *CHANGE.c).join_from(
        HISTORY, CHANGE, CHANGE.c.number == HISTORY.c.change, isouter=outer
    )


def _facts(row: Sequence[Value]) -> ChangeFacts:
    return ChangeFacts(*row)  # type: ignore[arg-type]


def _entry(row: Row[Any]) -> Entry:
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
