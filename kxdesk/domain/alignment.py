"""Which thing of a returned policy is which of the desk: moved and renumbered ones are known by content.

A thing may have changed here since the workbook went out, so it is looked for as it is now and as it was in
every state that was issued: its faces. How it was issued comes first in everything, and its place only counts
as it was then: what one workbook made of the desk does not decide what the next one is taken for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple, TypeVar

from kxdesk.domain.dates import date_key
from kxdesk.domain.faces import Faces
from kxdesk.domain.indicator_alignment import align_indicators
from kxdesk.domain.keys import comparison_key, is_blank, number_key
from kxdesk.domain.policy import Activity, Facility, Issue, Milestone, Policy, Progress, Thing, Track

T = TypeVar("T", bound=Thing)
NewId = Callable[[], str]
_ALIKE = 0.6  # below this two texts are taken for different things
_LONG = 24  # from here on common threes of letters tell
_HARDLY = 0.3  # below this a likeness is as good as none
_TELLING = ("title", "content", "background", "target_outcome")


def align(theirs: Policy, ours: Policy, new_id: NewId, states: Sequence[Policy] = ()) -> Policy:
    """`theirs` with the desk's ids wherever a thing is the same one, and new ids for what the desk lacks.

    An issue is known by its control number, else by its title, else by area and number with alike content. A
    control number that the desk does not know stays with its issue when that is new here.

    Args:
        theirs: as a workbook says it.
        ours: the desk now.
        new_id: gives an id to what is new.
        states: what was issued, in the desk's ids; what was taken out or rewritten here is known by them.
    """
    faces = Faces(ours, states)
    known = faces.known
    ground = _Ground(new_id, faces)
    facilities = ground.matched(theirs.facilities, known.facilities, _facility_likeness)
    here = {issue.id for issue in known.issues}
    brought = [issue.id for issue in theirs.issues]
    stripped = [issue if issue.id in here else replace(issue, id="") for issue in theirs.issues]
    # An issue that was issued is not known by what it became: nobody misses it in a partial return.
    pairs = pair(stripped, known.issues, *faces.by_origin(_certain_issue, issue_likeness))
    issues: list[Issue] = []
    for (issue, mine), id_ in zip(pairs, brought, strict=True):
        usable = id_ and id_ not in here and brought.count(id_) == 1
        issues.append(_issue(issue, mine, id_ if usable else new_id(), ground))
    indicators = align_indicators(theirs.indicators, known.indicators, new_id, faces.then)
    return replace(theirs, id=ours.id, facilities=facilities, issues=tuple(issues), indicators=indicators)


def pair(
    theirs: Sequence[T], ours: Sequence[T], *measures: Callable[[T, T], float]
) -> list[tuple[T, T | None]]:
    """Each of theirs with the likeliest of ours, each of ours at most once; the likeliest pairs first.

    What the first measure knows is paired before the next one is asked: it is the surer one, or the quicker.
    """
    taken: dict[int, int] = {}
    for measure in measures:
        used = set(taken.values())
        open_ = [(i, their) for i, their in enumerate(theirs) if i not in taken]
        free = [(j, our) for j, our in enumerate(ours) if j not in used]
        scores = (
            (-score, abs(i - j), i, j)
            for i, their in open_
            for j, our in free
            if (score := measure(their, our)) >= _ALIKE
        )
        for _, _, i, j in sorted(scores):
            if i not in taken and j not in used:
                taken[i] = j
                used.add(j)
    return [(their, ours[taken[i]] if i in taken else None) for i, their in enumerate(theirs)]


def issue_likeness(their: Issue, our: Issue) -> float:
    """1 for the same control number, 0 for another one; else by title and content, its place only helping."""
    if their.id:
        return 1.0 if their.id == our.id else 0.0
    if sure := _certain_issue(their, our):
        return sure
    same_place = their.area == our.area and their.number == our.number
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


def _certain_issue(their: Issue, our: Issue) -> float:
    """Where no text has to be compared: the same control number or title."""
    if their.id:
        return 1.0 if their.id == our.id else 0.0
    title = comparison_key(their.title)
    if not title or title != comparison_key(our.title):
        return 0.0
    return 0.99 if their.area == our.area and their.number == our.number else 0.95


def alike(one: str | None, other: str | None) -> float:
    """0 to 1 by common runs of characters; blanks are like nothing."""
    first, second = comparison_key(one), comparison_key(other)
    if not first or not second:
        return 0.0
    return 1.0 if first == second else _ratio(first[:400], second[:400])


@lru_cache(maxsize=4096)
def _ratio(first: str, second: str) -> float:
    if _hardly_alike(first, second):
        return 0.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE / 2 else 0.0


def _hardly_alike(first: str, second: str) -> bool:
    """Long texts that share next to no three letters in a row: said at once, of thousands of pairs."""
    short, long = sorted((len(first), len(second)))
    if short < _LONG:
        return 2 * short < _HARDLY * (short + long)
    one, other = _threes(first), _threes(second)
    return len(one & other) < _HARDLY * min(len(one), len(other)) / 2


@lru_cache(maxsize=8192)
def _threes(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 3] for at in range(len(text) - 2))


class _Ground(NamedTuple):
    """What is needed on the way down."""

    new_id: NewId
    faces: Faces

    def matched(
        self, theirs: Sequence[T], ours: Sequence[T], likeness: Callable[[T, T], float]
    ) -> tuple[T, ...]:
        pairs = pair(theirs, ours, *self.faces.by(likeness))
        return tuple(replace(their, id=mine.id if mine else self.new_id()) for their, mine in pairs)


def _issue(their: Issue, our: Issue | None, id_if_new: str, ground: _Ground) -> Issue:
    ours = our or Issue()
    pairs = pair(their.activities, ours.activities, *ground.faces.by(_activity_likeness))
    activities = tuple(_activity(activity, mine, ground) for activity, mine in pairs)
    new_ids = {old.id: new.id for old, new in zip(their.activities, activities, strict=True) if old.id}
    progress = ground.matched(their.progress, ours.progress, _progress_likeness)
    return replace(
        their,
        id=our.id if our else id_if_new,
        activities=activities,
        progress=tuple(
            replace(entry, activity=new_ids.get(entry.activity, entry.activity)) for entry in progress
        ),
    )


def _activity(their: Activity, our: Activity | None, ground: _Ground) -> Activity:
    ours = our.tracks if our else ()
    tracks = tuple(
        replace(
            track,
            id=mine.id if mine else ground.new_id(),
            milestones=ground.matched(track.milestones, mine.milestones if mine else (), _band_likeness),
        )
        for track, mine in pair(their.tracks, ours, *_track_measures(their.tracks, ours, ground.faces))
    )
    return replace(their, id=our.id if our else ground.new_id(), tracks=tracks)


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


def _track_measures(
    theirs: Sequence[Track], ours: Sequence[Track], faces: Faces
) -> tuple[Callable[[Track, Track], float], ...]:
    """Tracks often have no label: then their bands speak, and at last their place.

    `ours` stand as they were issued, with what came since behind them; the place of one that was issued
    says nothing of how it is now.
    """
    place_of = {id(track): place for place, track in enumerate(theirs)}
    place_of |= {id(track): place for place, track in enumerate(ours)}

    def now(their: Track, our: Track) -> float:
        same_place = not faces.then(our) and place_of[id(their)] == place_of[id(our)]
        return _track_likeness(their, our, same_place=same_place)

    def then(their: Track, our: Track) -> float:
        same_place = place_of[id(their)] == place_of[id(our)]
        scores = (_track_likeness(their, face, same_place=same_place) for face in faces.then(our))
        return max(scores, default=0.0)

    return then, now


def _track_likeness(their: Track, our: Track, *, same_place: bool) -> float:
    label = alike(their.label, our.label)
    words = alike(_words(their), _words(our))
    labels_differ = bool(their.label and our.label) and label < _ALIKE
    return max(label, words, 0.61 if same_place and not labels_differ else 0.0)


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
