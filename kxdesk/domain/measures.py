"""What an indicator's figures come to: its series, how far it is to its target, and where it is heading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kxdesk.domain.amounts import amount
from kxdesk.domain.claims import (
    ACTUAL,
    AMOUNT,
    SHARE,
    Claim,
    claims_of,
    tells_reductions,
)
from kxdesk.domain.indicator_sheet import shown_target
from kxdesk.domain.indicators import Indicator, Target
from kxdesk.domain.periods import Period, fiscal, period, period_label
from kxdesk.domain.policy import ref_of
from kxdesk.domain.target_rules import comparator_of, year_of
from kxdesk.domain.things import Ref
from kxdesk.domain.units import RATIO, unit

_PERCENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of the series, in the unit it is shown in (a share in percent).

    Attributes:
        at: the day it is drawn at: the last of its time.
        said_as_of: the time as typed.
        provisional: it waits to be confirmed.
        rough: it was said with 約, 超 or the like.
        ref: the observation it comes from.
    """

    at: date
    said_as_of: str
    value: Decimal
    text: str
    provisional: bool
    rough: bool
    source: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Measures:
    """An indicator computed.

    Attributes:
        points: in time, one for each time: what was typed here, else what the first source says.
        unit: what the points are in.
        target, target_at, target_year: its number, the day it is due, its year as typed.
        comparator: ">=", "<=", "=" or "".
        reached: whether the latest figure meets the target, None where that cannot be said.
        achievement: the share of the way (from the base where one is known), None likewise.
        projected: where a straight line through the points is on the day the target is due.
    """

    points: tuple[Point, ...]
    unit: str
    target: Decimal | None = None
    target_at: date | None = None
    target_year: str = ""
    comparator: str = ""
    reached: bool | None = None
    achievement: Decimal | None = None
    projected: Decimal | None = None

    @property
    def target_label(self) -> str:
        """R9年度, also where the source says 2027."""
        return period_label(fiscal(self.target_at.year - 1)) if self.target_at else ""


def measures_of(indicator: Indicator, titles: Mapping[str, str], years: Mapping[str, str]) -> Measures:
    """All of it; `titles` and `years` as in `contradictions`."""
    claims = [claim for claim in claims_of(indicator, titles) if isinstance(claim.when, Period)]
    shares = any(claim.aspect == SHARE for claim in claims)
    aspect = SHARE if shares else AMOUNT
    scale = _PERCENT if shares else unit(indicator.unit).scale
    chosen = _one_for_each_time([claim for claim in claims if claim.aspect == aspect])
    points = tuple(_point(claim, scale, indicator) for claim in chosen)
    shown = "%" if shares else (indicator.unit or "").strip()
    target = shown_target(indicator)
    plain = Measures(points, shown)
    return plain if target is None else _with_target(plain, indicator, target, scale, years)


def _one_for_each_time(claims: list[Claim]) -> list[Claim]:
    best: dict[Period, Claim] = {}
    for claim in claims:
        assert isinstance(claim.when, Period)
        known = best.get(claim.when)
        if claim.when.last is not None and (known is None or _rank(claim) < _rank(known)):
            best[claim.when] = claim
    spans = {when for when in best if when.is_point or when.is_fiscal_year}
    kept = spans or set(best)  # a sum over several years is no step of the series
    return [best[when] for when in sorted(kept, key=lambda when: (when.end, when.first))]


def _rank(claim: Claim) -> tuple[bool, bool]:
    return (claim.role != ACTUAL, claim.amount.rounded)


def _point(claim: Claim, scale: Decimal, indicator: Indicator) -> Point:
    assert isinstance(claim.when, Period)
    entry = next(entry for entry in indicator.observations if ref_of(entry) == claim.ref)
    return Point(
        claim.when.end,
        claim.said_as_of,
        claim.amount.value / scale,
        claim.amount.text,
        bool(entry.provisional) and claim.role == ACTUAL,
        bool(claim.amount.bound),
        claim.source,
        claim.ref,
    )


def _with_target(
    plain: Measures, indicator: Indicator, target: Target, scale: Decimal, years: Mapping[str, str]
) -> Measures:
    found = amount(target.value, target.unit or indicator.unit)
    due = period(year_of(target, years))
    is_share = plain.unit == "%"
    if found is None or (found.unit.dimension == RATIO) != is_share:
        return plain
    goal = found.value / scale
    at = due.last if due else None
    plain = replace(
        plain,
        target=goal,
        target_at=at,
        target_year=year_of(target, years),
        comparator=comparator_of(target) or _by_polarity(indicator),
        projected=_projected(plain.points, at),
    )
    if not plain.points:
        return plain
    latest = plain.points[-1].value
    latest = abs(latest) if tells_reductions(indicator) else latest
    base = _base(indicator, target, scale)
    return replace(
        plain,
        reached=_reached(latest, goal, plain.comparator),
        achievement=_achievement(latest, goal, base, plain.comparator),
    )


def _by_polarity(indicator: Indicator) -> str:
    word = indicator.polarity or ""
    return ">=" if word.startswith("高") else "<=" if word.startswith("低") else ""


def _base(indicator: Indicator, target: Target, scale: Decimal) -> Decimal | None:
    for text, own in ((target.base_value, target.unit), (indicator.base_value, indicator.unit)):
        found = amount(text, own or indicator.unit)
        if found is not None:
            return found.value / scale
    return None


def _reached(latest: Decimal, goal: Decimal, comparator: str) -> bool | None:
    return {">=": latest >= goal, "<=": latest <= goal, "=": latest == goal}.get(comparator)


def _achievement(latest: Decimal, goal: Decimal, base: Decimal | None, comparator: str) -> Decimal | None:
    if base is not None and goal != base:
        return (latest - base) / (goal - base)
    if comparator == "<=":
        return goal / latest if latest > 0 and goal > 0 else None
    return latest / goal if goal > 0 and latest >= 0 else None


def _projected(points: tuple[Point, ...], at: date | None) -> Decimal | None:
    """Least squares; a line through less than two days says nothing, and a count is never below nought."""
    if at is None or len({point.at for point in points}) < 2 or points[-1].at >= at:
        return None
    days = [Decimal(point.at.toordinal()) for point in points]
    values = [point.value for point in points]
    middle, height = sum(days, Decimal(0)) / len(days), sum(values, Decimal(0)) / len(values)
    spread = sum(((day - middle) ** 2 for day in days), Decimal(0))
    rise = sum(((d - middle) * (v - height) for d, v in zip(days, values, strict=True)), Decimal(0))
    there = height + rise / spread * (Decimal(at.toordinal()) - middle)
    return max(there, Decimal(0)) if min(values) >= 0 else there
