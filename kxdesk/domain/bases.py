"""Which of the states that were handed out a returned policy was made from.

Not the newest: two people may have edited copies of one workbook, and what the first sent back must not be
taken for what the second started from. The state that theirs differs from least is their base, by issue.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kxdesk.domain.merging import compare
from kxdesk.domain.policy import Issue, Policy

if TYPE_CHECKING:
    from collections.abc import Sequence


def base_of(theirs: Policy, states: Sequence[Policy]) -> Policy | None:
    """The base of an aligned policy, put together from `states` (oldest first); None where there is none.

    Of states that differ equally the oldest counts: then a field that both changed is asked about.
    """
    if not states:
        return None
    whole = _closest(replace(theirs, issues=()), [replace(state, issues=()) for state in states])
    issues = [
        issue
        for their in theirs.issues
        if (issue := _issue(their, [entry for state in states for entry in state.issues])) is not None
    ]
    return replace(whole, issues=tuple(issues))


def _issue(theirs: Issue, candidates: Sequence[Issue]) -> Issue | None:
    same = [entry for entry in candidates if entry.id == theirs.id]
    if not same:
        return None
    return min(same, key=lambda entry: _distance_of_issues(theirs, entry))


def _closest(theirs: Policy, states: Sequence[Policy]) -> Policy:
    return min(states, key=lambda state: len(compare(state, theirs, state)))


def _distance_of_issues(theirs: Issue, other: Issue) -> int:
    both = Policy(issues=(other,))
    return len(compare(both, Policy(issues=(theirs,)), both))
