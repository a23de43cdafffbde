"""One sheet of a form while it is filled: rows of the blank template, wherever they stand by now."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple
from weakref import WeakKeyDictionary

from kxdesk.domain.fields import FieldKind
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import LEDGER, Ref
from kxdesk.workbook.addresses import address
from kxdesk.workbook.geometry import Box, Geometry, read_geometry
from kxdesk.workbook.layout import Slot
from kxdesk.workbook.page_ends import blank_setup, breaks_to_set, cut_by_pages, grown_geometry, grown_setup
from kxdesk.workbook.page_setup import PageSetup
from kxdesk.workbook.row_height import Fit, fit_box, fit_rows
from kxdesk.workbook.sheet import Sheet
from kxdesk.workbook.styles import Styles, read_styles
from kxdesk.workbook.template import Template

# Arrows, levels and names come again and again; what was once found of them is kept.
_SHORT = 24
_MOST_FITS = 4096
_MOST_ROWS = 60  # that one box may take more than the form gives it
# What reads back as the same text when it is stored as a number.
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,13})(?:\.\d{0,5}[1-9])?")


class FillNote(NamedTuple):
    """Something of the policy that the paper does not show as it is.

    Attributes:
        code: kebab-case: too-tall, too-wide, hidden (of a text in its box), not-asked, area-not-on-form,
            other-year, sheet-renamed, number-not-kept, band-without-text, page-cut (of a box), not-repeated
            (of a chart or a control in rows that were repeated).
        sheet, cell: where, "" if it concerns no cell.
        field: the field, "" if none.
        text: what it is about.
    """

    code: str
    sheet: str = ""
    cell: str = ""
    field: str = ""
    text: str = ""


class Sizes:
    """The sizes of a template's sheets, measured once."""

    def __init__(self, template: Template) -> None:
        package = template.package
        self._package = package
        self._workbook = template.workbook
        self._setups: dict[str, PageSetup] = {}
        self._styles: Styles = read_styles(package)
        self._parts = {sheet.name: sheet.part for sheet in template.workbook.sheets}
        self._found: dict[str, Geometry] = {}
        self._boxes: dict[tuple[str, int, int], Box] = {}
        self._fits: dict[tuple[str, int, int, str], Fit] = {}

    def box(self, sheet: str, row: int, column: int) -> Box:
        """The box at a place of a sheet of the blank template."""
        key = sheet, row, column
        found = self._boxes.get(key)
        if found is None:
            found = self._boxes[key] = self.geometry(sheet).box(row, column)
        return found

    def geometry(self, sheet: str) -> Geometry:
        """The sizes of a sheet of the blank template."""
        geometry = self._found.get(sheet)
        if geometry is None:
            root = self._package.tree(self._parts[sheet])
            geometry = self._found[sheet] = read_geometry(root, self._styles)
        return geometry

    def setup(self, sheet: str) -> PageSetup:
        """How a sheet of the blank template is printed."""
        found = self._setups.get(sheet)
        if found is None:
            found = self._setups[sheet] = blank_setup(self._package, self._workbook, self._parts[sheet])
        return found

    def fit(self, sheet: str, row: int, column: int, text: str) -> Fit:
        """How a text fits the box at a place of the blank template."""
        if len(text) > _SHORT:
            return fit_box(text, self.box(sheet, row, column))
        key = sheet, row, column, text
        found = self._fits.get(key)
        if found is None:
            if len(self._fits) >= _MOST_FITS:
                self._fits.clear()
            found = self._fits[key] = fit_box(text, self.box(sheet, row, column))
        return found


_SIZES: WeakKeyDictionary[Template, Sizes] = WeakKeyDictionary()


def sizes_of(template: Template) -> Sizes:
    """The sizes of a template; measured again only when nobody holds the template any more."""
    found = _SIZES.get(template)
    if found is None:
        found = _SIZES[template] = Sizes(template)
    return found


@dataclass(slots=True)
class Spot:
    """Where a field of a thing stands, whether anything was put there or not."""

    ref: Ref
    field: str
    row: int
    column: int


@dataclass(slots=True)
class _Put:
    """A text in a box, to be measured once the sheet is full."""

    row: int
    original: int
    column: int
    slot: Slot | None
    text: str


