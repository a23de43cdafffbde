"""What the screens ask a desk, each run on the worker: nothing here is called on the window's thread."""

from __future__ import annotations

from typing import Any

from kxdesk.domain.checks import Finding
from kxdesk.domain.things import Ref
from kxdesk.store import history, policies, search
from kxdesk.usecases import check_policies

HITS = 500
ENTRIES = 50


def outline(desk: Any, policy_id: str) -> tuple[policies.IssueLine, ...]:
    return policies.outline(desk, policy_id)


def retired(desk: Any, policy_id: str) -> tuple[policies.IssueLine, ...]:
    return policies.retired_issues(desk, policy_id)


def findings(desk: Any, policy_id: str) -> tuple[Finding, ...]:
    """Of the policy on the screen."""
    checked = check_policies.check_policies(desk)
    return next((found for policy, _form, found in checked if policy.id == policy_id), ())


def field_history(desk: Any, ref: Ref, field: str) -> tuple[history.Entry, ...]:
    """Newest first."""
    return history.entries(desk, refs=[ref], field=field, limit=ENTRIES)


def find_texts(desk: Any, words: str) -> tuple[search.Hit, ...]:
    """Texts that hold all the words."""
    return search.search(desk, words, limit=HITS)
