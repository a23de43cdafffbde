"""点検 over a whole desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.domain.band_dates import misdated_bands
from kxdesk.domain.checks import check
from kxdesk.domain.closings import with_closings
from kxdesk.domain.contradictions import contradictions
from kxdesk.domain.plan_findings import plan_findings
from kxdesk.domain.repeated import repeated
from kxdesk.domain.wording import worded
from kxdesk.store.policies import load_policy, policies
from kxdesk.usecases.forms import form_named
from kxdesk.usecases.wording import wording

if TYPE_CHECKING:
    from kxdesk.domain.checks import Finding
    from kxdesk.domain.form import Form
    from kxdesk.domain.indicators import Closing
    from kxdesk.domain.policy import Policy
    from kxdesk.store.desk import Desk


def check_policies(desk: Desk) -> list[tuple[Policy, Form, tuple[Finding, ...]]]:
    """Each policy with its form and its open findings."""
    return [check_policy(desk, line.id) for line in policies(desk)]


def check_policy(desk: Desk, policy_id: str) -> tuple[Policy, Form, tuple[Finding, ...]]:
    """One policy with its form and its open findings.

    Raises:
        Problem: no-such-thing, wording-unreadable.
    """
    policy = load_policy(desk, policy_id)
    form = form_named(policy.form or "")
    return policy, form, tuple(finding for finding, closing in findings(policy, form) if closing is None)


def findings(policy: Policy, form: Form) -> list[tuple[Finding, Closing | None]]:
    """All of them, each with what a person closed it by."""
    found = (
        *check(policy, form),
        *plan_findings(policy),
        *misdated_bands(policy),
        *contradictions(policy),
        *repeated(policy),
        *worded(policy, wording()),
    )
    return list(with_closings(found, policy.closings))
