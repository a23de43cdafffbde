"""What the figures of one indicator say against each other, and against what they print of themselves.

Same time with different figures, a year before that was another figure, a denominator that differs or was
changed, a running total that falls, a printed change that its figures do not come to. One finding for one
disagreement: what only follows from it is not told again.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from kxdesk.domain.amounts import agree, below
from kxdesk.domain.changes import change_figure, change_of, printed, printed_change_agrees, share_change_of
from kxdesk.domain.checks import Finding, Severity
from kxdesk.domain.claims import (
    ACTUAL,
    AMOUNT,
    DENOMINATOR,
    PREVIOUS,
    Claim,
    is_cumulative,
    tells_reductions,
)
from kxdesk.domain.figure_findings import Figures, Time, fingerprint, made
from kxdesk.domain.indicators import Indicator, Observation
from kxdesk.domain.periods import Period
from kxdesk.domain.policy import ref_of
from kxdesk.domain.things import Value
from kxdesk.domain.units import RATIO, unit


def in_series(one: Figures, titles: dict[str, str]) -> tuple[Figures, tuple[Finding, ...]]:
    """The findings, and the figures with what of them is disputed."""
    different = list(_different(one))
    disputed = frozenset((aspect, when) for aspect, when, _ in different)
    settled = Figures(one.indicator, one.claims, disputed)
    found = [finding for _, _, finding in different]
    found += (*_falls(settled), *_changed_denominators(settled), *_changes(settled, titles))
    return settled, tuple(found)


def _different(one: Figures) -> Iterator[tuple[str, Time, Finding]]:
    """Same aspect and time, figures that cannot both be."""
    groups: dict[tuple[str, Time], list[Claim]] = {}
    for claim in one.claims:
        groups.setdefault((claim.aspect, claim.when), []).append(claim)
    for (aspect, when), claims in groups.items():
        pairs = [pair for pair in combinations(claims, 2) if _is_apart(*pair, one.indicator)]
        if not pairs:
            continue
        code = "denominators-differ" if aspect == DENOMINATOR else "values-differ"
        if not any(first.role == second.role == ACTUAL for first, second in pairs):
            code = "previous-differs" if aspect != DENOMINATOR else code
        claimed = [claim for claim in claims if any(claim in pair for pair in pairs)]
        claimed.sort(key=lambda claim: claim.role != ACTUAL)
        place = (claimed[-1].ref, claimed[-1].key)
        yield aspect, when, made(code, Severity.WARNING, place, claimed, one.indicator)


def _is_apart(one: Claim, other: Claim, indicator: Indicator) -> bool:
    if one.ref == other.ref and one.key == other.key:
        return False
    if one.amount.rounded and other.amount.rounded:  # two quotients: their parts are compared
        return False
    return not agree(one.amount, other.amount, sizes_only=tells_reductions(indicator))


def _falls(one: Figures) -> Iterator[Finding]:
    """A running total is never less than it was."""
    if not is_cumulative(one.indicator):
        return
    for earlier, later in pairwise(_in_time(one, AMOUNT)):
        pair = next(((a, b) for a in earlier for b in later if below(b.amount, a.amount)), None)
        if pair is not None:
            place = (pair[1].ref, pair[1].key)
            yield made(
                "cumulative-falls",
                Severity.WARNING,
                place,
                pair,
                one.indicator,
                before=pair[0].said_as_of,
                when=pair[1].said_as_of,
            )


def _in_time(one: Figures, aspect: str) -> list[list[Claim]]:
    """Claims by their time, without times that are disputed; of spans only those that begin together."""
    groups: dict[Period, list[Claim]] = {}
    for claim in one.claims:
        if (
            claim.aspect == aspect
            and isinstance(claim.when, Period)
            and (aspect, claim.when) not in one.disputed
        ):
            groups.setdefault(claim.when, []).append(claim)
    points = [when for when in groups if when.is_point] if aspect == AMOUNT else list(groups)
    return [groups[when] for when in sorted(points, key=lambda when: (when.end, when.first))]


def _changed_denominators(one: Figures) -> Iterator[Finding]:
    """A share of something else than the year before: its change says less than it seems."""
    for earlier, later in pairwise(_in_time(one, DENOMINATOR)):
        first, second = earlier[0], later[0]
        if not agree(first.amount, second.amount):
            place = (second.ref, second.key)
            claims = (first, *(claim for claim in later if claim.amount.value == second.amount.value))
            yield made(
                "denominator-changed",
                Severity.NOTICE,
                place,
                claims,
                one.indicator,
                before=first.said_as_of,
                when=second.said_as_of,
            )


def _changes(one: Figures, titles: dict[str, str]) -> Iterator[Finding]:
    """A printed change that its two figures do not come to, unless one of the two is disputed anyway."""
    for entry in one.indicator.observations:
        if printed_change_agrees(entry, one.indicator) is not False:
            continue
        mine = [
            claim for claim in one.claims if claim.ref == ref_of(entry) and claim.role in (ACTUAL, PREVIOUS)
        ]
        if any((claim.aspect, claim.when) in one.disputed for claim in mine):
            continue
        yield _change_finding(entry, one.indicator, titles.get(entry.source or "", ""))


def _change_finding(entry: Observation, indicator: Indicator, title: str) -> Finding:
    """What it prints beside what it comes to."""
    own = entry.unit or indicator.unit
    said = change_figure(entry.printed_change)
    share = share_change_of(entry, indicator)
    in_points = said is not None and unit(said.unit).dimension == RATIO and share is not None
    computed = share if in_points else change_of(entry, indicator)
    facts: dict[str, Value] = {
        "indicator": indicator.name,
        "when": entry.as_of,
        "printed": entry.printed_change,
        "computed": printed(computed, own) if computed else "",
    }
    sources = (title,) if title else ()
    return Finding(
        "change-differs",
        Severity.WARNING,
        ref_of(entry),
        "printed_change",
        facts,
        "",
        sources,
        fingerprint("change-differs", facts, sources),
    )
