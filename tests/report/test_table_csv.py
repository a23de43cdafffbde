"""A table as CSV: no cell is a formula, nothing typed is lost."""

from __future__ import annotations

import csv
import io

import pytest

from kxdesk.report.table_book import Table
from kxdesk.report.table_csv import table_csv

HOSTILE = [
    '=HYPERLINK("http://example.jp","x")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "＝1＋1",
    "＋1",
    "－1",
    "＠x",
    "\t=1",
    "\r=1",
]


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_is_calculated(text: str) -> None:
    """What begins like a formula, in either width or behind white space, gets a quote in front."""
    head, row = rows(table_csv(Table("", (), [text], [[text]], {})))
    assert head == row == [f"'{text}"]
    assert rows(table_csv(Table("", (), ["a"], [[(("gone", text), ("new", "x"))]], {})))[1] == [f"'{text}x"]


def test_text_stays_what_it_is() -> None:
    """Commas, quotes, line ends, numbers and blanks come back; a mark in front tells the letters."""
    data = table_csv(
        Table(
            "", (), ["一", "二", "三", "四"], [["a,b", 'c"d', "e\nf", None], [-1, 2.5, "", "=".rjust(2)]], {}
        )
    )
    assert data[:3] == b"\xef\xbb\xbf"
    assert rows(data)[1:] == [["a,b", 'c"d', "e\nf", ""], ["-1", "2.5", "", " ="]]
