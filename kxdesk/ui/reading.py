"""What the screens ask a desk, each run on the worker: nothing here is called on the window's thread."""

from __future__ import annotations

from typing import Any

from kxdesk.domain import checks, closings
from kxdesk.domain import contradictions as figures
from kxdesk.domain.policy import Thing
from kxdesk.domain.things import Kind, Ref
from kxdesk.store import glance, history, policies, rounds, search
from kxdesk.ui.navigator.lines import Line
from kxdesk.usecases import board, check_policies, list_policies, list_remarks, survey_desk
from kxdesk.usecases import years as year_pairs

HITS = 500
ENTRIES = 50


def outline(desk: Any, policy_id: str) -> tuple[Line, ...]:
    """The policy's issues in their order."""
    if isinstance(desk, glance.Glance):
        return desk.outline(policy_id)
    return policies.outline(desk, policy_id)


def policy_list(desk: Any) -> tuple[list_policies.PolicySummary, ...]:
    """All policies of the desk in their order."""
    return list_policies.list_policies(desk)


def years(desk: Any, policy_id: str) -> Any:
    """The policy beside the one before it; None where the desk has none."""
    return year_pairs.years(desk, policy_id)


def survey(desk: Any) -> Any:
    """All issues and bands of the latest year."""
    return survey_desk.survey_desk(desk)


def all_rounds(desk: Any) -> tuple[Any, ...]:
    """All rounds, in the order they were begun."""
    return rounds.rounds(desk)


def return_board(desk: Any, round_id: str, today: Any) -> Any:
    """Where each organisation of a round stands."""
    return board.board(desk, round_id, today)


def policy_remarks(desk: Any, policy_id: str) -> Any:
    """The remarks of a policy with the place of each, and phrases to choose from."""
    return list_remarks.list_remarks(desk, policy_id)


def issue(desk: Any, issue_id: str) -> Thing:
    """With all that is below it."""
    return _load(desk, Ref(Kind.ISSUE, issue_id))


def policy(desk: Any, policy_id: str) -> Thing:
    """With all that is below it."""
    return _load(desk, Ref(Kind.POLICY, policy_id))


def ledger(desk: Any, policy_id: str) -> Thing:
    """The policy with its indicators, without its issues."""
    return policies.load_ledger(desk, policy_id)


EARLY = frozenset({outline, issue, policy})  # can be asked of a glance too, before the desk is open


def _load(desk: Any, ref: Ref) -> Thing:
    thing: Thing = desk.load(ref) if isinstance(desk, glance.Glance) else policies.load(desk, ref)
    return thing


def retired(desk: Any, policy_id: str) -> tuple[Line, ...]:
    return policies.retired_issues(desk, policy_id)


def findings(desk: Any, policy_id: str) -> tuple[checks.Finding, ...]:
    """Of the policy on the screen."""
    _policy, _form, found = check_policies.check_policy(desk, policy_id)
    return found


def contradictions(desk: Any, policy_id: str) -> tuple[checks.Finding, ...]:
    """Of the policy's figures with each other and with its texts, without those that were closed."""
    policy = policies.load_policy(desk, policy_id)
    found = closings.with_closings(figures.contradictions(policy), policy.closings)
    return tuple(finding for finding, closing in found if closing is None)


def field_history(desk: Any, ref: Ref, field: str) -> tuple[history.Entry, ...]:
    """Newest first."""
    return history.entries(desk, refs=[ref], field=field, limit=ENTRIES)


def find_texts(desk: Any, words: str) -> tuple[search.Hit, ...]:
    """Texts that hold all the words."""
    return search.search(desk, words, limit=HITS)
