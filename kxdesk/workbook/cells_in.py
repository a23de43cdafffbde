"""The cells of one worksheet part: the plain ones taken out first, an XML parser for all the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kxdesk.domain.problems import Problem
from kxdesk.workbook.addresses import address
from kxdesk.workbook.areas import Area, parse_area, parse_cell
from kxdesk.workbook.cell_values import CellMaker, Made, as_number
from kxdesk.workbook.limits import MAX_COLUMN, MAX_ROW, Limits
from kxdesk.workbook.plain_cells import PlainCell, take_plain
from kxdesk.workbook.raw import Position, RawCell
from kxdesk.workbook.text_in import RichText, decoded, item_text
from kxdesk.workbook.xml_in import elements, is_large, local_name, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

_BEYOND = re.compile(r"[A-Za-z]+[1-9][0-9]*")
_TRUE = ("1", "true")
_LONGEST_KEPT = 1 << 16


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


class _Said(NamedTuple):
    """A cell as the part says it, before styles and shared texts are known."""

    place: Position
    style: str
    kind: str
    value: str | None
    formula: str | None
    inline: str | RichText | None


class _PositionUnknownError(Exception):
    """What was taken out hides where a cell stands, or that it stands there twice."""


def read_cells(data: bytes, part: str, maker: CellMaker, budget: Budget) -> SheetContent:
    """Read one worksheet part.

    Raises:
        Problem: broken-xml, cell-out-of-range, too-many-cells, too-much-text.
    """
    before = budget.cells, budget.text_characters
    try:
        return _taken(data, part, maker, budget)
    except _PositionUnknownError:
        budget.cells, budget.text_characters = before
    reader = _XmlReader(everything=True)
    return _made(reader.cells(data, part), reader.found, maker, budget)


def _taken(data: bytes, part: str, maker: CellMaker, budget: Budget) -> SheetContent:
    """With the plain cells taken out first. Raises _PositionUnknownError."""
    plain, rest = take_plain(data)
    if len(rest) <= _LONGEST_KEPT:
        said, around = _read_rest(rest, part)
        found = SheetContent({}, around.merges, around.hidden_rows, around.hidden_columns, [*around.damages])
        made = _made(said, found, maker, budget)
    else:
        reader = _XmlReader(everything=False)
        made = _made(reader.cells(rest, part), reader.found, maker, budget)
    return _with_plain(made, plain, maker, budget)


def _with_plain(
    found: SheetContent, plain: list[PlainCell], maker: CellMaker, budget: Budget
) -> SheetContent:
    typed, cells, characters = maker.typed, {}, 0
    for place, look, value in plain:
        cells[place], damages, length = typed(look, value)
        characters += length
        if damages:
            found.damages += [(code, address(*place)) for code in damages]
    budget.spend(len(plain), characters)
    if len(cells) < len(plain) or not cells.keys().isdisjoint(found.cells):
        raise _PositionUnknownError  # an address twice: the slow way says which
    found.cells = dict(sorted((cells | found.cells).items())) if found.cells else cells
    return found


def _made(said: Iterable[_Said], found: SheetContent, maker: CellMaker, budget: Budget) -> SheetContent:
    for place, style, kind, value, formula, inline in said:
        made = maker.make(style, kind, value, formula, inline)
        _note_damages(found, made, place)
        budget.spend(1, made.characters)
        found.cells[place] = made.cell
    return found


def _note_damages(found: SheetContent, made: Made, place: Position) -> None:
    codes = made.damages
    if place in found.cells:
        codes = (*codes, "duplicate-cell")
    found.damages += [(code, address(*place)) for code in codes]


@lru_cache(maxsize=64)
def _read_rest(data: bytes, part: str) -> tuple[tuple[_Said, ...], SheetContent]:
    """What a part holds beside its plain cells; sheets copied from one form share it, so it is kept."""
    reader = _XmlReader(everything=False)
    return tuple(reader.cells(data, part)), reader.found


class _XmlReader:
    """Reads a worksheet part with an XML parser; `found` is whole when its cells have been asked for."""

    def __init__(self, *, everything: bool) -> None:
        self.found = SheetContent()
        self._everything = everything

    def cells(self, data: bytes, part: str) -> Iterator[_Said]:
        row = 0
        for element in _pieces(data, part):
            name = local_name(element)
            if name == "row":
                row = self._row_number(element, row + 1)
                yield from self._row(element, row)
            elif name == "mergeCell":
                self._merge(element.get("ref", ""))
            elif name == "col":
                self._column(element)
            elif name:
                self.found.damages.append(("unknown-element", name))

    def _row_number(self, element: etree._Element, expected: int) -> int:
        row = as_number(element.get("r"))
        if row is None:
            self._need_everything()
            row = expected
        if row > MAX_ROW:
            raise Problem("cell-out-of-range", place=str(row))
        if element.get("hidden") in _TRUE or element.get("ht") == "0":
            self.found.hidden_rows.add(row)
        return row

    def _row(self, element: etree._Element, row: int) -> Iterator[_Said]:
        place = (row, 0)
        for cell in element:
            reference = cell.get("r")
            expected = (row, place[1] + 1)
            place = (parse_cell(reference) if reference else None) or self._odd_place(reference, expected)
            name = local_name(cell)
            if name == "c":
                said = self._said(cell, place)
                if said is not None:
                    yield said
            elif name:
                self.found.damages.append(("unknown-element", name))

    def _odd_place(self, reference: str | None, expected: Position) -> Position:
        if (reference and _BEYOND.fullmatch(reference)) or expected[1] > MAX_COLUMN:
            raise Problem("cell-out-of-range", place=reference or f"R{expected[0]}")
        self._need_everything()
        if reference:
            self.found.damages.append(("bad-address", reference))
        return expected

    def _need_everything(self) -> None:
        if not self._everything:
            raise _PositionUnknownError

    def _said(self, element: etree._Element, place: Position) -> _Said | None:
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
                self.found.damages.append(("unknown-element", address(*place)))
        if value is None and formula is None and inline is None:
            return None
        return _Said(place, element.get("s", ""), element.get("t", "n"), value, formula, inline)

    def _merge(self, text: str) -> None:
        area = parse_area(text)
        if area is None:
            self.found.damages.append(("bad-address", text))
        else:
            self.found.merges.append(area)

    def _column(self, element: etree._Element) -> None:
        if element.get("hidden") in _TRUE or element.get("width") == "0":
            first, last = as_number(element.get("min")) or 1, as_number(element.get("max")) or 0
            self.found.hidden_columns.update(range(first, min(last, MAX_COLUMN) + 1))


def _pieces(data: bytes, part: str) -> Iterator[etree._Element]:
    """Columns, rows with their cells, and merges, each whole; and whatever else stands among them."""
    if is_large(data):
        yield from elements(data, part, "col", "row", "mergeCell")
        return
    for group in parse_xml(data, part):
        if local_name(group) in ("cols", "sheetData", "mergeCells"):
            yield from group
