"""On which pages a sheet comes out, what a page break cuts, and where breaks are better set by hand.

Excel's own breaks differ by a row or so with the printer; the advice therefore keeps a little in reserve.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kxdesk.workbook.areas import Area
from kxdesk.workbook.fonts import SUBSTITUTE, font_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kxdesk.workbook.geometry import Geometry
    from kxdesk.workbook.page_setup import PageSetup

_LEAST_SCALE = 0.1
# Shares of a page's height by which programs and printers hold less or more than we reckon.
_RESERVE, _GAIN = 0.04, 0.01
# A length this much over is still taken to fit: heights and margins are rounded sums.
_TOLERANCE = 0.1


class _Axis(NamedTuple):
    """Rows going down, or columns going across, as they fill pages.

    Attributes:
        edge: distance of a row's or column's first edge from that of the sheet.
        room: of one page, in points of the sheet.
        breaks: a page ends behind each of these.
        titles: first and last of those repeated on every later page.
    """

    edge: Callable[[int], float]
    room: float
    breaks: tuple[int, ...]
    titles: tuple[int, int] | None

    def has_titles(self, first: int) -> bool:
        """Whether the page that starts at `first` begins with the titles."""
        return self.titles is not None and first > self.titles[1]

    def end(self, first: int, last: int) -> int:
        """Last row or column on the page that starts at `first`; at least that one, `last` at the most."""
        room = self.room + _TOLERANCE
        if self.titles is not None and self.has_titles(first):
            room -= self.edge(self.titles[1] + 1) - self.edge(self.titles[0])
        at = first
        while at < last and at not in self.breaks and self.edge(at + 2) - self.edge(first) <= room:
            at += 1
        return at

    def bands(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """First and last of each page."""
        while first <= last:
            end = self.end(first, last)
            yield first, end
            first = end + 1


@dataclass(frozen=True, slots=True)
class Page:
    """One printed page: `area` of the sheet, and whether titles stand above or left of it."""

    number: int
    area: Area
    title_rows: bool
    title_columns: bool


@dataclass(frozen=True, slots=True)
class Pages:
    """How a sheet is cut into pages.

    Attributes:
        scale: at which it is printed, 1.0 is full size.
        pages: in the order they are printed.
        cut_rows: rows taller than a page, which the page's edge cuts.
        cut_boxes: boxes over several rows that a page break runs through; a line of text may be cut.
    """

    scale: float
    pages: tuple[Page, ...]
    cut_rows: tuple[int, ...]
    cut_boxes: tuple[Area, ...]


def used_area(geometry: Geometry) -> Area:
    """All that the sheet describes, which is what is printed where no print area is set."""
    return Area(1, 1, geometry.last_row, geometry.last_column)


def lay_out(geometry: Geometry, setup: PageSetup, used: Area | None = None) -> Pages:
    """Cut a sheet into pages.

    Args:
        geometry: of the sheet, heights as they will be.
        setup: of its pages.
        used: what is printed if the set-up names no area; by default all that the sheet describes.
    """
    areas = setup.areas or (used or used_area(geometry),)
    scale = print_scale(geometry, setup, areas)
    rows, columns = _axes(geometry, setup, scale)
    pages: list[Page] = []
    for area in areas:
        for part in _parts(area, rows, columns, over_first=setup.over_first):
            titles = rows.has_titles(part.first_row), columns.has_titles(part.first_column)
            pages.append(Page(len(pages) + 1, part, *titles))
    ends = {page.area.last_row for page in pages}
    boxes = (
        box for box in geometry.merges.values() if any(box.first_row <= end < box.last_row for end in ends)
    )
    tall = (row for area in areas for row in range(area.first_row, area.last_row + 1))
    cut_rows = tuple(row for row in tall if geometry.row_pt(row) > rows.room + _TOLERANCE)
    return Pages(scale, tuple(pages), cut_rows, tuple(boxes))


def page_body_pt(geometry: Geometry, setup: PageSetup, used: Area | None = None) -> float:
    """The height one page holds beside its repeated titles, in points of the sheet: a row's real limit."""
    areas = setup.areas or (used or used_area(geometry),)
    rows, _ = _axes(geometry, setup, print_scale(geometry, setup, areas))
    if rows.titles is None:
        return rows.room
    return rows.room - (rows.edge(rows.titles[1] + 1) - rows.edge(rows.titles[0]))


def print_scale(geometry: Geometry, setup: PageSetup, areas: Sequence[Area]) -> float:
    """The scale at which the areas are printed: as set, or so that they fit, in whole percents."""
    if not setup.fits:
        return setup.scale
    width, height = setup.body
    scale = 1.0
    for area in areas:
        if setup.fit_width:
            wide = geometry.left(area.last_column + 1) - geometry.left(area.first_column)
            scale = min(scale, setup.fit_width * width / max(wide, 1.0))
        if setup.fit_height:
            high = geometry.top(area.last_row + 1) - geometry.top(area.first_row)
            scale = min(scale, setup.fit_height * height / max(high, 1.0))
    scale = max(_LEAST_SCALE, math.floor(scale * 100 + 1e-6) / 100)
    # Breaks cost room on each page but the last, so that a little less may be needed.
    while setup.fit_height and scale > _LEAST_SCALE and _too_many(geometry, setup, areas, scale):
        scale = round(scale - 0.01, 2)
    return scale


