"""The ledger taken apart: each figure that somebody asserts, with its time and its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kxdesk.domain.amounts import Amount, amount, quotient
from kxdesk.domain.indicators import Indicator, Observation
from kxdesk.domain.keys import search_key
from kxdesk.domain.periods import Period, period, period_key, period_label
from kxdesk.domain.policy import Policy, ref_of
from kxdesk.domain.things import Ref
from kxdesk.domain.units import RATIO

# What a figure is about: how many, which share, and out of how many.
AMOUNT, SHARE, DENOMINATOR = "amount", "share", "denominator"
ACTUAL, PREVIOUS, BASE = "actual", "previous", "base"
_CUMULATIVE = ("累計", "累積", "通算", "延べ")
_REDUCTIONS = ("削減", "減少", "縮減", "短縮", "低減", "抑制")


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure.

    Attributes:
        aspect: AMOUNT, SHARE or DENOMINATOR.
        role: ACTUAL, or what an observation says of the year before or of its base year.
        when: the time it holds for, or the text that names none.
        said_as_of: the time as typed.
        source: title of who says it, "" where it was typed here.
        ref, key: where it stands.
    """

    aspect: str
    role: str
    when: Period | str
    said_as_of: str
    amount: Amount
    source: str
    ref: Ref
    key: str

    @property
    def shown(self) -> str:
        """Figure and source: `超30万枚（資料A）`."""
        return f"{self.amount.text}（{self.source}）" if self.source else self.amount.text


def titles_of(policy: Policy) -> dict[str, str]:
    """Each source's title by its id; what was typed here is the policy's own word. No two are alike."""
    titles = {"": " ".join(filter(None, (policy.bureau, policy.form)))}
    for source in policy.sources:
        title, count = source.title or source.id, 1
        while title in titles.values():
            count += 1
            title = f"{source.title or source.id} ({count})"
        titles[source.id] = title
    return titles


def is_cumulative(indicator: Indicator) -> bool:
    """Said so, or told by its name or by a time that began and goes on."""
    if indicator.cumulative:
        return indicator.cumulative == "累計"
    if any(word in (indicator.name or "") for word in _CUMULATIVE):
        return True
    times = (period(entry.as_of) for entry in indicator.observations)
    return any(when is not None and when.last is None for when in times)


def tells_reductions(indicator: Indicator) -> bool:
    """Its figures are the size of a reduction: ▲34 and 34 say the same."""
    return any(word in search_key(indicator.name or "") for word in _REDUCTIONS)


def claims_of(indicator: Indicator, titles: Mapping[str, str]) -> tuple[Claim, ...]:
    """All figures that its observations assert, in their order."""
    counted = is_cumulative(indicator)
    return tuple(
        claim for entry in indicator.observations for claim in _claims(indicator, entry, titles, counted)
    )


def share_of(entry: Observation, indicator: Indicator, *, previous: bool = False) -> Amount | None:
    """Numerator by denominator, of the year or of the year before."""
    own = entry.unit or indicator.unit
    parts = (
        (entry.previous_numerator, entry.previous_denominator)
        if previous
        else (entry.numerator, entry.denominator)
    )
    top, bottom = amount(parts[0], own, entry.approximate), amount(parts[1], own)
    if top is None or bottom is None:
        return None
    return quotient(top, bottom, f"{parts[0]}/{parts[1]}{own or ''}")


def _claims(
    indicator: Indicator, entry: Observation, titles: Mapping[str, str], counted: bool
) -> Iterator[Claim]:
    own = entry.unit or indicator.unit
    source = titles.get(entry.source or "", "")
    now = _when(entry.as_of, counted)
    before = now.years_later(-1) if isinstance(now, Period) else f"{now}の前年度"
    earlier = period_label(before) if isinstance(before, Period) else before
    texts = {ACTUAL: entry.as_of or "", PREVIOUS: earlier}
    texts[BASE] = entry.base_fiscal_year or ""

    def claim(aspect: str, role: str, found: Amount | None, key: str) -> Iterator[Claim]:
        when = {ACTUAL: now, PREVIOUS: before}.get(role) or _when(entry.base_fiscal_year, counted)
        if found is not None and when != "":
            yield Claim(aspect, role, when, texts[role], found, source, ref_of(entry), key)

    for role, key in ((ACTUAL, "value"), (PREVIOUS, "previous"), (BASE, "base_value")):
        found = amount(getattr(entry, key), own, entry.approximate if role == ACTUAL else "")
        yield from claim(SHARE if found and found.unit.dimension == RATIO else AMOUNT, role, found, key)
    for role, prefix in ((ACTUAL, ""), (PREVIOUS, "previous_")):
        for part, aspect in (("numerator", AMOUNT), ("denominator", DENOMINATOR)):
            key = f"{prefix}{part}"
            yield from claim(aspect, role, amount(getattr(entry, key), own), key)
        share = share_of(entry, indicator, previous=role == PREVIOUS)
        yield from claim(SHARE, role, share, f"{prefix}numerator")


def _when(text: str | None, counted: bool) -> Period | str:
    """A running total of a fiscal year is the total at its end."""
    found = period_key(text)
    if counted and isinstance(found, Period) and found.is_fiscal_year and found.last:
        return Period(found.last, found.last)
    return found
