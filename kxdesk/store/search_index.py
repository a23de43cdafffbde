"""The index over all that was ever written into a desk: the history by letters and pairs of letters.

Plain tables, so that a file, an audit copy and a server hold the same. Writing does not touch it: what was
written since is read through by every search, until `catch_up` takes it in.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from kxdesk.domain.edits import STRUCTURE
from kxdesk.domain.fields import is_found_by
from kxdesk.domain.keys import search_key
from kxdesk.domain.things import Kind
from kxdesk.store.asking import ask
from kxdesk.store.grams import BLOCK, DENSE, common, grams_of, grams_of_word, pack, unpack
from kxdesk.store.tables import HISTORY, INDEXED, POSTING

if TYPE_CHECKING:
    from kxdesk.store.desk import Desk

_AT_ONCE = 20_000  # entries taken in by one transaction
_FEW = 500  # values in one condition
_SETS = "SELECT block, ids FROM posting WHERE gram IN (*)"
_TAILS: WeakKeyDictionary[Desk, _Tail] = WeakKeyDictionary()


def catch_up(desk: Desk, at_most: int | None = None, progress: Callable[[int], None] | None = None) -> None:
    """Take in what was written since the last time.

    Args:
        desk: open for writing.
        at_most: entries, where somebody waits; the rest is for the next time.
        progress: called with the number of entries of the history that are in.
    """
    left = at_most
    while left is None or left > 0:
        with desk.noting() as connection:
            taken = _take_in(connection, _AT_ONCE if left is None else min(left, _AT_ONCE))
            done = indexed_to(connection)
        if progress is not None:
            progress(done)
        if not taken:
            return
        left = None if left is None else left - taken


def indexed_to(connection: Connection) -> int:
    """Number of the last entry that is in the index."""
    (row,) = ask(connection, "SELECT max(seq) FROM indexed")
    return row[0] or 0


def head_of(connection: Connection) -> int:
    """Number of the last entry of the history; 0 where there is none."""
    (row,) = ask(connection, "SELECT max(seq) FROM history")
    return row[0] or 0


def candidates(desk: Desk, connection: Connection, keys: Sequence[str], head: int) -> Iterator[int]:
    """Numbers of the entries whose text may hold all the folded words, newest first.

    Words of one or two letters are in them for certain; a longer one is if its letters stand together.

    Args:
        desk: whose connection it is.
        connection: inside a reading.
        keys: one at least.
        head: number of the last entry of the history.
    """
    known = indexed_to(connection)
    tail = _TAILS.setdefault(desk, _Tail())
    tail.read_on(connection, known, head)
    yield from tail.matching(keys, known)
    grams = sorted({gram for key in keys for gram in grams_of_word(key)})
    blocks: dict[int, list[bytes]] = defaultdict(list)
    for first in range(0, len(grams), _FEW):
        for block, ids in ask(connection, _SETS, grams[first : first + _FEW]):
            blocks[block].append(ids)
    for block in sorted(blocks, reverse=True):
        if len(blocks[block]) == len(grams):
            for number in common(blocks[block]):
                yield block * BLOCK + number


class _Tail:
    """What is not in the index yet, folded once for each open desk."""

    def __init__(self) -> None:
        self._keys: dict[int, str] = {}
        self._read_to = 0

    def read_on(self, connection: Connection, known: int, head: int) -> None:
        after = max(known, self._read_to)
        if after < head:
            self._keys.update(_texts(connection, after))
        self._read_to = head
        for seq in [seq for seq in self._keys if seq <= known]:
            del self._keys[seq]

    def matching(self, keys: Sequence[str], known: int) -> Iterator[int]:
        for seq in reversed(self._keys):
            if seq > known and all(key in self._keys[seq] for key in keys):
                yield seq


def _texts(connection: Connection, after: int, limit: int | None = None) -> Iterator[tuple[int, str]]:
    """Entries and their folded texts; of those without a text that is searched an empty one."""
    columns = (HISTORY.c.seq, HISTORY.c.kind, HISTORY.c.field, HISTORY.c.after_text)
    statement = select(*columns).where(HISTORY.c.seq > after).order_by(HISTORY.c.seq).limit(limit)
    for seq, kind, field, text in connection.execute(statement):
        searched = text and field not in STRUCTURE and is_found_by(Kind(kind), field)
        yield seq, search_key(text) if searched else ""


def _take_in(connection: Connection, limit: int) -> int:
    known = indexed_to(connection)
    taken, last = 0, known
    sets: dict[int, dict[str, array[int]]] = defaultdict(lambda: defaultdict(lambda: array("H")))
    for seq, key in _texts(connection, known, limit):
        block, number = divmod(seq, BLOCK)
        found = sets[block]
        for gram in grams_of(key):
            found[gram].append(number)
        taken, last = taken + 1, seq
    for block, found in sets.items():
        _add(connection, block, found)
    if taken:
        connection.execute(delete(INDEXED))
        connection.execute(insert(INDEXED), {"seq": last})
    return taken


def _add(connection: Connection, block: int, found: dict[str, array[int]]) -> None:
    old = _of_block(connection, block, found)
    rows: list[dict[str, Any]] = [
        {"g": gram, "b": block, "i": _joined(old.get(gram, b""), numbers)} for gram, numbers in found.items()
    ]
    changed = [row for row in rows if row["g"] in old]
    new = [row for row in rows if row["g"] not in old]
    if changed:
        same = (POSTING.c.gram == bindparam("g"), POSTING.c.block == bindparam("b"))
        connection.execute(update(POSTING).where(*same).values(ids=bindparam("i")), changed)
    if new:
        values: dict[str, Any] = {"gram": bindparam("g"), "block": bindparam("b"), "ids": bindparam("i")}
        connection.execute(insert(POSTING).values(values), new)


def _of_block(connection: Connection, block: int, found: dict[str, array[int]]) -> dict[str, bytes]:
    names = sorted(found)
    old: dict[str, bytes] = {}
    for first in range(0, len(names), _FEW):
        part = names[first : first + _FEW]
        these = (POSTING.c.block == block, POSTING.c.gram.in_(part))
        rows = connection.execute(select(POSTING.c.gram, POSTING.c.ids).where(*these))
        old |= {row.gram: row.ids for row in rows}
    return old


def _joined(old: bytes, new: array[int]) -> bytes:
    """New numbers are higher than all before."""
    if len(old) // 2 + len(new) < DENSE:
        return old + pack(new)
    return pack([*unpack(old), *new])
