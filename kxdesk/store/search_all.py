"""Find in everything that was ever written: what stands now, what stood in an edition, what was replaced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from kxdesk.domain.keys import search_key
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.asking import ask
from kxdesk.store.search import spans
from kxdesk.store.search_index import candidates, head_of
from kxdesk.store.search_places import Place, Places

if TYPE_CHECKING:
    from kxdesk.store.desk import Desk

_FIRST, _AT_ONCE = 25, 400  # the first page comes soon
_PLACES: WeakKeyDictionary[Desk, Places] = WeakKeyDictionary()
_KINDS = {str(kind): kind for kind in Kind}
_LONGEST_SURE = 2  # letters of a word that the index alone proves

_ENTRIES = "SELECT seq, kind, thing, field, after_text FROM history WHERE seq IN (*) ORDER BY seq DESC"
_FACTS = (
    "SELECT h.seq, c.at, c.display_name, (SELECT min(l.seq) FROM history l"
    " WHERE l.thing = h.thing AND l.field = h.field AND l.seq > h.seq)"
    " FROM history h JOIN change c ON c.number = h.change WHERE h.seq IN (*)"
)
_PRESENT = (
    "SELECT thing, seq, after_number FROM history WHERE field = 'present' AND thing IN (*) ORDER BY seq"
)
_FROZEN = "SELECT name, history_length FROM edition ORDER BY position, id"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Only what belongs there; None is anywhere. `field` is as `issue.title`."""

    bureau: str | None = None
    fiscal_year: str | None = None
    area: str | None = None
    field: str | None = None

    def __bool__(self) -> bool:
        return any(value is not None for value in (self.bureau, self.fiscal_year, self.area, self.field))

    def holds(self, ref: Ref, field: str, place: Place) -> bool:
        """Whether a field of a thing is in it."""
        return (
            self.bureau in {None, place.bureau}
            and self.fiscal_year in {None, place.fiscal_year}
            and self.area in {None, place.area}
            and self.field in {None, f"{ref.kind}.{field}"}
        )


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as it was written into a field.

    Attributes:
        seq: number of the history's entry that says so.
        at: when, UTC, ISO 8601.
        spans: as of `search.Hit`.
        until: number of the entry that replaced it; None where it is the field's last.
        stands: it is in the desk now, in nothing that was retired.
        editions: names of those it stands in, the oldest first.
    """

    seq: int
    at: str
    who: str
    ref: Ref
    field: str
    text: str
    spans: tuple[tuple[int, int], ...]
    until: int | None
    stands: bool
    editions: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Facets:
    """How many wordings there are in all, and by bureau, area, field and fiscal year, the most first."""

    total: int
    bureau: dict[str, int]
    area: dict[str, int]
    field: dict[str, int]
    fiscal_year: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Entry:
    seq: int
    ref: Ref
    field: str
    text: str


def find_wordings(
    desk: Desk, words: str, narrowing: Narrowing | None = None, *, limit: int = 50, before: int | None = None
) -> tuple[Wording, ...]:
    """The newest texts that hold every word; words are parted by spaces.

    Args:
        desk: any desk.
        words: folded before they are compared: width, case and variants make no difference.
        narrowing: where to look.
        limit: how many.
        before: only entries before this number: the page that follows.
    """
    keys = _keys(words)
    if not keys:
        return ()
    with desk.reading() as connection:
        look = _Look(desk, connection, keys)
        found = look.matches(before)
        if narrowing:
            found = look.narrowed(found, narrowing)
        return tuple(look.wordings(list(islice(found, limit))))


def count_wordings(desk: Desk, words: str, narrowing: Narrowing | None = None) -> Facets:
    """All of them, counted; this reads through every hit and takes longer than the first hits do."""
    keys = _keys(words)
    counts: tuple[Counter[str], ...] = (Counter(), Counter(), Counter(), Counter())
    total = 0
    with desk.reading() as connection:
        look = _Look(desk, connection, keys)
        rows = list(look.matches()) if keys else []
        places = look.places(rows)
        for row in rows:
            ref, place = row.ref, places[row.ref]
            if narrowing and not narrowing.holds(ref, row.field, place):
                continue
            total += 1
            named = (place.bureau, place.area, f"{ref.kind}.{row.field}", place.fiscal_year)
            for counter, name in zip(counts, named, strict=True):
                counter[name] += 1
    return Facets(total, *(dict(counter.most_common()) for counter in counts))


def matching(desk: Desk, connection: Connection, keys: Sequence[str]) -> Iterator[int]:
    """Numbers of the entries that hold all the folded words, newest first; one key at least."""
    if all(len(key) <= _LONGEST_SURE for key in keys):
        return candidates(desk, connection, keys, head_of(connection))
    return (entry.seq for entry in _Look(desk, connection, keys).matches())


def _keys(words: str) -> list[str]:
    return [key for word in words.split() if (key := search_key(word))]


class _Look:
    """One search in one state of the desk."""

    def __init__(self, desk: Desk, connection: Connection, keys: Sequence[str]) -> None:
        self._desk = desk
        self._connection = connection
        self._keys = keys
        self._head = head_of(connection)

    def matches(self, before: int | None = None) -> Iterator[_Entry]:
        """Entries that hold all the words, newest first."""
        sure = all(len(key) <= _LONGEST_SURE for key in self._keys)
        numbers = candidates(self._desk, self._connection, self._keys, self._head)
        if before is not None:
            numbers = (seq for seq in numbers if seq < before)
        size = _FIRST
        while part := list(islice(numbers, size)):
            for entry in _entries(self._connection, part):
                if sure or self._holds(entry.text):
                    yield entry
            size = _AT_ONCE

    def narrowed(self, entries: Iterator[_Entry], narrowing: Narrowing) -> Iterator[_Entry]:
        while part := list(islice(entries, _AT_ONCE)):
            places = self.places(part)
            yield from (each for each in part if narrowing.holds(each.ref, each.field, places[each.ref]))

    def places(self, entries: Iterable[_Entry]) -> dict[Ref, Place]:
        known = _PLACES.setdefault(self._desk, Places())
        return known.of(self._connection, (entry.ref for entry in entries), self._head)

    def wordings(self, entries: Sequence[_Entry]) -> Iterator[Wording]:
        facts = _facts(self._connection, [entry.seq for entry in entries])
        places = self.places(entries)
        presence = _Presence(self._connection, places.values())
        for entry in entries:
            at, who, until = facts[entry.seq]
            place = places[entry.ref]
            yield Wording(
                seq=entry.seq,
                at=at,
                who=who,
                ref=entry.ref,
                field=entry.field,
                text=entry.text,
                spans=spans(entry.text, list(self._keys)),
                until=until,
                stands=until is None and presence.holds(place, None),
                editions=presence.editions(place, entry.seq, until),
                place=place,
            )

    def _holds(self, text: str) -> bool:
        folded = search_key(text)
        return all(key in folded for key in self._keys)


def _entries(connection: Connection, numbers: Sequence[int]) -> list[_Entry]:
    """Newest first."""
    rows = ask(connection, _ENTRIES, numbers)
    return [_Entry(seq, Ref(_KINDS[kind], thing), field, text) for seq, kind, thing, field, text in rows]


def _facts(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[str, str, int | None]]:
    """When, who, and the number of the entry that came after."""
    rows = ask(connection, _FACTS, numbers) if numbers else ()
    return {seq: (at, who, replaced) for seq, at, who, replaced in rows}


class _Presence:
    """When things were in the desk, and which editions were frozen then."""

    def __init__(self, connection: Connection, places: Iterable[Place]) -> None:
        ids = {ref.id for place in places for ref in place.line}
        self._said: dict[str, list[tuple[int, bool]]] = {}
        for thing, seq, present in ask(connection, _PRESENT, sorted(ids)) if ids else ():
            self._said.setdefault(thing, []).append((seq, present == 1))
        self._editions = [(name, int(length)) for name, length in ask(connection, _FROZEN)]

    def holds(self, place: Place, seq: int | None) -> bool:
        """Whether the thing and all above it were in the desk after an entry; None is now."""
        return all(self._is_present(ref.id, seq) for ref in place.line)

    def editions(self, place: Place, since: int, until: int | None) -> tuple[str, ...]:
        return tuple(
            name
            for name, length in self._editions
            if since <= length and (until is None or length < until) and self.holds(place, length)
        )

    def _is_present(self, thing: str, seq: int | None) -> bool:
        said = [present for at, present in self._said.get(thing, ()) if seq is None or at <= seq]
        return bool(said) and said[-1]
