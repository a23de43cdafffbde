"""A date means the same in every habit it is typed in, and what is no date is not made one."""

import pytest

from kxdesk.domain.dates import AsOf, as_of, date_key, fiscal_year_in
from kxdesk.domain.fiscal_year import FiscalYear, fiscal_year_of, months_of, quarter_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和7年12月", AsOf(2025, 12)),
        ("令和７年１２月末時点", AsOf(2025, 12)),
        ("R7.12", AsOf(2025, 12)),
        ("Ｒ７．１２末", AsOf(2025, 12)),
        ("r7/12/5", AsOf(2025, 12, 5)),
        ("R7.4.1", AsOf(2025, 4, 1)),
        ("2025/12", AsOf(2025, 12)),
        ("2025-12-31", AsOf(2025, 12, 31)),
        ("令和元年5月1日", AsOf(2019, 5, 1)),
        ("平成31年4月", AsOf(2019, 4)),
        ("（令和6年 9月末時点）", AsOf(2024, 9)),
    ],
)
def test_every_habit_is_read(text: str, expected: AsOf) -> None:
    assert as_of(text) == expected


@pytest.mark.parametrize(
    "text", ["", "12月", "令和7年度", "令和7年13月", "令和6年　　月末時点", "未定", None]
)
def test_what_is_no_date_stays_none(text: str | None) -> None:
    assert as_of(text) is None


def test_keys_of_one_date_agree_and_unreadable_texts_keep_their_own() -> None:
    assert date_key("R7.12") == date_key("令和７年１２月") == "2025-12"
    assert date_key("未定") == "未定"


def test_fiscal_years_run_from_april() -> None:
    assert fiscal_year_of(2026, 3) == FiscalYear(2025)
    assert FiscalYear(2025).label == "令和7年度"
    assert FiscalYear(2019).short == "R1"
    assert [quarter_of(month) for month in (4, 6, 7, 12, 1, 3)] == [1, 1, 2, 3, 4, 4]
    assert months_of(4) == (1, 2, 3)
    assert fiscal_year_in("Ｒ７年度") == FiscalYear(2025)
