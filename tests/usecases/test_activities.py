"""What hangs below an issue is added blank as the form asks, moved, retired and restored."""

from __future__ import annotations

from kxdesk.domain.things import Kind, Ref
from kxdesk.store import policies
from kxdesk.store.desk import Desk
from kxdesk.usecases import activities
from tests.store.desks import FORM, first


def test_activity_comes_with_a_number_and_a_track(desk: Desk) -> None:
    """Numbers go on from the highest; an activity without a number does not matter."""
    one = first(desk, Kind.ISSUE).id
    for _ in range(2):
        activities.add_activity(desk, FORM, one)
    with desk.write("fields-edited") as writing:
        writing.create(Kind.ACTIVITY, one, {"number": None}, after="")
    activities.add_activity(desk, FORM, one)
    plan = policies.load_issue(desk, one).activities
    assert [activity.number for activity in plan] == [None, "1", "2", "3"]
    assert [len(activity.tracks) for activity in plan] == [0, 1, 1, 1]
    assert (plan[1].title, plan[1].description, plan[1].tracks[0].label) == ("", "", "")


def test_moves_between_parents(desk: Desk) -> None:
    """A milestone goes to another track, a track to another activity, and back out of sight and in."""
    one = first(desk, Kind.ISSUE).id
    ids = [activities.add_activity(desk, FORM, one) for _ in range(2)]
    (_, track_a), (_, track_b) = (change.created for change in ids if change)
    activities.add_track(desk, FORM, policies.load_issue(desk, one).activities[0].id, after="")
    made = activities.add_milestone(desk, track_a.id, 1, 2, "帯")
    assert made is not None
    (milestone,) = made.created
    activities.move(desk, milestone, None, track_b.id)
    plan = policies.load_issue(desk, one).activities
    assert [[len(track.milestones) for track in activity.tracks] for activity in plan] == [[0, 0], [1]]
    activities.retire(desk, track_b)
    assert policies.load_issue(desk, one).activities[1].tracks == ()
    change = activities.restore(desk, track_b)
    assert policies.load_issue(desk, one).activities == plan
    assert change is not None
    assert change.label == "track-restored"


def test_milestones_stand_by_their_start(desk: Desk) -> None:
    """However they were made, the earlier quarter comes first."""
    made = activities.add_activity(desk, FORM, first(desk, Kind.ISSUE).id)
    assert made is not None
    _, track = made.created
    for start in (3, 1, 2):
        activities.add_milestone(desk, track.id, start, start, str(start))
    (activity,) = policies.load_issue(desk, first(desk, Kind.ISSUE).id).activities
    assert [entry.text for entry in activity.tracks[0].milestones] == ["1", "2", "3"]


def test_facilities(desk: Desk) -> None:
    """A facility belongs to the policy."""
    policy = first(desk, Kind.POLICY).id
    activities.add_facility(desk, FORM, policy)
    (facility,) = policies.load_policy(desk, policy).facilities
    activities.retire(desk, Ref(Kind.FACILITY, facility.id))
    assert policies.load_policy(desk, policy).facilities == ()
