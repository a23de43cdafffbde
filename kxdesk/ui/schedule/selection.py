"""Where a person is in the grid, and where the keys take her: a band is like a merged cell of a sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from kxdesk.domain.policy import Activity, Milestone
from kxdesk.ui.schedule.actions import COLUMNS, LABEL, Cell, bands_at

_LAST = COLUMNS[-1]


@dataclass(frozen=True, slots=True)
class Selection:
    """A current cell, and the range from `anchor` to it where one is drawn up.

    Attributes:
        lane: which of several bands in the quarter, as they are stacked; 0 is the topmost.
        anchor: row and column where the range began; None for the cell alone.
    """

    row: int = 0
    column: int = 1
    lane: int = 0
    anchor: tuple[int, int] | None = None

    @property
    def rows(self) -> range:
        other = self.anchor[0] if self.anchor else self.row
        return range(min(self.row, other), max(self.row, other) + 1)

    @property
    def columns(self) -> range:
        other = self.anchor[1] if self.anchor else self.column
        return range(min(self.column, other), max(self.column, other) + 1)

    @property
    def is_range(self) -> bool:
        return self.anchor is not None and self.anchor != (self.row, self.column)


def band_under(activity: Activity, selection: Selection) -> Milestone | None:
    """The band in the current cell; the topmost where its lane has none."""
    if selection.column == LABEL or selection.row >= len(activity.tracks):
        return None
    bands = dict(bands_at(activity.tracks[selection.row], selection.column))
    if not bands:
        return None
    return bands.get(selection.lane, bands[min(bands)])


def cell_of(activity: Activity, selection: Selection) -> Cell:
    """Where text typed now belongs."""
    band = band_under(activity, selection)
    return Cell(selection.row, selection.column, band.id if band else "")


def kept_inside(activity: Activity, selection: Selection) -> Selection:
    """The same place in a plan that has become shorter; the row behind the last one is still inside."""
    return replace(selection, row=min(selection.row, len(activity.tracks)), anchor=None)


def beside(activity: Activity, selection: Selection, step: int) -> Selection:
    """One cell to the right (1) or left (-1), over the whole of a band; at the edge it stays."""
    band = band_under(activity, selection)
    edge = selection.column if band is None else band.end if step > 0 else band.start
    return Selection(selection.row, max(LABEL, min(_LAST, edge + step)), selection.lane)


def next_cell(activity: Activity, selection: Selection, step: int) -> Selection | None:
    """As Tab goes: on to the next row behind the last quarter; None behind the last row."""
    there = beside(activity, selection, step)
    if there.column != selection.column:
        band = band_under(activity, selection)
        if band is None or not band.start <= there.column <= band.end:
            return there
    row = selection.row + (1 if step > 0 else -1)
    if not 0 <= row <= len(activity.tracks):
        return None
    return Selection(row, LABEL if step > 0 else _LAST)


def below(activity: Activity, selection: Selection, step: int) -> Selection | None:
    """One cell down (1) or up (-1), first through bands stacked in the row; None outside the grid."""
    lanes = _lanes(activity, selection.row, selection.column)
    band = band_under(activity, selection)
    if band is not None:
        here = next(lane for lane in lanes if lanes[lane] is band)
        further = [lane for lane in lanes if (lane > here if step > 0 else lane < here)]
        if further:
            return replace(selection, lane=min(further) if step > 0 else max(further), anchor=None)
    row = selection.row + step
    if not 0 <= row <= len(activity.tracks):
        return None
    lane = max(_lanes(activity, row, selection.column), default=0) if step < 0 else 0
    return Selection(row, selection.column, lane)


def extended(activity: Activity, selection: Selection, rows: int, columns: int) -> Selection:
    """The range drawn on by Shift and an arrow."""
    last_row = max(len(activity.tracks) - 1, 0)
    return replace(
        selection,
        row=max(0, min(last_row, selection.row + rows)),
        column=max(LABEL, min(_LAST, selection.column + columns)),
        anchor=selection.anchor or (selection.row, selection.column),
    )


def whole(activity: Activity) -> Selection:
    """Every cell."""
    return Selection(max(len(activity.tracks) - 1, 0), _LAST, anchor=(0, LABEL))


def _lanes(activity: Activity, row: int, column: int) -> dict[int, Milestone]:
    if column == LABEL or row >= len(activity.tracks):
        return {}
    return dict(bands_at(activity.tracks[row], column))


Way: TypeAlias = Callable[[Activity, Selection, int], Selection | None]
