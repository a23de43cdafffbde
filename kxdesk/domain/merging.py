"""A merge is data first: base (what was issued), theirs (the workbook), ours (the desk) → differences.

Nothing here looks at a clock. A thing that a partial return does not hold is not deleted; a blank is a value;
what the form does not ask is no value at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kxdesk.domain.edits import PRESENT
from kxdesk.domain.policy import Issue, Policy, Thing, children_of, ref_of, values_of
from kxdesk.domain.steps import Put, Restore, Retire, Step, creation_of
from kxdesk.domain.things import Kind, Ref, Value

# The desk's own facts of a policy; a workbook does not change them.
_FIXED = {"form", "fiscal_year", "bureau"}


class State(StrEnum):
    """Who changed a field since it was issued."""

    THEIRS = "theirs"  # only the workbook: taken in one step
    OURS = "ours"  # only the desk: stays
    BOTH_ALIKE = "both-alike"  # both, to the same value
    CONFLICT = "conflict"  # both, to different values, or the base is not known


class Decision(StrEnum):
    """What to do with a difference."""

    THEIRS = "theirs"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one thing where not all three agree.

    Attributes:
        field: a key of the catalogue, or `present`: 1 here, 0 taken out, None not there yet.
        base: what was issued; None with `base_known` False where nothing is known of it.
        added: the whole new thing where `field` is `present` and theirs brings it.
        parent, after: where an added thing goes; `after` is the sibling before it, "" for the first.
    """

    ref: Ref
    field: str
    base: Value
    theirs: Value
    ours: Value
    state: State
    issue: str
    base_known: bool = True
    added: Thing | None = None
    parent: str = ""
    after: str = ""


def compare(base: Policy | None, theirs: Policy, ours: Policy) -> tuple[Difference, ...]:
    """All differences, in the order of theirs, then what only the desk holds.

    Args:
        base: what was issued, with the desk's ids; None where it is not known.
        theirs: aligned (`alignment.align`), so that the same thing has the same id.
        ours: the desk now.
    """
    known = {ref_of(thing): thing for thing in _all(base)} if base else {}
    found = list(_fields(theirs, ours, known, ""))
    found += _children(theirs.facilities, ours.facilities, known, _Place(Kind.FACILITY, ours.id, ""))
    found += _indicators(theirs, ours, known)
    mine = {issue.id: issue for issue in ours.issues}
    after = ""
    for issue in theirs.issues:
        if issue.id in mine:
            found += _issue(issue, mine[issue.id], known)
        else:
            found.append(_addition(issue, after, known, _Place(Kind.ISSUE, ours.id, issue.id)))
        after = issue.id
    return tuple(found)


def _indicators(theirs: Policy, ours: Policy, known: Mapping[Ref, Thing]) -> list[Difference]:
    """A sheet that is away or empty takes nothing out; nor do targets and figures it has no place for."""
    if not theirs.indicators:
        return []
    found = _children(theirs.indicators, ours.indicators, known, _Place(Kind.INDICATOR, ours.id, ""))
    mine = {entry.id: entry for entry in ours.indicators}
    for their in theirs.indicators:
        if their.id in mine:
            found += _ledger(their.targets, mine[their.id].targets, known, _Place(Kind.TARGET, their.id, ""))
            place = _Place(Kind.OBSERVATION, their.id, "")
            found += _ledger(their.observations, mine[their.id].observations, known, place)
    return found


def _ledger(
    theirs: tuple[Thing, ...], ours: tuple[Thing, ...], known: Mapping[Ref, Thing], place: _Place
) -> list[Difference]:
    shown = {entry.id for entry in theirs}
    return _children(theirs, tuple(entry for entry in ours if entry.id in shown), known, place)


