"""Sentences that stand in two issues: copied and forgotten, or meant; a reader wants to know."""

from __future__ import annotations

from collections.abc import Iterator

from kxdesk.domain.checks import Finding, Severity
from kxdesk.domain.closings import fingerprint_of
from kxdesk.domain.fields import FieldKind, fields_of
from kxdesk.domain.keys import comparison_key
from kxdesk.domain.policy import Issue, Policy, ref_of, values_of
from kxdesk.domain.promises import sentences
from kxdesk.domain.things import Kind

_LONG = 30  # shorter ones are phrases of the trade
_KEYS = tuple(entry.key for entry in fields_of(Kind.ISSUE) if entry.kind is FieldKind.TEXT)


def repeated(policy: Policy) -> Iterator[Finding]:
    """One finding a pair of issues, at the later one, with the first sentence they share."""
    first: dict[str, Issue] = {}
    for issue in policy.issues:
        told: set[str] = set()
        for key, sentence in _sentences(issue):
            other = first.setdefault(comparison_key(sentence) or "", issue)
            if other.id == issue.id or other.id in told:
                continue
            told.add(other.id)
            facts = {"other": f"{other.area or ''}{other.number or ''}", "sentence": sentence}
            mark = fingerprint_of(other.id, sentence)
            code = "sentence-twice"
            yield Finding(code, Severity.NOTICE, ref_of(issue), key, facts, issue.id, fingerprint=mark)


def _sentences(issue: Issue) -> Iterator[tuple[str, str]]:
    values = values_of(issue)
    for key in _KEYS:
        for sentence in sentences(str(values[key] or "")):
            if len(sentence) >= _LONG:
                yield key, sentence
