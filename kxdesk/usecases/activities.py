"""Add, move, retire and restore activities, tracks, milestones and facilities.

What a screen rearranges as a whole goes through `take_steps`.
"""

from __future__ import annotations

from kxdesk.domain.edits import Change
from kxdesk.domain.form import Form
from kxdesk.domain.interchange import number as as_number
from kxdesk.domain.things import Kind, Ref
from kxdesk.store import policies
from kxdesk.store.desk import Desk
from kxdesk.usecases.blank import blank_values


def add_activity(desk: Desk, form: Form, issue_id: str, after: str | None = None) -> Change | None:
    """A blank activity with the next number and one empty track; `change.created` names both."""
    numbers = [as_number(entry.number) or 0 for entry in policies.load_issue(desk, issue_id).activities]
    values = blank_values(form, Kind.ACTIVITY) | {"number": str(int(max(numbers, default=0)) + 1)}
    with desk.write("activity-added") as writing:
        activity = writing.create(Kind.ACTIVITY, issue_id, values, after=after)
        writing.create(Kind.TRACK, activity.id, blank_values(form, Kind.TRACK))
    return writing.change


def add_track(desk: Desk, form: Form, activity_id: str, after: str | None = None) -> Change | None:
    """An empty row of the activity's quarter grid."""
    with desk.write("track-added") as writing:
        writing.create(Kind.TRACK, activity_id, blank_values(form, Kind.TRACK), after=after)
    return writing.change


def add_milestone(desk: Desk, track_id: str, start: int, end: int, text: str = "") -> Change | None:
    """Text from a start quarter to an end quarter, both 1 to 4."""
    with desk.write("milestone-added") as writing:
        writing.create(Kind.MILESTONE, track_id, {"start": start, "end": end, "text": text})
    return writing.change


def add_facility(desk: Desk, form: Form, policy_id: str, after: str | None = None) -> Change | None:
    """A blank facility."""
    with desk.write("facility-added") as writing:
        writing.create(Kind.FACILITY, policy_id, blank_values(form, Kind.FACILITY), after=after)
    return writing.change


def move(desk: Desk, ref: Ref, after: str | None, parent: str | None = None) -> Change | None:
    """Behind a sibling ("" is first, None is last), below another parent where one is given."""
    with desk.write(f"{ref.kind}-moved") as writing:
        writing.move(ref, after=after, parent=parent)
    return writing.change


def retire(desk: Desk, ref: Ref) -> Change | None:
    """Out of the policy, with all below it; nothing of it is lost."""
    with desk.write(f"{ref.kind}-retired") as writing:
        writing.retire(ref)
    return writing.change


def restore(desk: Desk, ref: Ref) -> Change | None:
    """A retired thing back to its place."""
    with desk.write(f"{ref.kind}-restored") as writing:
        writing.restore(ref)
    return writing.change
