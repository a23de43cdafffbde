"""How a sheet is to be printed: paper, margins, scale, areas, repeated titles and manual breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kxdesk.workbook.areas import Area, parse_area
from kxdesk.workbook.limits import MAX_COLUMN, MAX_ROW
from kxdesk.workbook.xml_in import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml import etree

    from kxdesk.workbook.raw import RawSheet, RawWorkbook

PT_PER_INCH = 72.0
_PT_PER_MM = PT_PER_INCH / 25.4
_TRUE = ("1", "true", "on")
_A4 = (210.0, 297.0)
# Width and height in mm by Excel's number, upright.
_PAPERS = {
    1: (215.9, 279.4),
    3: (279.4, 431.8),
    5: (215.9, 355.6),
    8: (297.0, 420.0),
    9: _A4,
    11: (148.0, 210.0),
    12: (257.0, 364.0),
    13: (182.0, 257.0),
    43: (100.0, 148.0),
    66: (420.0, 594.0),
    70: (105.0, 148.0),
}
_UNITS = {"mm": _PT_PER_MM, "cm": 10 * _PT_PER_MM, "in": PT_PER_INCH, "pt": 1.0}
_LENGTH = re.compile(r"([0-9.]+)(mm|cm|in|pt)")
_TITLES = "_xlnm.Print_Titles"
_QUOTED = re.compile(r"'(?:[^']|'')*'!")


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Lengths in points.

    Attributes:
        width, height: of the paper as it lies.
        left, right, top, bottom: margins.
        scale: as set, 1.0 is full size; not used if `fits`.
        fits: the sheet is made smaller until it is `fit_width` pages wide and `fit_height` pages high,
            0 meaning as many as it takes.
        areas: what is printed, each on pages of its own; empty: all that is used.
        title_rows, title_columns: first and last of those repeated on every page.
        row_breaks, column_breaks: a page ends below, or right of, each of these.
        over_first: pages go from left to right before they go down.
        centred_across, centred_down: on the paper.
    """

    width: float
    height: float
    left: float = 0.7 * PT_PER_INCH
    right: float = 0.7 * PT_PER_INCH
    top: float = 0.75 * PT_PER_INCH
    bottom: float = 0.75 * PT_PER_INCH
    scale: float = 1.0
    fits: bool = False
    fit_width: int = 1
    fit_height: int = 1
    areas: tuple[Area, ...] = ()
    title_rows: tuple[int, int] | None = None
    title_columns: tuple[int, int] | None = None
    row_breaks: tuple[int, ...] = ()
    column_breaks: tuple[int, ...] = ()
    over_first: bool = False
    centred_across: bool = False
    centred_down: bool = False

    @property
    def body(self) -> tuple[float, float]:
        """Width and height between the margins."""
        return (
            max(1.0, self.width - self.left - self.right),
            max(1.0, self.height - self.top - self.bottom),
        )


@dataclass(frozen=True, slots=True)
class Titles:
    """The rows and the columns repeated on every page, first and last."""

    rows: tuple[int, int] | None = None
    columns: tuple[int, int] | None = None


def titles_of(workbook: RawWorkbook, sheet: RawSheet) -> Titles:
    """The print titles of a sheet, from the workbook's names."""
    texts = (name.text for name in workbook.names if name.sheet == sheet.position and name.name == _TITLES)
    return titles_in(next(texts, ""))


def titles_in(text: str) -> Titles:
    """The print titles that a name's text says."""
    rows = columns = None
    for area in filter(None, map(parse_area, _QUOTED.sub("", text).split(","))):
        if area.first_column == 1 and area.last_column == MAX_COLUMN:
            rows = (area.first_row, area.last_row)
        elif area.first_row == 1 and area.last_row == MAX_ROW:
            columns = (area.first_column, area.last_column)
    return Titles(rows, columns)


def read_page_setup(
    sheet: etree._Element, areas: Iterable[Area] = (), titles: Titles | None = None
) -> PageSetup:
    """The page set-up of a worksheet, from its root and what the workbook's names say of it."""
    groups = {local_name(group): group for group in sheet}
    page: Mapping[str, str] = _attributes(groups.get("pageSetup"))
    options = _attributes(groups.get("printOptions"))
    width, height = _paper(page)
    titles = titles or Titles()
    return PageSetup(
        width=width,
        height=height,
        **_margins(_attributes(groups.get("pageMargins"))),
        scale=min(max(_number(page.get("scale"), 100.0), 10.0), 400.0) / 100,
        fits=any(found.get("fitToPage") in _TRUE for found in sheet.iterfind("{*}sheetPr/{*}pageSetUpPr")),
        fit_width=int(_number(page.get("fitToWidth"), 1.0)),
        fit_height=int(_number(page.get("fitToHeight"), 1.0)),
        areas=tuple(areas),
        title_rows=titles.rows,
        title_columns=titles.columns,
        row_breaks=tuple(sorted(set(_breaks(groups.get("rowBreaks"))))),
        column_breaks=tuple(sorted(set(_breaks(groups.get("colBreaks"))))),
        over_first=page.get("pageOrder") == "overThenDown",
        centred_across=options.get("horizontalCentered") in _TRUE,
        centred_down=options.get("verticalCentered") in _TRUE,
    )


def _attributes(element: etree._Element | None) -> dict[str, str]:
    return {} if element is None else {str(key): str(value) for key, value in element.attrib.items()}


def _paper(page: Mapping[str, str]) -> tuple[float, float]:
    wide, high = _length(page.get("paperWidth")), _length(page.get("paperHeight"))
    if not (wide and high):
        size = _PAPERS.get(int(_number(page.get("paperSize"), 9.0)), _A4)
        wide, high = size[0] * _PT_PER_MM, size[1] * _PT_PER_MM
    return (high, wide) if page.get("orientation") == "landscape" else (wide, high)


def _margins(margins: Mapping[str, str]) -> dict[str, float]:
    sides = {"left": 0.7, "right": 0.7, "top": 0.75, "bottom": 0.75}
    return {side: _number(margins.get(side), usual) * PT_PER_INCH for side, usual in sides.items()}


def _breaks(element: etree._Element | None) -> Iterator[int]:
    for found in () if element is None else element:
        if local_name(found) == "brk" and found.get("man") in _TRUE:
            number = int(_number(found.get("id"), 0.0))
            if 1 <= number < MAX_ROW:
                yield number


def _length(text: str | None) -> float | None:
    match = _LENGTH.fullmatch(text or "")
    return float(match[1]) * _UNITS[match[2]] if match else None


def _number(text: str | None, otherwise: float) -> float:
    try:
        number = float(text or "")
    except ValueError:
        return otherwise
    return number if 0 <= number < 1e7 else otherwise
