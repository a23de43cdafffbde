"""Walk the history from its beginning and say where it first fails to be what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, select

from kxdesk.domain.edits import PRESENT, STRUCTURE
from kxdesk.domain.fields import fields_of
from kxdesk.domain.things import Kind, Ref, Value
from kxdesk.store.chain import canonical_facts, entry_hash, first_hash
from kxdesk.store.desk import Desk
from kxdesk.store.history import facts_of
from kxdesk.store.tables import CHANGE, DESK, HISTORY, THINGS

_AT_ONCE = 20_000  # entries read in one go; a writer in another process is not held up for longer


class Fault(StrEnum):
    """What is wrong at the place named."""

    MISSING = "missing"  # its number is not the next one: entries were taken out, put in or swapped
    UNLINKED = "unlinked"  # it does not name the hash of the entry before it
    ALTERED = "altered"  # its hash is not that of what it and its change say
    NO_CHANGE = "no-change"  # the change it belongs to is gone
    CUT = "cut"  # there are changes without their entries
    STRAYED = "strayed"  # a thing holds another value than the history gave it last


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found.

    What a chain alone cannot tell is its end cut off together with the changes, and everything hashed anew:
    both need `entries` and `head` kept elsewhere.

    Attributes:
        entries: how many hold.
        head: hash of the last one that holds.
        fault: what is wrong, or None.
        bad_seq: number of the first entry that does not hold.
        ref: the thing that strayed.
        field: its field.
    """

    entries: int
    head: str
    fault: Fault | None = None
    bad_seq: int | None = None
    ref: Ref | None = None
    field: str = ""

    @property
    def sound(self) -> bool:
        """Nothing is wrong, as far as the desk alone can tell."""
        return self.fault is None


def verify(desk: Desk, progress: Callable[[int], None] | None = None) -> Verdict:
    """Every entry of the chain, then every value of every thing against it.

    Args:
        desk: any desk; another process may go on writing it.
        progress: called now and then with the number of entries that hold.
    """
    with desk.reading() as connection:
        walk = _Walk(first_hash(connection.execute(select(DESK.c.id)).scalar_one()))
    while walk.fault is None:
        with desk.reading() as connection:
            if not walk.go_on(connection):
                break
        if progress is not None:
            progress(walk.count)
    with desk.reading() as connection:
        while walk.fault is None and walk.go_on(connection):
            pass  # what was written since, in one state with the values below
        if walk.fault is not None:
            return Verdict(walk.count, walk.hash, walk.fault, walk.count + 1)
        if connection.execute(select(func.count()).select_from(CHANGE)).scalar_one() != walk.change:
            return Verdict(walk.count, walk.hash, Fault.CUT, walk.count + 1)
        for ref, field in _strays(connection, walk.last):
            return Verdict(walk.count, walk.hash, Fault.STRAYED, None, ref, field)
    return Verdict(walk.count, walk.hash)


class _Walk:
    """How far the chain was followed, and the value each field had last."""

    def __init__(self, start: str) -> None:
        self.count = 0
        self.hash = start
        self.change = 0
        self.last: dict[tuple[str, str, str], Value] = {}
        self.fault: Fault | None = None

    def go_on(self, connection: Connection) -> bool:
        """The next entries; False where there are none."""
        statement = select(HISTORY).where(HISTORY.c.seq > self.count).order_by(HISTORY.c.seq).limit(_AT_ONCE)
        rows = connection.execute(statement).all()
        if not rows:
            return False
        changes = select(CHANGE).where(CHANGE.c.number.between(rows[0].change, rows[-1].change))
        facts = {row[0]: canonical_facts(facts_of(row)) for row in connection.execute(changes)}
        self._follow(rows, facts)
        return True

    def _follow(self, rows: Sequence[Any], facts: dict[int, bytes]) -> None:
        for seq, change, kind, thing, field, old, old_number, new, new_number, previous, own in rows:
            before = old_number if old is None else old
            after = new_number if new is None else new
            subject = (seq, previous, kind, thing, field, before, after)
            if seq != self.count + 1:
                self.fault = Fault.MISSING
            elif change not in facts or not self.change <= change <= self.change + 1:
                self.fault = Fault.NO_CHANGE
            elif previous != self.hash:
                self.fault = Fault.UNLINKED
            elif entry_hash(subject, facts[change]) != own:
                self.fault = Fault.ALTERED
            if self.fault is not None:
                return
            self.count, self.hash, self.change = seq, own, change
            self.last[kind, thing, field] = after


def _strays(connection: Connection, last: dict[tuple[str, str, str], Value]) -> Iterator[tuple[Ref, str]]:
    """Fields whose value the history does not know; things it knows that are gone."""
    missing = {(kind, thing) for kind, thing, _ in last}
    for kind in Kind:
        fields = [*STRUCTURE, *(entry.key for entry in fields_of(kind))]
        table = THINGS[kind]
        for id_, *values in connection.execute(select(table.c.id, *(table.c[field] for field in fields))):
            missing.discard((kind, id_))
            for field, value in zip(fields, values, strict=True):
                if last.get((kind, id_, field)) != value:
                    yield Ref(kind, id_), field
    for kind_name, thing in sorted(missing):
        yield Ref(Kind(kind_name), thing), PRESENT
