"""The change to the year before, as computed and as printed beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kxdesk.domain.amounts import Amount, amount, looseness
from kxdesk.domain.claims import share_of
from kxdesk.domain.figures import Figure, figure, grouped
from kxdesk.domain.indicators import Indicator, Observation
from kxdesk.domain.keys import folded
from kxdesk.domain.units import RATIO, TIMES, unit

_HALF = Decimal("0.5")
_PERCENT = Decimal("0.01")
_DOWN = ("減", "減少", "低下", "ダウン")
_IN_WORDS = re.compile("(.+?)の?(増加|増|上昇|アップ|減少|減|低下|ダウン)")


@dataclass(frozen=True, slots=True)
class Change:
    """What came to what.

    Attributes:
        difference: in plain units (a share as 0.03).
        growth: difference by the year before; None where that was 0.
        is_share: the difference is one of shares, told in points.
        step: worth of the last digit of the finer of the two.
        room: how far off it may be because a figure is approximate.
    """

    difference: Decimal
    growth: Decimal | None
    is_share: bool
    step: Decimal
    room: Decimal = Decimal(0)


def change_of(entry: Observation, indicator: Indicator) -> Change | None:
    """Of the value, or of the numerator of a share."""
    own = entry.unit or indicator.unit
    for now, before in ((entry.value, entry.previous), (entry.numerator, entry.previous_numerator)):
        found = _change(amount(now, own, entry.approximate), amount(before, own))
        if found is not None:
            return found
    return None


def share_change_of(entry: Observation, indicator: Indicator) -> Change | None:
    """Of numerator by denominator."""
    return _change(share_of(entry, indicator), share_of(entry, indicator, previous=True))


def _change(now: Amount | None, before: Amount | None) -> Change | None:
    if now is None or before is None or now.unit.dimension != before.unit.dimension:
        return None
    difference = now.value - before.value
    growth = difference / abs(before.value) if before.value else None
    room = looseness(now) + looseness(before)
    return Change(difference, growth, now.unit.dimension == RATIO, min(now.step, before.step), room)


def printed_change_agrees(entry: Observation, indicator: Indicator) -> bool | None:
    """Whether the printed change is what its figures come to; None where that cannot be told."""
    said = change_figure(entry.printed_change)
    if said is None:
        return None
    own = unit(entry.unit or indicator.unit)
    told = unit(said.unit)
    by_value, by_share = change_of(entry, indicator), share_change_of(entry, indicator)
    tried: list[bool] = []
    if told.dimension == RATIO:
        tried += _as_points(said, [by_share, by_value])
        if not told.points:
            tried += _as_growth(said, by_value)
    elif by_value is not None and own.dimension == RATIO:
        tried += _as_points(said, [by_value])
    elif by_value is not None and told.dimension == TIMES and own.dimension != TIMES:
        tried += [] if by_value.growth is None else [_near(by_value.growth + 1, said, Decimal(1))]
    elif by_value is not None:
        # A bare change, or one in other words ("+20件" of 回), is in the unit of its figures.
        scale = told.scale if said.unit else own.scale
        scale = own.scale if said.unit and told.scale == 1 and told.word != own.word else scale
        tried += [_is(by_value, said, one) for one in dict.fromkeys((scale, told.scale))]
    return any(tried) if tried else None


def change_figure(text: str | None) -> Figure | None:
    """A printed change as a number: `+3万枚`, `▲20万件`, `30,000枚増`."""
    plain = folded(text or "").strip()
    match = _IN_WORDS.fullmatch(plain)
    found = figure(match[1] if match else plain)
    if found is None or match is None or found.sign:
        return found
    return replace(found, value=-found.value, sign="-") if match[2] in _DOWN else found


def _as_points(said: Figure, changes: list[Change | None]) -> list[bool]:
    return [_is(change, said, _PERCENT) for change in changes if change is not None and change.is_share]


def _as_growth(said: Figure, change: Change | None) -> list[bool]:
    return [] if change is None or change.growth is None else [_near(change.growth, said, _PERCENT)]


def _is(change: Change, said: Figure, scale: Decimal) -> bool:
    """Exactly, or rounded where the printed change is coarser than its figures."""
    if change.step >= said.step * scale and not said.bound:
        return abs(change.difference - said.value * scale) <= change.room
    return _near(change.difference, said, scale) or abs(change.difference - said.value * scale) <= change.room


def _near(value: Decimal, said: Figure, scale: Decimal) -> bool:
    room = said.round_step if said.bound else said.step
    return abs(value - said.value * scale) <= room * scale * _HALF


def printed(change: Change, unit_text: str | None) -> str:
    """As a city prints it: `+282手続き`, `▲1,204講座`, `±0ポイント`."""
    if change.is_share:
        scale, word = _PERCENT, "ポイント"
    else:
        own = unit(unit_text)
        scale, word = own.scale, (unit_text or "").partition("/")[0]
    value = change.difference / scale
    places = max(0, min(2, -int((change.step / scale).normalize().as_tuple().exponent)))
    shown = grouped(abs(value), 1 if change.is_share and places > 1 else places)
    if not shown.strip("0.,"):
        return f"±0{word}"
    return f"{'+' if value > 0 else '▲'}{shown}{word}"
