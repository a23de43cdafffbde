"""The sizes of a worksheet: columns, rows and merged boxes, in points, pixels at 96 dpi and width units."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kxdesk.workbook.areas import Area, parse_area, parse_cell
from kxdesk.workbook.fonts import digit_px
from kxdesk.workbook.limits import MAX_COLUMN, MAX_ROW
from kxdesk.workbook.xml_in import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from kxdesk.workbook.styles import Font, Look, Styles

PT_PER_PX = 0.75
# Excel's limit for one row.
MAX_ROW_PT = 409.5
_TRUE = ("1", "true", "on")


class BoxRow(NamedTuple):
    """One shown row of a box: its number and its height in points."""

    number: int
    height: float


@dataclass(frozen=True, slots=True)
class Box:
    """A cell or merged area as a place for text.

    Attributes:
        area: what it covers; hidden rows and columns count for nothing below.
        rows: its shown rows.
        width_px: of its shown columns at 96 dpi, padding included.
        width_units: the same as the sum of the column widths in the file, in digits of the Normal font.
        look: of its first cell.
        normal: the workbook's Normal font.
        default_row_pt: the sheet's default row height, which tells the pitch of an unknown Normal font.
    """

    area: Area
    rows: tuple[BoxRow, ...]
    width_px: int
    width_units: float
    look: Look
    normal: Font
    default_row_pt: float

    @property
    def height(self) -> float:
        """In points."""
        return sum(row.height for row in self.rows)

    def with_rows(self, count: int) -> Box:
        """The box as it is after rows of the height of its last one were put in to make `count` rows."""
        if not self.rows or count <= len(self.rows):
            return self
        last = self.rows[-1]
        added = count - len(self.rows)
        rows = tuple(BoxRow(last.number + step, last.height) for step in range(1, added + 1))
        area = self.area._replace(last_row=self.area.last_row + added)
        return replace(self, area=area, rows=self.rows + rows)


@dataclass(frozen=True, slots=True)
class Column:
    """A run of columns set alike; `width` in units as the file says it."""

    first: int
    last: int
    width: float
    hidden: bool
    style: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row that the file describes; `height` is None where it has the default one."""

    height: float | None
    hidden: bool
    style: int | None


