"""Close a contradiction with a reason (定義が異なる); it opens again as soon as a figure of it changes."""

from __future__ import annotations

from collections.abc import Sequence

from kxdesk.domain.checks import Finding
from kxdesk.domain.edits import Change
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.desk import Desk


def close_findings(desk: Desk, policy_id: str, findings: Sequence[Finding], reason: str) -> Change | None:
    """All of them in one change.

    Raises:
        Problem: reason-missing.
    """
    if not reason.strip():
        raise Problem("reason-missing")
    with desk.write("finding-closed", why=reason) as writing:
        for finding in findings:
            values = {
                "code": finding.code,
                "about": finding.ref.id,
                "fingerprint": finding.fingerprint,
                "reason": reason,
            }
            writing.create(Kind.CLOSING, policy_id, values)
    return writing.change


def reopen_finding(desk: Desk, closing: Ref) -> Change | None:
    """Take a closing back."""
    with desk.write("finding-reopened") as writing:
        writing.retire(closing)
    return writing.change
