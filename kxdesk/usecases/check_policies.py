"""点検 over a whole desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.domain.checks import check
from kxdesk.store.policies import load_policy, policies
from kxdesk.usecases.forms import form_named

if TYPE_CHECKING:
    from kxdesk.domain.checks import Finding
    from kxdesk.domain.form import Form
    from kxdesk.domain.policy import Policy
    from kxdesk.store.desk import Desk


def check_policies(desk: Desk) -> list[tuple[Policy, Form, tuple[Finding, ...]]]:
    """Each policy with its form and its findings."""
    found = []
    for line in policies(desk):
        policy, form = load_policy(desk, line.id), form_named(line.form or "")
        found.append((policy, form, check(policy, form)))
    return found
