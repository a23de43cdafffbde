"""A number means the same in every habit it is typed in, and remembers how exactly it was written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kxdesk.domain.figures import ABOUT, OVER, UNDER, bound_of, figure, grouped, number_typed
from kxdesk.domain.units import comparable, unit


@pytest.mark.parametrize(
    ("text", "value", "unit_", "bound"),
    [
        ("３０", "30", "", ""),
        ("1,204", "1204", "", ""),
        ("▲1,204講座", "-1204", "講座", ""),
        ("△3", "-3", "", ""),
        ("−34", "-34", "", ""),
        ("+282手続き", "282", "手続き", ""),
        ("±0ポイント", "0", "ポイント", ""),
        ("約30倍", "30", "倍", ABOUT),
        ("30％程度", "30", "%", ABOUT),
        ("30万枚超", "300000", "枚", OVER),
        ("2,100人以上", "2100", "人", OVER),
        ("5割弱", "5", "割", UNDER),
        ("1億2,000万円", "120000000", "円", ""),
        ("4万1千人", "41000", "人", ""),
        ("7,045時間/年", "7045", "時間/年", ""),
        ("延べ128人", "128", "人", ""),
    ],
)
def test_every_habit_is_read(text: str, value: str, unit_: str, bound: str) -> None:
    """Value, unit and bound come out of the text as a reader takes them."""
    found = figure(text)
    assert found is not None
    assert (found.value, found.unit, found.bound) == (Decimal(value), unit_, bound)


@pytest.mark.parametrize("text", ["", None, "未定", "8%→30%", "R7", "1,23", "3～5件", "検討中"])
def test_what_is_no_single_number_is_none(text: str | None) -> None:
    """Words, ranges and pairs are not made a number."""
    assert figure(text) is None


def test_how_exactly_it_was_written_is_kept() -> None:
    """30万 is exact to ten thousand; 1,450 to one, and to ten where it was rounded."""
    assert figure("30万枚").step == 10000  # type: ignore[union-attr]
    assert figure("30.4%").step == Decimal("0.1")  # type: ignore[union-attr]
    assert (figure("1,450").step, figure("1,450").round_step) == (1, 10)  # type: ignore[union-attr]


def test_a_bound_may_stand_in_its_own_field() -> None:
    """約 and 超 are also words of their own."""
    assert [bound_of(word) for word in ("約", "超", "未満", "", None, "?")] == [
        ABOUT,
        OVER,
        UNDER,
        "",
        "",
        "",
    ]


def test_numbers_for_reading() -> None:
    """Thousands are grouped, and halves go away from zero."""
    assert grouped(Decimal("-1204.50")) == "-1,204.5"
    assert grouped(Decimal("84.05"), 1) == "84.1"
    assert number_typed("１，２９０億円", "億円") == "1290"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("万枚", "枚", True), ("回", "件", True), ("%", "件", False), ("", "%", True), ("千円", "億円", True)],
)
def test_units_that_can_be_compared(one: str, other: str, same: bool) -> None:
    """A count is compared with a count, a share with a share, and a bare number with anything."""
    assert comparable(unit(one), unit(other)) is same


def test_units_are_scaled() -> None:
    """万枚 is ten thousand 枚; a year's hours are hours."""
    assert (unit("万枚").scale, unit("万枚").word) == (10000, "枚")
    assert unit("時間/年") == unit("時間")
    assert unit("ポイント").points
