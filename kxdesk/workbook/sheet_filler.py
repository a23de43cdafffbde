"""One sheet of a form while it is filled: rows of the blank template, wherever they stand by now."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple
from weakref import WeakKeyDictionary

from kxdesk.domain.fields import FieldKind
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Ref
from kxdesk.workbook.addresses import address
from kxdesk.workbook.geometry import Box, Geometry, read_geometry
from kxdesk.workbook.layout import Slot
from kxdesk.workbook.row_height import Fit, fit_box, fit_rows
from kxdesk.workbook.sheet import Sheet
from kxdesk.workbook.styles import Styles, read_styles
from kxdesk.workbook.template import Template

# Arrows, levels and names come again and again; what was once found of them is kept.
_SHORT = 24
_MOST_FITS = 4096
# What reads back as the same text when it is stored as a number.
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,13})(?:\.\d{0,5}[1-9])?")


class FillNote(NamedTuple):
    """Something of the policy that the paper does not show as it is.

    Attributes:
        code: kebab-case: too-tall, too-wide, hidden (of a text in its box), not-asked, area-not-on-form,
            other-year, sheet-renamed, number-not-kept, band-without-text.
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
            geometry = self._found.get(sheet)
            if geometry is None:
                root = self._package.tree(self._parts[sheet])
                geometry = self._found[sheet] = read_geometry(root, self._styles)
            found = self._boxes[key] = geometry.box(row, column)
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

    def grow(self, first: int, last: int, times: int, *, blank: bool = False) -> None:
        """Repeat rows, counted as they stand now."""
        if times <= 0:
            return
        self.sheet.repeat_rows(first, last, times, blank=blank)
        self._reach(last)
        self._rows[last:last] = self._rows[first - 1 : last] * times
        moved: list[Spot | _Put] = [*self.spots, *self._puts]
        for below in (one for one in moved if one.row > last):
            below.row += (last - first + 1) * times

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

    def fit(self) -> None:
        """Make rows high enough for what was put in; what no height can show is noted."""
        fits: list[Fit] = []
        for put in self._puts:
            fit = self._fit(put)
            if fit is None:
                continue
            fits.append(fit)
            if fit.overflow:
                field = put.slot.field if put.slot else ""
                cell = address(put.row, put.column)
                self.notes.append(FillNote(fit.overflow, self.sheet.name, cell, field, put.text))
        for row, height in fit_rows(fits).items():
            self.sheet.set_row_height(row, height)

    def _fit(self, put: _Put) -> Fit | None:
        """How the text fits where the box stands now; None if there is nothing to do."""
        fit = self._sizes.fit(self._blank, put.original, put.column, put.text)
        if not fit.row_heights and not fit.overflow:
            return None
        by = put.row - put.original
        if not by:
            return fit
        rows = tuple(row._replace(number=row.number + by) for row in fit.box.rows)
        heights = {row + by: height for row, height in fit.row_heights.items()}
        return replace(fit, box=replace(fit.box, rows=rows), row_heights=heights)

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
    return float(text) if "." in text else int(text)
