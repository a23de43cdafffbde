"""点検 over a whole desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.domain.checks import check
from kxdesk.domain.contradictions import open_contradictions
from kxdesk.domain.plan_findings import plan_findings
from kxdesk.store.policies import load_policy, policies
from kxdesk.usecases.forms import form_named

if TYPE_CHECKING:
    from kxdesk.domain.checks import Finding
    from kxdesk.domain.form import Form
    from kxdesk.domain.policy import Policy
    from kxdesk.store.desk import Desk


def check_policies(desk: Desk) -> list[tuple[Policy, Form, tuple[Finding, ...]]]:
    """Each policy with its form and its findings."""
    return [check_policy(desk, line.id) for line in policies(desk)]


def check_policy(desk: Desk, policy_id: str) -> tuple[Policy, Form, tuple[Finding, ...]]:
    """One policy with its form and its findings.

    Raises:
        Problem: no-such-thing.
    """
    policy = load_policy(desk, policy_id)
    form = form_named(policy.form or "")
    return policy, form, (*check(policy, form), *plan_findings(policy), *open_contradictions(policy))
