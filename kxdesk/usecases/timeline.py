"""The whole history as a timeline: who changed what, when, why, and out of which file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kxdesk.domain.edits import STRUCTURE
from kxdesk.domain.fields import BESIDE, CATALOGUE
from kxdesk.domain.problems import Problem
from kxdesk.store import timeline as store
from kxdesk.store.search_places import Place
from kxdesk.store.timeline import Found, Line, Sought

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kxdesk.store.desk import Desk
    from kxdesk.store.history import Entry

__all__ = ["Found", "Line", "Sought", "all_edits", "choices", "first_page", "next_page"]

PAGE = 200  # changes
SHOWN = 300  # edits of one change that are drawn
_KNOWN = {f"{entry.thing}.{entry.key}" for entry in (*CATALOGUE, *BESIDE)}


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A change, and the place of its first edit: bureau, `B(2)`, the issue's title; "" where it has none."""

    line: Line
    bureau: str
    issue: str
    title: str


@dataclass(frozen=True, slots=True)
class NamedEdit:
    """An edit with its place."""

    entry: Entry
    bureau: str
    issue: str
    title: str
    place: Place


@dataclass(frozen=True, slots=True)
class FirstPage:
    """How many changes there are in all, the first of them, and what is needed to ask for more."""

    sought: Sought
    found: Found
    total: int
    lines: tuple[NamedLine, ...]
    oldest_first: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen from: people, issues as (id, bureau, code, title), fields as `issue.title`."""

    people: tuple[str, ...]
    issues: tuple[tuple[str, str, str], ...]
    fields: tuple[str, ...]


def choices(desk: Desk) -> Choices:
    """Of this desk."""
    ids = store.all_issues(desk)
    names = store.issue_names(desk, ids)
    issues = tuple((id_, _code(names[id_]), names[id_][2]) for id_ in ids)
    return Choices(store.people(desk), issues, tuple(f"{field.thing}.{field.key}" for field in CATALOGUE))


def first_page(desk: Desk, sought: Sought, *, oldest_first: bool = False) -> FirstPage:
    """Ask.

    Raises:
        Problem: field-unknown.
    """
    if sought.field is not None and sought.field not in _KNOWN:
        raise Problem("field-unknown", name=sought.field)
    found = store.find(desk, sought)
    total = store.count(desk, sought, found)
    lines = store.lines(desk, sought, found, limit=PAGE, oldest_first=oldest_first)
    return FirstPage(sought, found, total, _named(desk, lines), oldest_first)


def next_page(desk: Desk, first: FirstPage, beyond: int) -> tuple[NamedLine, ...]:
    """What follows the change with this number."""
    return _named(
        desk,
        store.lines(
            desk, first.sought, first.found, beyond=beyond, limit=PAGE, oldest_first=first.oldest_first
        ),
    )


def edits_of(desk: Desk, number: int, limit: int | None = SHOWN) -> tuple[NamedEdit, ...]:
    """What a change changed; of a new thing not where it stands in the order."""
    found = store.edits(desk, number, limit)
    names = store.issue_names(desk, list({place.issue_id for _entry, place in found if place.issue_id}))
    return tuple(
        NamedEdit(
            entry,
            place.bureau,
            _code(names.get(place.issue_id)),
            names.get(place.issue_id, ("",) * 3)[2],
            place,
        )
        for entry, place in found
        if not (entry.before is None and entry.field in STRUCTURE and entry.field != STRUCTURE[0])
    )


def all_edits(desk: Desk, first: FirstPage, most: int) -> tuple[NamedEdit, ...]:
    """All edits of all the changes that were asked for, to be written down.

    Raises:
        Problem: too-much-to-write-down, with how many there may be.
    """
    found: list[NamedEdit] = []
    for named in _all_lines(desk, first):
        found += edits_of(desk, named.line.facts.number, most + 1)
        if len(found) > most:
            raise Problem("too-much-to-write-down", most=most)
    return tuple(found)


def _all_lines(desk: Desk, first: FirstPage) -> Iterable[NamedLine]:
    page = first.lines
    while page:
        yield from page
        page = next_page(desk, first, page[-1].line.facts.number) if len(page) == PAGE else ()


def _named(desk: Desk, lines: tuple[Line, ...]) -> tuple[NamedLine, ...]:
    ids = {line.place.issue_id for line in lines if line.place and line.place.issue_id}
    names = store.issue_names(desk, list(ids))
    return tuple(_one(line, names) for line in lines)


def _one(line: Line, names: dict[str, tuple[str, str, str]]) -> NamedLine:
    if line.place is None:
        return NamedLine(line, "", "", "")
    name = names.get(line.place.issue_id)
    return NamedLine(line, line.place.bureau, _code(name), name[2] if name else "")


def _code(name: tuple[str, str, str] | None) -> str:
    return f"{name[0] or '?'}({name[1] or '–'})" if name else ""
