"""Findings that a person has closed with a reason; each opens again as soon as what it is about changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from kxdesk.domain.checks import Finding
from kxdesk.domain.indicators import Closing


def fingerprint_of(*texts: str) -> str:
    """Of what a finding is about."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def with_closings(
    findings: Iterable[Finding], closings: Iterable[Closing]
) -> Iterator[tuple[Finding, Closing | None]]:
    """Each finding with the closing that holds for just what it is about, the latest one."""
    closed = {(entry.code, entry.about, entry.fingerprint): entry for entry in closings}
    for finding in findings:
        key = (finding.code, finding.ref.id, finding.fingerprint)
        yield finding, closed.get(key) if finding.fingerprint else None