def undisputed(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """What can be taken in one step."""
    return tuple(entry for entry in differences if entry.state is State.THEIRS)


def disputed(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """What a person has to decide."""
    return tuple(entry for entry in differences if entry.state is State.CONFLICT)


def to_apply(
    differences: Iterable[Difference], decisions: Mapping[tuple[Ref, str], Decision]
) -> tuple[Difference, ...]:
    """The differences whose `theirs` goes into the desk: undisputed ones and those decided for theirs."""
    return tuple(
        entry
        for entry in differences
        if entry.state is State.THEIRS
        or (entry.state is State.CONFLICT and decisions.get((entry.ref, entry.field)) is Decision.THEIRS)
    )


def _all(thing: Thing) -> list[Thing]:
    return [thing, *(below for child in children_of(thing) for below in _all(child))]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where siblings stand: below which parent, in which issue ("" outside issues)."""

    kind: Kind
    parent: str
    issue: str


def _issue(theirs: Issue, ours: Issue, known: Mapping[Ref, Thing]) -> list[Difference]:
    found = list(_fields(theirs, ours, known, ours.id))
    found += _tree(theirs.activities, ours.activities, known, _Place(Kind.ACTIVITY, ours.id, ours.id))
    # Another date's progress is not theirs to take out: a form shows only one date.
    dates = {entry.id for entry in theirs.progress}
    shown = tuple(entry for entry in ours.progress if entry.id in dates)
    return found + _children(theirs.progress, shown, known, _Place(Kind.PROGRESS, ours.id, ours.id))


def _tree(
    theirs: tuple[Thing, ...], ours: tuple[Thing, ...], known: Mapping[Ref, Thing], place: _Place
) -> list[Difference]:
    found = _children(theirs, ours, known, place)
    mine = {thing.id: thing for thing in ours}
    below = {Kind.ACTIVITY: Kind.TRACK, Kind.TRACK: Kind.MILESTONE}.get(place.kind)
    for thing in theirs:
        if below and thing.id in mine:
            inner = _Place(below, thing.id, place.issue)
            found += _tree(children_of(thing), children_of(mine[thing.id]), known, inner)
    return found


def _children(
    theirs: tuple[Thing, ...], ours: tuple[Thing, ...], known: Mapping[Ref, Thing], place: _Place
) -> list[Difference]:
    """Fields of what both have, what theirs adds, what theirs took out."""
    mine = {thing.id: thing for thing in ours}
    found: list[Difference] = []
    after = ""
    for thing in theirs:
        if thing.id in mine:
            found += _fields(thing, mine[thing.id], known, place.issue)
        else:
            found.append(_addition(thing, after, known, place))
        after = thing.id
    kept = {thing.id for thing in theirs}
    for thing in ours:
        if thing.id not in kept:
            found += _removal(thing, known, place)
    return found


def _addition(thing: Thing, after: str, known: Mapping[Ref, Thing], place: _Place) -> Difference:
    """A thing the desk does not show: new, or taken out here since it was issued."""
    ref = ref_of(thing)
    before = known.get(ref)
    if before is None:
        base, ours, state = None, None, State.THEIRS
    else:
        base, ours, state = 1, 0, State.OURS if _same(before, thing) else State.CONFLICT
    return Difference(
        ref, PRESENT, base, 1, ours, state, place.issue, added=thing, parent=place.parent, after=after
    )


def _removal(thing: Thing, known: Mapping[Ref, Thing], place: _Place) -> list[Difference]:
    """A thing the workbook does not hold: taken out there only if it had been issued."""
    ref = ref_of(thing)
    before = known.get(ref)
    if before is None:
        return []
    state = State.THEIRS if _same(before, thing) else State.CONFLICT
    return [Difference(ref, PRESENT, 1, 0, 1, state, place.issue, parent=place.parent)]


def _same(one: Thing, other: Thing) -> bool:
    if values_of(one) != values_of(other):
        return False
    firsts, seconds = children_of(one), children_of(other)
    return len(firsts) == len(seconds) and all(map(_same, firsts, seconds))


def _fields(theirs: Thing, ours: Thing, known: Mapping[Ref, Thing], issue: str) -> list[Difference]:
    ref = ref_of(ours)
    before = known.get(ref)
    bases = values_of(before) if before else {}
    mine = values_of(ours)
    found = []
    for key, their in values_of(theirs).items():
        if their is None or (ref.kind is Kind.POLICY and key in _FIXED):
            continue
        state = _state(bases.get(key), their, mine[key], before is not None)
        if state is not None:
            base = bases.get(key)
            found.append(Difference(ref, key, base, their, mine[key], state, issue, before is not None))
    return found


def _state(base: Value, theirs: Value, ours: Value, base_known: bool) -> State | None:
    theirs, ours, base = _plain(theirs), _plain(ours), _plain(base)
    if theirs == ours:
        return None if not base_known or base == ours else State.BOTH_ALIKE
    if not base_known:
        # Nothing typed here can be lost by filling a blank; anything else is for a person.
        return State.THEIRS if ours in ("", None) else (State.OURS if theirs == "" else State.CONFLICT)
    if theirs == base:
        return State.OURS
    return State.THEIRS if ours == base else State.CONFLICT


def _plain(value: Value) -> Value:
    """Line ends alike: a workbook knows only one kind."""
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def steps_of(taken: Iterable[Difference]) -> tuple[Step, ...]:
    """What has to be written for the differences that are taken, parents before children."""
    return tuple(step for entry in taken for step in _steps(entry))


def _steps(entry: Difference) -> tuple[Step, ...]:
    if entry.field != PRESENT:
        return (Put(entry.ref, entry.field, entry.theirs, entry.ours),)
    if entry.theirs == 0:
        return (Retire(entry.ref),)
    if entry.ours == 0:
        return (Restore(entry.ref),)
    assert entry.added is not None
    return creation_of(entry.added, entry.parent, entry.after)