class SheetFiller:
    """Puts values into one sheet.

    Rows are those of the blank template; `copy` counts the copies of a row that was repeated, 0 is itself.
    """

    def __init__(self, sheet: Sheet, sizes: Sizes, blank: str, notes: list[FillNote]) -> None:
        self.sheet = sheet
        self.notes = notes
        self._sizes = sizes
        self._blank = blank
        self._rows: list[int] = []  # the template's row of each row there is now
        self._last = 0  # the template's last row among them
        self._puts: list[_Put] = []
        self.spots: list[Spot] = []
        self._kept: list[tuple[int, int]] = []
        self._stretched: list[tuple[int, int]] = []  # last row of a box, rows put in below it

    def grow(self, first: int, last: int, times: int, *, blank: bool = False) -> None:
        """Repeat rows, counted as they stand now."""
        if times <= 0:
            return
        self.sheet.repeat_rows(first, last, times, blank=blank)
        self._reach(last)
        self._rows[last:last] = self._rows[first - 1 : last] * times
        self._move_below(last, (last - first + 1) * times)

    def put(self, row: int, column: int, text: str, slot: Slot | None = None) -> None:
        """Fill a box at a row as it stands now; "" leaves it blank."""
        self._reach(row)
        try:
            self.sheet.set(address(row, column), _cell_value(text, slot))
        except Problem as problem:
            if slot is not None:
                problem.facts |= {"kind": slot.kind, "field": slot.key}
            raise
        if text:
            self._puts.append(_Put(row, self._rows[row - 1], column, slot, text))

    def mark(self, ref: Ref, field: str, row: int, column: int) -> None:
        """Remember whose box that is; the row as it stands now."""
        self.spots.append(Spot(ref, field, row, column))

    def clear(self, row: int, column: int) -> None:
        """Take away what the form prints there."""
        self.sheet.set(address(row, column), None)

    def row(self, original: int) -> int:
        """Where a row of the blank template stands now."""
        self._reach(len(self._rows) + max(0, original - self._last))
        return self._rows.index(original) + 1

    def keep(self, first: int, last: int) -> None:
        """Rows, as they stand when all is filled in, that one page is to hold."""
        self._kept.append((first, last))

    def fit(self) -> None:
        """Make rows high enough for what was put in; what no height can show is noted."""
        self._stretch()
        fits = [(put, fit) for put in self._puts if (fit := self._fit(put)) is not None]
        for put, fit in fits:
            if fit.overflow:
                self._note(fit.overflow, put)
        heights = fit_rows(fit for _, fit in fits)
        for row, height in heights.items():
            self.sheet.set_row_height(row, height)
        self._end_pages(heights)
        for row in sorted(self.sheet.left_behind):
            self.notes.append(FillNote("not-repeated", self.sheet.name, address(row, 1), "", str(row)))

    def _note(self, code: str, put: _Put) -> None:
        field = put.slot.field if put.slot else ""
        self.notes.append(FillNote(code, self.sheet.name, address(put.row, put.column), field, put.text))

    def _stretch(self) -> None:
        """Rows for what is too tall for those of its box at their limit, from below."""
        for put in sorted(self._puts, key=lambda put: -put.row):
            fit = self._fit(put)
            if fit is None or fit.overflow != "too-tall" or not fit.box.rows:
                continue
            more = fit.needs_rows - len(fit.box.rows)
            area = self._sizes.box(self._blank, put.original, put.column).area
            last = fit.box.rows[-1].number
            if not 0 < more <= _MOST_ROWS or last != put.row + len(fit.box.rows) - 1:
                continue  # hidden rows in between
            box = (put.row, area.first_column, last + more, area.last_column)
            self.sheet.stretch_row(last, more, box)
            self._reach(last)
            self._rows[last:last] = [self._rows[last - 1]] * more
            self._stretched = [(at + more if at > last else at, count) for at, count in self._stretched]
            self._stretched.append((last, more))
            self._move_below(last, more)

    def _fit(self, put: _Put) -> Fit | None:
        """How the text fits where the box stands now; None if there is nothing to do."""
        fit = self._sizes.fit(self._blank, put.original, put.column, put.text)
        if not fit.row_heights and not fit.overflow:
            return None
        by = put.row - put.original
        last = put.row + fit.box.area.last_row - fit.box.area.first_row
        more = 0
        for at, count in sorted(self._stretched):
            more += count if put.row <= at <= last + more else 0
        if more:
            fit = fit_box(put.text, fit.box.with_rows(len(fit.box.rows) + more))
        if not by:
            return fit
        rows = tuple(row._replace(number=row.number + by) for row in fit.box.rows)
        heights = {row + by: height for row, height in fit.row_heights.items()}
        return replace(fit, box=replace(fit.box, rows=rows), row_heights=heights)

    def _end_pages(self, heights: dict[int, float]) -> None:
        """End pages before rows that belong together, where one would part them."""
        setup = grown_setup(self._sizes.setup(self._blank), self.row, self.sheet.page_breaks)
        geometry = grown_geometry(self._sizes.geometry(self._blank), self._rows, heights, self.sheet.merges())
        for row in breaks_to_set(geometry, setup, self._kept):
            self.sheet.add_page_break(row)
        places = {(put.row, put.column): put for put in self._puts}
        for area in cut_by_pages(geometry, setup, {geometry.area_of(*place) for place in places}):
            self._note("page-cut", places[area[:2]])

    def _move_below(self, last: int, by: int) -> None:
        """Rows were put in below a row."""
        moved: list[Spot | _Put] = [*self.spots, *self._puts]
        for below in (one for one in moved if one.row > last):
            below.row += by
        self._kept = [
            (first + by if first > last else first, end + by if end > last else end)
            for first, end in self._kept
        ]

    def _reach(self, row: int) -> None:
        """Rows the template says nothing of follow as they are."""
        missing = range(self._last + 1, self._last + 1 + row - len(self._rows))
        self._rows += missing
        self._last += len(missing)


def _cell_value(text: str, slot: Slot | None) -> str | int | float | None:
    """A number as a number where the field is one and the text reads back the same; else the text."""
    if not text:
        return None
    if slot is None or slot.typed_as is not FieldKind.NUMBER or not _PLAIN_NUMBER.fullmatch(text):
        return text
    if slot.kind in LEDGER and "." in text:  # a form's format for counts would show 0.9 as 1
        return text
    return float(text) if "." in text else int(text)
