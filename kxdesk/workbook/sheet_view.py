"""A raw sheet as the reader looks at it: labels by their folded text, boxes by their first cell."""

from __future__ import annotations

from functools import lru_cache

from kxdesk.workbook.areas import Area
from kxdesk.workbook.labels import LONGEST_QUARTER, label_key, quarter_in
from kxdesk.workbook.raw import Position, RawCell, RawSheet
from kxdesk.workbook.values import Shown, shown

LONGEST_LABEL = 90  # characters; a label of a form is a line at most


class SheetView:
    """One sheet while it is read.

    Attributes:
        labels: cells with a short text, by folded text, top to bottom.
        merges: merged areas by their first cell.
        used: cells that were read or are the form's own.
    """

    def __init__(self, raw: RawSheet, *, date1904: bool) -> None:
        self.raw = raw
        self.name = raw.name
        self.cells = raw.cells
        self.date1904 = date1904
        self.merges: dict[Position, Area] = {(area[0], area[1]): area for area in raw.merges}
        self.labels: dict[str, list[Position]] = {}
        self.used: set[Position] = set()
        labels = self.labels
        for place, cell in raw.cells.items():
            if cell.kind == "text" and cell.formula is None:
                text = str(cell.value)
                if len(text) <= LONGEST_LABEL:
                    labels.setdefault(label_key(text), []).append(place)

    def text(self, place: Position) -> str:
        """What a text cell says, "" for any other."""
        cell = self.cells.get(place)
        return str(cell.value) if cell is not None and cell.kind == "text" else ""

    def shown(self, place: Position) -> Shown:
        """What a person sees in the cell."""
        return shown(self.cells.get(place), date1904=self.date1904)

    def cell(self, place: Position) -> RawCell | None:
        return self.cells.get(place)

    def right_of(self, place: Position) -> Position:
        """The first cell to the right of a cell or of the box that starts there."""
        area = self.merges.get(place)
        return place[0], (area.last_column if area else place[1]) + 1

    def below(self, place: Position) -> Position:
        """The first cell below a cell or the box that starts there."""
        area = self.merges.get(place)
        return (area.last_row if area else place[0]) + 1, place[1]

    def last_row_of(self, place: Position) -> int:
        area = self.merges.get(place)
        return area.last_row if area else place[0]

    def last_column_of(self, place: Position) -> int:
        area = self.merges.get(place)
        return area.last_column if area else place[1]

    def quarter_rows(self) -> list[tuple[int, dict[int, int]]]:
        """Rows that name at least two quarters in order: the column of each quarter, by row."""
        rows: dict[int, dict[int, int]] = {}
        for key, places in self.labels.items():
            if len(key) <= LONGEST_QUARTER and (quarter := _quarter_of_key(key)):
                for row, column in places:
                    rows.setdefault(row, {}).setdefault(quarter, column)
        return sorted((row, found) for row, found in rows.items() if _ascends(found))


@lru_cache(maxsize=16384)
def _quarter_of_key(key: str) -> int | None:
    return quarter_in(key)


def _ascends(columns: dict[int, int]) -> bool:
    ordered = [columns[quarter] for quarter in sorted(columns)]
    return len(ordered) >= 2 and ordered == sorted(set(ordered))
