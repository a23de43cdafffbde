"""A cell holds exactly what it was given: text stays text, nothing is cut, numbers and dates keep meaning."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kxdesk.domain.problems import Problem
from kxdesk.workbook.cells_out import EPOCH, EPOCH_1904, CellValue, cell_bytes
from kxdesk.workbook.text_in import decoded


def cell(value: CellValue, epoch: datetime | None = None, style: bytes = b"") -> etree._Element:
    return etree.fromstring(cell_bytes(b"", (3, 2), style, value, epoch).replace(b"\0", b"3"))


def read(value: CellValue) -> str:
    return decoded("".join(cell(value).itertext()))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@x", "\ttab", "'x", "_x000D_", "_x005F_x000D_", " 空白 ", "<&>\"'", "\v\x00\x1f"],
)
def test_text_is_text(text: str) -> None:
    """No text becomes a formula, an escape or anything but itself."""
    element = cell(text)
    assert element.get("t") == "inlineStr"
    assert not element.findall(".//{*}f")
    assert read(text) == text


def test_line_ends_become_line_feeds() -> None:
    """Windows and old Mac line ends are what Excel writes for Alt+Enter."""
    assert read("一\r\n二\r三\n四") == "一\n二\n三\n四"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_reads_back(text: str) -> None:
    """Whatever the text, a reader gets it back."""
    assert read(text) == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("あ" * 32_768, "text-too-long"),
        ("𠮷" * 16_384, "text-too-long"),
        ("\n" * 254, "too-many-lines"),
        ("あ\ud800い", "lone-surrogate"),
    ],
)
def test_what_excel_cannot_hold_is_refused_by_name(text: str, code: str) -> None:
    """Nothing is cut silently; the cell is named."""
    with pytest.raises(Problem) as caught:
        cell(text)
    assert (caught.value.code, caught.value.facts["cell"]) == (code, "B3")


def test_the_limits_themselves_are_allowed() -> None:
    """32,767 UTF-16 units and 253 line feeds are no problem."""
    assert len(read("あ" * 32_767)) == 32_767
    assert read("\n" * 253) == "\n" * 253


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (5, "5"),
        (-2.5, "-2.5"),
        (0.1, "0.1"),
        (Decimal("12.50"), "12.50"),
        (123_456_789_012_345, "123456789012345"),
    ],
)
def test_numbers_are_numbers(value: CellValue, written: str) -> None:
    """A number is written with all its digits."""
    element = cell(value)
    assert (element.get("t"), element.findtext("v")) == (None, written)


def test_more_digits_than_excel_keeps_are_text() -> None:
    """A code of 16 digits would end in a zero as a number."""
    assert cell(1234567890123456).get("t") == "inlineStr"
    assert read(Decimal("0.1234567890123456")) == "0.1234567890123456"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_no_number_is_refused(value: CellValue) -> None:
    """Excel has no cell for it."""
    with pytest.raises(Problem) as caught:
        cell(value)
    assert caught.value.code == "not-a-number"


def test_dates_where_the_cell_shows_dates() -> None:
    """A serial number by the workbook's own epoch; otherwise the date in words."""
    day = date(2025, 4, 1)
    assert cell(day, EPOCH).findtext("v") == "45748"
    assert cell(day, EPOCH_1904).findtext("v") == "44286"
    assert cell(datetime(2025, 4, 1, 12, tzinfo=UTC), EPOCH).findtext("v") == "45748.5"
    assert read(day) == "2025/4/1"
    assert cell(date(1900, 1, 5), EPOCH).get("t") == "inlineStr"


@pytest.mark.parametrize("value", [None, ""])
def test_blank_keeps_the_style(value: CellValue) -> None:
    """A blank cell still has its borders."""
    assert etree.tostring(cell(value, style=b"7")) == b'<c r="B3" s="7"/>'
