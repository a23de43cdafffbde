"""Indicators as a form's sheet can hold them: a row each, a column for each year; and the way back.

What a row cannot say (who said it, a second source's figure, a year without a column) stays in the desk.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kxdesk.domain.amounts import agree, amount
from kxdesk.domain.figures import bound_of, figure
from kxdesk.domain.fiscal_year import FiscalYear
from kxdesk.domain.form import Form
from kxdesk.domain.indicators import Indicator, Observation, Target
from kxdesk.domain.keys import comparison_key, folded
from kxdesk.domain.periods import Period, fiscal, period
from kxdesk.domain.things import Kind

_NOT_ASKED = ("group_number", "group_name", "polarity", "cumulative", "part_of")
_SUFFIX = {">=": "以上", "<=": "以下"}
_COMPARATORS = {word: sign for sign, word in _SUFFIX.items()}
_TARGET = re.compile(r"(.+?)\s*(以上|以下)")
_QUOTIENT = re.compile(r"([^/]+)/([^/]+?)")
_APPROXIMATE = re.compile(r"(約|およそ|概ね|超|ほぼ)(.+)")


def column_year(year: int) -> str:
    """What an observation of a year's column is as of: R5年度."""
    return f"{FiscalYear(year).short}年度"


def printed_indicators(indicators: Sequence[Indicator], form: Form) -> tuple[Indicator, ...]:
    """As the sheet of this form shows them: ids kept, None where it does not ask."""
    if not form.asks(Kind.INDICATOR, "name"):
        return ()
    rows = (printed_indicator(entry, form) for entry in indicators)
    return tuple(row for row in rows if says_something(row))


def says_something(row: Indicator) -> bool:
    """Whether it takes a row on paper."""
    texts = (row.name, row.unit, row.base_value, row.base_fiscal_year, row.note)
    return bool(any((text or "").strip() for text in texts) or row.targets or row.observations)


def printed_indicator(indicator: Indicator, form: Form) -> Indicator:
    """One of them."""
    target = shown_target(indicator)
    shown = shown_observations(indicator, form.indicator_years)
    based: list[Indicator | Target | Observation] = [
        indicator,
        *([target] if target else []),
        *shown.values(),
    ]
    based = [entry for entry in based if entry.base_value or entry.base_fiscal_year]
    latest = max(shown, default=0)
    observations = tuple(
        _blank_observation(
            column_year(year),
            printed_value(entry, indicator),
            (entry.provisional or "") and "○" if year == latest else None,
            entry.id,
        )
        for year, entry in shown.items()
    )
    targets = (_blank_target(printed_target(target, indicator), target),) if target else ()
    return Indicator(
        **dict.fromkeys(_NOT_ASKED),
        name=indicator.name or "",
        unit=indicator.unit or "",
        base_value=(based[0].base_value or "") if based else "",
        base_fiscal_year=(based[0].base_fiscal_year or "") if based else "",
        note=indicator.note or "",
        targets=targets,
        observations=observations,
        id=indicator.id,
    )


def row_indicator(texts: dict[str, str], values: dict[int, str], provisional: str) -> Indicator:
    """An indicator out of a row that was read.

    Args:
        texts: by field name ("indicator.name", "target.value" …).
        values: the figure of each year that has one.
        provisional: what the box beside them says.
    """
    latest = max(values, default=0)
    target = texts.get("target.value", ""), texts.get("target.fiscal_year", "")
    own: dict[str, Any] = {key: texts.get(f"indicator.{key}", "") for key in ("name", "unit", "note")}
    own |= {key: texts.get(f"indicator.{key}", "") for key in ("base_value", "base_fiscal_year")}
    not_asked: dict[str, Any] = dict.fromkeys(_NOT_ASKED)
    return Indicator(
        **not_asked,
        **own,
        targets=(_blank_target(target[0], Target(fiscal_year=target[1])),) if any(target) else (),
        observations=tuple(
            _blank_observation(column_year(year), text, provisional if year == latest else None)
            for year, text in values.items()
        ),
    )


def shown_target(indicator: Indicator) -> Target | None:
    """The one typed here, else the first."""
    return min(indicator.targets, key=lambda entry: bool(entry.source), default=None)


def shown_observations(indicator: Indicator, years: Sequence[int]) -> dict[int, Observation]:
    """For each column's year the figure typed here, else the first source's."""
    found: dict[int, Observation] = {}
    for year in years:
        fitting = [entry for entry in indicator.observations if _is_of(entry, year)]
        if fitting:
            found[year] = min(fitting, key=lambda entry: (bool(entry.source), not _is_whole(entry, year)))
    return found


def printed_value(entry: Observation, indicator: Indicator) -> str:
    """`約30`, `1900/2260`; with its unit where that is not the indicator's."""
    unit = entry.unit if entry.unit and entry.unit != indicator.unit else ""
    if entry.value or not entry.numerator:
        return f"{entry.approximate or ''}{entry.value or ''}{unit}"
    return f"{entry.approximate or ''}{entry.numerator}/{entry.denominator or ''}{unit}"


