"""A time means the same in every habit; a stock at a year's end is not the flow of that year."""

from __future__ import annotations

from datetime import date

import pytest

from kxdesk.domain.periods import Period, fiscal, period, period_key

YEAR_END = Period(date(2025, 3, 31), date(2025, 3, 31))


@pytest.mark.parametrize(
    "text",
    ["R7.3末", "Ｒ７．３末", "令和7年3月31日", "令和７年３月末時点", "2025/3/31", "R6年度末", "2025年3月"],
)
def test_one_day_in_every_habit(text: str) -> None:
    """The end of March is the end of the fiscal year before."""
    assert period(text) == YEAR_END


@pytest.mark.parametrize("text", ["R6年度", "令和6年度", "R6", "2024年度", "2024", "令和６年度実績"])
def test_one_fiscal_year_in_every_habit(text: str) -> None:
    """A bare R6 in a city's document is the fiscal year."""
    assert period(text) == fiscal(2024) != YEAR_END


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("R4～6年度", (2022, 4, 1), (2025, 3, 31)),
        ("令和4年度から令和6年度", (2022, 4, 1), (2025, 3, 31)),
        ("平成30～令和2年度", (2018, 4, 1), (2021, 3, 31)),
        ("2022-2024年度", (2022, 4, 1), (2025, 3, 31)),
        ("令和6年", (2024, 1, 1), (2024, 12, 31)),
        ("R6上半期", (2024, 4, 1), (2024, 9, 30)),
        ("令和6年度第4四半期", (2025, 1, 1), (2025, 3, 31)),
        ("令和元年度", (2019, 4, 1), (2020, 3, 31)),
    ],
)
def test_spans(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    """First and last day of what is no single day."""
    assert period(text) == Period(date(*first), date(*last))


def test_since() -> None:
    """R3年度～ has no end."""
    assert period("R3年度～") == Period(date(2021, 4, 1), None)


def test_a_year_earlier() -> None:
    """The end of February stays the end of February."""
    assert Period(date(2024, 2, 29), date(2024, 2, 29)).years_later(-1).first == date(2023, 2, 28)
    assert fiscal(2024).years_later(-1) == fiscal(2023)


def test_what_is_no_time_is_compared_as_text() -> None:
    """未定 is only 未定."""
    assert period("未定") is None
    assert period_key("未 定") == period_key("未定")
