"""Tables as Excel puts them on the clipboard: tabs, line ends, and quotes around what holds either."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def table_from_text(text: str) -> list[list[str]]:
    """Rows of cells; a line feed inside a quoted cell stays in it. Text that is no table is one cell."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    try:
        rows = [row or [""] for row in csv.reader(io.StringIO(text, newline=""), dialect="excel-tab")]
    except csv.Error:
        return [[text]]
    # A last row of one empty cell is all line end: the csv module does not count it.
    return [*rows, [""]] if not rows or text.endswith("\n") else rows


def text_from_table(rows: Iterable[Sequence[str]]) -> str:
    """What Excel reads back into the same cells."""
    return "\r\n".join("\t".join(_quoted(cell) for cell in row) for row in rows)


def _quoted(cell: str) -> str:
    if any(character in cell for character in '\t\n\r"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell
