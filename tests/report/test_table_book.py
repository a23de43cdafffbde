"""A table that is exported says on every machine what it said here."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
import python_calamine

from kxdesk.report.table_book import Table, table_book

NOW = datetime(2025, 12, 1, 5, 0, tzinfo=UTC)
TEXTS = ["=1+1", "+81", "-5", "@SUM(A1)", "＝", "あ\nい", "\x01bad\x1f", "x" * 40_000, "001", "2025-12-01"]


@pytest.fixture
def data() -> bytes:
    rows = [[text, at, date(2025, 5, 30), None] for at, text in enumerate(TEXTS)]
    return table_book(
        Table("回収: 状況/[1]", [("=件", date(2025, 5, 30))], ["字", "数", "日", "無"], rows, {0: "FBE6E4"}),
        NOW,
    )


def test_text_stays_text(data: bytes) -> None:
    """Nothing typed by somebody is calculated or becomes a number; numbers and days are real ones."""
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    cells = [row[:3] for row in sheet.iter_rows(min_row=5)]
    assert {first.data_type for first, _, _ in cells} == {"s"}
    assert [first.value for first, _, _ in cells][:6] == TEXTS[:6]
    assert cells[6][0].value == "\ufffdbad\ufffd"
    assert {number.data_type for _, number, _ in cells} == {"n"}
    assert {day.value.date() for _, _, day in cells} == {date(2025, 5, 30)}
    assert sheet["A2"].data_type == "s"
    assert sheet.column_dimensions["B"].width >= 11  # a day over the table is no row of ###


def test_another_reader_reads_the_same(data: bytes) -> None:
    """Heading row frozen and filtered; the sheet's name is a legal one."""
    book = python_calamine.load_workbook(io.BytesIO(data))
    assert book.sheet_names == ["回収- 状況--1-"]
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[3][:4] == ["字", "数", "日", "無"]
    assert rows[4][:2] == ["=1+1", 0]
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A5", f"A4:D{4 + len(TEXTS)}")
