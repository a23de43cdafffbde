"""Activities with their quarter grids, read from the blocks that were found.

- The printed number of a block in which neither title nor description was typed is not a number.
- An arrow prolongs the band before it; one with nothing to prolong stays as text: arrow-alone (flag).
- merged-band (flag): cells merged over several quarters are one band over them.
- The layout's ditto mark in place of a label says that the row goes on with the track above.
"""

from __future__ import annotations

from kxdesk.domain.policy import Activity, Milestone, Track
from kxdesk.domain.schedule import ARROW, is_arrow, milestones_from_cells
from kxdesk.domain.things import Kind
from kxdesk.workbook.find_blocks import BlockPlace, number_box
from kxdesk.workbook.layout import Block, Box, Grid
from kxdesk.workbook.patterns import match
from kxdesk.workbook.raw import Position
from kxdesk.workbook.read_boxes import SheetReader
from kxdesk.workbook.receipts import Flag, Receipt
from kxdesk.workbook.values import Shown

_TEXT = "milestone.text"


def read_blocks(reader: SheetReader, block: Block, places: list[BlockPlace]) -> tuple[Activity, ...]:
    """The activities; a block in which nothing was typed is none."""
    activities: list[Activity] = []
    for ordinal, place in enumerate(places, 1):
        at = len(activities)
        texts = _texts(reader, block, place, at)
        number = _number(reader, block, place, at)
        if number == str(ordinal) and not any(texts.values()):
            number = ""
            reader.receipts.pop()
        tracks = _tracks(reader, block.grid, place, at) if block.grid else []
        if number or tracks or any(texts.values()):
            title, description = texts.get("title", ""), texts.get("description", "")
            activities.append(Activity(number, title, description, tuple(tracks)))
    return tuple(activities)


def _texts(reader: SheetReader, block: Block, place: BlockPlace, at: int) -> dict[str, str]:
    """Title and description, as far from the block's first row (or its headings) as in the template."""
    header = block.grid.header if block.grid else 0
    number = number_box(block)
    texts = {}
    for box in block.boxes:
        if box is not number:
            texts[box.slot.key] = reader.take(
                (_row(box, block, place, header), box.column), box.slot, Kind.ACTIVITY, (at,)
            )
    return texts


def _row(box: Box, block: Block, place: BlockPlace, header: int) -> int:
    if box.row > header >= block.first:
        return place.headings.row + box.row - header
    return place.top + box.row - block.first


def _number(reader: SheetReader, block: Block, place: BlockPlace, at: int) -> str:
    box = number_box(block)
    if box is None:
        return ""
    spot = place.top + box.row - block.first, box.column
    reader.view.used.add(spot)
    seen = reader.view.shown(spot)
    if not seen.text:
        return ""
    holes = match(box.pattern, seen.text) if box.pattern else None
    typed = seen.text if holes is None else holes.get(box.slot.field, "")
    return reader.keep(spot, box.slot, Shown(typed, seen.codes), Kind.ACTIVITY, (at,))


def _tracks(reader: SheetReader, grid: Grid, place: BlockPlace, at: int) -> list[Track]:
    tracks: list[Track] = []
    headings, cells = place.headings, reader.view.cells
    for row in range(place.first, place.last + 1):
        if not any((row, column) in cells for column in (headings.label, *headings.columns)):
            continue
        label = ""
        if grid.label and headings.label:
            label = reader.take((row, headings.label), grid.label, Kind.TRACK, (at, len(tracks)))
        goes_on = bool(tracks) and label.strip() == reader.layout.ditto
        if goes_on:
            reader.receipts.pop()
            above = tracks.pop()
        bands = _bands(reader, row, headings.columns)
        _keep(reader, bands, (at, len(tracks)), len(above.milestones) if goes_on else 0)
        if goes_on:
            joined = (*above.milestones, *(band for _, band in bands))
            tracks.append(Track(above.label, joined))
        elif label or bands:
            tracks.append(Track(label, tuple(band for _, band in bands)))
    return tracks


def _bands(reader: SheetReader, row: int, columns: tuple[int, ...]) -> list[tuple[Position, Milestone]]:
    """The bands of one row, each with the cell in which it starts."""
    view, texts = reader.view, ["", "", "", ""]
    for quarter, column in enumerate(columns):
        spot = row, column
        if spot not in view.cells:
            continue
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


def _keep(
    reader: SheetReader, bands: list[tuple[Position, Milestone]], path: tuple[int, int], before: int
) -> None:
    """Receipts for the bands of one row, behind `before` others of the same track."""
    name = reader.view.name
    for at, (spot, band) in enumerate(bands, before):
        codes = ("band",) if band.end > band.start else ()
        reader.receipts.append(Receipt(Kind.MILESTONE, (*path, at), "text", name, *spot, band.text, codes))
        if is_arrow(band.text):
            reader.flags.append(Flag("arrow-alone", name, *spot, band.text, _TEXT))
        reader.flag_hidden(spot, band.text, _TEXT)
