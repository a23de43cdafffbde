"""Two sets of policies side by side: what was added, taken out and changed, field by field.

A thing is the same one by its id, else by what it says. Texts are compared as typed, but for line ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from kxdesk.domain.alignment import alike, issue_likeness, pair
from kxdesk.domain.dates import date_key
from kxdesk.domain.edits import PRESENT
from kxdesk.domain.fields import FieldKind, fields_of
from kxdesk.domain.interchange import number
from kxdesk.domain.keys import comparison_key
from kxdesk.domain.policy import (
    CHILDREN,
    KIND_OF,
    Issue,
    Milestone,
    Policy,
    Progress,
    Thing,
    children_of,
    values_of,
    walk,
)
from kxdesk.domain.things import Kind, Value

T = TypeVar("T", bound=Thing)
Path = tuple[Thing, ...]
_UNSEEN = {FieldKind.LINK, FieldKind.RECORD}
_IN_NAME = {"area", "number", "title", "bureau", "fiscal_year", "form"}
_NUMBERS_ONLY_IN_NAME = {"number", "fiscal_year", "retrospective_fiscal_year"}
_LONGEST = 400  # characters by which two things are told alike


class Sort(StrEnum):
    """What became of a field."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Delta:
    """One field of one thing.

    Attributes:
        before, after: the value on each side.
        before_path, after_path: from the policy down to the thing, on each side; empty where it is not there.
        field: a key of the catalogue; `present` where the whole thing came or went: its name, or all it says.
    """

    sort: Sort
    field: str
    before: Value
    after: Value
    before_path: Path
    after_path: Path

    @property
    def path(self) -> Path:
        """On the later side, where it is there."""
        return self.after_path or self.before_path

    @property
    def kind(self) -> Kind:
        return KIND_OF[type(self.path[-1])]

    @property
    def policy(self) -> Policy:
        top = self.path[0]
        assert isinstance(top, Policy)
        return top

    @property
    def issues(self) -> tuple[Issue | None, Issue | None]:
        """The issue it lies in, before and after."""
        return _issue(self.before_path), _issue(self.after_path)

    @property
    def growth(self) -> float | int | None:
        """By how much a figure grew; None where it is no figure, or not one on both sides."""
        if self.sort is not Sort.CHANGED or self.field in _NUMBERS_ONLY_IN_NAME:
            return None
        kinds = {entry.key: entry.kind for entry in fields_of(self.kind)}
        if kinds.get(self.field) is not FieldKind.NUMBER:
            return None
        old, new = number(str(self.before or "")), number(str(self.after or ""))
        return None if old is None or new is None else round(new - old, 6)


def _issue(path: Path) -> Issue | None:
    return next((thing for thing in path if isinstance(thing, Issue)), None)


def compare_policies(before: Sequence[Policy], after: Sequence[Policy]) -> tuple[Delta, ...]:
    """All deltas, in the order of `after`; what was taken out follows what stands beside it."""
    return tuple(_groups(before, after, (), ()))


def _groups(before: Sequence[T], after: Sequence[T], old_path: Path, new_path: Path) -> Iterator[Delta]:
    partners = _partners(before, after)
    for thing in after:
        if thing.id in partners:
            yield from _both(partners[thing.id], thing, old_path, new_path)
        else:
            yield from _alone(thing, new_path, Sort.ADDED)
    kept = {id(thing) for thing in partners.values()}
    for thing in before:
        if id(thing) not in kept:
            yield from _alone(thing, old_path, Sort.REMOVED)


def _both(before: Thing, after: Thing, old_path: Path, new_path: Path) -> Iterator[Delta]:
    old_path, new_path = (*old_path, before), (*new_path, after)
    olds, news = values_of(before), values_of(after)
    for entry in fields_of(KIND_OF[type(after)]):
        old, new = olds[entry.key], news[entry.key]
        if entry.kind not in _UNSEEN and _plain(old) != _plain(new):
            yield Delta(Sort.CHANGED, entry.key, old, new, old_path, new_path)
    for name in CHILDREN.get(KIND_OF[type(after)], {}).values():
        yield from _groups(getattr(before, name), getattr(after, name), old_path, new_path)


def _alone(top: Thing, path: Path, sort: Sort) -> Iterator[Delta]:
    """A whole thing that came or went: a policy or issue text by text, what is below it in one text each."""
    path = (*path, top)
    if not isinstance(top, Policy | Issue):
        if words := _words(top):
            yield _one(sort, PRESENT, words, path)
        return
    yield _one(sort, PRESENT, top.bureau if isinstance(top, Policy) else top.title, path)
    values = values_of(top)
    for entry in fields_of(KIND_OF[type(top)]):
        if entry.kind not in _UNSEEN and entry.key not in _IN_NAME and _plain(values[entry.key]) != "":
            yield _one(sort, entry.key, values[entry.key], path)
    for child in children_of(top):
        yield from _alone(child, path, sort)


def _one(sort: Sort, field: str, value: Value, path: Path) -> Delta:
    if sort is Sort.ADDED:
        return Delta(sort, field, None, value, (), path)
    return Delta(sort, field, value, None, path, ())


def _plain(value: Value) -> Value:
    """Not asked and left blank say the same to a reader; so do two kinds of line end."""
    if value is None:
        return ""
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def _partners(before: Sequence[T], after: Sequence[T]) -> dict[str, T]:
    """Which of `before` each of `after` was, by the later one's id: first by id, then by likeness."""
    known = {thing.id: thing for thing in before}
    found = {thing.id: known[thing.id] for thing in after if thing.id in known}
    taken = {thing.id for thing in found.values()}
    rest = [thing for thing in after if thing.id not in found]
    free = [thing for thing in before if thing.id not in taken]
    if rest and free:
        found |= {new.id: old for new, old in pair(rest, free, _likeness) if old is not None}
    return found


def _likeness(one: Thing, other: Thing) -> float:
    if isinstance(one, Policy) and isinstance(other, Policy):
        return 1.0 if comparison_key(one.bureau) == comparison_key(other.bureau) else 0.0
    if isinstance(one, Issue) and isinstance(other, Issue):
        return issue_likeness(replace(one, id=""), other)
    if isinstance(one, Progress) and isinstance(other, Progress):
        return 1.0 if date_key(one.as_of) == date_key(other.as_of) else 0.0
    words = alike(_words(one)[:_LONGEST], _words(other)[:_LONGEST])
    if isinstance(one, Milestone) and isinstance(other, Milestone) and one.start == other.start:
        return max(words, 0.61)
    return words


def _words(thing: Thing) -> str:
    """What it and all below it say, a text a line."""
    said = []
    for part, _ in walk(thing):
        values = values_of(part)
        for entry in fields_of(KIND_OF[type(part)]):
            value = values[entry.key]
            if entry.kind not in _UNSEEN and isinstance(value, str) and value:
                said.append(value)
    return "\n".join(said)
