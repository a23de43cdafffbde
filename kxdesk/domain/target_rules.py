"""Two targets for one indicator in one year that are not the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from kxdesk.domain.amounts import Amount, agree, amount
from kxdesk.domain.checks import Finding, Severity
from kxdesk.domain.figure_findings import fingerprint
from kxdesk.domain.figures import OVER, UNDER, figure
from kxdesk.domain.indicators import Indicator, Target
from kxdesk.domain.keys import search_key
from kxdesk.domain.periods import period_key
from kxdesk.domain.policy import ref_of
from kxdesk.domain.things import Value

_LESS, _MORE, _EQUAL = "<=", ">=", "="
_COMPARATORS = {
    ">=": _MORE, "≧": _MORE, "≥": _MORE, ">": _MORE, "以上": _MORE, "超": _MORE, "<=": _LESS, "≦": _LESS,
    "≤": _LESS, "<": _LESS, "以下": _LESS, "未満": _LESS, "以内": _LESS, "=": _EQUAL, "==": _EQUAL,
}  # fmt: skip


def comparator_of(target: Target) -> str:
    """`>=`, `<=`, `=` or "": as typed in its field, or in the value itself ("80%以上")."""
    typed = _COMPARATORS.get(search_key(target.comparator or ""), "")
    found = figure(target.value)
    return typed or {OVER: _MORE, UNDER: _LESS}.get(found.bound if found else "", "")


def year_of(target: Target, years: Mapping[str, str]) -> str:
    """When it is to be reached, as typed; "" where nobody says."""
    return target.fiscal_year or years.get(target.source or "", "")


def in_targets(
    indicator: Indicator, titles: Mapping[str, str], years: Mapping[str, str]
) -> Iterator[Finding]:
    """One finding for each indicator and year whose targets differ.

    Args:
        indicator: with its targets.
        titles: of the sources by their ids.
        years: the year that a whole source aims at, by its id.
    """
    groups: dict[object, list[Target]] = {}
    for target in indicator.targets:
        groups.setdefault(period_key(year_of(target, years)), []).append(target)
    undated = groups.pop("", [])
    for targets in [[*group, *undated] for group in groups.values()] or [undated]:
        apart = [pair for pair in combinations(targets, 2) if _is_apart(*pair, indicator)]
        if apart:
            differing = [target for target in targets if any(target is one for pair in apart for one in pair)]
            yield _finding(indicator, differing, titles, years)


def shown(target: Target, indicator: Indicator) -> str:
    """`80%以上`, or its words."""
    if not target.value:
        return target.words or ""
    own = target.unit or indicator.unit or ""
    found = figure(target.value)
    text = target.value if found and found.unit else f"{target.value}{own}"
    said = {_MORE: "以上", _LESS: "以下"}.get(_COMPARATORS.get(search_key(target.comparator or ""), ""), "")
    base = f"（{target.base_fiscal_year}比）" if target.base_fiscal_year else ""
    return f"{text}{said}{base}"


def _is_apart(one: Target, other: Target, indicator: Indicator) -> bool:
    first = amount(one.value, one.unit or indicator.unit)
    second = amount(other.value, other.unit or indicator.unit)
    if first is None or second is None:
        words = search_key(one.words or one.value or ""), search_key(other.words or other.value or "")
        return first is second and all(words) and words[0] != words[1]
    comparators = {comparator_of(one), comparator_of(other)} - {""}
    bases = {period_key(one.base_fiscal_year), period_key(other.base_fiscal_year)} - {""}
    return len(comparators) > 1 or len(bases) > 1 or not agree(_plain(first), _plain(second))


def _plain(found: Amount) -> Amount:
    """以上 says how it is to be reached, not how exactly it is meant."""
    return replace(found, bound="") if found.bound in (OVER, UNDER) else found


def _finding(
    indicator: Indicator, targets: list[Target], titles: Mapping[str, str], years: Mapping[str, str]
) -> Finding:
    told = []
    for target in targets:
        title = titles.get(target.source or "", "")
        told.append(shown(target, indicator) + (f"（{title}）" if title else ""))
    facts: dict[str, Value] = {
        "indicator": indicator.name,
        "when": year_of(targets[0], years),
        "figures": "、".join(dict.fromkeys(told)),
    }
    sources = tuple(dict.fromkeys(filter(None, (titles.get(target.source or "", "") for target in targets))))
    place = (ref_of(targets[-1]), "value" if targets[-1].value else "words")
    mark = fingerprint("targets-differ", facts, sources)
    return Finding("targets-differ", Severity.WARNING, *place, facts, "", sources, mark)
