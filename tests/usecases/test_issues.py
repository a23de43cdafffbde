"""Issues are added, duplicated, moved, renumbered, retired and restored as on paper."""

from __future__ import annotations

from dataclasses import replace

from kxdesk.domain.edits import Change
from kxdesk.domain.policy import Activity, Milestone, Progress, Track
from kxdesk.domain.steps import steps_between
from kxdesk.domain.things import Kind, Ref
from kxdesk.store import policies
from kxdesk.store.desk import Desk
from kxdesk.usecases import issues
from kxdesk.usecases.edit_fields import set_fields
from kxdesk.usecases.take_steps import take_steps
from tests.store.desks import FORM, first


def policy_id(desk: Desk) -> str:
    return first(desk, Kind.POLICY).id


def shown(desk: Desk) -> list[str]:
    return [f"{line.area}({line.number}){line.title}" for line in policies.outline(desk, policy_id(desk))]


def created(change: Change | None) -> str:
    assert change is not None
    return change.created[0].id


def test_new_issue_has_the_next_number_and_is_blank(desk: Desk) -> None:
    """It stands behind the last of its area, asked fields blank, the rest not asked."""
    issues.add_issue(desk, FORM, policy_id(desk), "C")
    new = created(issues.add_issue(desk, FORM, policy_id(desk), "A"))
    assert shown(desk) == ["A(1)いち", "A(2)に", "A(3)", "C(1)"]
    issue = policies.load_issue(desk, new)
    assert (issue.title, issue.content, issue.division, issue.author) == ("", "", None, None)
    line = policies.outline(desk, policy_id(desk))[2]
    assert "content" in line.missing
    assert "division" not in line.missing
    assert "number" not in line.missing


def test_new_issue_can_be_put_anywhere(desk: Desk) -> None:
    """First, and behind a given one."""
    one = first(desk, Kind.ISSUE).id
    issues.add_issue(desk, FORM, policy_id(desk), "B", after="")
    issues.add_issue(desk, FORM, policy_id(desk), "B", after=one)
    assert shown(desk) == ["B(1)", "A(1)いち", "B(2)", "A(2)に"]


def test_duplicate_copies_the_plan_but_not_the_progress(desk: Desk) -> None:
    """Everything of the issue but its number and what was said of it; the copies are things of their own."""
    one = first(desk, Kind.ISSUE).id
    bare = policies.load_issue(desk, one)
    plan = Activity("1", "取組", "", (Track("", (Milestone(2, 4, "調査", "m1"),), "t1"),), "a1")
    said = Progress("R7.12", "済んだ", "", "p1")
    wanted = replace(bare, activities=(*bare.activities, plan), progress=(*bare.progress, said))
    take_steps(desk, steps_between(bare, wanted), "activity-added")
    original = policies.load_issue(desk, one)
    copy_id = created(issues.duplicate_issue(desk, one))
    copy = policies.load_issue(desk, copy_id)
    assert shown(desk) == ["A(1)いち", "A(3)いち", "A(2)に"]
    wanted = replace(original, number="3", progress=())
    assert policies.without_ids(copy) == policies.without_ids(wanted)
    milestone = copy.activities[-1].tracks[0].milestones[0]
    set_fields(desk, {(Ref(Kind.MILESTONE, milestone.id), "text"): "別"})
    assert policies.load_issue(desk, one) == original


def test_move_and_renumber(desk: Desk) -> None:
    """Moving keeps numbers; renumbering gives 1, 2, 3 in each area in the order they stand, and only once."""
    one = first(desk, Kind.ISSUE).id
    issues.add_issue(desk, FORM, policy_id(desk), "B")
    issues.move_issue(desk, one, None)
    assert shown(desk) == ["A(2)に", "B(1)", "A(1)いち"]
    issues.renumber(desk, policy_id(desk))
    assert shown(desk) == ["A(1)に", "B(1)", "A(2)いち"]
    assert issues.renumber(desk, policy_id(desk)) is None
    change = issues.move_issue(desk, one, "", area="B")
    assert shown(desk) == ["B(2)いち", "A(1)に", "B(1)"]
    assert change is not None
    assert change.label == "issue-moved"


def test_retire_and_restore(desk: Desk) -> None:
    """A retired issue leaves the list and comes back where it stood."""
    one = first(desk, Kind.ISSUE).id
    issues.retire_issue(desk, one, "統合のため")
    assert shown(desk) == ["A(2)に"]
    assert issues.retire_issue(desk, one) is None
    issues.restore_issue(desk, one)
    assert shown(desk) == ["A(1)いち", "A(2)に"]
