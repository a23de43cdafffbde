"""A number shows a date exactly when its format says so, and stands for the moment Excel shows."""

from __future__ import annotations

import pytest

from kxdesk.workbook.serial_dates import built_in_format, moment, shows_date


@pytest.mark.parametrize(
    "code",
    [
        "yyyy/m/d",
        "m/d",
        "ggge年m月d日",
        '[$-411]ggge"年"m"月"',
        '[$-ja-JP-x-gannen]ggge"年"m"月"d"日";@',
        "[h]:mm",
        "mm:ss.0",
        "aaaa",
        "e.m.d",
        "[DBNum3]yyyy",
        '"令和"0"年"m',
        "[Red]yyyy;General",
        "YYYY-MM-DD",
    ],
)
def test_formats_of_dates(code: str) -> None:
    assert shows_date(code)


@pytest.mark.parametrize(
    "code",
    [
        "General",
        "GENERAL",
        "0",
        "#,##0",
        "0.00E+00",
        "##0.0e+0",
        "@",
        '0"day"',
        '0.0"億円"',
        r"0\d",
        "[Red]0",
        "[Magenta]#,##0",
        '"年度"',
        "_d0*s",
        "0%",
        "# ?/?",
        '0;"yyyy"',
        "0;yyyy",
        "",
        '"unclosed yyyy',
    ],
)
def test_formats_of_other_numbers(code: str) -> None:
    assert not shows_date(code)


def test_the_built_in_formats_of_japanese_excel_are_dates() -> None:
    japanese = [*range(27, 37), *range(50, 59)]
    assert all(shows_date(built_in_format(number) or "") for number in japanese)
    assert [n for n in range(50) if shows_date(built_in_format(n) or "")] == [
        *range(14, 23),
        *range(27, 37),
        45,
        46,
        47,
    ]
    assert built_in_format(163) is None


@pytest.mark.parametrize(
    ("serial", "date1904", "expected"),
    [
        (1, False, "1900-01-01T00:00:00"),
        (59, False, "1900-02-28T00:00:00"),
        (60, False, "1900-02-28T00:00:00"),
        (61, False, "1900-03-01T00:00:00"),
        (46113, False, "2026-04-01T00:00:00"),
        (46113 - 1462, True, "2026-04-01T00:00:00"),
        (0, True, "1904-01-01T00:00:00"),
        (45992.75, False, "2025-12-01T18:00:00"),
        (45992.999999, False, "2025-12-02T00:00:00"),
        (2_958_465, False, "9999-12-31T00:00:00"),
        (2_958_466, False, None),
        (-1, False, None),
        (1e300, False, None),
    ],
)
def test_moments(serial: float, date1904: bool, expected: str | None) -> None:
    found = moment(serial, date1904=date1904)
    assert (found and found.isoformat()) == expected


def test_the_last_second_of_time_does_not_overflow() -> None:
    assert moment(2_958_465.9999999, date1904=False) is None
