"""The cells of one worksheet part: fast over the thousands that are only styled, exact over the rest."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kxdesk.domain.problems import Problem
from kxdesk.workbook.addresses import address
from kxdesk.workbook.areas import Area, column_of, parse_area, parse_cell
from kxdesk.workbook.limits import MAX_COLUMN, MAX_ROW, Limits
from kxdesk.workbook.raw import CellKind, Position, RawCell
from kxdesk.workbook.styles_in import CellStyle
from kxdesk.workbook.text_in import RichText, decoded, rich_text
from kxdesk.workbook.xml_in import elements, is_large, local_name, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

# A form is nearly all such cells; a regular expression passes over them twenty times faster than a parser.
_STYLED_ONLY = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}" s="[0-9]+" ?/>')
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_BEYOND = re.compile(r"[A-Za-z]+[1-9][0-9]*")
_TRUE = ("1", "true")
_PLAIN = CellStyle()


@dataclass(slots=True)
class Budget:
    """What a workbook may still hold."""

    cells: int
    text_characters: int

    @classmethod
    def of(cls, limits: Limits) -> Budget:
        return cls(limits.cells, limits.text_characters)

    def spend(self, characters: int) -> None:
        """Count one cell. Raises Problem too-many-cells or too-much-text."""
        self.cells -= 1
        self.text_characters -= characters
        if self.cells < 0:
            raise Problem("too-many-cells")
        if self.text_characters < 0:
            raise Problem("too-much-text")


@dataclass(frozen=True, slots=True)
class Lookups:
    """What cells refer to by number: the workbook's shared texts and styles."""

    strings: list[RichText]
    styles: list[CellStyle]


@dataclass(slots=True)
class SheetContent:
    """What a worksheet part holds; `damages` are pairs of a code and a place."""

    cells: dict[Position, RawCell] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    damages: list[tuple[str, str]] = field(default_factory=list)


def read_cells(data: bytes, part: str, lookups: Lookups, budget: Budget) -> SheetContent:
    """Read one worksheet part.

    Raises:
        Problem: broken-xml, cell-out-of-range, too-many-cells, too-much-text.
    """
    # Inside CDATA or a comment the pattern would be text, and not to be taken out.
    stripped = data if b"<!" in data else _STYLED_ONLY.sub(b"", data)
    before = replace(budget)
    try:
        return _Reader(lookups, budget, stripped=len(stripped) != len(data)).read(stripped, part)
    except _PositionUnknownError:
        budget.cells, budget.text_characters = before.cells, before.text_characters
        return _Reader(lookups, budget, stripped=False).read(data, part)


class _PositionUnknownError(Exception):
    """A cell without address follows cells that were passed over."""


