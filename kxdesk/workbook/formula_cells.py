"""Cells with formulas as chunks: without their last value, shared formulas each written out."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from kxdesk.workbook.chunks import Areas, Chunk, Chunks, FormulaText
from kxdesk.workbook.formulas import Formula, parse_formula, translated
from kxdesk.workbook.marks import Mark, areas_mark, cut, formula_mark
from kxdesk.workbook.xml_spans import unescaped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kxdesk.workbook.sheet_source import RowSource

_FORMULA = re.compile(rb"<((?:[\w.-]+:)?f)((?:\s[^>]*?)?)(?:/>|>(.*?)</\1\s*>)", re.DOTALL)
_VALUE = re.compile(rb"<((?:[\w.-]+:)?(?:v|is))(?:\s[^>]*)?(?:/>|>.*?</\1\s*>)", re.DOTALL)
_KIND = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")
_GROUP = re.compile(rb"""\ssi\s*=\s*["']([0-9]+)["']""")
_PLACES = re.compile(rb"""\s(?:ref|r1|r2)\s*=\s*["']([^"']+)["']""")


class FormulaCells:
    """The formula cells of a sheet.

    Attributes:
        has_arrays: some formula fills more cells than its own.
    """

    def __init__(self, rows: tuple[RowSource, ...], prefix: bytes) -> None:
        self._rows = tuple(row for row in rows if row.formula_columns)
        self._prefix = prefix

    @cached_property
    def bare(self) -> Mapping[tuple[int, int], bytes]:
        """Patterns without the last value, by row and column.

        A cell without a value is computed by whoever opens the file; one with the template's value would be
        believed by Protected View and by LibreOffice, and a total of 17,651 printed as 0.
        """
        return {
            (row.number, column): _without_value(row.patterns[column])
            for row in self._rows
            for column in row.formula_columns
        }

    @cached_property
    def all(self) -> Mapping[tuple[int, int], Chunks]:
        """The cells as chunks, by row and column."""
        masters = self._masters()
        return {place: self._chunks(place, bare, masters) for place, bare in self.bare.items()}

    @cached_property
    def has_arrays(self) -> bool:
        return any(isinstance(chunk, Areas) for chunks in self.all.values() for chunk in chunks)

    @cached_property
    def has_shared(self) -> bool:
        return any(b"shared" in bare for bare in self.bare.values())

    def _masters(self) -> dict[bytes, tuple[int, int, Formula]]:
        """The cell that holds the text of each shared formula."""
        found = {}
        for (row, column), bare in self.bare.items():
            match = _FORMULA.search(bare)
            group = _GROUP.search(match[2]) if match else None
            if match and group and match[3]:
                found[group[1]] = (row, column, parse_formula(unescaped(match[3])))
        return found

    def _chunks(
        self, place: tuple[int, int], bare: bytes, masters: Mapping[bytes, tuple[int, int, Formula]]
    ) -> Chunks:
        match = _FORMULA.search(bare)
        if match is None:
            return (bare,)
        kind, group = _KIND.search(match[2]), _GROUP.search(match[2])
        if kind and kind[1] == b"shared" and group and group[1] in masters:
            row, column, formula = masters[group[1]]
            own: Chunk = FormulaText(None, translated(formula, place[0] - row, place[1] - column))
            tag = match[1]
            return bare[: match.start()] + b"<" + tag + b">", own, b"</" + tag + b">" + bare[match.end() :]
        marks: list[Mark] = []
        for found in _PLACES.finditer(bare, match.start(2), match.end(2)):
            marks += areas_mark(bare, found.start(1), found.end(1), spread=False)
        if match[3]:
            marks += formula_mark(bare, match.start(3), match.end(3))
        return cut(bare, 0, len(bare), marks)


def _without_value(pattern: bytes) -> bytes:
    """Without value and without the value's type."""
    at = pattern.index(b"<", 0)
    end = pattern.index(b">", at)
    tag = _KIND.sub(b"", pattern[:end], count=1)
    formula = _FORMULA.search(pattern, end)
    if formula is None:
        return pattern
    return tag + pattern[end : formula.end()] + _VALUE.sub(b"", pattern[formula.end() :])
