"""The history as a timeline: changes, newest first or oldest first, by pages; never all of it at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from kxdesk.domain.edits import PARENT
from kxdesk.domain.keys import search_key
from kxdesk.domain.things import PARENT_OF, Kind, Ref
from kxdesk.store import history
from kxdesk.store.asking import ask
from kxdesk.store.chain import ChangeFacts
from kxdesk.store.search_all import matching
from kxdesk.store.search_index import head_of
from kxdesk.store.search_places import Place, Places
from kxdesk.store.tables import CHANGE, HISTORY, ISSUE, THINGS

if TYPE_CHECKING:
    from kxdesk.store.desk import Desk
    from kxdesk.store.history import Entry

MOST_HITS = 50_000  # entries a search by words looks at, the newest
_AT_ONCE = 400

_CHANGES_OF = "SELECT DISTINCT change FROM history WHERE seq IN (*)"
_REPLACED_BY = (
    "SELECT DISTINCT l.change FROM history h JOIN history l ON l.seq = (SELECT min(n.seq) FROM history n"
    " WHERE n.thing = h.thing AND n.field = h.field AND n.seq > h.seq) WHERE h.seq IN (*)"
)
_SAID = "SELECT number, why, source FROM change WHERE why <> '' OR source <> '' ORDER BY number"
_COUNTS = "SELECT change, count(seq), min(seq) FROM history WHERE change IN (*) GROUP BY change"


@dataclass(frozen=True, slots=True)
class Sought:
    """What of the history is wanted; None is any.

    Attributes:
        since, before: UTC, ISO 8601; from the first, and before the second.
        field: as `issue.title`.
    """

    who: str | None = None
    since: str | None = None
    before: str | None = None
    issue: str | None = None
    field: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Numbers of the changes that hold the words, ascending; None where no words were given.

    Attributes:
        cut: there are older ones that were not looked at.
    """

    numbers: tuple[int, ...] | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A change in the list: its facts, how many edits, the first of them, and the place of that."""

    facts: ChangeFacts
    edits: int
    first: Entry | None
    place: Place | None


def find(desk: Desk, sought: Sought) -> Found:
    """The changes whose texts, before or after, or whose reason or file hold all the words."""
    keys = [key for word in sought.words.split() if (key := search_key(word))]
    if not keys:
        return Found()
    with desk.reading() as connection:
        seqs = list(islice(matching(desk, connection, keys), MOST_HITS + 1))
        numbers = {number for part in _parts(seqs) for number in _changes(connection, part)}
        said = ask(connection, _SAID)
    for number, why, source in said:
        folded = search_key(f"{why}\n{source}")
        if all(key in folded for key in keys):
            numbers.add(number)
    return Found(tuple(sorted(numbers)), len(seqs) > MOST_HITS)


def lines(  # noqa: PLR0913 what is wanted, and which page of it in which order
    desk: Desk, sought: Sought, found: Found, *, beyond: int | None = None, limit: int, oldest_first: bool
) -> tuple[Line, ...]:
    """A page of changes.

    Args:
        desk: any desk.
        sought: what is wanted.
        found: what `find` said of it.
        beyond: number of the last change of the page before.
        limit: how many.
        oldest_first: the order; by number, never by the clock.
    """
    with desk.reading() as connection:
        facts = list(_page(connection, sought, found, beyond, limit, oldest_first))
        return tuple(_lines(connection, facts))


def count(desk: Desk, sought: Sought, found: Found) -> int:
    """How many changes there are in all."""
    with desk.reading() as connection:
        if found.numbers is None:
            statement = select(func.count()).select_from(CHANGE).where(*_where(sought))
            return connection.execute(statement).scalar_one()
        return sum(1 for _ in _among(connection, sought, found.numbers))


def edits(desk: Desk, number: int, limit: int | None = None) -> tuple[tuple[Entry, Place], ...]:
    """The edits of a change in their order, each with its place."""
    statement = history.everything().where(HISTORY.c.change == number).order_by(HISTORY.c.seq).limit(limit)
    with desk.reading() as connection:
        entries = [history.entry_of(row) for row in connection.execute(statement)]
        places = Places().of(connection, (entry.ref for entry in entries), head_of(connection))
    return tuple((entry, places[entry.ref]) for entry in entries)


def people(desk: Desk) -> tuple[str, ...]:
    """Who wrote anything, by name."""
    statement = select(CHANGE.c.display_name).distinct().order_by(CHANGE.c.display_name)
    with desk.reading() as connection:
        return tuple(connection.execute(statement).scalars())


def issue_names(desk: Desk, ids: Sequence[str]) -> dict[str, tuple[str, str, str]]:
    """Area, number and title of issues, retired ones too, as they are called now."""
    found: dict[str, tuple[str, str, str]] = {}
    with desk.reading() as connection:
        for part in _parts(list(ids)):
            rows = ask(connection, "SELECT id, area, number, title FROM issue WHERE id IN (*)", part)
            found |= {id_: (area or "", number or "", title or "") for id_, area, number, title in rows}
    return found


def all_issues(desk: Desk) -> tuple[str, ...]:
    """Ids of all issues there ever were, in the order of their policies."""
    order = (ISSUE.c[PARENT], ISSUE.c.area, ISSUE.c.position, ISSUE.c.id)
    with desk.reading() as connection:
        return tuple(connection.execute(select(ISSUE.c.id).order_by(*order)).scalars())


def _page(  # noqa: PLR0913, PLR0917 the same
    connection: Connection, sought: Sought, found: Found, beyond: int | None, limit: int, oldest_first: bool
) -> Iterator[ChangeFacts]:
    if found.numbers is not None:
        numbers = _beyond(found.numbers, beyond, oldest_first)
        yield from islice(_among(connection, sought, numbers), limit)
        return
    number = CHANGE.c.number
    statement = select(*CHANGE.c).where(*_where(sought)).limit(limit)
    statement = statement.order_by(number if oldest_first else number.desc())
    if beyond is not None:
        statement = statement.where(number > beyond if oldest_first else number < beyond)
    yield from map(history.facts_of, connection.execute(statement))


def _beyond(numbers: Sequence[int], beyond: int | None, oldest_first: bool) -> Sequence[int]:
    if oldest_first:
        return numbers if beyond is None else numbers[bisect_right(numbers, beyond) :]
    return tuple(reversed(numbers if beyond is None else numbers[: bisect_left(numbers, beyond)]))


def _among(connection: Connection, sought: Sought, numbers: Sequence[int]) -> Iterator[ChangeFacts]:
    """Those of these changes that are wanted, in the order given."""
    for part in _parts(numbers):
        statement: Select[Any] = select(*CHANGE.c).where(CHANGE.c.number.in_(part), *_where(sought))
        rows = {row.number: history.facts_of(row) for row in connection.execute(statement)}
        yield from (rows[number] for number in part if number in rows)


def _where(sought: Sought) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if sought.who is not None:
        wanted.append(CHANGE.c.display_name == sought.who)
    if sought.since is not None:
        wanted.append(CHANGE.c.at >= sought.since)
    if sought.before is not None:
        wanted.append(CHANGE.c.at < sought.before)
    if sought.issue is not None or sought.field is not None:
        wanted.append(CHANGE.c.number.in_(_touching(sought.issue, sought.field)))
    return wanted


def _touching(issue: str | None, field: str | None) -> Select[tuple[int]]:
    """Numbers of the changes of an issue, a field, or a field of an issue; each is found by its things."""
    statement = select(HISTORY.c.change)
    kind, _, key = (field or "").rpartition(".")
    if field is not None:
        statement = statement.where(HISTORY.c.field == key)
    if issue is None:
        return statement.where(HISTORY.c.thing.in_(select(THINGS[Kind(kind)].c.id)))
    kinds = [Kind(kind)] if field is not None else _kinds_within_issue()
    ids = [select(THINGS[each].c.id).where(_is_within(each, issue)) for each in kinds]
    return statement.where(HISTORY.c.thing.in_(ids[0].union(*ids[1:]) if len(ids) > 1 else ids[0]))


def _kinds_within_issue() -> list[Kind]:
    return [kind for kind in Kind if kind is Kind.ISSUE or _is_below_issue(kind)]


def _is_below_issue(kind: Kind) -> bool:
    above = PARENT_OF[kind]
    return above is Kind.ISSUE or (above is not None and _is_below_issue(above))


def _is_within(kind: Kind, issue: str) -> ColumnElement[bool]:
    """Whether things of a kind are this issue or belong to it; of what lies outside issues none does."""
    table, above = THINGS[kind], PARENT_OF[kind]
    if kind is Kind.ISSUE:
        return table.c.id == issue
    if above is None or not _is_below_issue(kind):
        return table.c.id.is_(None)
    parent = THINGS[above]
    inside: ColumnElement[bool] = table.c[PARENT].in_(select(parent.c.id).where(_is_within(above, issue)))
    return inside


def _changes(connection: Connection, seqs: Sequence[int]) -> Iterator[int]:
    """Those that wrote these entries, and those that wrote over them."""
    for statement in (_CHANGES_OF, _REPLACED_BY):
        yield from (row[0] for row in ask(connection, statement, seqs))


def _lines(connection: Connection, facts: Sequence[ChangeFacts]) -> Iterator[Line]:
    counted: dict[int, tuple[int, int]] = {}
    for part in _parts([each.number for each in facts]):
        counted |= {number: (edits, seq) for number, edits, seq in ask(connection, _COUNTS, part)}
    seqs = [seq for _edits, seq in counted.values()]
    firsts: dict[int, Entry] = {}
    for part in _parts(seqs):
        statement = history.everything().where(HISTORY.c.seq.in_(part))
        firsts |= {row.seq: history.entry_of(row) for row in connection.execute(statement)}
    refs: list[Ref] = [entry.ref for entry in firsts.values()]
    places = Places().of(connection, refs, head_of(connection))
    for each in facts:
        number_of, seq = counted.get(each.number, (0, 0))
        first = firsts.get(seq)
        yield Line(each, number_of, first, places[first.ref] if first else None)


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
