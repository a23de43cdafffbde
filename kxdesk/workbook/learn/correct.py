"""A person's corrections of a proposal: each takes a draft and gives the corrected one.

What a person has said has confidence 1.0 and the reason PERSON. A field stands once on a sheet, a box holds
one field, and what was there before makes room.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind
from kxdesk.workbook.layout import CONTROL_NUMBER, Relation, Role
from kxdesk.workbook.learn.draft import (
    Draft,
    in_first_block,
    less,
    mapped,
    section_at,
    with_plain_sheet,
    with_sheet,
    without_field,
)
from kxdesk.workbook.learn.guess import Guess, Reason
from kxdesk.workbook.learn.lists import FoundList
from kxdesk.workbook.learn.marked import column_guess, marked_block, marked_list, may_be_column
from kxdesk.workbook.learn.pointed import Cell, guess_at, tile_at
from kxdesk.workbook.learn.propose import SheetProposal, printed_texts, propose_fields

_ON_MANY_SHEETS = {
    "policy.bureau",
    "policy.fiscal_year",
    "policy.retrospective_fiscal_year",
    CONTROL_NUMBER,
}
_TOGETHER = ("issue.area", "issue.number")
_USED = (Role.ONCE, Role.ISSUE)


def assign(draft: Draft, sheet: str, field: str, cell: Cell) -> Draft:
    """Put a field into the box at a cell; of a label, into the box beside it or the hole in it.

    Raises:
        Problem: sheet-not-used, not-a-box, only-in-block, only-in-list, only-on-issue-sheet.
    """
    plate, old = draft.plates.get(sheet), draft.sheet(sheet)
    if plate is None or old.role not in _USED:
        raise Problem("sheet-not-used", sheet=sheet)
    listed = next((entry for entry in old.lists if section_at(entry, cell[0])), None)
    if listed is not None and may_be_column(listed, field):
        return _with_column(draft, old, listed, field, cell)
    if old.block and cell[0] in old.block.rows and field.startswith(("activity.", "track.")):
        return _with_block_box(draft, old, field, cell)
    _check_kind(old, field)
    guess = _shared(old, guess_at(plate, field, cell))
    for other in _sheets_to_leave(draft, sheet, field):
        draft = without_field(draft, other, field)
    return _placed(_asked(draft, field), sheet, guess)


def _shared(sheet: SheetProposal, guess: Guess) -> Guess:
    """Area and number go into one hole together: 課題（Ａ１）."""
    if guess.relation is not Relation.INSIDE or guess.field not in _TOGETHER:
        return guess
    beside = {
        field
        for other in sheet.guesses
        if other.at == guess.at and other.relation is Relation.INSIDE
        for field in other.fields
    }
    if not beside & set(_TOGETHER) - {guess.field}:
        return guess
    both = "".join(f"{{{field}}}" for field in _TOGETHER)
    return replace(guess, field=_TOGETHER[0], label=guess.label.replace(f"{{{guess.field}}}", both))


def _sheets_to_leave(draft: Draft, sheet: str, field: str) -> list[str]:
    """Where else the field cannot stand then: most fields of the policy have one box in a workbook."""
    if field in _ON_MANY_SHEETS or not field.startswith("policy."):
        return [sheet]
    return [entry.name for entry in draft.proposal.sheets]


def _placed(draft: Draft, sheet: str, guess: Guess) -> Draft:
    freed = _freed(draft, sheet, guess)
    now = freed.sheet(sheet)
    placed = sorted((*now.guesses, guess), key=lambda entry: entry.label_at)
    return with_sheet(freed, replace(now, guesses=tuple(placed)))


def _check_kind(sheet: SheetProposal, field: str) -> None:
    kind = field.partition(".")[0]
    if kind in {Kind.ACTIVITY, Kind.TRACK}:
        raise Problem("only-in-block", field=field)
    listed = kind == Kind.ISSUE and sheet.role is Role.ONCE and any(one.of == kind for one in sheet.lists)
    if kind == Kind.FACILITY or listed:
        raise Problem("only-in-list", field=field)
    if kind in {Kind.ISSUE, Kind.PROGRESS} and sheet.role is not Role.ISSUE:
        raise Problem("only-on-issue-sheet", field=field, sheet=sheet.name)


def _freed(draft: Draft, sheet: str, guess: Guess) -> Draft:
    """Without what stood in the box before, and without weaker guesses at it."""

    def keep(other: Guess) -> Guess | None:
        return None if other.at == guess.at and other.relation is not Relation.PRINTED else other

    return mapped(draft, sheet, keep)


def clear(draft: Draft, sheet: str, cell: Cell) -> Draft:
    """Nothing is kept in this box."""
    return mapped(draft, sheet, lambda guess: None if guess.at == cell else guess)


def decline(draft: Draft, field: str) -> Draft:
    """The form does not ask this field in a box; a column of it in a list of issues stays."""
    columns = {
        column
        for sheet in draft.proposal.sheets
        for listed in sheet.lists
        if listed.of is Kind.ISSUE
        for column in listed.columns
    }

    def keep(guess: Guess) -> Guess | None:
        return guess if guess in columns else less(guess, field)

    for sheet in draft.proposal.sheets:
        draft = mapped(draft, sheet.name, keep)
    return replace(draft, not_asked=draft.not_asked | {field})


def decline_all(draft: Draft, fields: Iterable[str]) -> Draft:
    """The form asks none of these."""
    for field in fields:
        draft = decline(draft, field)
    return draft


def confirm(draft: Draft, sheet: str, guess: Guess) -> Draft:
    """The proposal is right; a doubt is placed."""
    sure = replace(guess, confidence=1.0, reason=Reason.PERSON)
    if guess in draft.sheet(sheet).doubts:
        for field in guess.fields:
            draft = without_field(draft, sheet, field)
        return _placed(draft, sheet, sure)
    return mapped(draft, sheet, lambda entry: sure if entry == guess else entry)


def set_role(draft: Draft, sheet: str, role: Role) -> Draft:
    """What a sheet is for; of sheets that repeat for each issue there is one."""
    old = draft.sheet(sheet)
    plate = draft.plates.get(sheet)
    if plate is None or old.role is role:
        return draft
    if role is Role.ISSUE:
        for other in draft.proposal.sheets:
            if other.role is Role.ISSUE:
                draft = set_role(draft, other.name, Role.ONCE)
    if role in _USED:
        alone = len(draft.plates) == 1
        new = propose_fields(plate, draft.vocabulary, issue=role is Role.ISSUE, alone=alone)
        return with_sheet(draft, new)
    return with_plain_sheet(draft, SheetProposal(sheet, role, printed=printed_texts(plate.labels)))


def mark_block(draft: Draft, sheet: str, rows: tuple[int, int], quarters: Sequence[Cell]) -> Draft:
    """The first block of activities: its first and last row, and the headings of its four quarters.

    Raises:
        Problem: as `marked_block`.
    """
    plate, old = draft.plates[sheet], draft.sheet(sheet)
    block = marked_block(plate, draft.vocabulary, rows, [tile_at(plate, cell) for cell in quarters])
    outside = tuple(guess for guess in old.guesses if guess.at[0] not in block.rows)
    doubts = tuple(guess for guess in old.doubts if guess.at[0] not in block.rows)
    return with_sheet(draft, replace(old, block=block, guesses=outside, doubts=doubts))


def mark_list(draft: Draft, sheet: str, of: Kind, rows: tuple[int, int]) -> Draft:
    """Rows of a list; they take the place of a section they touch, else they are one more."""
    plate, old = draft.plates[sheet], draft.sheet(sheet)
    section, columns = marked_list(plate, draft.vocabulary, of, rows)
    known = next((entry for entry in old.lists if entry.of is of), FoundList(of, (), ()))
    kept = [one for one in known.sections if one.last < section.first or one.first > section.last]
    sections = tuple(sorted((*kept, section), key=lambda one: one.first))
    new = FoundList(of, known.columns or columns, sections)
    others = tuple(entry for entry in old.lists if entry.of is not of)
    inside = range(section.first, section.last + 1)
    outside = tuple(guess for guess in old.guesses if guess.at[0] not in inside)
    doubts = tuple(guess for guess in old.doubts if guess.at[0] not in inside)
    return with_sheet(draft, replace(old, lists=(*others, new), guesses=outside, doubts=doubts))


def _with_column(draft: Draft, old: SheetProposal, listed: FoundList, field: str, cell: Cell) -> Draft:
    plate = draft.plates[old.name]
    section = section_at(listed, cell[0]) or listed.sections[0]
    column = column_guess(plate, field, section, tile_at(plate, (section.first, cell[1])))
    kept = (entry for entry in listed.columns if entry.field != field and entry.at[1] != column.at[1])
    columns = sorted((*kept, column), key=lambda entry: entry.at[1])
    new = replace(listed, columns=tuple(columns))
    lists = tuple(new if entry is listed else entry for entry in old.lists)
    return with_sheet(_asked(draft, field), replace(old, lists=lists))


def _with_block_box(draft: Draft, old: SheetProposal, field: str, cell: Cell) -> Draft:
    """A box of any of the blocks stands for the same box of the first."""
    plate, block = draft.plates[old.name], old.block
    assert block
    at = in_first_block(block, tile_at(plate, cell).area[:2])
    guess = guess_at(plate, field, at)
    if guess.label_at[0] not in block.rows:  # a heading far above names no box in a block
        guess = replace(guess, label="", label_at=guess.at)
    cleared = _freed(without_field(draft, old.name, field), old.name, guess)
    now = cleared.sheet(old.name)
    assert now.block
    if field == "track.label":
        new = replace(now.block, label=guess)
    else:
        guesses = sorted((*now.block.guesses, guess), key=lambda entry: entry.at)
        new = replace(now.block, guesses=tuple(guesses))
    return with_sheet(_asked(cleared, field), replace(now, block=new))


def _asked(draft: Draft, field: str) -> Draft:
    """A field with a box is asked."""
    return replace(draft, not_asked=draft.not_asked - {field})
