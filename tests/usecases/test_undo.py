"""Undo and redo go back and forth over everything, each step named, and the history only grows."""

from __future__ import annotations

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.domain.steps import Create
from kxdesk.domain.things import Kind, Ref
from kxdesk.store import history, policies
from kxdesk.store.desk import Desk
from kxdesk.store.snapshot import content_hash
from kxdesk.store.verifying import verify
from kxdesk.system.ids import new_id
from kxdesk.usecases import issues
from kxdesk.usecases.edit_fields import set_fields
from kxdesk.usecases.put_back import put_back
from kxdesk.usecases.take_steps import take_steps
from kxdesk.usecases.undo import UndoStack
from tests.store.desks import FORM, first


def test_ten_steps_back_and_forth(desk: Desk) -> None:
    """Undoing all leads to what was shown at the start, redoing all to the end, with the same names."""
    policy, one = first(desk, Kind.POLICY).id, first(desk, Kind.ISSUE)
    stack = UndoStack()
    states = [policies.load_policy(desk, policy)]
    for change in (
        lambda: issues.add_issue(desk, FORM, policy, "B"),
        lambda: issues.duplicate_issue(desk, one.id),
        lambda: set_fields(desk, {(one, "title"): "新", (one, "impact"): "高"}),
        lambda: issues.move_issue(desk, one.id, None),
        lambda: issues.renumber(desk, policy),
        lambda: take_steps(
            desk, [Create(Ref(Kind.ACTIVITY, new_id()), one.id, {"title": "取組"}, "")], "activity-added"
        ),
        lambda: issues.retire_issue(desk, one.id),
    ):
        done = change()
        assert done is not None
        stack.push(done)
        states.append(policies.load_policy(desk, policy))
    names = []
    for state in reversed(states[:-1]):
        names.append(stack.undo_label)
        stack.undo(desk)
        assert policies.load_policy(desk, policy) == state
    assert stack.undo_label is None
    for state, name in zip(states[1:], reversed(names), strict=True):
        assert stack.redo_label == name
        stack.redo(desk)
        assert policies.load_policy(desk, policy) == state
    assert stack.redo_label is None
    assert names[0] == "issue-retired"
    assert [facts.undo_of for facts in reversed(history.changes(desk))][8:10] == [8, 7]
    assert verify(desk).sound


def test_fields_set_twice_in_one_change(desk: Desk) -> None:
    """The edits of a change are taken back last first."""
    one, stack = first(desk, Kind.ISSUE), UndoStack()
    with desk.write("fields-edited") as writing:
        writing.set(one, "title", "二")
        writing.set(one, "title", "三")
    assert writing.change is not None
    stack.push(writing.change)
    stack.undo(desk)
    assert policies.value_of(desk, one, "title") == "いち"
    stack.redo(desk)
    assert policies.value_of(desk, one, "title") == "三"


def test_new_change_ends_redo(desk: Desk) -> None:
    """What was undone is gone from redo once something else is done."""
    one, stack = first(desk, Kind.ISSUE), UndoStack()
    for title in ("a", "b"):
        change = set_fields(desk, {(one, "title"): title})
        assert change is not None
        stack.push(change)
        stack.undo(desk)
        stack.push(change)
    assert stack.redo_label is None


def test_conflict_writes_nothing(desk: Desk) -> None:
    """A field that was changed past the stack is not overwritten by undo, and the step stays."""
    one, stack = first(desk, Kind.ISSUE), UndoStack()
    change = set_fields(desk, {(one, "title"): "a", (one, "number"): "7"})
    assert change is not None
    stack.push(change)
    set_fields(desk, {(one, "title"): "ほかから"})
    before = content_hash(desk)
    with pytest.raises(Problem, match="changed-meanwhile"):
        stack.undo(desk)
    assert content_hash(desk) == before
    assert stack.undo_label == "fields-edited"


def test_put_back_an_old_value(desk: Desk) -> None:
    """The value that an entry replaced comes back as a change of its own, and only for that field."""
    one = first(desk, Kind.ISSUE)
    for title in ("二", "三"):
        set_fields(desk, {(one, "title"): title})
    newest, middle, _ = history.entries(desk, refs=[one], field="title")
    change = put_back(desk, one, "title", middle.seq)
    assert change is not None
    assert change.label == "value-put-back"
    assert policies.value_of(desk, one, "title") == "いち"
    assert put_back(desk, one, "title", middle.seq) is None
    for field, seq in (("number", newest.seq), ("title", 10**6)):
        with pytest.raises(Problem, match="no-such-thing"):
            put_back(desk, one, field, seq)
