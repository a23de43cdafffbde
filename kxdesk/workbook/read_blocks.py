"""Activities with their quarter grids, read from the blocks that were found.

- A plain number above neither title nor description is the form's own, not the activity's.
- number-missing (flag): the form's own number is gone above what was typed; it stays blank.
- label-order (flag): the form's own number is less than that of the block above.
- An arrow prolongs the band before it; one with nothing to prolong stays as text: arrow-alone (flag).
- mark-unclear (flag): a cell without a word in it that is no arrow stays as text.
- merged-band (flag): cells merged over several quarters are one band over them.
- drawn-arrow (flag): an arrow drawn over the tracks is not read; bands are arrows typed in cells.
- The layout's ditto mark in place of a label says that the row goes on with the track above.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from kxdesk.domain.policy import Activity, Milestone, Track
from kxdesk.domain.schedule import ARROW, is_arrow, milestones_from_cells
from kxdesk.domain.things import Kind
from kxdesk.workbook.find_blocks import BlockPlace, Headings, prints_numbers
from kxdesk.workbook.layout import Block, Box, Relation
from kxdesk.workbook.patterns import match
from kxdesk.workbook.raw import Position
from kxdesk.workbook.read_boxes import SheetReader
from kxdesk.workbook.receipts import Flag, Receipt
from kxdesk.workbook.sheet_view import SheetView
from kxdesk.workbook.values import Shown

_TEXT = "milestone.text"
_LONGEST_NUMBER = 16
_ARROW_SHAPES = re.compile("arrow|connector|^line$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]")
_Band: TypeAlias = tuple[Position, Milestone]  # and the cell in which it starts


def read_blocks(reader: SheetReader, block: Block, places: list[BlockPlace]) -> tuple[Activity, ...]:
    """The activities; a block in which nothing was typed is none."""
    activities: list[Activity] = []
    for place in places:
        at = len(activities)
        for column in place.headings.missing:
            reader.flags.append(
                Flag("label-missing", reader.view.name, place.headings.row, column, "", _TEXT)
            )
        texts = _texts(reader, block, place, at)
        number = printed = _number(reader, block, place, at)
        if not number and prints_numbers(block):
            texts = _without_number(reader, block, texts)
        _check_order(reader, block, place, number, activities)
        if number.isdigit() and not any(texts.values()) and prints_numbers(block):
            number = ""
            reader.receipts.pop()
        tracks = _tracks(reader, block, place, at, printed)
        if not printed and prints_numbers(block) and (tracks or any(texts.values())):
            said = next((text for text in texts.values() if text), "")
            reader.flags.append(
                Flag("number-missing", reader.view.name, place.top, 1, said, "activity.number")
            )
        if number or tracks or any(texts.values()):
            asked = number if block.number else None
            title, description = texts.get("title"), texts.get("description")  # None: not asked
            activities.append(Activity(asked, title, description, tuple(tracks)))
    return tuple(activities)


def _without_number(reader: SheetReader, block: Block, texts: dict[str, str]) -> dict[str, str]:
    """The block's texts without its printed number, where that has moved into one of their boxes."""
    number = block.number
    if number is None or number.pattern is None:
        return texts
    left = dict(texts)
    for box in block.boxes:
        text = texts.get(box.slot.key, "")
        if (match(number.pattern, text) or {}).get(number.slot.field, "").isdigit():
            left[box.slot.key] = ""
            receipt = next(one for one in reversed(reader.receipts) if one.key == box.slot.key)
            reader.receipts.remove(receipt)
            reader.flags.append(Flag("label-moved", *receipt[3:6], text, number.slot.field))
    return left


def _check_order(
    reader: SheetReader, block: Block, place: BlockPlace, number: str, before: list[Activity]
) -> None:
    """Name a printed number that does not come after the one of the block above."""
    above = before[-1].number if before else "0"
    if (
        prints_numbers(block)
        and number.isdigit()
        and above
        and above.isdigit()
        and int(number) < max(1, int(above))
    ):
        reader.flags.append(Flag("label-order", reader.view.name, place.top, 1, number, "activity.number"))


