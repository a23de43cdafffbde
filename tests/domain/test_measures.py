"""What an indicator's figures come to: rates, changes, the way to the target, and where it is heading."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kxdesk.domain.changes import change_of, printed, printed_change_agrees, share_change_of
from kxdesk.domain.claims import share_of
from kxdesk.domain.indicators import Indicator, Observation, Target
from kxdesk.domain.measures import Measures, measures_of


def indicator(*observations: Observation, unit: str = "件", **more: Any) -> Indicator:
    return Indicator(name=more.pop("name", "数"), unit=unit, observations=observations, **more)


def measured(*observations: Observation, target: Target | None = None, **more: Any) -> Measures:
    targets = (target,) if target else ()
    named = (replace(entry, id=str(at)) for at, entry in enumerate(observations))
    return measures_of(indicator(*named, targets=targets, **more), {}, {})


@pytest.mark.parametrize(
    ("entry", "unit", "told"),
    [
        (Observation(value="40", previous="1244"), "講座", "▲1,204講座"),
        (Observation(value="30", previous="27"), "万枚", "+3万枚"),
        (Observation(value="-34", previous="-34"), "%", "±0ポイント"),
        (Observation(value="27.5", previous="24"), "%", "+3.5ポイント"),
        (Observation(numerator="1900", previous_numerator="1618"), "手続き", "+282手続き"),
        (Observation(value="5.2", previous="4.1"), "万人", "+1.1万人"),
        (Observation(value="7045", previous="7000"), "時間/年", "+45時間"),
    ],
)
def test_a_change_is_computed_and_printed(entry: Observation, unit: str, told: str) -> None:
    """As a city prints it, and what is printed so agrees."""
    change = change_of(entry, indicator(unit=unit))
    assert change is not None
    assert printed(change, unit) == told
    said = Observation(
        **{key: getattr(entry, key) for key in Observation.__slots__} | {"printed_change": told}
    )
    assert printed_change_agrees(said, indicator(unit=unit)) is True


@pytest.mark.parametrize(
    ("said", "agrees"),
    [
        ("+3万枚", True),
        ("＋３万枚", True),
        ("30,000枚増", True),
        ("30,000枚減", False),
        ("+3", True),
        ("+30,000枚", True),
        ("+11.1%", True),
        ("+4万枚", False),
        ("▲3万枚", False),
        ("±0", False),
        ("横ばい", None),
        ("", None),
    ],
)
def test_printed_changes(said: str, agrees: bool | None) -> None:
    """In figures or in growth; words say nothing that could be checked."""
    entry = Observation(value="30", previous="27", printed_change=said)
    assert printed_change_agrees(entry, indicator(unit="万枚")) is agrees


def test_a_share_and_its_change() -> None:
    """By numerator and denominator, in points."""
    entry = Observation(
        numerator="1,900", denominator="2,260", previous_numerator="1618", previous_denominator="2420"
    )
    share, change = share_of(entry, indicator()), share_change_of(entry, indicator())
    assert share is not None
    assert change is not None
    assert round(share.value, 4) == Decimal("0.8407")
    assert printed(change, "件") == "+17.2ポイント"
    assert share_of(Observation(numerator="1", denominator="0"), indicator()) is None


@pytest.mark.parametrize(
    ("values", "target", "more", "reached", "way"),
    [
        (("60",), Target(">=", "80"), {}, False, "0.75"),
        (("80",), Target(">=", "80"), {}, True, "1"),
        (("31",), Target("<=", "12"), {}, False, None),
        (("12",), Target("<=", "12"), {}, True, "1"),
        (("60",), Target("", "80"), {"polarity": "高いほどよい"}, False, "0.75"),
        (("60",), Target("", "80"), {}, None, "0.75"),
        (("60",), Target(">=", "80", base_value="40"), {}, False, "0.5"),
        (("▲34",), Target(">=", "50"), {"name": "紙の削減"}, False, "0.68"),
        (("60",), Target(words="段階的に"), {}, None, None),
        ((), Target(">=", "80"), {}, None, None),
    ],
)
def test_the_way_to_the_target(
    values: tuple[str, ...], target: Target, more: dict[str, Any], reached: bool | None, way: str | None
) -> None:
    """By its direction, from its base where one is known; a reduction by its size."""
    found = measured(*(Observation("R6年度", text) for text in values), target=target, **more)
    assert found.reached is reached
    if way is not None:
        assert found.achievement == Decimal(way)


def test_where_it_is_heading() -> None:
    """A straight line to the target's year; never below nought; one point points nowhere."""
    target = Target(">=", "80", fiscal_year="R9年度")
    rising = measured(Observation("R5年度", "20"), Observation("R6年度", "30"), target=target)
    assert rising.projected is not None
    assert abs(rising.projected - 60) < Decimal("0.2")
    assert rising.target_label == "R9年度"
    falling = measured(Observation("R5年度", "40"), Observation("R6年度", "10"), target=target)
    assert falling.projected == 0
    assert measured(Observation("R6年度", "30"), target=target).projected is None


def test_the_series() -> None:
    """In time, with the year before; what was typed for a time goes before what another year said of it."""
    found = measured(
        Observation("R6年度", "30", previous="21", approximate="約", provisional="速報"),
        Observation("R5年度", "20"),
        Observation("R4～5年度", "35"),
        unit="万枚",
    )
    assert [(point.said_as_of, point.value, point.provisional, point.rough) for point in found.points] == [
        ("R5年度", 20, False, False),
        ("R6年度", 30, True, True),
    ]
    assert found.unit == "万枚"
