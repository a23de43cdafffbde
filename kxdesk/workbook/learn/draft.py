"""A proposal in a person's hands, and how parts of it are exchanged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from kxdesk.workbook.layout import Relation
from kxdesk.workbook.learn.grids import FoundBlock
from kxdesk.workbook.learn.guess import Guess
from kxdesk.workbook.learn.lists import FoundList, FoundSection
from kxdesk.workbook.learn.propose import Proposal, SheetProposal, look_at, with_rest
from kxdesk.workbook.learn.tiles import Plate, Tile
from kxdesk.workbook.learn.vocabulary import Vocabulary

Exchange = Callable[[Guess], Guess | None]


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal in a person's hands.

    Attributes:
        plates: the visible sheets as tiles, by name.
        not_asked: fields that a person has said the form does not ask.
    """

    proposal: Proposal
    plates: Mapping[str, Plate]
    vocabulary: Vocabulary
    not_asked: frozenset[str] = frozenset()

    def sheet(self, name: str) -> SheetProposal:
        """KeyError where the form has none of that name."""
        for sheet in self.proposal.sheets:
            if sheet.name == name:
                return sheet
        raise KeyError(name)


def begin(data: bytes, vocabulary: Vocabulary) -> Draft:
    """A blank form's proposal, to be corrected; raises as `propose`."""
    return Draft(*look_at(data, vocabulary), vocabulary)


def with_sheet(draft: Draft, sheet: SheetProposal) -> Draft:
    """With this in the place of the sheet of its name; what else the sheet prints is seen anew."""
    plate = draft.plates.get(sheet.name)
    if plate is not None:
        sheet = with_rest(plate, sheet, _taken(plate, sheet))
    return with_plain_sheet(draft, sheet)


def with_plain_sheet(draft: Draft, sheet: SheetProposal) -> Draft:
    """The same for a sheet whose other texts are known."""
    sheets = tuple(sheet if entry.name == sheet.name else entry for entry in draft.proposal.sheets)
    return replace(draft, proposal=replace(draft.proposal, sheets=sheets))


def _taken(plate: Plate, sheet: SheetProposal) -> list[Tile]:
    """Tiles that belong to the block, the lists and the overview."""
    rows = set(sheet.block.rows) if sheet.block else set()
    for listed in sheet.lists:
        for section in listed.sections:
            rows |= {*range(section.first - 1, section.last + 1)}
    if sheet.matrix:
        rows |= {*range(sheet.matrix.first - 1, sheet.matrix.last + 1)}
    return [tile for tile in plate.tiles.values() if tile.area.first_row in rows]


def mapped(draft: Draft, name: str, exchange: Exchange) -> Draft:
    """With each guess of a sheet exchanged, or gone where `exchange` gives None."""
    old = draft.sheet(name)
    lists = (replace(entry, columns=_each(entry.columns, exchange)) for entry in old.lists)
    block = old.block
    if block:
        label = exchange(block.label) if block.label else None
        block = replace(block, guesses=_each(block.guesses, exchange), label=label)
    new = replace(
        old,
        guesses=_each(old.guesses, exchange),
        doubts=_each(old.doubts, exchange),
        lists=tuple(entry for entry in lists if entry.columns),
        block=block,
    )
    return draft if new == old else with_sheet(draft, new)


def _each(guesses: tuple[Guess, ...], exchange: Exchange) -> tuple[Guess, ...]:
    return tuple(new for guess in guesses if (new := exchange(guess)) is not None)


def less(guess: Guess, field: str) -> Guess | None:
    """The guess without a field; one of two in the same label leaves the other there."""
    if field not in guess.fields:
        return guess
    rest = tuple(name for name in guess.fields if name != field)
    if not rest:
        return None
    return replace(guess, field=rest[0], label=guess.label.replace(f"{{{field}}}", ""))


def without_field(draft: Draft, sheet: str, field: str) -> Draft:
    """The field has left the boxes of a sheet; what stands in the label of another box stays."""
    printed = Relation.PRINTED
    return mapped(draft, sheet, lambda guess: guess if guess.relation is printed else less(guess, field))


def section_at(listed: FoundList, row: int) -> FoundSection | None:
    """The section a row lies in."""
    return next((one for one in listed.sections if one.first <= row <= one.last), None)


def in_first_block(block: FoundBlock, cell: tuple[int, int]) -> tuple[int, int]:
    """The cell of the first block that a cell of any of them repeats; others as they are."""
    if cell[0] not in block.rows or cell[0] < block.first:
        return cell
    height = block.last - block.first + 1
    return block.first + (cell[0] - block.first) % height, cell[1]