def flag_drawn_arrows(reader: SheetReader, places: list[BlockPlace]) -> None:
    """Arrows drawn where bands should be typed."""
    for shape in reader.view.raw.shapes:
        if shape.area is None or not _ARROW_SHAPES.search(shape.preset):
            continue
        rows = range(shape.area.first_row, shape.area.last_row + 1)
        if any(place.first <= row <= place.last for place in places for row in rows):
            reader.flags.append(Flag("drawn-arrow", reader.view.name, *shape.area[:2], shape.name, _TEXT))


def _texts(reader: SheetReader, block: Block, place: BlockPlace, at: int) -> dict[str, str]:
    """Title and description, as far from the block's first row (or its headings) as in the template."""
    header = block.grid.header if block.grid else 0
    number = block.number
    texts = {}
    for box in block.boxes:
        if box is number:
            continue
        spot = _row(box, block, place, header), box.column + place.headings.across
        if number and not box.label and box.row == number.row and box.relation is Relation.RIGHT:
            spot = _beside(reader.view, (spot[0], number.column + place.headings.across), spot)
        if box.row < header and spot[0] >= place.headings.row:  # the number stands too near: a row is gone
            reader.flags.append(
                Flag("box-lost", reader.view.name, *spot, reader.view.text(spot), box.slot.field)
            )
            texts[box.slot.key] = ""
            continue
        texts[box.slot.key] = reader.take(spot, box.slot, Kind.ACTIVITY, (at,))
        if box.row == header - 1:
            spots = [(below, spot[1]) for below in range(spot[0] + 1, place.headings.row)]
            _more(reader, box, spots, texts, at)
    return texts


def _more(reader: SheetReader, box: Box, spots: list[Position], texts: dict[str, str], at: int) -> None:
    """Text in rows put in between a block's last box and its quarter headings."""
    for spot in spots:
        text = reader.take(spot, box.slot, Kind.ACTIVITY, (at,))
        if text:
            before = texts[box.slot.key]
            texts[box.slot.key] = f"{before}\n{text}" if before else text
            code = "text-spread" if before else "text-beside"
            reader.flags.append(Flag(code, reader.view.name, *spot, text, box.slot.field))


def _beside(view: SheetView, number: Position, hint: Position) -> Position:
    """The box right of the number: where the template has it, else the next cell that holds something."""
    row, first = view.right_of(number)
    if hint in view.cells:
        return hint
    return next(((row, column) for column in range(first, hint[1] + 3) if (row, column) in view.cells), hint)


def _row(box: Box, block: Block, place: BlockPlace, header: int) -> int:
    if box.row > header >= block.first:
        return place.headings.row + box.row - header
    return place.top + box.row - block.first


def _number(reader: SheetReader, block: Block, place: BlockPlace, at: int) -> str:
    box = block.number
    if box is None:
        return ""
    spot = place.top + box.row - block.first, box.column + place.headings.across
    reader.view.used.add(spot)
    seen = reader.view.shown(spot)
    if not seen.text:
        return ""
    holes = match(box.pattern, seen.text) if box.pattern else None
    typed = seen.text if holes is None else holes.get(box.slot.field, "")
    if not any(character.isdigit() for character in typed):
        reader.flag_codes(spot, ("number-in-words",), box.slot.field, typed)
    return reader.keep(spot, box.slot, Shown(typed, seen.codes), Kind.ACTIVITY, (at,))


def _begins_a_block(reader: SheetReader, block: Block, headings: Headings, row: int, above: str) -> str:
    """The printed number of a block in a row of tracks, the headings of that block being gone; else "".

    It is the one after `above`, and its cell is no wider than that of a number: else it is a track's label.
    """
    number, view = block.number, reader.view
    if number is None or number.pattern is None or not prints_numbers(block):
        return ""
    spot = row, number.column + headings.across
    if len(view.text(spot)) > _LONGEST_NUMBER or any((row, at) in view.cells for at in headings.columns):
        return ""
    found = (match(number.pattern, view.text(spot)) or {}).get(number.slot.field, "")
    beside = [
        box.column + headings.across for box in block.boxes if box.row == number.row and box is not number
    ]
    wide = any(number.column < column <= view.last_column_of(spot) for column in beside)
    if wide or not found.isdigit() or (above.isdigit() and int(found) != int(above) + 1):
        return ""
    view.used.add(spot)
    return found