class _Reader:
    def __init__(self, lookups: Lookups, budget: Budget, *, stripped: bool) -> None:
        self._strings = lookups.strings
        self._styles = lookups.styles
        self._budget = budget
        self._stripped = stripped
        self._found = SheetContent()

    def read(self, data: bytes, part: str) -> SheetContent:
        row = 0
        for element in _pieces(data, part):
            name = local_name(element)
            if name == "row":
                row = self._row(element, row + 1)
            elif name == "mergeCell":
                self._merge(element)
            elif name == "col":
                self._column(element)
            elif name:
                self._found.damages.append(("unknown-element", name))
        return self._found

    def _row(self, element: etree._Element, expected: int) -> int:
        number = element.get("r")
        row = _number(number, expected)
        if row > MAX_ROW:
            raise Problem("cell-out-of-range", place=str(number))
        if element.get("hidden") in _TRUE or element.get("ht") == "0":
            self._found.hidden_rows.add(row)
        column, suffix = 0, str(row)
        for cell in element:
            column = self._cell(cell, row, suffix, column + 1)
        return row

    def _cell(self, element: etree._Element, row: int, suffix: str, column: int) -> int:
        reference = element.get("r")
        if reference is None:
            if self._stripped:
                raise _PositionUnknownError
        elif reference.endswith(suffix) and reference[: -len(suffix)].isalpha():
            column = column_of(reference[: -len(suffix)])
        else:
            row, column = self._odd_place(reference, (row, column))
        if column > MAX_COLUMN:
            raise Problem("cell-out-of-range", place=reference or f"R{row}")
        if len(element):
            self._keep(element, (row, column))
        elif local_name(element) not in ("c", ""):
            self._found.damages.append(("unknown-element", local_name(element)))
        return column

    def _odd_place(self, reference: str, expected: Position) -> Position:
        place = parse_cell(reference)
        if place is not None:
            return place
        if _BEYOND.fullmatch(reference):
            raise Problem("cell-out-of-range", place=reference)
        if self._stripped:
            raise _PositionUnknownError
        self._found.damages.append(("bad-address", reference))
        return expected

    def _keep(self, element: etree._Element, place: Position) -> None:
        value, formula, inline = None, None, None
        for child in element:
            name = local_name(child)
            if name == "v":
                value = child.text or ""
            elif name == "f":
                formula = decoded(child.text or "")
            elif name == "is":
                inline = rich_text(child)
            elif name not in ("extLst", ""):
                self._damaged("unknown-element", place)
        if value is None and formula is None and inline is None:
            return
        style = self._style(element.get("s"), place)
        kind, content, rich = self._content(element.get("t", "n"), value, inline)
        if kind == "lost":
            self._damaged("lost-content", place)
        if place in self._found.cells:
            self._damaged("duplicate-cell", place)
        self._budget.spend(len(content) if isinstance(content, str) else 0)
        struck, unstruck = _struck(rich, style) if rich else (style.struck, None)
        self._found.cells[place] = RawCell(
            kind, content, formula, style.format, style.dated, struck, unstruck, rich is not None
        )

    def _content(
        self, kind: str, value: str | None, inline: RichText | None
    ) -> tuple[CellKind, str | int | float | bool | None, RichText | None]:
        """The kind, the value and, where the text has runs, the runs."""
        if kind == "s" and value is not None:
            index = _number(value, -1)
            if not 0 <= index < len(self._strings):
                return "lost", value, None
            inline = self._strings[index]
        elif kind == "inlineStr" and inline is None and value is not None:
            inline = RichText(decoded(value))
        if inline is not None:
            return "text", inline.text, inline if inline.runs else None
        if value is None or (value == "" and kind != "str"):
            return "empty", None, None
        return *_plain_value(kind, value), None

    def _style(self, number: str | None, place: Position) -> CellStyle:
        if number is None:
            return self._styles[0] if self._styles else _PLAIN
        index = _number(number, -1)
        if not 0 <= index < len(self._styles):
            self._damaged("unknown-style", place)
            return _PLAIN
        style = self._styles[index]
        if not style.known:
            self._damaged("unknown-format", place)
        return style

    def _damaged(self, code: str, place: Position) -> None:
        self._found.damages.append((code, address(*place)))

    def _merge(self, element: etree._Element) -> None:
        text = element.get("ref", "")
        area = parse_area(text)
        if area is None:
            self._found.damages.append(("bad-address", text))
        else:
            self._found.merges.append(area)

    def _column(self, element: etree._Element) -> None:
        if element.get("hidden") in _TRUE or element.get("width") == "0":
            first, last = _number(element.get("min"), 1), _number(element.get("max"), 0)
            self._found.hidden_columns.update(range(first, min(last, MAX_COLUMN) + 1))


def _pieces(data: bytes, part: str) -> Iterator[etree._Element]:
    """Columns, rows with their cells, and merges, each whole; and whatever else stands among them."""
    if is_large(data):
        yield from elements(data, part, "col", "row", "mergeCell")
        return
    for group in parse_xml(data, part):
        if local_name(group) in ("cols", "sheetData", "mergeCells"):
            yield from group


def _plain_value(kind: str, value: str) -> tuple[CellKind, str | int | float | bool]:
    if kind == "n":
        return _numeric(value)
    if kind == "str":
        return "text", decoded(value)
    if kind == "b" and value.lower() in ("0", "1", "true", "false"):
        return "bool", value.lower() in _TRUE
    if kind == "e":
        return "error", value
    if kind == "d":
        return "date", value
    return "lost", value


def _numeric(text: str) -> tuple[CellKind, str | int | float]:
    if _WHOLE.fullmatch(text):
        return "number", int(text)
    try:
        number = float(text)
    except ValueError:
        return "lost", text
    return ("number", number) if math.isfinite(number) else ("lost", text)


def _struck(text: RichText, style: CellStyle) -> tuple[bool, str | None]:
    """Whether all of a text is struck, else what is left of it where some is."""
    kept = [run for run, struck in text.runs if not (style.struck if struck is None else struck)]
    if len(kept) == len(text.runs):
        return False, None
    left = "".join(kept)
    return (False, left) if left.strip() else (True, None)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else otherwise
