"""A value is shown as its number format says."""

from __future__ import annotations

import pytest

from kxdesk.workbook.cell_display import displayed
from kxdesk.workbook.raw import RawCell


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234.5, "General", "1234.5"),
        (3.0, "General", "3"),
        (1 / 3, "General", "0.3333333333"),
        (1234.5, "#,##0", "1,234"),
        (1234.5, '#,##0.0"億円"', "1,234.5億円"),
        (0.855, "0.0%", "85.5%"),
        (-3, '#,##0;"▲"#,##0', "▲3"),
        (-3, "0", "-3"),
        (0, '0;-0;"－"', "－"),
        (5, '"第"0"回"', "第5回"),
        (2.5, "0.##", "2.5"),
        (12, "@", "12"),
        (7, "0_);(0)", "7"),
        (1234, "[Red]0\\円", "1234円"),
    ],
)
def test_numbers(value: float, code: str, text: str) -> None:
    assert displayed(RawCell("number", value, format=code)) == text


def test_dates_texts_truths_and_nothing() -> None:
    assert displayed(RawCell("number", 45992, format='ggge"年"m"月"', dated=True)) == "令和7年12月"
    assert displayed(RawCell("date", "2025-12-01T00:00:00", format="yyyy/m/d", dated=True)) == "2025/12/1"
    assert displayed(RawCell("date", "いつか", dated=True)) == "いつか"
    assert displayed(RawCell("text", "一\n二")) == "一\n二"
    assert displayed(RawCell("bool", value=True)) == "TRUE"
    assert displayed(RawCell("error", "#REF!")) == "#REF!"
    assert displayed(RawCell("empty", None, formula="A1")) == ""
    assert displayed(RawCell("lost", "77")) == ""
    assert displayed(None) == ""
