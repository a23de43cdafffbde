"""A table as CSV that a spreadsheet opens with its Japanese whole and calculates nothing of."""

from __future__ import annotations

import csv
import io
from datetime import date

from kxdesk.report.table_book import Table, Value

_BOM = "\ufeff"
# What a spreadsheet may take for the beginning of a formula, in both widths; a tab or return may hide one.
_DANGEROUS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def table_csv(table: Table) -> bytes:
    """Headings and rows, UTF-8 with a byte order mark, lines ended as Windows does."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    for row in (table.headings, *table.rows):
        writer.writerow([_cell(value) for value in row])
    return (_BOM + stream.getvalue()).encode("utf-8", "replace")


def _cell(value: Value) -> str:
    """A number stays one; of marked runs the words."""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    text = "".join(words for _, words in value) if isinstance(value, tuple) else value or ""
    return f"'{text}" if text.startswith(_DANGEROUS) else text
