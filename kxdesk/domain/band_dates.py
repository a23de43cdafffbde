"""Dates in the text of a band that do not lie in its quarters, or not in the year at all."""

from __future__ import annotations

from collections.abc import Iterator

from kxdesk.domain.checks import Finding, Severity
from kxdesk.domain.closings import fingerprint_of
from kxdesk.domain.dates import AsOf
from kxdesk.domain.policy import Milestone, Policy, ref_of, walk
from kxdesk.domain.promises import sentences
from kxdesk.domain.told_dates import told_dates


def misdated_bands(policy: Policy) -> Iterator[Finding]:
    """At the first date of a band that is misplaced."""
    if not policy.fiscal_year or not policy.fiscal_year.isdecimal():
        return
    year = int(policy.fiscal_year)
    for issue in policy.issues:
        for thing, _ in walk(issue):
            if isinstance(thing, Milestone) and (found := _misplaced(thing, year)):
                code, date = found
                mark = fingerprint_of(thing.text, f"{thing.start}-{thing.end}")
                facts = {"date": date.key}
                yield Finding(code, Severity.NOTICE, ref_of(thing), "text", facts, issue.id, fingerprint=mark)


def _misplaced(band: Milestone, year: int) -> tuple[str, AsOf] | None:
    for sentence in sentences(band.text):
        for date in told_dates(sentence, year):
            quarter = _quarter(date, year)
            if quarter is None:
                return "date-outside-the-year", date
            if not band.start <= quarter <= band.end:
                return "date-outside-its-quarters", date
    return None


def _quarter(date: AsOf, year: int) -> int | None:
    """1 to 4 in the fiscal year; None outside of it."""
    months = (date.year - year) * 12 + date.month - 4
    return months // 3 + 1 if 0 <= months < 12 else None
