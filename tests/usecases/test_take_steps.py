"""Whatever a screen makes of an issue is on the desk as one change, and one undo takes all of it back."""

from __future__ import annotations

from dataclasses import replace

from kxdesk.domain.policy import Activity, Milestone, Progress, Track
from kxdesk.domain.steps import steps_between
from kxdesk.domain.things import Kind
from kxdesk.store import policies
from kxdesk.store.desk import Desk
from kxdesk.system.ids import new_id
from kxdesk.usecases.take_steps import take_steps
from kxdesk.usecases.undo import UndoStack
from tests.store.desks import first


def plan(text: str) -> Activity:
    band = Milestone(1, 2, text, new_id())
    return Activity("1", text, "", (Track("", (band,), new_id()), Track("乙", (), new_id())), new_id())


def test_a_rebuilt_issue_is_one_change(desk: Desk) -> None:
    """Made, put, moved to another parent and retired, all at once; stored as it was shown."""
    one = policies.load_issue(desk, first(desk, Kind.ISSUE).id)
    before = replace(one, activities=(plan("甲"), plan("丙")))
    take_steps(desk, steps_between(one, before), "activity-added")
    upper, lower = before.activities
    band = replace(upper.tracks[0].milestones[0], start=3, end=4, text="移した帯")
    after = replace(
        before,
        activities=(replace(lower, tracks=(*lower.tracks, Track("新", (band,), new_id()))), plan("丁")),
        progress=(*before.progress, Progress("R7.12", "文", "", new_id())),
    )
    stack = UndoStack()
    change = take_steps(desk, steps_between(before, after), "cells-pasted")
    assert change is not None
    assert change.label == "cells-pasted"
    assert policies.load_issue(desk, one.id) == after
    stack.push(change)
    stack.undo(desk)
    assert policies.load_issue(desk, one.id) == before
    stack.redo(desk)
    assert policies.load_issue(desk, one.id) == after


def test_no_step_is_no_change(desk: Desk) -> None:
    """Nothing enters the history."""
    assert take_steps(desk, (), "cells-pasted") is None
