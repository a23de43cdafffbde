"""What a draft says of each sheet, as marks for its picture."""

from __future__ import annotations

from collections.abc import Iterator

from kxdesk.ui.sheet_picture.marks import Look, Mark
from kxdesk.ui.templates.words import names, told_mark
from kxdesk.ui.text import _
from kxdesk.workbook.areas import Area
from kxdesk.workbook.learn.draft import Draft
from kxdesk.workbook.learn.guess import Guess, Reason
from kxdesk.workbook.learn.pointed import tile_at
from kxdesk.workbook.learn.propose import SheetProposal
from kxdesk.workbook.learn.tiles import Plate


def marks_of(draft: Draft) -> dict[str, tuple[Mark, ...]]:
    """By sheet; regions first, so that boxes lie over them."""
    return {
        sheet.name: (*_regions(draft.plates[sheet.name], sheet), *_boxes(draft.plates[sheet.name], sheet))
        for sheet in draft.proposal.sheets
        if sheet.name in draft.plates
    }


def _boxes(plate: Plate, sheet: SheetProposal) -> Iterator[Mark]:
    held = {guess.at for guess in sheet.placed()}
    for guess in sheet.doubts:
        if guess.at not in held:
            yield _mark(plate, guess, Look.ASK)
    for guess in sheet.placed():
        yield _mark(plate, guess, _look(guess))


def _look(guess: Guess) -> Look:
    if guess.reason is Reason.PERSON:
        return Look.PERSON
    return Look.SURE if guess.sure else Look.ASK


def _mark(plate: Plate, guess: Guess, look: Look) -> Mark:
    return Mark(tile_at(plate, guess.at).area, look, names(guess), told_mark(guess))


def _regions(plate: Plate, sheet: SheetProposal) -> Iterator[Mark]:
    last = plate.last_column
    if block := sheet.block:
        name = _("取組の枠（{count}つ）").format(count=block.count)
        yield Mark(Area(block.first, 1, block.last, last), Look.REGION, name)
        for number, tile in enumerate(block.headings.quarters, 1):
            yield Mark(tile.area, Look.REGION, _("第{number}四半期").format(number=number))
    for listed in sheet.lists:
        for section in listed.sections:
            name = _("一覧の行 {value}").format(value=section.value).strip()
            yield Mark(Area(section.first, 1, section.last, last), Look.REGION, name)
    if matrix := sheet.matrix:
        yield Mark(Area(matrix.first, 1, matrix.last, last), Look.REGION, _("課題の一覧表"))
