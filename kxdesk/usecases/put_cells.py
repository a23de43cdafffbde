"""Try the bare engine on any workbook: set cells, clone a sheet, repeat rows, without a layout."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kxdesk.domain.problems import Problem
from kxdesk.system.atomic_file import is_same_file, replace_file
from kxdesk.system.incoming import file_bytes
from kxdesk.workbook.template import Template

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kxdesk.workbook.book import Book

_CELL = re.compile(r"(?P<sheet>.+?)!(?P<cell>\$?[A-Za-z]{1,3}\$?[0-9]{1,7})=(?P<text>.*)", re.DOTALL)
_ROWS = re.compile(r"(?P<sheet>.+)!(?P<first>[0-9]{1,7})(?::(?P<last>[0-9]{1,7}))?=(?P<times>[0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class PutReport:
    """What was written.

    Attributes:
        path: where the file really is.
        sheets: names of its sheets, in order.
        parts: how many parts the template has; unchanged: how many of them came out byte for byte.
        left_behind: sheet and row of charts and controls that did not appear again with their rows.
    """

    path: Path
    sheets: tuple[str, ...]
    parts: int
    unchanged: int
    left_behind: tuple[tuple[str, int], ...] = ()


def put_cells(
    template_path: Path, out_path: Path, cells: Sequence[str], clones: Sequence[str], inserts: Sequence[str]
) -> PutReport:
    """Clone sheets, then repeat rows, then set cells, and write the result.

    Args:
        template_path: any .xlsx or .xlsm; it is only read.
        out_path: the file to write; an existing one is replaced in one step.
        cells: `シート!B4=文字`, always taken as text; addresses as they are after rows were repeated.
        clones: `シート=新しい名前`.
        inserts: `シート!12=3`, row 12 three times more below itself, or `シート!12:14=3` for a block; rows as
            they are in the template.

    Raises:
        Problem: bad-put-argument, out-is-template, file-missing, file-locked; what opening, changing and
            writing raise.
    """
    if is_same_file(out_path, template_path):
        raise Problem("out-is-template", path=str(out_path))
    template = Template.open(file_bytes(template_path))
    book = template.book()
    for clone in clones:
        book.clone(*_clone_names(clone, book))
    # From below, so that each still finds its rows where the template has them.
    for sheet, first, last, times in sorted(map(_rows, inserts), key=lambda one: -one[1]):
        book.repeat_rows(sheet, first, last, times)
    for sheet, cell, text in map(_cell, cells):
        book.sheet(sheet).set(cell, text)
    data = book.save()
    path = replace_file(out_path, data, _opens)
    return _report(template, data, path, book)


def _opens(path: Path) -> None:
    """The written file is whole: every part inflates to what its checksum says."""
    Template.open(path.read_bytes())


def _report(template: Template, data: bytes, path: Path, book: Book) -> PutReport:
    before, after = template.package, Template.open(data).package
    names = before.names()
    same = sum(1 for name in names if name in after and before.raw(name).crc == after.raw(name).crc)
    left = ((tab.name, row) for tab in book.tabs if tab.opened for row in sorted(tab.opened.left_behind))
    return PutReport(path, book.sheet_names, len(names), same, tuple(left))


def _cell(argument: str) -> tuple[str, str, str]:
    match = _CELL.fullmatch(argument)
    if match is None:
        raise Problem("bad-put-argument", argument=argument)
    return _unquoted(match["sheet"]), match["cell"], match["text"]


def _rows(argument: str) -> tuple[str, int, int, int]:
    match = _ROWS.fullmatch(argument)
    if match is None:
        raise Problem("bad-put-argument", argument=argument)
    first = int(match["first"])
    return _unquoted(match["sheet"]), first, int(match["last"] or first), int(match["times"])


def _clone_names(argument: str, book: Book) -> tuple[str, str]:
    """Both names may hold "=": the first split whose left side is a sheet counts."""
    words = argument.split("=")
    for at in range(1, len(words)):
        name = _unquoted("=".join(words[:at]))
        if name in book.sheet_names:
            return name, "=".join(words[at:])
    if len(words) == 1:
        raise Problem("bad-put-argument", argument=argument)
    raise Problem("unknown-sheet", sheet=words[0])


def _unquoted(name: str) -> str:
    if len(name) > 1 and name[0] == name[-1] == "'":
        return name[1:-1].replace("''", "'")
    return name
