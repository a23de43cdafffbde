"""Parts that do not come to their total: of one time, and years of a span.

Which figures are parts is said by a person (`part_of`), or told by the names of one field of work: 「…合計」
beside at least two others that begin alike, in the same unit and at the same time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kxdesk.domain.amounts import Amount, agree
from kxdesk.domain.checks import Finding, Severity
from kxdesk.domain.claims import ACTUAL, AMOUNT, Claim, is_cumulative
from kxdesk.domain.figure_findings import Figures, made
from kxdesk.domain.figures import ABOUT, grouped
from kxdesk.domain.ledger_in import name_key
from kxdesk.domain.periods import Period, fiscal
from kxdesk.domain.units import COUNT, MONEY, TIME

_TOTAL = re.compile("(.+?)(?:の?(?:合計|総計|総数|総額|全体|計))$|^(?:合計|総計|総|全)(.+)$")
_ADDS_UP = (COUNT, MONEY, TIME)
_SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True)
class _Sum:
    total: Figures
    parts: tuple[Figures, ...]


def in_sums(all_: Sequence[Figures]) -> Iterator[Finding]:
    """One finding for each total, time and source that its parts miss."""
    for each in (*_told_by_links(all_), *_told_by_names(all_)):
        yield from _missed(each)
    for one in all_:
        if not is_cumulative(one.indicator):
            yield from _spans(one)


def _told_by_links(all_: Sequence[Figures]) -> Iterator[_Sum]:
    for total in all_:
        parts = tuple(one for one in all_ if one.indicator.part_of == total.indicator.id)
        if parts:
            yield _Sum(total, parts)


def _told_by_names(all_: Sequence[Figures]) -> Iterator[_Sum]:
    linked = {one.indicator.part_of for one in all_}
    for total in all_:
        stem = _stem(total)
        if not stem or total.indicator.id in linked:
            continue
        parts = tuple(one for one in all_ if one is not total and _is_part(one, total, stem))
        if len(parts) > 1:
            yield _Sum(total, parts)


def _stem(total: Figures) -> str:
    match = _TOTAL.fullmatch(name_key(total.indicator.name))
    stem = (match[1] or match[2]) if match else ""
    return stem if len(stem) >= _SHORTEST_STEM else ""


def _is_part(one: Figures, total: Figures, stem: str) -> bool:
    mine, its = one.indicator, total.indicator
    same_group = (name_key(mine.group_name), mine.group_number) == (
        name_key(its.group_name),
        its.group_number,
    )
    begins = name_key(mine.name).startswith(stem) and name_key(mine.name) != stem
    return same_group and begins and not _stem(one) and is_cumulative(mine) == is_cumulative(its)


def _missed(each: _Sum) -> Iterator[Finding]:
    for total in _usable(each.total):
        parts = [_same_time(part, total) for part in each.parts]
        addends = [part for part in parts if part is not None]
        if len(addends) == len(parts):
            yield from _compared(each.total, total, addends)


def _spans(one: Figures) -> Iterator[Finding]:
    """R4～6年度 is R4, R5 and R6 together, where all are known."""
    claims = _usable(one)
    for total in claims:
        when = total.when
        if not isinstance(when, Period) or when.last is None or when.is_point or when.is_fiscal_year:
            continue
        if when != fiscal(when.first.year, when.last.year - when.first.year):
            continue
        years = [fiscal(year) for year in range(when.first.year, when.last.year)]
        parts = [next((claim for claim in claims if claim.when == year), None) for year in years]
        addends = [part for part in parts if part is not None]
        if len(addends) == len(parts):
            yield from _compared(one, total, addends)


def _usable(one: Figures) -> list[Claim]:
    """What its observations count, without what is disputed anyway."""
    return [
        claim
        for claim in one.claims
        if claim.role == ACTUAL
        and claim.aspect == AMOUNT
        and claim.key == "value"
        and claim.amount.unit.dimension in _ADDS_UP
        and (claim.aspect, claim.when) not in one.disputed
    ]


def _same_time(part: Figures, total: Claim) -> Claim | None:
    fitting = [
        claim
        for claim in _usable(part)
        if claim.when == total.when and claim.amount.unit.word == total.amount.unit.word
    ]
    return min(fitting, key=lambda claim: claim.source != total.source, default=None)


def _compared(one: Figures, total: Claim, addends: list[Claim]) -> Iterator[Finding]:
    amounts = [part.amount for part in addends]
    computed = _added(amounts)
    if agree(total.amount, computed):
        return
    scale = total.amount.unit.scale
    text = f"{grouped(computed.value / scale)}{total.amount.text.lstrip('0123456789,.約超▲-')}"
    place = (total.ref, total.key)
    shown = " + ".join(part.amount.text for part in addends)
    yield made(
        "parts-miss-total",
        Severity.WARNING,
        place,
        (total, *addends),
        one.indicator,
        figures=total.shown,
        parts=shown,
        computed=text,
    )


def _added(amounts: list[Amount]) -> Amount:
    """Rounded addends may miss by half a digit each."""
    value = sum((each.value for each in amounts), Decimal(0))
    first = amounts[0]
    rough = [each for each in amounts if each.bound or each.step > 1]
    if not rough:
        return replace(first, value=value, bound="", rounded=False)
    step = sum((each.step for each in rough), Decimal(0))
    round_step = sum((each.round_step if each.bound else each.step for each in rough), Decimal(0))
    return replace(first, value=value, step=step, round_step=round_step, bound=ABOUT)
