"""Two people who edit copies of one workbook never undo each other, whichever comes back first."""

from __future__ import annotations

from dataclasses import replace

from kxdesk.domain.bases import base_of
from kxdesk.domain.merging import State, compare, to_apply
from kxdesk.domain.policy import Policy
from kxdesk.usecases.sample_desk import sample_policy


def with_issue(policy: Policy, place: int, **change) -> Policy:
    issues = list(policy.issues)
    issues[place] = replace(issues[place], **change)
    return replace(policy, issues=tuple(issues))


def test_the_base_is_the_state_that_differs_least_not_the_newest() -> None:
    issued = sample_policy()
    first = with_issue(issued, 0, title="一人目の題", content="一人目の内容")
    second = with_issue(issued, 0, background="二人目の背景")
    base = base_of(second, [issued, first])
    assert base is not None
    assert base.issues[0] == issued.issues[0]
    differences = compare(base, second, first)
    assert {(entry.field, entry.state) for entry in differences} == {
        ("title", State.OURS),
        ("content", State.OURS),
        ("background", State.THEIRS),
    }
    assert [entry.field for entry in to_apply(differences, {})] == ["background"]


def test_a_second_return_of_the_same_person_starts_from_the_first() -> None:
    issued = sample_policy()
    first = with_issue(issued, 0, title="題", content="一回目の内容")
    again = with_issue(first, 0, content="二回目の内容")
    base = base_of(again, [issued, first])
    assert base is not None
    assert [entry.state for entry in compare(base, again, first)] == [State.THEIRS]


def test_a_partial_return_has_a_base_for_its_issues_only_and_none_without_states() -> None:
    issued = sample_policy()
    part = replace(issued, issues=issued.issues[2:4])
    base = base_of(part, [issued])
    assert base is not None
    assert [issue.id for issue in base.issues] == [issue.id for issue in part.issues]
    assert base_of(part, []) is None
