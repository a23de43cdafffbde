"""Formulas cut into text and references, and how they follow rows, sheets and copies.

A formula is a tuple of pieces: `str` for what is left alone, `Ref` for cells, `Lead` for the sheet before a
name. References into other workbooks and across a row of sheets (3-D) stay text, as Excel leaves them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from kxdesk.workbook.addresses import column_letters, column_number
from kxdesk.workbook.limits import MAX_COLUMN, MAX_ROW
from kxdesk.workbook.sheet_names import quoted, sheet_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kxdesk.workbook.growth import Growth


class End(NamedTuple):
    """One corner of a reference: "" and None are a whole row and a whole column; columns as written."""

    column: str
    row: int | None
    fixed: bool


class Ref(NamedTuple):
    """Cells of a sheet.

    Attributes:
        lead: the sheet as written with its "!", "" for the formula's own.
        sheet: key of that sheet.
        last: None for a single cell.
    """

    lead: str
    sheet: str
    first: End
    last: End | None

    def __str__(self) -> str:
        text = self.lead + _corner(self.first)
        return text if self.last is None else f"{text}:{_corner(self.last)}"


class Lead(NamedTuple):
    """A sheet before a name of that sheet, as in `課題票!課題名`."""

    lead: str
    sheet: str

    def __str__(self) -> str:
        return self.lead


Piece: TypeAlias = "str | Ref | Lead"
Formula: TypeAlias = tuple[Piece, ...]

_CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_PIECE = re.compile(
    rf"""
    (?P<string>"(?:[^"]|"")*")
    | (?P<error>\#(?:REF!(?:{_CELL}(?::{_CELL})?)?|[A-Z/0-9]+[!?]?))
    | (?P<elsewhere>(?:\[[^\[\]]+\][\w.\\?]*|'[^'\[]*\[(?:[^']|'')*')!(?:{_CELL}(?::{_CELL})?)?)
    | (?P<table>(?:[\w.\\?]+)?\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])
    | (?P<lead>'(?:[^']|'')+'!|[\w.\\?:]+!)?
      (?:(?P<cells>{_CELL}(?::{_CELL})?|\$?[0-9]{{1,7}}:\$?[0-9]{{1,7}}|\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}})
         (?![\w.(\\?!\[])|(?P<word>(?<=!)|(?:[\w.\\?]+)))
    """,
    re.VERBOSE,
)
_END = re.compile(r"(\$?[A-Za-z]{1,3})?(?:(\$?)([0-9]{1,7}))?")
_TABLE = re.compile(r"(?<![\w.\\\[])[^\W\d][\w.\\]*(?=\[)")
_LOST = "#REF!"


@lru_cache(maxsize=8192)
def parse_formula(text: str) -> Formula:
    """The pieces of a formula written without "="."""
    pieces: list[Piece] = []
    at = 0
    for match in _PIECE.finditer(text):
        found = _piece(match)
        if isinstance(found, str):
            continue
        if match.start() > at:
            pieces.append(text[at : match.start()])
        pieces.append(found)
        at = match.end() if isinstance(found, Ref) else match.end("lead")
    if at < len(text):
        pieces.append(text[at:])
    return tuple(pieces)


def formula_text(formula: Formula) -> str:
    return "".join(map(str, formula))


def sheets_named(formula: Formula) -> set[str]:
    """Keys of the sheets it names."""
    return {piece.sheet for piece in formula if not isinstance(piece, str) and piece.sheet}


def column_of(end: End) -> int:
    """The column of a corner, 0 for a whole row."""
    return column_number(end.column.lstrip("$").upper())


def grown(formula: Formula, growth: Growth, *, home: bool, inside: bool = False) -> Formula:
    """The formula after rows of a sheet were repeated.

    Args:
        formula: before.
        growth: what is repeated.
        home: the formula stands on that sheet, so that its bare references mean it.
        inside: the formula stands in the repeated rows themselves.
    """

    def move(ref: Ref) -> Ref:
        if not (ref.sheet == growth.sheet or (home and not ref.sheet)):
            return ref
        return _spanned(ref, growth, inside=inside and home)

    return _each_ref(formula, move)


def copied(formula: Formula, growth: Growth, down: int) -> Formula:
    """The formula as it stands in a copy of the repeated rows, `down` rows below the original.

    As when a person copies rows: what is not fixed by "$" moves along. Except that the copy of a reference
    to what stands below the block, or further above than the copy before, still means that place: these are
    totals and headings, and moving along would make them point into the void.
    """

    def move(ref: Ref) -> Ref:
        own = ref.sheet in ("", growth.sheet)
        first, last = ref.first.row, (ref.last or ref.first).row
        if first is None or last is None:
            return ref
        if own and first > growth.last:
            return _spanned(ref, growth, inside=True)
        if own and last < growth.first - growth.height:
            return ref
        return ref._replace(
            first=_followed(ref.first, growth, down, own=own),
            last=ref.last and _followed(ref.last, growth, down, own=own),
        )

    return _each_ref(formula, move)


def translated(formula: Formula, rows: int, columns: int) -> Formula:
    """A shared formula as it reads that many rows below and columns right of its first cell."""

    def move(ref: Ref) -> Ref:
        return ref._replace(
            first=_shifted(ref.first, rows, columns), last=ref.last and _shifted(ref.last, rows, columns)
        )

    return _each_ref(formula, move)


def retargeted(formula: Formula, names: Mapping[str, str | None]) -> Formula:
    """The formula with sheets renamed; `names`: the new name by old key, None for a sheet that is gone."""

    def move(piece: Ref | Lead) -> Piece:
        if piece.sheet not in names:
            return _retargeted_row_of_sheets(piece, names)
        name = names[piece.sheet]
        if name is None:
            return _LOST if isinstance(piece, Ref) else Lead(_LOST, "")
        return piece._replace(lead=quoted(name) + "!", sheet=sheet_key(name))

    result = tuple(piece if isinstance(piece, str) else move(piece) for piece in formula)
    return formula if result == formula else result


def with_tables(formula: Formula, tables: Mapping[str, str]) -> Formula:
    """The formula with tables renamed; `tables` gives the new name by the old one in lower case."""
    if not tables or not any(isinstance(piece, str) and "[" in piece for piece in formula):
        return formula
    result = tuple(
        _TABLE.sub(lambda match: tables.get(match[0].lower(), match[0]), piece)
        if isinstance(piece, str)
        else piece
        for piece in formula
    )
    return formula if result == formula else result


def _retargeted_row_of_sheets(piece: Ref | Lead, names: Mapping[str, str | None]) -> Ref | Lead:
    ends = piece.sheet.split(":")
    if len(ends) != 2 or not any(names.get(end) for end in ends):
        return piece
    written = [names.get(end) or end for end in ends]
    lead = quoted(":".join(written)) + "!"
    return piece._replace(lead=lead, sheet=sheet_key(":".join(written)))


def _each_ref(formula: Formula, move: Callable[[Ref], Ref]) -> Formula:
    result = tuple(move(piece) if isinstance(piece, Ref) else piece for piece in formula)
    return formula if result == formula else result


def _piece(match: re.Match[str]) -> Piece:
    lead, cells = match["lead"] or "", match["cells"]
    if cells:
        ref = _ref(lead, cells)
        if ref is not None:
            return ref
    return Lead(lead, _lead_key(lead)) if lead else ""


def _ref(lead: str, cells: str) -> Ref | None:
    first, _, last = cells.partition(":")
    ends = [_end(first)] + ([_end(last)] if last else [])
    if not all(_possible(end) for end in ends):
        return None
    return Ref(lead, _lead_key(lead), ends[0], ends[1] if last else None)


@lru_cache(maxsize=512)
def _lead_key(lead: str) -> str:
    name = lead[:-1]
    if name[:1] == "'":
        name = name[1:-1].replace("''", "'")
    return sheet_key(name)


def _end(text: str) -> End:
    match = _END.fullmatch(text)
    assert match is not None
    return End(match[1] or "", int(match[3]) if match[3] else None, bool(match[2]))


def _possible(end: End) -> bool:
    if end.row is not None and not 1 <= end.row <= MAX_ROW:
        return False
    return not end.column or column_number(end.column.lstrip("$").upper()) <= MAX_COLUMN


def _corner(end: End) -> str:
    return end.column + ("$" if end.fixed else "") + ("" if end.row is None else str(end.row))


def _spanned(ref: Ref, growth: Growth, *, inside: bool) -> Ref:
    first, last = ref.first.row, (ref.last or ref.first).row
    if first is None or last is None:
        return ref
    if ref.last is None:
        return ref._replace(first=ref.first._replace(row=growth.row(first)))
    top, bottom = growth.span(min(first, last), max(first, last), inside=inside)
    if first > last:
        top, bottom = bottom, top
    return ref._replace(first=ref.first._replace(row=top), last=ref.last._replace(row=bottom))


def _followed(end: End, growth: Growth, down: int, *, own: bool) -> End:
    assert end.row is not None
    if own and end.row > growth.last:
        return end._replace(row=growth.row(end.row))
    return end if end.fixed else end._replace(row=min(end.row + down, MAX_ROW))


def _shifted(end: End, rows: int, columns: int) -> End:
    row, column = end.row, end.column
    if row is not None and not end.fixed:
        row = (row + rows - 1) % MAX_ROW + 1
    if column and column[0] != "$":
        column = column_letters((column_number(column.upper()) + columns - 1) % MAX_COLUMN + 1)
    return End(column, row, end.fixed)