@dataclass(frozen=True)
class Geometry:
    """The sizes of one sheet. Rows and columns count from 1; lengths are in points unless said otherwise.

    Attributes:
        cells: style number of each cell the file names.
        merges: merged areas by their first cell.
        last_row, last_column: the furthest the file describes or merges, at least 1.
    """

    styles: Styles
    columns: tuple[Column, ...]
    rows: dict[int, Row]
    cells: dict[tuple[int, int], int]
    merges: dict[tuple[int, int], Area]
    default_width: float
    default_height: float
    default_hidden: bool
    last_row: int
    last_column: int
    _offsets: dict[str, list[float]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def digit(self) -> int:
        """Pixels of the widest digit of the Normal font, the unit of column widths."""
        return digit_px(self.styles.normal.name, self.styles.normal.size)

    def column_units(self, column: int) -> float:
        """Width as the file says it; 0 if hidden."""
        found = self._column(column)
        if found is None:
            return self.default_width
        return 0.0 if found.hidden else found.width

    def column_px(self, column: int) -> int:
        """Width in pixels at 96 dpi, padding included, as Excel rounds it."""
        return units_to_px(self.column_units(column), self.digit)

    def column_pt(self, column: int) -> float:
        return self.column_px(column) * PT_PER_PX

    def row_pt(self, row: int) -> float:
        """Height of a row; 0 if hidden."""
        found = self.rows.get(row)
        if found is None:
            return 0.0 if self.default_hidden else self.default_height
        if found.hidden:
            return 0.0
        return self.default_height if found.height is None else found.height

    def top(self, row: int) -> float:
        """Distance of a row's upper edge from the sheet's; `last_row + 1` gives the lower edge of all."""
        return self._offset("rows", row)

    def left(self, column: int) -> float:
        """Distance of a column's left edge from the sheet's."""
        return self._offset("columns", column)

    def row_at(self, y: float) -> int:
        """The row at a distance from the upper edge of the sheet."""
        self._offset("rows", 1)
        return min(max(bisect_right(self._offsets["rows"], y), 1), MAX_ROW)

    def column_at(self, x: float) -> int:
        """The column at a distance from the left edge of the sheet."""
        self._offset("columns", 1)
        return min(max(bisect_right(self._offsets["columns"], x), 1), MAX_COLUMN)

    def area_of(self, row: int, column: int) -> Area:
        """The merged area that covers a cell, or the cell alone."""
        merged = self.merges.get((row, column))
        if merged is not None:
            return merged
        covering = (area for area in self.merges.values() if area.holds(row, column))
        return next(covering, None) or Area(row, column, row, column)

    def style_of(self, row: int, column: int) -> int:
        """Style number of a cell: its own, else its row's, else its column's."""
        own = self.cells.get((row, column))
        if own is not None:
            return own
        found = self.rows.get(row)
        if found is not None and found.style is not None:
            return found.style
        run = self._column(column)
        return run.style if run is not None else 0

    def look(self, row: int, column: int) -> Look:
        return self.styles.look(self.style_of(row, column))

    def box(self, row: int, column: int) -> Box:
        """The box that a cell belongs to."""
        area = self.area_of(row, column)
        columns = range(area.first_column, area.last_column + 1)
        heights = ((number, self.row_pt(number)) for number in range(area.first_row, area.last_row + 1))
        return Box(
            area=area,
            rows=tuple(BoxRow(number, height) for number, height in heights if height > 0),
            width_px=sum(map(self.column_px, columns)),
            width_units=sum(map(self.column_units, columns)),
            look=self.look(area.first_row, area.first_column),
            normal=self.styles.normal,
            default_row_pt=self.default_height,
        )

    def box_at(self, cell: str) -> Box:
        """The box at an address like "E3". ValueError if it is none."""
        place = parse_cell(cell)
        if place is None:
            raise ValueError(cell)
        return self.box(*place)

    def with_heights(self, heights: dict[int, float]) -> Geometry:
        """The sheet after rows were set to these heights."""
        rows = dict(self.rows)
        for number, height in heights.items():
            rows[number] = replace(rows.get(number, Row(None, False, None)), height=height)
        return replace(self, rows=rows, last_row=max(self.last_row, *heights, 1), _offsets={})

    def _column(self, column: int) -> Column | None:
        return next((run for run in self.columns if run.first <= column <= run.last), None)

    def _offset(self, axis: str, number: int) -> float:
        edges = self._offsets.setdefault(axis, [0.0])
        size = self.row_pt if axis == "rows" else self.column_pt
        last = max(number, (self.last_row if axis == "rows" else self.last_column) + 1)
        while len(edges) < last:
            edges.append(edges[-1] + size(len(edges)))
        return edges[number - 1]


def read_geometry(sheet: etree._Element, styles: Styles) -> Geometry:
    """The sizes of a worksheet from its root element."""
    groups = {local_name(group): group for group in sheet}
    columns = tuple(_columns(groups.get("cols", ())))
    rows: dict[int, Row] = {}
    cells: dict[tuple[int, int], int] = {}
    for number, element in _numbered(groups.get("sheetData", ())):
        rows[number] = _row(element)
        cells.update(_cells(element, number))
    merges = dict(_merges(groups.get("mergeCells", ())))
    ends = merges.values()
    shape = groups.get("sheetFormatPr")
    normal = styles.normal
    return Geometry(
        styles=styles,
        columns=columns,
        rows=rows,
        cells=cells,
        merges=merges,
        default_width=_default_width(shape, digit_px(normal.name, normal.size)),
        default_height=_default_height(shape, normal),
        default_hidden=shape is not None and shape.get("zeroHeight") in _TRUE,
        last_row=max((1, *rows, *(area.last_row for area in ends))),
        last_column=max((1, *(column for _, column in cells), *(area.last_column for area in ends))),
    )


def units_to_px(width: float, digit: int) -> int:
    """Pixels of a column width in the file, which holds the padding already (ECMA-376 part 1, 18.3.1.13)."""
    return math.trunc((256 * width + math.trunc(128 / digit)) / 256 * digit)


def padding_px(digit: int) -> int:
    """What a column keeps free at its sides and for the grid line."""
    return 2 * math.ceil(digit / 4) + 1


def _columns(elements: Iterable[etree._Element]) -> Iterator[Column]:
    for element in elements:
        first, last = _whole(element.get("min"), 0), _whole(element.get("max"), 0)
        width = _float(element.get("width"))
        if 1 <= first <= last and width is not None:
            hidden = element.get("hidden") in _TRUE
            yield Column(first, min(last, MAX_COLUMN), width, hidden, _whole(element.get("style"), 0))


def _numbered(rows: Iterable[etree._Element]) -> Iterator[tuple[int, etree._Element]]:
    number = 0
    for element in rows:
        if local_name(element) == "row":
            number = _whole(element.get("r"), number + 1)
            if number <= MAX_ROW:
                yield number, element


def _row(element: etree._Element) -> Row:
    height = _float(element.get("ht"))
    style = _whole(element.get("s"), 0) if element.get("customFormat") in _TRUE else None
    hidden = element.get("hidden") in _TRUE or height == 0
    return Row(None if height is None else min(height, MAX_ROW_PT), hidden, style)


def _cells(row: etree._Element, number: int) -> Iterator[tuple[tuple[int, int], int]]:
    column = 0
    for cell in row:
        if isinstance(cell.tag, str):  # a comment between cells is none
            place = parse_cell(cell.get("r", ""))
            column = place[1] if place else column + 1
            if column <= MAX_COLUMN:
                yield (number, column), _whole(cell.get("s"), 0)


def _merges(elements: Iterable[etree._Element]) -> Iterator[tuple[tuple[int, int], Area]]:
    for element in elements:
        area = parse_area(element.get("ref", ""))
        if area is not None:
            yield (area.first_row, area.first_column), area


def _default_width(shape: etree._Element | None, digit: int) -> float:
    """Where no width is given: so many digits and the padding, up to the next eight pixels."""
    given = None if shape is None else _float(shape.get("defaultColWidth"))
    if given is not None:
        return given
    base = 8 if shape is None else _whole(shape.get("baseColWidth"), 8)
    return math.ceil((base * digit + padding_px(digit)) / 8) * 8 / digit


def _default_height(shape: etree._Element | None, normal: Font) -> float:
    given = None if shape is None else _float(shape.get("defaultRowHeight"))
    return given or math.ceil(normal.size * 1.36 / PT_PER_PX) * PT_PER_PX


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else otherwise


def _float(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if 0 <= number < 100_000 else None
