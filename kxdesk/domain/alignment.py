"""Which thing of a returned policy is which of the desk: moved and renumbered ones are known by content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TypeVar

from kxdesk.domain.dates import date_key
from kxdesk.domain.indicator_alignment import align_indicators
from kxdesk.domain.keys import comparison_key, is_blank, number_key
from kxdesk.domain.policy import Activity, Facility, Issue, Milestone, Policy, Progress, Thing, Track

T = TypeVar("T", bound=Thing)
NewId = Callable[[], str]
_ALIKE = 0.6  # below this two texts are taken for different things
_TELLING = ("title", "content", "background", "target_outcome")


def align(theirs: Policy, ours: Policy, new_id: NewId) -> Policy:
    """`theirs` with the desk's ids wherever a thing is the same one, and new ids for what the desk lacks.

    An issue is known by its control number, else by its title, else by area and number with alike content. A
    control number that the desk does not know stays with its issue when that is new here.
    """
    facilities = _matched(theirs.facilities, ours.facilities, _facility_likeness, new_id)
    here = {issue.id for issue in ours.issues}
    brought = [issue.id for issue in theirs.issues]
    stripped = [issue if issue.id in here else replace(issue, id="") for issue in theirs.issues]
    issues: list[Issue] = []
    for (issue, mine), id_ in zip(pair(stripped, ours.issues, issue_likeness), brought, strict=True):
        usable = id_ and id_ not in here and brought.count(id_) == 1
        issues.append(_issue(issue, mine, id_ if usable else new_id(), new_id))
    indicators = align_indicators(theirs.indicators, ours.indicators, new_id)
    return replace(theirs, id=ours.id, facilities=facilities, issues=tuple(issues), indicators=indicators)


def pair(
    theirs: Sequence[T], ours: Sequence[T], likeness: Callable[[T, T], float]
) -> list[tuple[T, T | None]]:
    """Each of theirs with the likeliest of ours, each of ours at most once; the likeliest pairs first."""
    scores = sorted(
        (-score, abs(i - j), i, j)
        for i, their in enumerate(theirs)
        for j, our in enumerate(ours)
        if (score := likeness(their, our)) >= _ALIKE
    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in scores:
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    return [(their, ours[taken[i]] if i in taken else None) for i, their in enumerate(theirs)]


def issue_likeness(their: Issue, our: Issue) -> float:
    """1 for the same control number, 0 for another one; else by title and content, its place only helping."""
    if their.id:
        return 1.0 if their.id == our.id else 0.0
    same_place = their.area == our.area and their.number == our.number
    if alike(their.title, our.title) == 1.0:
        return 0.99 if same_place else 0.95
    # One sentence may be boilerplate of the bureau: two texts have to agree where there are two.
    scores = sorted(
        (
            alike(getattr(their, key), getattr(our, key))
            for key in _TELLING
            if getattr(their, key) or getattr(our, key)
        ),
        reverse=True,
    )[:2]
    return min(0.94, sum(scores) / len(scores) + (0.15 if same_place else 0.0)) if scores else 0.0


def alike(one: str | None, other: str | None) -> float:
    """0 to 1 by common runs of characters; blanks are like nothing."""
    first, second = comparison_key(one), comparison_key(other)
    if not first or not second:
        return 0.0
    return 1.0 if first == second else _ratio(first[:400], second[:400])


@lru_cache(maxsize=4096)
def _ratio(first: str, second: str) -> float:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE / 2 else 0.0


def _matched(
    theirs: Sequence[T], ours: Sequence[T], likeness: Callable[[T, T], float], new_id: NewId
) -> tuple[T, ...]:
    return tuple(
        replace(their, id=mine.id if mine else new_id()) for their, mine in pair(theirs, ours, likeness)
    )


def _issue(their: Issue, our: Issue | None, id_if_new: str, new_id: NewId) -> Issue:
    ours = our or Issue()
    activities = tuple(
        _activity(activity, mine, new_id)
        for activity, mine in pair(their.activities, ours.activities, _activity_likeness)
    )
    new_ids = {old.id: new.id for old, new in zip(their.activities, activities, strict=True) if old.id}
    progress = _matched(their.progress, ours.progress, _progress_likeness, new_id)
    return replace(
        their,
        id=our.id if our else id_if_new,
        activities=activities,
        progress=tuple(
            replace(entry, activity=new_ids.get(entry.activity, entry.activity)) for entry in progress
        ),
    )


def _activity(their: Activity, our: Activity | None, new_id: NewId) -> Activity:
    ours = our.tracks if our else ()
    likeness = _track_likeness(their.tracks, ours)
    tracks = tuple(
        replace(
            track,
            id=mine.id if mine else new_id(),
            milestones=_matched(track.milestones, mine.milestones if mine else (), _band_likeness, new_id),
        )
        for track, mine in pair(their.tracks, ours, likeness)
    )
    return replace(their, id=our.id if our else new_id(), tracks=tracks)


def _facility_likeness(their: Facility, our: Facility) -> float:
    if is_blank(their.name) and is_blank(our.name):
        return 0.7 if their.operation == our.operation else 0.61
    return alike(their.name, our.name)


def _activity_likeness(their: Activity, our: Activity) -> float:
    same_number = number_key(their.number) == number_key(our.number)
    if is_blank(their.title) and is_blank(our.title):
        return 0.9 if same_number else 0.0
    words = max(alike(their.title, our.title), alike(their.description, our.description) * 0.9)
    return min(1.0, words + (0.3 if same_number and their.number else 0.0))


def _track_likeness(theirs: Sequence[Track], ours: Sequence[Track]) -> Callable[[Track, Track], float]:
    """Tracks often have no label: then their bands speak, and at last their place."""
    places = {id(track): place for tracks in (theirs, ours) for place, track in enumerate(tracks)}

    def likeness(their: Track, our: Track) -> float:
        label = alike(their.label, our.label)
        words = alike(_words(their), _words(our))
        same_place = 0.61 if places[id(their)] == places[id(our)] else 0.0
        labels_differ = bool(their.label and our.label) and label < _ALIKE
        return max(label, words, 0.0 if labels_differ else same_place)

    return likeness


def _words(track: Track) -> str:
    return "\n".join(band.text for band in track.milestones)


def _band_likeness(their: Milestone, our: Milestone) -> float:
    same_start = their.start == our.start
    return min(1.0, alike(their.text, our.text) * 0.9 + (0.1 if same_start else 0.0)) or (
        0.61 if same_start else 0.0
    )


def _progress_likeness(their: Progress, our: Progress) -> float:
    same_date = date_key(their.as_of) == date_key(our.as_of)
    return 1.0 if same_date and their.activity == our.activity else 0.0
