"""Activities written into their blocks; blocks and track rows are repeated where the form has too few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kxdesk.domain.policy import Activity, Track
from kxdesk.domain.printed import activity_says_something, bands_on_paper, track_says_something
from kxdesk.domain.schedule import ARROW, cells_from_milestones
from kxdesk.domain.things import Kind, Ref
from kxdesk.workbook.addresses import address
from kxdesk.workbook.find_blocks import prints_numbers
from kxdesk.workbook.layout import Block, Box, Grid, Layout
from kxdesk.workbook.sheet_filler import FillNote, SheetFiller


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a grid: its label and its four cells."""

    label: str
    cells: Sequence[str]
    track: Track


def fill_blocks(filler: SheetFiller, block: Block, activities: Sequence[Activity], layout: Layout) -> None:
    """Write all activities; blocks beyond them stay as the form has them."""
    written = [activity for activity in activities if activity_says_something(activity)]
    last = filler.row(block.first + block.count * block.height - 1)
    filler.grow(last - block.height + 1, last, len(written) - block.count)
    if block.grid and block.grid.header < block.first:
        filler.keep(filler.row(block.grid.header), filler.row(block.first))
    tops = [filler.row(block.first) + at * block.height for at in range(len(written))]
    lines = [_lines(activity.tracks, layout) if block.grid else [] for activity in written]
    # From the last block up, so that rows put in do not move blocks still to be filled.
    for at in reversed(range(len(written))):
        if block.grid:
            rows = block.grid.last - block.grid.first + 1
            end = tops[at] + block.grid.last - block.first
            filler.grow(end, end, len(lines[at]) - rows, blank=True)
    added = 0
    for at, activity in enumerate(written):
        top = tops[at] + added
        _fill_texts(filler, block, top, activity, at + 1)
        if block.grid:
            filler.keep(top, top + block.grid.first - block.first)
            _note_bands_without_text(filler, activity)
            _fill_grid(filler, block.grid, top + block.grid.first - block.first, lines[at])
            added += max(0, len(lines[at]) - (block.grid.last - block.grid.first + 1))


def _note_bands_without_text(filler: SheetFiller, activity: Activity) -> None:
    if any(len(bands_on_paper(track)) < len(track.milestones) for track in activity.tracks):
        text = activity.title or activity.number or ""
        filler.notes.append(FillNote("band-without-text", filler.sheet.name, "", "milestone.text", text))


def _fill_texts(filler: SheetFiller, block: Block, top: int, activity: Activity, ordinal: int) -> None:
    number = block.number
    ref = Ref(Kind.ACTIVITY, activity.id)
    for box in block.boxes:
        filler.mark(ref, box.slot.key, top + box.row - block.first, box.column)
    if number is not None:
        _fill_number(filler, block, number, top + number.row - block.first, activity, ordinal)
    for box in block.boxes:
        text = "" if box is number else getattr(activity, box.slot.key) or ""
        if text:
            filler.put(top + box.row - block.first, box.column, text, box.slot)


def _fill_number(  # noqa: PLR0913, PLR0917 - the place, the form and the value of one cell
    filler: SheetFiller, block: Block, box: Box, row: int, activity: Activity, ordinal: int
) -> None:
    """The number as typed; none at all where a titled activity has none.

    Under a block without title and description the form's own number stays, and reads as none.
    """
    if not prints_numbers(block):
        filler.put(row, box.column, activity.number or "", box.slot)
        return
    titled = bool(activity.title or activity.description)
    number = activity.number or ("" if titled else str(ordinal))
    if not titled and activity.number == str(ordinal):
        cell = address(row, box.column)
        filler.notes.append(
            FillNote("number-not-kept", filler.sheet.name, cell, box.slot.field, activity.number)
        )
    if number == str(ordinal) and ordinal <= block.count:
        return  # the form prints it
    if not number:
        filler.clear(row, box.column)
    elif box.pattern is not None:
        filler.put(row, box.column, box.pattern.filled({box.slot.field: number}))


def _lines(tracks: Sequence[Track], layout: Layout) -> list[_Line]:
    """The rows of all tracks; a track whose bands overlap takes several, marked as going on."""
    lines: list[_Line] = []
    for track in tracks:
        if not track_says_something(track):
            continue
        for at, cells in enumerate(cells_from_milestones(bands_on_paper(track))):
            arrows = [layout.arrow if cell == ARROW else cell for cell in cells]
            lines.append(_Line(layout.ditto if at else track.label or "", arrows, track))
    return lines


def _fill_grid(filler: SheetFiller, grid: Grid, first: int, lines: Sequence[_Line]) -> None:
    placed: set[str] = set()
    for row, line in enumerate(lines, first):
        _mark_line(filler, grid, row, line, placed)
        if grid.label and line.label:
            filler.put(row, grid.column, line.label, grid.label)
        for quarter, text in zip(grid.quarters, line.cells, strict=True):
            if text:
                filler.put(row, quarter.column, text)


def _mark_line(filler: SheetFiller, grid: Grid, row: int, line: _Line, placed: set[str]) -> None:
    """Each track at its first row, each band at the cell it starts in."""
    if line.track.id not in placed:
        placed.add(line.track.id)
        column = grid.column or grid.quarters[0].column
        filler.mark(Ref(Kind.TRACK, line.track.id), "label", row, column)
    for band in line.track.milestones:
        if band.id not in placed and line.cells[band.start - 1] == band.text:
            placed.add(band.id)
            column = grid.quarters[band.start - 1].column
            filler.mark(Ref(Kind.MILESTONE, band.id), "text", row, column)
