"""Columns, rows and merged boxes have the sizes that Excel gives them."""

from __future__ import annotations

import pytest

from kxdesk.workbook.areas import Area
from kxdesk.workbook.fonts import digit_px
from kxdesk.workbook.geometry import units_to_px
from kxdesk.workbook.styles import Font
from tests.workbook.sheets import columns, geometry, rows


@pytest.mark.parametrize(
    ("family", "size", "pixels"),
    [
        ("Calibri", 11, 7),
        ("ＭＳ Ｐゴシック", 11, 8),
        ("MS PGothic", 9, 6),
        ("ＭＳ ゴシック", 10, 7),
        ("MS Gothic", 11, 8),
        ("ＭＳ 明朝", 12, 8),
        ("游ゴシック", 11, 8),
        ("Yu Gothic", 11, 8),
        ("Arial", 10, 7),
    ],
)
def test_the_unit_of_column_widths(family: str, size: float, pixels: int) -> None:
    assert digit_px(family, size) == pixels


@pytest.mark.parametrize(
    ("width", "digit", "pixels"),
    [(9.140625, 7, 64), (3.28515625, 7, 23), (8.375, 8, 67), (0, 7, 0), (20.7109375, 7, 145)],
)
def test_width_to_pixels(width: float, digit: int, pixels: int) -> None:
    assert units_to_px(width, digit) == pixels


def test_columns_in_runs_hidden_and_by_default() -> None:
    sheet = geometry(
        '<cols><col min="1" max="2" width="3.28515625"/><col min="4" max="4" width="10" hidden="1"/></cols>',
        font=Font("Calibri", 11),
    )
    assert [sheet.column_px(column) for column in (1, 2, 3, 4)] == [23, 23, 64, 0]
    assert sheet.left(4) == pytest.approx((23 + 23 + 64) * 0.75)
    assert sheet.column_at(23 * 0.75 + 1) == 2


def test_the_default_width_may_be_given() -> None:
    assert geometry('<sheetFormatPr defaultColWidth="5" defaultRowHeight="15"/>').column_units(9) == 5


def test_rows_default_hidden_and_without_number() -> None:
    sheet = geometry(
        '<sheetFormatPr defaultRowHeight="18"/><sheetData><row r="2" ht="30"/><row hidden="1"/><row ht="0"/>'
        '<row ht="9999"/></sheetData>'
    )
    assert [sheet.row_pt(row) for row in (1, 2, 3, 4, 5, 6)] == [18, 30, 0, 0, 409.5, 18]
    assert sheet.top(4) == 48
    assert sheet.row_at(20) == 2


def test_rows_are_hidden_where_the_default_says_so() -> None:
    sheet = geometry(
        '<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/><sheetData><row r="2"/></sheetData>'
    )
    assert [sheet.row_pt(row) for row in (1, 2, 3)] == [0, 15, 0]


def test_a_merged_box_counts_what_is_shown() -> None:
    sheet = geometry(
        columns(4, 3)
        + '<sheetData><row r="1" ht="20"/><row r="2" hidden="1"/><row r="3" ht="22"/></sheetData>'
        + '<mergeCells><mergeCell ref="A1:C3"/></mergeCells>'
    )
    box = sheet.box_at("B2")
    assert box.area == Area(1, 1, 3, 3)
    assert [row.number for row in box.rows] == [1, 3]
    assert box.height == 42
    assert box.width_px == 3 * 32
    assert box.width_units == 12


def test_a_box_takes_more_rows_of_the_last_ones_height() -> None:
    box = geometry(rows([20, 30])).box_at("A2").with_rows(3)
    assert [(row.number, row.height) for row in box.rows] == [(2, 30), (3, 30), (4, 30)]
    assert box.area == Area(2, 1, 4, 1)


def test_a_cell_takes_the_style_of_its_row_then_of_its_column() -> None:
    sheet = geometry(
        '<cols><col min="1" max="3" width="4" style="5"/></cols><sheetData>'
        '<row r="1" s="7" customFormat="1"><c r="A1" s="2"/></row><row r="2"><c/><c s="4"/></row></sheetData>'
    )
    assert [sheet.style_of(1, column) for column in (1, 2)] == [2, 7]
    assert [sheet.style_of(2, column) for column in (1, 2, 3, 4)] == [0, 4, 5, 0]


def test_broken_numbers_do_not_stop_the_reading() -> None:
    sheet = geometry(
        '<cols><col min="x" max="2" width="3"/><col min="1" max="1" width="wide"/></cols><sheetData>'
        '<row r="1" ht="tall"><c r="ZZZZ1" s="-1"/></row></sheetData>'
        '<mergeCells><mergeCell ref="B9:A1"/></mergeCells>'
    )
    assert sheet.row_pt(1) == sheet.default_height
    assert sheet.merges == {}


def test_heights_can_be_tried_out() -> None:
    before = geometry(rows([20, 20]))
    after = before.with_heights({2: 50, 4: 60})
    assert (after.top(3), after.row_pt(4), after.last_row) == (70, 60, 4)
    assert before.top(3) == 40
