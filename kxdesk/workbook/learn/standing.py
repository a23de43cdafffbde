"""How each field of a draft stands: found for sure, to be looked at, not found, not asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kxdesk.domain.fields import CATALOGUE
from kxdesk.domain.things import Kind
from kxdesk.workbook.layout import CONTROL_NUMBER, Role
from kxdesk.workbook.learn.draft import Draft, in_first_block, section_at
from kxdesk.workbook.learn.guess import Guess
from kxdesk.workbook.learn.propose import ON_PAPER, SheetProposal

# Set by the program, or by the grid and not by a box.
_NOT_POINTED_AT = {"policy.form", "policy.budget", "progress.activity"}


class Standing(StrEnum):
    """From what wants a person most to what wants none."""

    ASK = "ask"
    MISSING = "missing"
    SURE = "sure"
    NOT_ASKED = "not-asked"


class Group(StrEnum):
    """What belongs together on a form."""

    ISSUE = "issue"
    PLAN = "plan"
    PROGRESS = "progress"
    LIST = "list"
    BASICS = "basics"
    RETROSPECTIVE = "retrospective"
    FACILITY = "facility"


class Placed(NamedTuple):
    """A guess and its sheet; `doubt` where it is only asked about."""

    sheet: str
    guess: Guess
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One field as it stands; in a list a field has an entry of its own.

    Attributes:
        places: its boxes, and the doubtful ones where it has no other.
    """

    group: Group
    field: str
    standing: Standing
    places: tuple[Placed, ...]

    @property
    def asked_about(self) -> Placed | None:
        """The first place to look at."""
        return next((place for place in self.places if place.doubt or not place.guess.sure), None)


def entries(draft: Draft) -> tuple[Entry, ...]:
    """Every field that can be pointed at, in the order of the catalogue; see Group."""
    boxes, lists = _boxes(draft), _columns(draft)
    fields = [entry.name for entry in CATALOGUE if entry.thing in ON_PAPER - {Kind.MILESTONE}]
    found = [
        _entry(draft, _group(name), name, boxes.get(name, []))
        for name in (*fields, CONTROL_NUMBER)
        if name not in _NOT_POINTED_AT
    ]
    found += [_entry(draft, Group.LIST, name, places) for name, places in lists.items()]
    return tuple(found)


def questions(draft: Draft) -> tuple[tuple[str, Placed], ...]:
    """What a person has to look at, field and place, sheet by sheet from the top down."""
    order = {sheet.name: number for number, sheet in enumerate(draft.proposal.sheets)}
    asked = [
        (entry.field, place)
        for entry in entries(draft)
        for place in entry.places
        if place.doubt or not place.guess.sure
    ]
    return tuple(sorted(asked, key=lambda one: (order[one[1].sheet], one[1].guess.at)))


def _entry(draft: Draft, group: Group, field: str, places: list[Placed]) -> Entry:
    firm = [place for place in places if not place.doubt]
    shown = tuple(firm or places)
    if field in draft.not_asked and group is not Group.LIST:
        standing = Standing.NOT_ASKED
    elif not shown:
        standing = Standing.MISSING
    elif all(place.guess.sure and not place.doubt for place in shown):
        standing = Standing.SURE
    else:
        standing = Standing.ASK
    return Entry(group, field, standing, shown)


def _boxes(draft: Draft) -> dict[str, list[Placed]]:
    found: dict[str, list[Placed]] = {}
    for sheet in draft.proposal.sheets:
        for place in _places(sheet):
            for name in place.guess.fields:
                found.setdefault(name, []).append(place)
    return found


def _places(sheet: SheetProposal) -> Iterator[Placed]:
    if sheet.role not in (Role.ONCE, Role.ISSUE):
        return
    for guess in sheet.guesses:
        yield Placed(sheet.name, guess)
    for listed in sheet.lists:
        if listed.of is Kind.FACILITY:
            yield from (Placed(sheet.name, column) for column in listed.columns)
    if sheet.block:
        yield from (Placed(sheet.name, guess) for guess in sheet.block.guesses)
        if sheet.block.label:
            yield Placed(sheet.name, sheet.block.label)
    for guess in sheet.doubts:
        yield Placed(sheet.name, guess, doubt=True)


def _columns(draft: Draft) -> dict[str, list[Placed]]:
    found: dict[str, list[Placed]] = {}
    for sheet in draft.proposal.sheets:
        for listed in sheet.lists:
            if listed.of is Kind.ISSUE:
                for column in listed.columns:
                    found.setdefault(column.field, []).append(Placed(sheet.name, column))
    return found


def _group(field: str) -> Group:
    kind, _, key = field.partition(".")
    if kind == Kind.PROGRESS:
        return Group.PROGRESS
    if kind in {Kind.ACTIVITY, Kind.TRACK} or key == "plan_preface":
        return Group.PLAN
    if kind == Kind.FACILITY:
        return Group.FACILITY
    if kind == Kind.POLICY:
        return Group.RETROSPECTIVE if key.startswith("retrospective") else Group.BASICS
    return Group.ISSUE


def placed_at(draft: Draft, sheet: str, cell: tuple[int, int]) -> Placed | None:
    """What stands in the box that begins at a cell; of a repeated box what stands in its first."""
    old = draft.sheet(sheet)
    for listed in old.lists:
        if section_at(listed, cell[0]):
            for column in listed.columns:
                if column.at[1] == cell[1]:
                    return Placed(sheet, column)
    if old.block:
        cell = in_first_block(old.block, cell)
    found = (place for place in _places(old) if place.guess.at == cell)
    return max(found, key=lambda place: not place.doubt, default=None)
