"""What can be wrong with a history, and which of it was done where the chain breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from kxdesk.domain.things import Value
from kxdesk.store.chain import canonical_facts, entry_hash
from kxdesk.store.history import facts_of
from kxdesk.store.tables import CHANGE, HISTORY

_NEAR = 64  # how far an entry is looked for around the place where it should stand


class Fault(StrEnum):
    """What is wrong at the place named."""

    ALTERED = "altered"  # it, or its change, says something else than when it was written
    REMOVED = "removed"  # it is not there any more
    INSERTED = "inserted"  # it was put in between two that belong together
    REORDERED = "reordered"  # it stands in another's place
    UNLINKED = "unlinked"  # it does not name the hash of the entry before it
    NO_CHANGE = "no-change"  # the change it belongs to is gone
    CUT = "cut"  # there are changes without their entries
    STRAYED = "strayed"  # a thing holds another value than the history gave it last
    REHASHED = "rehashed"  # the history before an edition is not the one it was frozen after
    EDITION = "edition"  # an edition is not what was frozen


@dataclass(frozen=True, slots=True)
class Linked:
    """An entry with the hash it names, its own, and what these were made of."""

    seq: int
    previous: str
    hash: str
    said: tuple[Value, ...]
    facts: bytes | None

    def fits(self, seq: int, previous: str, own: str) -> bool:
        """Whether what it says was written at that number, after that hash, with that hash."""
        return self.facts is not None and entry_hash((seq, previous, *self.said), self.facts) == own


def linked(row: Sequence[Any], facts: dict[int, bytes]) -> Linked:
    """A row of the history table."""
    seq, change, kind, thing, field, old, old_number, new, new_number, previous, own = row
    before = old_number if old is None else old
    after = new_number if new is None else new
    return Linked(seq, previous, own, (kind, thing, field, before, after), facts.get(change))


def facts_between(connection: Connection, first: int, last: int) -> dict[int, bytes]:
    """What the entries of each change share in their hashes."""
    statement = select(CHANGE).where(CHANGE.c.number.between(first, last))
    return {row[0]: canonical_facts(facts_of(row)) for row in connection.execute(statement)}


def what_was_done(connection: Connection, seq: int, previous: str) -> tuple[Fault, int]:
    """Why the chain does not go on at an entry.

    Args:
        connection: the desk.
        seq: the number at which it breaks: all before it hold.
        previous: the hash that the entry there should name.

    Returns:
        What was done, and the number of the first entry that is not what was written.
    """
    near = _rows(connection, seq)
    if not near or near[0].seq != seq:
        moved = _seq_of(connection, HISTORY.c.previous_hash, previous) is not None
        return (Fault.REORDERED if moved else Fault.REMOVED), seq
    entry, *after = near
    home = _home(connection, entry)
    if home is None:
        return _of_homeless(entry, after, previous), seq
    if home == seq:
        return _of_whole(entry, previous)
    if home > seq:
        others = (_home(connection, other) for other in after)
        return (Fault.REORDERED if seq in others else Fault.REMOVED), seq
    return Fault.INSERTED, seq - 1 if home == seq - 1 else seq


def _of_whole(entry: Linked, previous: str) -> tuple[Fault, int]:
    """Of an entry that is what was written, where it was written."""
    if entry.previous == previous:  # a change between its own and the last one has no entries
        return Fault.NO_CHANGE, entry.seq
    if entry.seq == 1:
        return Fault.UNLINKED, 1
    return Fault.ALTERED, entry.seq - 1  # the one before it was written anew


def _of_homeless(entry: Linked, after: list[Linked], previous: str) -> Fault:
    """Of an entry that fits nowhere with the hash it has."""
    if entry.facts is None:
        return Fault.NO_CHANGE
    if entry.fits(entry.seq, previous, entry.hash):
        return Fault.UNLINKED
    if any(entry.fits(other.seq, other.previous, other.hash) for other in after):
        return Fault.REORDERED
    if after and after[0].fits(entry.seq, after[0].previous, after[0].hash):
        return Fault.INSERTED
    return Fault.ALTERED


def _home(connection: Connection, entry: Linked) -> int | None:
    """The number under which it was written, if it is whole."""
    for seq in _likely(entry.seq):
        if entry.fits(seq, entry.previous, entry.hash):
            return seq
    before = _seq_of(connection, HISTORY.c.hash, entry.previous)
    if before is not None and entry.fits(before + 1, entry.previous, entry.hash):
        return before + 1
    return None


def _likely(seq: int) -> Iterator[int]:
    yield seq
    for distance in range(1, _NEAR + 1):
        yield from (seq + distance, seq - distance)


def _rows(connection: Connection, seq: int) -> list[Linked]:
    statement = select(HISTORY).where(HISTORY.c.seq >= seq).order_by(HISTORY.c.seq).limit(_NEAR)
    rows = connection.execute(statement).all()
    if not rows:
        return []
    numbers = [row.change for row in rows]
    facts = facts_between(connection, min(numbers), max(numbers))
    return [linked(row, facts) for row in rows]


def _seq_of(connection: Connection, column: Any, value: str) -> int | None:
    found: int | None = connection.execute(select(HISTORY.c.seq).where(column == value).limit(1)).scalar()
    return found