def _tracks(reader: SheetReader, block: Block, place: BlockPlace, at: int, number: str) -> list[Track]:
    """The tracks of activity `at`, whose block is printed with `number`."""
    grid = block.grid
    if grid is None:
        return []
    tracks: list[tuple[str, list[_Band]]] = []
    headings, cells = place.headings, reader.view.cells
    for row in range(place.first, place.last + 1):
        if not any((row, column) in cells for column in (headings.label, *headings.columns)):
            continue
        label = ""
        if next_number := _begins_a_block(reader, block, headings, row, number):
            number = next_number
            reader.flags.append(
                Flag("label-missing", reader.view.name, row, 1, grid.quarters[0].label, _TEXT)
            )
            continue
        if _is_below_tracks(reader, row, headings):
            break
        if grid.label and headings.label:
            label = reader.take((row, headings.label), grid.label, Kind.TRACK, (at, len(tracks)))
        bands = _bands(reader, row, headings.columns)
        if tracks and label.strip() == reader.layout.ditto:
            reader.receipts.pop()
            tracks[-1][1].extend(bands)
        elif label or bands:
            tracks.append((label, bands))
    asked = grid.label is not None
    return [
        _track(reader, label if asked else None, bands, (at, number))
        for number, (label, bands) in enumerate(tracks)
    ]


def _is_below_tracks(reader: SheetReader, row: int, headings: Headings) -> bool:
    """A text of the form that has no field begins the row: 備考, right below the last track."""
    place = row, headings.label
    typed = any((row, column) in reader.view.cells for column in headings.columns)
    return bool(headings.label) and not typed and reader.is_only_print(place)


def _track(reader: SheetReader, label: str | None, bands: list[_Band], path: tuple[int, int]) -> Track:
    """A track with the bands of all its rows, and a receipt for each."""
    name = reader.view.name
    bands.sort(key=lambda entry: (entry[1].start, entry[1].end))
    for at, (spot, band) in enumerate(bands):
        codes = ("band",) if band.end > band.start else ()
        reader.receipts.append(Receipt(Kind.MILESTONE, (*path, at), "text", name, *spot, band.text, codes))
        if is_arrow(band.text):
            reader.flags.append(Flag("arrow-alone", name, *spot, band.text, _TEXT))
        elif not _WORD.search(band.text):
            reader.flags.append(Flag("mark-unclear", name, *spot, band.text, _TEXT))
        reader.flag_hidden(spot, band.text, _TEXT)
    return Track(label, tuple(band for _, band in bands))


def _bands(reader: SheetReader, row: int, columns: tuple[int, ...]) -> list[_Band]:
    """The bands of one row, each with the cell in which it starts."""
    view = reader.view
    filled = [(at, (row, column)) for at, column in enumerate(columns) if (row, column) in view.cells]
    if not filled:
        return []
    texts = ["", "", "", ""]
    for quarter, spot in filled:
        column = spot[1]
        view.used.add(spot)
        seen = view.shown(spot)
        reader.flag_codes(spot, seen.codes, _TEXT)
        if not seen.text.strip():
            continue
        if texts[quarter]:  # under a merged cell; only a damaged file has it
            reader.flags.append(Flag("text-stray", view.name, row, column, seen.text, _TEXT))
            continue
        texts[quarter] = seen.text
        area = view.merges.get(spot)
        over = sum(column < other <= area.last_column for other in columns) if area else 0
        if over:
            texts[quarter + 1 : quarter + 1 + over] = [ARROW] * over
            reader.flags.append(Flag("merged-band", view.name, row, column, seen.text, _TEXT))
    return [((row, columns[band.start - 1]), band) for band in milestones_from_cells(texts)]
