"""Add, duplicate, move, renumber, retire and restore issues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kxdesk.domain.edits import PARENT, Change
from kxdesk.domain.form import Form
from kxdesk.domain.interchange import number as as_number
from kxdesk.domain.policy import Issue
from kxdesk.domain.things import Kind, Ref
from kxdesk.store import policies
from kxdesk.store.desk import Desk
from kxdesk.store.policies import IssueLine
from kxdesk.usecases.blank import blank_values


def add_issue(
    desk: Desk, form: Form, policy_id: str, area: str = "", after: str | None = None
) -> Change | None:
    """A blank issue with the next number of its area; `change.created` names it.

    Args:
        desk: open for writing.
        form: says what is asked and left blank.
        policy_id: the policy it belongs to.
        area: "A", "B", "C" or "".
        after: the issue it follows; None is behind the last one of its area, "" before all.
    """
    lines = policies.outline(desk, policy_id)
    values = blank_values(form, Kind.ISSUE) | {"area": area, "number": _next_number(lines, area)}
    after = _last_of_area(lines, area) if after is None else after
    with desk.write("issue-added") as writing:
        writing.create(Kind.ISSUE, policy_id, values, after=after)
    return writing.change


def duplicate_issue(desk: Desk, issue_id: str) -> Change | None:
    """A copy behind the original, with its whole plan and the next number of the area, but no progress."""
    issue = policies.load_issue(desk, issue_id)
    policy_id = str(policies.value_of(desk, Ref(Kind.ISSUE, issue_id), PARENT))
    lines = policies.outline(desk, policy_id)
    copy = policies.without_ids(replace(issue, progress=()))
    assert isinstance(copy, Issue)
    copy = replace(copy, number=_next_number(lines, issue.area or ""))
    with desk.write("issue-duplicated") as writing:
        policies.insert_tree(writing, copy, policy_id, after=issue_id)
    return writing.change


def move_issue(desk: Desk, issue_id: str, after: str | None, area: str | None = None) -> Change | None:
    """Behind another issue ("" is before all, None behind all), and into another area where one is given."""
    ref = Ref(Kind.ISSUE, issue_id)
    with desk.write("issue-moved") as writing:
        writing.move(ref, after=after)
        if area is not None:
            writing.set(ref, "area", area)
    return writing.change


def renumber(desk: Desk, policy_id: str) -> Change | None:
    """Numbers from 1 in each area, in the order the issues stand; None where all stood right."""
    counts: dict[str | None, int] = {}
    with desk.write("issues-renumbered") as writing:
        for line in policies.outline(desk, policy_id):
            counts[line.area] = counts.get(line.area, 0) + 1
            writing.set(Ref(Kind.ISSUE, line.id), "number", str(counts[line.area]))
    return writing.change


def retire_issue(desk: Desk, issue_id: str, why: str = "") -> Change | None:
    """Out of the policy; nothing of it is lost."""
    with desk.write("issue-retired", why) as writing:
        writing.retire(Ref(Kind.ISSUE, issue_id))
    return writing.change


def restore_issue(desk: Desk, issue_id: str) -> Change | None:
    """A retired issue back to its place."""
    with desk.write("issue-restored") as writing:
        writing.restore(Ref(Kind.ISSUE, issue_id))
    return writing.change


def _next_number(lines: Sequence[IssueLine], area: str) -> str:
    numbers = [as_number(line.number) or 0 for line in lines if line.area == area]
    return str(int(max(numbers, default=0)) + 1)


def _last_of_area(lines: Sequence[IssueLine], area: str) -> str | None:
    """The issue a new one of the area follows; None is behind all."""
    return next((line.id for line in reversed(lines) if line.area == area), None)
