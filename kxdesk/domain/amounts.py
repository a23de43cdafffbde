"""What a written figure can stand for, so that two of them can be said to agree or not.

約30 is anything that a careful writer would round to it; 超30 is above it, but not by another ten; 30万枚 is
exact to ten thousand where the other one is counted in single sheets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kxdesk.domain.figures import ABOUT, OVER, UNDER, Figure, bound_of, figure
from kxdesk.domain.keys import folded
from kxdesk.domain.units import RATIO, UNKNOWN, Unit, comparable, unit

_SCALE_IN = re.compile("[万億兆]")
_MOST_ROUNDING = Decimal("0.025")
_RATIO_LIMIT = Decimal("1.5")
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure in the plain unit of its dimension: a share as 0.27, 万枚 as sheets.

    Attributes:
        step, round_step: worth of the last written digit, of the last that is not 0.
        unit: what it was written in.
        text: as a person reads it.
        rounded: it may be a rounding of something finer whatever its unit: words of a text, a quotient.
        bare: it was written without a unit of its own.
    """

    value: Decimal
    step: Decimal
    round_step: Decimal
    bound: str
    unit: Unit
    text: str
    rounded: bool = False
    bare: bool = False


def amount(text: str | None, unit_text: str | None, approximate: str | None = "") -> Amount | None:
    """A field's figure; None where it is not one number.

    Args:
        text: as typed, perhaps with its own unit.
        unit_text: the unit it is in where it names none.
        approximate: 約, 超 or the like from the field beside it.
    """
    found = figure(text)
    if found is None:
        return None
    own = unit(found.unit or unit_text)
    if not found.unit and _SCALE_IN.search(folded(text or "")) and own.dimension != UNKNOWN:
        own = replace(own, scale=Decimal(1)) if own.dimension != RATIO else own
    shown = f"{approximate or ''}{(text or '').strip()}{'' if found.unit else unit_text or ''}"
    made = of_figure(found, own, shown)
    return replace(made, bound=made.bound or bound_of(approximate), bare=not found.unit)


def of_figure(found: Figure, own: Unit, shown: str) -> Amount:
    """The same for a figure whose unit is known."""
    if own.dimension == RATIO and own.scale == 1 and abs(found.value) > _RATIO_LIMIT:
        own = replace(own, scale=Decimal("0.01"))  # 割合 27
    scale = own.scale
    return Amount(found.value * scale, found.step * scale, found.round_step * scale, found.bound, own, shown)


def quotient(numerator: Amount, denominator: Amount, text: str) -> Amount | None:
    """A share out of its two parts; None where there is nothing to divide by."""
    if not denominator.value:
        return None
    value = numerator.value / denominator.value
    bound = numerator.bound or denominator.bound
    finest = Decimal("0.0001") if not bound else abs(value) * _MOST_ROUNDING
    return Amount(value, finest, finest, bound, unit("%"), text, rounded=True)


def agree(one: Amount, other: Amount, *, sizes_only: bool = False) -> bool:
    """Whether both can be said of the same thing; True also where they cannot be compared.

    Args:
        one: either.
        other: the other.
        sizes_only: -34 and 34 say the same, as where a reduction is told.
    """
    if not comparable(one.unit, other.unit):
        return True
    return any(
        _overlap(_range(first, second, sizes_only), _range(second, first, sizes_only))
        for first in _readings(one, other)
        for second in _readings(other, one)
    )


def looseness(one: Amount) -> Decimal:
    """How far the thing itself may be from the figure, where it is approximate."""
    low, high = _range(one, one, sizes_only=False)
    return (high - low) / (2 if one.bound == ABOUT else 1)


def below(one: Amount, other: Amount) -> bool:
    """Whether the first is surely less than the second."""
    return comparable(one.unit, other.unit) and one.value < other.value and not agree(one, other)


def _readings(mine: Amount, other: Amount) -> tuple[Amount, ...]:
    """0.27 without a unit of its own may be a share where the other one is."""
    is_share = RATIO in (mine.unit.dimension, other.unit.dimension)
    if not (mine.bare and is_share and abs(mine.value) <= 1):
        return (mine,)
    scale = mine.unit.scale if mine.unit.dimension == RATIO else Decimal(1)
    parts = {name: getattr(mine, name) / scale for name in ("value", "step", "round_step")}
    percent = {name: part * Decimal("0.01") for name, part in parts.items()}
    fine = replace(mine.unit, dimension=RATIO, scale=Decimal(1))
    return (mine, replace(mine, **parts, unit=fine), replace(mine, **percent, unit=fine))


def _range(mine: Amount, other: Amount, sizes_only: bool) -> tuple[Decimal, Decimal]:
    value = abs(mine.value) if sizes_only else mine.value
    if mine.bound == ABOUT:
        near = max(mine.step * _HALF, min(mine.round_step * _HALF, abs(value) * _MOST_ROUNDING))
        return value - near, value + near
    if mine.bound == OVER:
        return value, value + mine.round_step
    if mine.bound == UNDER:
        return value - mine.round_step, value
    finer = mine.step > other.step
    if finer and (mine.rounded or other.rounded or mine.unit.scale != other.unit.scale):
        return value - mine.step * _HALF, value + mine.step * _HALF
    return value, value


def _overlap(one: tuple[Decimal, Decimal], other: tuple[Decimal, Decimal]) -> bool:
    low, high = max(one[0], other[0]), min(one[1], other[1])
    is_point = one[0] == one[1] or other[0] == other[1]
    return low < high or (low == high and is_point)
