"""Walk the history from its beginning and say where it first fails to be what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import Connection, func, select

from kxdesk.domain.edits import PRESENT, STRUCTURE
from kxdesk.domain.fields import fields_of
from kxdesk.domain.things import Kind, Ref, Value
from kxdesk.store.chain import entry_hash, first_hash
from kxdesk.store.editions import altered_editions
from kxdesk.store.faults import Fault, facts_between, what_was_done
from kxdesk.store.tables import CHANGE, DESK, HISTORY, THINGS

if TYPE_CHECKING:
    from kxdesk.store.desk import Desk

Reading: TypeAlias = Callable[[], AbstractContextManager[Connection]]
_AT_ONCE = 20_000  # entries read in one go; a writer in another process is not held up for longer


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
        name: what the edition is called that was altered.
    """

    entries: int
    head: str
    fault: Fault | None = None
    bad_seq: int | None = None
    ref: Ref | None = None
    field: str = ""
    name: str = ""

    @property
    def sound(self) -> bool:
        """Nothing is wrong, as far as the desk alone can tell."""
        return self.fault is None


def verify(desk: Desk, progress: Callable[[int], None] | None = None) -> Verdict:
    """Every entry of the chain, then every value of every thing and every edition against it.

    Args:
        desk: any desk; another process may go on writing it.
        progress: called now and then with the number of entries that hold.
    """
    return verify_by(desk.reading, progress)


def verify_by(reading: Reading, progress: Callable[[int], None] | None = None) -> Verdict:
    """As `verify`, of whatever is read inside `reading`."""
    with reading() as connection:
        walk = Walk(first_hash(connection.execute(select(DESK.c.id)).scalar_one()))
    while not walk.broken:
        with reading() as connection:
            if not walk.go_on(connection):
                break
        if progress is not None:
            progress(walk.count)
    with reading() as connection:
        while not walk.broken and walk.go_on(connection):
            pass  # what was written since, in one state with the values below
        return _verdict(connection, walk)


def _verdict(connection: Connection, walk: Walk) -> Verdict:
    if walk.broken:
        fault, seq = what_was_done(connection, walk.count + 1, walk.hash)
        return Verdict(seq - 1, walk.hash, fault, seq)
    if connection.execute(select(func.count()).select_from(CHANGE)).scalar_one() != walk.change:
        return Verdict(walk.count, walk.hash, Fault.CUT, walk.count + 1)
    for ref, name, found in altered_editions(connection):
        return Verdict(walk.count, walk.hash, found, None, ref, name=name)
    for ref, field in _strays(connection, walk.last):
        return Verdict(walk.count, walk.hash, Fault.STRAYED, None, ref, field)
    return Verdict(walk.count, walk.hash)


class Walk:
    """How far the chain was followed, and the value each field had last."""

    def __init__(self, start: str) -> None:
        self.count = 0
        self.hash = start
        self.change = 0
        self.last: dict[tuple[str, str, str], Value] = {}
        self.broken = False

    def go_on(self, connection: Connection) -> bool:
        """The next entries; False where there are none."""
        statement = select(HISTORY).where(HISTORY.c.seq > self.count).order_by(HISTORY.c.seq).limit(_AT_ONCE)
        cursor = connection.execute(statement).cursor
        assert cursor is not None
        rows: Sequence[Any] = cursor.fetchall()  # plain tuples take a third less time
        if not rows:
            return False
        self._follow(rows, facts_between(connection, rows[0][1], rows[-1][1]))
        return True

    def _follow(self, rows: Sequence[Any], facts: dict[int, bytes]) -> None:
        for seq, change, kind, thing, field, old, old_number, new, new_number, previous, own in rows:
            before = old_number if old is None else old
            after = new_number if new is None else new
            if (
                seq != self.count + 1
                or change not in facts
                or not self.change <= change <= self.change + 1
                or previous != self.hash
                or entry_hash((seq, previous, kind, thing, field, before, after), facts[change]) != own
            ):
                self.broken = True
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
