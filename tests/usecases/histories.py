"""Generated histories: a policy that was issued, what came back of it twice, and what became of it here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from kxdesk.domain.identity import id_from_bits
from kxdesk.domain.policy import (
    Activity,
    Facility,
    Issue,
    Milestone,
    Policy,
    Progress,
    Thing,
    Track,
    children_of,
    values_of,
    walk,
)
from kxdesk.store.policies import without_ids

if TYPE_CHECKING:
    from collections.abc import Callable

    Draw = Callable[[st.SearchStrategy[Any]], Any]

# Few words, so that two people often write the same; long and short, so that things are known and not known.
WORDS = (
    "",
    "窓口の手続を減らす",
    "窓口の手続きをもっと減らしていく",
    "渡り鳥の観察小屋を干潟に置く",
    "灯台を夜も開く",
    "港の清掃",
    "いちにさんしごろくしちはち",
)
texts = st.sampled_from(WORDS)
_TEXT_FIELDS = {
    Policy: ("mission", "budget", "organization"),
    Facility: ("operation", "name"),
    Issue: ("title", "content", "background", "number", "policy_field"),
    Activity: ("number", "title", "description"),
    Track: ("label",),
    Milestone: ("text",),
    Progress: ("text",),
}


@dataclass(frozen=True)
class History:
    """`ours` has the ids of `base`; the returns have control numbers or none at all."""

    base: Policy
    ours: Policy
    returns: tuple[Policy, Policy]


@st.composite
def histories(draw: Draw) -> History:
    numbers = count(1)
    base = _policy(draw, lambda: id_from_bits(next(numbers)))
    fresh = lambda: id_from_bits(next(numbers))  # noqa: E731
    ours = _changed(draw, base, fresh)
    returns = tuple(_returned(draw, _changed(draw, base, fresh), base) for _ in range(2))
    return History(base, ours, (returns[0], returns[1]))


def _policy(draw: Draw, new_id: Callable[[], str]) -> Policy:
    issues = tuple(_issue(draw, new_id) for _ in range(draw(st.integers(1, 3))))
    facilities = tuple(_facility(draw, new_id) for _ in range(draw(st.integers(0, 2))))
    return Policy(
        "試験局",
        "2025",
        "R7",
        mission=draw(texts),
        budget=draw(texts),
        organization="",
        facilities=facilities,
        issues=issues,
        id=new_id(),
    )


def _facility(draw: Draw, new_id: Callable[[], str]) -> Facility:
    return Facility("直営", draw(texts), new_id())


def _issue(draw: Draw, new_id: Callable[[], str]) -> Issue:
    activities = tuple(_activity(draw, new_id) for _ in range(draw(st.integers(0, 2))))
    progress = (Progress("R7.12", draw(texts), "", new_id()),) if draw(st.booleans()) else ()
    return Issue(
        area=draw(st.sampled_from("ABC")),
        number=draw(st.sampled_from("123")),
        title=draw(texts),
        content=draw(texts),
        background=draw(texts),
        activities=activities,
        progress=progress,
        id=new_id(),
    )


def _activity(draw: Draw, new_id: Callable[[], str]) -> Activity:
    tracks = tuple(_track(draw, new_id) for _ in range(draw(st.integers(0, 2))))
    return Activity(draw(st.sampled_from("12")), draw(texts), draw(texts), tracks, new_id())


def _track(draw: Draw, new_id: Callable[[], str]) -> Track:
    quarters = sorted(draw(st.sets(st.integers(1, 4), max_size=2)))
    bands = tuple(Milestone(quarter, quarter, draw(texts), new_id()) for quarter in quarters)
    return Track(draw(texts), bands, new_id())


_GROUPS = ("facilities", "issues", "activities", "tracks", "milestones", "progress")
_MAKERS: dict[str, Callable[[Any, Any], Thing]] = {
    "facilities": _facility,
    "issues": _issue,
    "activities": _activity,
    "tracks": _track,
}


def _changed(draw: Draw, thing: Any, new_id: Callable[[], str]) -> Any:
    """Rewritten here and there; with things added, taken out (issues are not) and put in another order."""
    fields = _TEXT_FIELDS[type(thing)]
    for key in draw(st.lists(st.sampled_from(fields), max_size=1, unique=True)):
        thing = replace(thing, **{key: draw(texts)})
    for name in _GROUPS:
        if hasattr(thing, name):
            thing = replace(thing, **{name: _children(draw, name, getattr(thing, name), new_id)})
    return thing


def _children(draw: Draw, name: str, things: tuple[Any, ...], new_id: Callable[[], str]) -> tuple[Any, ...]:
    found = [_changed(draw, thing, new_id) for thing in things]
    if found and name not in {"issues", "progress"} and draw(st.integers(0, 5)) == 0:
        found.pop(draw(st.integers(0, len(found) - 1)))
    if name in _MAKERS and draw(st.integers(0, 5)) == 0:
        found.insert(draw(st.integers(0, len(found))), _MAKERS[name](draw, new_id))
    return tuple(found)


def _returned(draw: Draw, policy: Policy, base: Policy) -> Policy:
    """As a workbook brings it: some issues only, in its own order, with their control numbers or without."""
    issues = draw(st.permutations(policy.issues))[: draw(st.integers(0, len(policy.issues)))]
    issued = {issue.id for issue in base.issues}
    numbered = draw(st.booleans())
    bare = without_ids(replace(policy, issues=tuple(issues)))
    assert isinstance(bare, Policy)
    kept = tuple(
        replace(each, id=issue.id if numbered and issue.id in issued else "")
        for each, issue in zip(bare.issues, issues, strict=True)
    )
    return replace(bare, issues=kept)


def made_own(lived: History, run: int) -> History:
    """The same under ids that no other run has."""

    def own(thing: Any) -> Any:
        groups = {name: tuple(map(own, getattr(thing, name))) for name in _GROUPS if hasattr(thing, name)}
        digest = hashlib.sha256(f"{run}:{thing.id}".encode()).digest()
        id_ = id_from_bits(int.from_bytes(digest[:8]) >> 4) if thing.id else ""
        return replace(thing, id=id_, **groups)

    returns = (own(lived.returns[0]), own(lived.returns[1]))
    return History(own(lived.base), own(lived.ours), returns)


def texts_of(policy: Policy) -> set[Any]:
    """Everything it says, but for blanks."""
    return {
        value for thing, _ in walk(policy) for value in values_of(thing).values() if value not in ("", None)
    }


def all_below(thing: Thing) -> set[Any]:
    found = {value for value in values_of(thing).values() if value not in ("", None)}
    return found.union(*(all_below(child) for child in children_of(thing)))
