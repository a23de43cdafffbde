"""The cells of one worksheet part: the plain ones taken out first, an XML parser for all the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kxdesk.domain.problems import Problem
from kxdesk.workbook.addresses import address
from kxdesk.workbook.areas import Area, parse_area, parse_cell
from kxdesk.workbook.cell_values import Made, as_number
from kxdesk.workbook.limits import MAX_COLUMN, MAX_ROW, Limits
from kxdesk.workbook.plain_cells import PlainReader
from kxdesk.workbook.raw import Position, RawCell
from kxdesk.workbook.text_in import decoded, item_text
from kxdesk.workbook.xml_in import elements, is_large, local_name, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_BEYOND = re.compile(r"[A-Za-z]+[1-9][0-9]*")
_TRUE = ("1", "true")


@dataclass(slots=True)
class Budget:
    """What a workbook may still hold."""

    cells: int
    text_characters: int

    @classmethod
    def of(cls, limits: Limits) -> Budget:
        return cls(limits.cells, limits.text_characters)

    def spend(self, cells: int, characters: int) -> None:
        """Raises Problem too-many-cells or too-much-text."""
        self.cells -= cells
        self.text_characters -= characters
        if self.cells < 0:
            raise Problem("too-many-cells")
        if self.text_characters < 0:
            raise Problem("too-much-text")


@dataclass(slots=True)
class SheetContent:
    """What a worksheet part holds; `damages` are pairs of a code and a place."""

    cells: dict[Position, RawCell] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    damages: list[tuple[str, str]] = field(default_factory=list)


def read_cells(data: bytes, part: str, plain: PlainReader, budget: Budget) -> SheetContent:
    """Read one worksheet part.

    Raises:
        Problem: broken-xml, cell-out-of-range, too-many-cells, too-much-text.
    """
    before = replace(budget)
    try:
        return _SheetReader(plain, budget, everything=False).read(data, part)
    except _PositionUnknownError:
        budget.cells, budget.text_characters = before.cells, before.text_characters
        return _SheetReader(plain, budget, everything=True).read(data, part)


class _PositionUnknownError(Exception):
    """What was taken out hides where a cell stands, or that it stands there twice."""


class _SheetReader:
    def __init__(self, plain: PlainReader, budget: Budget, *, everything: bool) -> None:
        self._plain = plain
        self._budget = budget
        self._everything = everything
        self._found = SheetContent()

    def read(self, data: bytes, part: str) -> SheetContent:
        if not self._everything:
            data = self._take_plain(data)
        plain, row = len(self._found.cells), 0
        for element in _pieces(data, part):
            name = local_name(element)
            if name == "row":
                row = self._row(element, row + 1)
            elif name == "mergeCell":
                self._merge(element.get("ref", ""))
            elif name == "col":
                self._column(element)
            elif name:
                self._found.damages.append(("unknown-element", name))
        if 0 < plain < len(self._found.cells):
            self._found.cells = dict(sorted(self._found.cells.items()))
        return self._found

    def _take_plain(self, data: bytes) -> bytes:
        found, taken, rests = self._found, 0, []
        for piece in self._plain.pieces(data):
            found.cells.update(piece.cells)
            found.merges += piece.merges
            found.damages += piece.damages
            taken += len(piece.cells)
            self._budget.spend(len(piece.cells), piece.characters)
            rests.append(piece.rest)
        if taken > len(found.cells):
            raise _PositionUnknownError  # an address twice: the slow way says which
        return b"".join(rests)

    def _row(self, element: etree._Element, expected: int) -> int:
        row = as_number(element.get("r"))
        if row is None:
            self._need_everything()
            row = expected
        if row > MAX_ROW:
            raise Problem("cell-out-of-range", place=str(row))
        if element.get("hidden") in _TRUE or element.get("ht") == "0":
            self._found.hidden_rows.add(row)
        place = (row, 0)
        for cell in element:
            place = self._cell(cell, (row, place[1] + 1))
        return row

    def _cell(self, element: etree._Element, expected: Position) -> Position:
        reference = element.get("r")
        place = parse_cell(reference) if reference else None
        if place is None:
            place = self._odd_place(reference, expected)
        if local_name(element) == "c":
            self._keep(element, place)
        elif local_name(element):
            self._found.damages.append(("unknown-element", local_name(element)))
        return place

    def _odd_place(self, reference: str | None, expected: Position) -> Position:
        if (reference and _BEYOND.fullmatch(reference)) or expected[1] > MAX_COLUMN:
            raise Problem("cell-out-of-range", place=reference or f"R{expected[0]}")
        self._need_everything()
        if reference:
            self._found.damages.append(("bad-address", reference))
        return expected

    def _need_everything(self) -> None:
        if not self._everything:
            raise _PositionUnknownError

    def _keep(self, element: etree._Element, place: Position) -> None:
        value, formula, inline = None, None, None
        for child in element:
            name = local_name(child)
            if name == "v":
                value = child.text or ""
            elif name == "f":
                formula = decoded(child.text or "")
            elif name == "is":
                inline = item_text(child)
            elif name not in ("extLst", ""):
                self._found.damages.append(("unknown-element", address(*place)))
        if value is None and formula is None and inline is None:
            return
        made = self._plain.maker.make(element.get("s", ""), element.get("t", "n"), value, formula, inline)
        self._note_damages(made, place)
        self._budget.spend(1, made.characters)
        self._found.cells[place] = made.cell

    def _note_damages(self, made: Made, place: Position) -> None:
        codes = made.damages
        if place in self._found.cells:
            codes = (*codes, "duplicate-cell")
        self._found.damages += [(code, address(*place)) for code in codes]

    def _merge(self, text: str) -> None:
        area = parse_area(text)
        if area is None:
            self._found.damages.append(("bad-address", text))
        else:
            self._found.merges.append(area)

    def _column(self, element: etree._Element) -> None:
        if element.get("hidden") in _TRUE or element.get("width") == "0":
            first, last = as_number(element.get("min")) or 1, as_number(element.get("max")) or 0
            self._found.hidden_columns.update(range(first, min(last, MAX_COLUMN) + 1))


def _pieces(data: bytes, part: str) -> Iterator[etree._Element]:
    """Columns, rows with their cells, and merges, each whole; and whatever else stands among them."""
    if is_large(data):
        yield from elements(data, part, "col", "row", "mergeCell")
        return
    for group in parse_xml(data, part):
        if local_name(group) in ("cols", "sheetData", "mergeCells"):
            yield from group