def printed_target(target: Target, indicator: Indicator) -> str:
    """`80以上`, or its words."""
    if not target.value:
        return target.words or ""
    unit = target.unit if target.unit and target.unit != indicator.unit else ""
    return f"{target.value}{unit}{_SUFFIX.get(target.comparator or '', '')}"


def restored(row: Indicator, ours: Indicator, form: Form) -> Indicator:
    """A row's indicator in the fields of the ledger: what it says as the paper did is what the desk says."""
    printed = printed_indicator(ours, form)
    target, shown = shown_target(ours), shown_observations(ours, form.indicator_years)
    by_year = {column_year(year): entry for year, entry in shown.items()}
    says = {key: _same(getattr(row, key), getattr(printed, key)) for key in _OWN}
    own = {key: getattr(ours, key) if same else getattr(row, key) for key, same in says.items()}
    texts = {entry.as_of: entry for entry in printed.observations}
    return replace(
        row,
        **own,
        id=ours.id,
        targets=tuple(
            _restored_target(entry, target, printed.targets[0] if printed.targets else None)
            for entry in row.targets
        ),
        observations=tuple(
            _restored_observation(entry, by_year.get(entry.as_of or ""), texts.get(entry.as_of))
            for entry in row.observations
        ),
    )


_OWN = ("name", "unit", "base_value", "base_fiscal_year", "note")


def _restored_target(row: Target, ours: Target | None, printed: Target | None) -> Target:
    if ours and printed and _same(row.value, printed.value) and _same(row.fiscal_year, printed.fiscal_year):
        return ours
    made = target_from_text(row.value or "", replace(row, id=ours.id if ours else row.id))
    return replace(made, comparator=made.comparator or (None if ours and made.value else ""))


def target_from_text(text: str, target: Target) -> Target:
    """`80以上` is a number with its direction, 段階的に移行 are words."""
    match = _TARGET.fullmatch(text)
    value = match[1] if match else text
    is_number = figure(value) is not None
    return replace(
        target,
        value=value if is_number else "",
        words="" if is_number else text,
        comparator=_COMPARATORS[match[2]] if match and is_number else "",
    )


def _restored_observation(
    row: Observation, ours: Observation | None, printed: Observation | None
) -> Observation:
    provisional = _restored_provisional(row.provisional, ours)
    if ours and printed and _same(row.value, printed.value):
        return replace(ours, provisional=provisional)
    text = folded(row.value or "").strip()
    approximate = _APPROXIMATE.fullmatch(text)
    rest = approximate[2] if approximate and bound_of(approximate[1]) else row.value or ""
    made = replace(row, id=ours.id if ours else row.id, provisional=provisional)
    made = replace(made, as_of=None if ours else row.as_of)
    word = approximate[1] if approximate and rest != row.value else ""
    quotient = _QUOTIENT.fullmatch(rest)
    if quotient and all(map(figure, quotient.groups())):
        parts = {"numerator": quotient[1].strip(), "denominator": quotient[2].strip()}
        return replace(made, value="", **parts, approximate=word)
    return replace(made, value=rest, numerator="", denominator="", approximate=word)


def _restored_provisional(said: str | None, ours: Observation | None) -> str | None:
    if said is None or ours is None:
        return said
    return ours.provisional if bool(said.strip()) == bool(ours.provisional) else said


def _same(one: str | None, other: str | None) -> bool:
    """In another width, or with other commas, it is the same answer."""
    if comparison_key(one) == comparison_key(other):
        return True
    first, second = amount(one, ""), amount(other, "")
    if first is None or second is None:
        return False
    return first.bound == second.bound and first.value == second.value and agree(first, second)


def _is_of(entry: Observation, year: int) -> bool:
    """Of the whole year, or of its last day."""
    when = period(entry.as_of)
    if not (entry.value or entry.numerator) or when is None:
        return False
    return when == fiscal(year) or when == Period(fiscal(year).end, fiscal(year).end)


def _is_whole(entry: Observation, year: int) -> bool:
    return period(entry.as_of) == fiscal(year)


def _blank_target(value: str, target: Target) -> Target:
    """None wherever the paper does not ask."""
    nothing = dict.fromkeys(("comparator", "unit", "words", "base_fiscal_year", "base_value", "note"))
    nothing |= dict.fromkeys(("source", "place", "printed"))
    return Target(**nothing, value=value, fiscal_year=target.fiscal_year or "", id=target.id)


def _blank_observation(as_of: str, value: str, provisional: str | None, id_: str = "") -> Observation:
    asked = {"as_of", "value", "provisional", "id"}
    nothing = dict.fromkeys(name for name in Observation.__slots__ if name not in asked)
    return Observation(**nothing, as_of=as_of, value=value, provisional=provisional, id=id_)