def suggest_breaks(
    geometry: Geometry,
    setup: PageSetup,
    together: Iterable[tuple[int, int]] = (),
    used: Area | None = None,
) -> tuple[int, ...]:
    """Rows below which a manual break keeps what belongs together on one page.

    Args:
        geometry: of the sheet, heights as they will be.
        setup: of its pages.
        together: first and last row of each group, such as a heading with its first rows; boxes over
            several rows are groups by themselves.
        used: as for `lay_out`.
    """
    if setup.fits and setup.fit_height:
        return ()  # Excel heeds no manual break where it fits the height.
    areas = setup.areas or (used or used_area(geometry),)
    groups = {
        (box.first_row, box.last_row) for box in geometry.merges.values() if box.first_row < box.last_row
    }
    groups.update(together)
    scales = dict.fromkeys((print_scale(geometry, setup, areas), _substituted_scale(geometry, setup, areas)))
    axes = [_axes(geometry, setup, scale)[0] for scale in scales]
    # What no page holds is cut wherever it begins.
    room = min(axis.room for axis in axes)
    groups = {(top, bottom) for top, bottom in groups if geometry.top(bottom + 1) - geometry.top(top) <= room}
    found = {row for area in areas for row in _advised(area, axes, sorted(groups))}
    return tuple(sorted(found))


def _substituted_scale(geometry: Geometry, setup: PageSetup, areas: Sequence[Area]) -> float:
    """The scale where another font stands for the Normal one: it measures columns by that font's digits."""
    scale = print_scale(geometry, setup, areas)
    normal = geometry.styles.normal
    if not setup.fits or font_facts(normal.name).everywhere:
        return scale
    wide = max(geometry.left(area.last_column + 1) - geometry.left(area.first_column) for area in areas)
    units = max(
        sum(map(geometry.column_units, range(area.first_column, area.last_column + 1))) for area in areas
    )
    return scale * min(1.0, wide / max(units * SUBSTITUTE.digit * normal.size, 1.0))


def _advised(area: Area, axes: Sequence[_Axis], groups: Sequence[tuple[int, int]]) -> list[int]:
    """Breaks at which no program parts a group; one that helps one of them is there for all."""
    found: list[int] = []
    while True:
        new = [_first_parted(area, _with_breaks(axis, found), groups) for axis in axes]
        row = min(filter(None, new), default=0)
        if not row:
            return found
        found.append(row if new[0] == row else _shared(area, _with_breaks(axes[0], found), groups, row))


def _shared(area: Area, rows: _Axis, groups: Sequence[tuple[int, int]], row: int) -> int:
    """Where a page ends by itself in the first program, rather than a break that leaves it a short page."""
    last = max((at for at in rows.breaks if at < row), default=area.first_row - 1)
    ends = (end for _, end in rows.bands(area.first_row, area.last_row))
    good = [end for end in ends if last < end <= row and _before_groups(last + 1, end, groups) == end]
    return max(good, default=row)


def _with_breaks(axis: _Axis, breaks: Sequence[int]) -> _Axis:
    return axis._replace(breaks=(*axis.breaks, *breaks))


def _first_parted(area: Area, rows: _Axis, groups: Sequence[tuple[int, int]]) -> int:
    """The row before the first group that a page may part, 0 if there is none.

    A page ends somewhere between the least and the most it may hold.
    """
    least = rows._replace(room=rows.room * (1 - _RESERVE))
    most = rows._replace(room=rows.room * (1 + _GAIN))
    first = latest = area.first_row  # of the page: at the earliest, at the latest
    while True:
        end, last = least.end(first, area.last_row), most.end(latest, area.last_row)
        if end >= area.last_row:
            return 0
        if end in rows.breaks:
            last = end
        else:
            most_ends = range(end, min(last, area.last_row - 1) + 1)
            ends = [(at, _before_groups(first, at, groups)) for at in most_ends]
            if any(at != better for at, better in ends):
                return min(better for _, better in ends)
        first, latest = end + 1, last + 1


def _before_groups(first: int, last: int, groups: Sequence[tuple[int, int]]) -> int:
    """The last row that ends a page starting at `first` and parts no group that starts further down."""
    while True:
        parted = [top for top, bottom in groups if first < top <= last < bottom]
        if not parted:
            return last
        last = min(parted) - 1


def _axes(geometry: Geometry, setup: PageSetup, scale: float) -> tuple[_Axis, _Axis]:
    width, height = setup.body
    # Where the height or the width is fitted, manual breaks of that direction are not heeded.
    row_breaks = () if setup.fits and setup.fit_height else setup.row_breaks
    column_breaks = () if setup.fits and setup.fit_width else setup.column_breaks
    return (
        _Axis(geometry.top, height / scale, row_breaks, setup.title_rows),
        _Axis(geometry.left, width / scale, column_breaks, setup.title_columns),
    )


def _parts(area: Area, rows: _Axis, columns: _Axis, *, over_first: bool) -> Iterator[Area]:
    """The part of an area on each page, in the order of the pages."""
    down = list(rows.bands(area.first_row, area.last_row))
    across = list(columns.bands(area.first_column, area.last_column))
    if over_first:
        return (Area(top, left, bottom, right) for top, bottom in down for left, right in across)
    return (Area(top, left, bottom, right) for left, right in across for top, bottom in down)


def _too_many(geometry: Geometry, setup: PageSetup, areas: Sequence[Area], scale: float) -> bool:
    rows, _ = _axes(geometry, setup, scale)
    return any(len(list(rows.bands(area.first_row, area.last_row))) > setup.fit_height for area in areas)
