"""From box to box with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from kxdesk.workbook.areas import Area

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


def step_of(key: int) -> tuple[int, int] | None:
    """Rows and columns an arrow key goes, or None for another key."""
    return next((step for known, step in _STEPS.items() if known == key), None)


def next_area(areas: Sequence[Area], here: Area | None, step: tuple[int, int]) -> Area | None:
    """The nearest box that way, straight ahead before aside; the first one to begin with."""
    if here is None:
        return min(areas, default=None)
    ahead = [area for area in areas if _ahead(here, area, step)]
    return min(ahead, key=lambda area: _distance(here, area, step), default=None)


def _ahead(here: Area, area: Area, step: tuple[int, int]) -> bool:
    if step[0]:
        return area.first_row > here.last_row if step[0] > 0 else area.last_row < here.first_row
    return area.first_column > here.last_column if step[1] > 0 else area.last_column < here.first_column


def _distance(here: Area, area: Area, step: tuple[int, int]) -> tuple[bool, int, int]:
    """Aside or not, how far ahead, how far aside."""
    rows = _gap(here.first_row, here.last_row, area.first_row, area.last_row)
    columns = _gap(here.first_column, here.last_column, area.first_column, area.last_column)
    along, aside = (rows, columns) if step[0] else (columns, rows)
    lean = abs(area.first_column - here.first_column) if step[0] else abs(area.first_row - here.first_row)
    return aside > 0, along + 3 * aside, lean


def _gap(first: int, last: int, other_first: int, other_last: int) -> int:
    """How far two spans are apart; 0 where they overlap."""
    return max(0, other_first - last, first - other_last)
