"""What each key of the grid does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from kxdesk.domain.policy import Milestone
from kxdesk.domain.things import Kind, Ref
from kxdesk.ui.schedule import actions
from kxdesk.ui.schedule import selection as moves
from kxdesk.ui.schedule.actions import LABEL, Cell
from kxdesk.ui.schedule.grid_keys import Key
from kxdesk.ui.schedule.selection import Selection
from kxdesk.ui.schedule.tsv import table_from_text, text_from_table

if TYPE_CHECKING:
    from kxdesk.ui.schedule.grid import QuarterGrid


def commands_of(grid: QuarterGrid) -> Mapping[Key, Callable[[], object]]:
    """Every key with what it does in this grid."""
    return {
        Key.UP: lambda: _go(grid, moves.below, -1),
        Key.DOWN: lambda: _go(grid, moves.below, 1),
        Key.LEFT: lambda: grid.select(moves.beside(grid.activity, grid.selection, -1)),
        Key.RIGHT: lambda: grid.select(moves.beside(grid.activity, grid.selection, 1)),
        Key.HOME: lambda: grid.select(Selection(grid.selection.row, LABEL)),
        Key.END: lambda: grid.select(Selection(grid.selection.row, 4)),
        Key.EXTEND_UP: lambda: grid.select(moves.extended(grid.activity, grid.selection, -1, 0)),
        Key.EXTEND_DOWN: lambda: grid.select(moves.extended(grid.activity, grid.selection, 1, 0)),
        Key.EXTEND_LEFT: lambda: grid.select(moves.extended(grid.activity, grid.selection, 0, -1)),
        Key.EXTEND_RIGHT: lambda: grid.select(moves.extended(grid.activity, grid.selection, 0, 1)),
        Key.ALL: lambda: grid.select(moves.whole(grid.activity)),
        Key.ENTER: lambda: _go(grid, moves.below, 1),
        Key.ENTER_BACK: lambda: _go(grid, moves.below, -1),
        Key.TAB: lambda: _go(grid, moves.next_cell, 1),
        Key.TAB_BACK: lambda: _go(grid, moves.next_cell, -1),
        Key.ESCAPE: grid.escape,
        Key.EDIT: grid.begin,
        Key.STACK: lambda: grid.begin(stacked=True),
        Key.CLEAR: lambda: _clear(grid),
        Key.COPY: lambda: _copy(grid),
        Key.CUT: lambda: _cut(grid),
        Key.PASTE: lambda: _paste(grid),
        Key.MOVE_LEFT: lambda: _shift_band(grid, -1, -1),
        Key.MOVE_RIGHT: lambda: _shift_band(grid, 1, 1),
        Key.SHORTER: lambda: _shift_band(grid, 0, -1),
        Key.LONGER: lambda: _shift_band(grid, 0, 1),
        Key.ROW_UP: lambda: _shift_row(grid, -1),
        Key.ROW_DOWN: lambda: _shift_row(grid, 1),
        Key.ADD_ROW: lambda: add_row(grid, grid.selection.row + 1),
        Key.REMOVE_ROW: lambda: _remove_rows(grid),
    }


def reshape(grid: QuarterGrid, band: Milestone, span: tuple[int, int], row: int) -> None:
    """Let a band lie elsewhere, and stay with it."""
    after = actions.reshape(grid.activity, band.id, span, row, grid.new_id)
    stretched = span[1] - span[0] != band.end - band.start
    if grid.act(after, "milestone-stretched" if stretched else "milestone-moved"):
        grid.select_thing(Ref(Kind.MILESTONE, band.id))


def add_row(grid: QuarterGrid, row: int) -> None:
    """An empty row in front of `row`, and into it."""
    row = min(row, len(grid.activity.tracks))
    if grid.act(actions.add_row(grid.activity, row, grid.new_id), "track-added"):
        grid.select(Selection(row, max(1, grid.selection.column)))


def _go(grid: QuarterGrid, way: moves.Way, step: int) -> None:
    grid.commit()
    there = way(grid.activity, grid.selection, step)
    if there is None:
        grid.left_by.emit(step)
    else:
        grid.select(there)


def _clear(grid: QuarterGrid) -> None:
    chosen = grid.selection
    band = moves.band_under(grid.activity, chosen)
    if band is not None and not chosen.is_range:
        cell = Cell(chosen.row, chosen.column, band.id)
        grid.act(actions.write_cell(grid.activity, cell, "", grid.new_id), "milestone-retired")
    else:
        grid.act(actions.clear(grid.activity, chosen.rows, chosen.columns), "cells-cleared")


def _shift_band(grid: QuarterGrid, start: int, end: int) -> None:
    band = moves.band_under(grid.activity, grid.selection)
    if band is not None:
        reshape(grid, band, (band.start + start, band.end + end), grid.selection.row)


def _shift_row(grid: QuarterGrid, by: int) -> None:
    chosen = grid.selection
    if grid.act(actions.shift_row(grid.activity, chosen.row, by), "track-moved"):
        grid.select(replace(chosen, row=chosen.row + by, anchor=None))


def _remove_rows(grid: QuarterGrid) -> None:
    grid.act(actions.remove_rows(grid.activity, grid.selection.rows), "track-retired")


def _copy(grid: QuarterGrid) -> None:
    chosen = grid.selection
    band = moves.band_under(grid.activity, chosen)
    if band is not None and not chosen.is_range:
        table = [[band.text]]
    else:
        table = actions.table_of(grid.activity, chosen.rows, chosen.columns)
    QGuiApplication.clipboard().setText(text_from_table(table))


def _cut(grid: QuarterGrid) -> None:
    _copy(grid)
    _clear(grid)


def _paste(grid: QuarterGrid) -> None:
    text = QGuiApplication.clipboard().text()
    if not text:
        return
    table, chosen = table_from_text(text), grid.selection
    if len(table) == 1 and len(table[0]) == 1 and chosen.column != LABEL:
        cell = moves.cell_of(grid.activity, chosen)
        after = actions.write_cell(grid.activity, cell, table[0][0], grid.new_id)
    else:
        after = actions.paste(grid.activity, chosen.rows[0], chosen.columns[0], table, grid.new_id)
    grid.act(after, "cells-pasted")
