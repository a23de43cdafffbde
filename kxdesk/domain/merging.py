"""A merge is data first: base (what was issued), theirs (the workbook), ours (the desk) → differences.

Nothing here looks at a clock. A thing that a partial return does not hold is not deleted; a blank is a value;
what the form does not ask is no value at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from kxdesk.domain.edits import PRESENT
from kxdesk.domain.fields import FieldKind
from kxdesk.domain.fields import field as catalogue_field
from kxdesk.domain.policy import Issue, Policy, Thing, children_of, ref_of, values_of
from kxdesk.domain.steps import Put, Restore, Retire, Step, creation_of
from kxdesk.domain.things import Kind, Ref, Value

# The desk's own facts of a policy; a workbook does not change them.
_FIXED = {"form", "fiscal_year", "bureau"}


Key: TypeAlias = tuple[Ref, str]  # a thing and the field that differs


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
    BOTH = "both"  # ours, then theirs
    EDITED = "edited"  # a text typed by the person


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision; `text` is what was typed where it is EDITED."""

    decision: Decision
    text: Value = None


_JOINED_BY = {FieldKind.TEXT: "\n", FieldKind.NAMES: "\n", FieldKind.LINE: "／"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one thing where not all three agree.

    Attributes:
        field: a key of the catalogue, or `present`: 1 here, 0 taken out, None not there yet.
        base: what was issued; None with `base_known` False where nothing is known of it.
        added: the whole new thing where `field` is `present` and theirs brings it.
        parent, after: where an added thing goes; `after` is the sibling before it, "" for the first.
        standing: ids at and below an added thing that the desk has had; it took them out since.
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
    standing: frozenset[str] = frozenset()


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
    row = _Row(ours.issues, known)
    after = ""
    for issue in theirs.issues:
        if issue.id in mine:
            found += _issue(issue, mine[issue.id], known)
        else:
            place = _Place(Kind.ISSUE, ours.id, issue.id)
            found.append(_addition(issue, row.put(issue, after), known, place))
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


def may_choose(entry: Difference, decision: Decision) -> bool:
    """Whether the decision makes sense: two numbers cannot be joined, a thing taken out cannot be typed."""
    if decision in (Decision.THEIRS, Decision.OURS):
        return True
    if entry.field == PRESENT:
        return False
    kind = catalogue_field(entry.ref.kind, entry.field).kind
    if decision is Decision.BOTH:
        return kind in _JOINED_BY
    return kind not in (FieldKind.QUARTER, FieldKind.LINK)


def chosen_value(entry: Difference, choice: Choice) -> Value:
    """What the field holds after the decision."""
    match choice.decision:
        case Decision.THEIRS:
            return entry.theirs
        case Decision.OURS:
            return entry.ours
        case Decision.BOTH:
            joint = _JOINED_BY[catalogue_field(entry.ref.kind, entry.field).kind]
            return joint.join(str(text) for text in (entry.ours, entry.theirs) if text)
        case Decision.EDITED:
            return choice.text


def to_apply(
    differences: Sequence[Difference],
    choices: Mapping[Key, Decision | Choice],
    waiting: Collection[Key] = (),
) -> tuple[Difference, ...]:
    """What goes into the desk, each with the value that does as its `theirs`.

    That is the undisputed and the decided. What is `waiting` is undisputed in this workbook, but another one
    says something else: it goes in by decision only.
    """
    found = []
    for entry in differences:
        key = (entry.ref, entry.field)
        choice = choices.get(key)
        if isinstance(choice, Decision):
            choice = Choice(choice)
        if entry.state not in (State.THEIRS, State.CONFLICT):
            continue
        if choice is not None and (entry.state is State.CONFLICT or key in waiting):
            if choice.decision is not Decision.OURS:
                found.append(replace(entry, theirs=chosen_value(entry, choice)))
        elif entry.state is State.THEIRS and key not in waiting:
            found.append(entry)
    return _placed(found, differences)


def _placed(taken: Sequence[Difference], differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """What is added stands behind a sibling that is there, though not all that theirs adds is taken."""
    inside = {entry.ref.id for entry in taken}
    left = {
        entry.ref.id: entry.after
        for entry in differences
        if entry.field == PRESENT and entry.base is None and entry.ref.id not in inside
    }
    found = []
    for entry in taken:
        after = entry.after
        while after in left:
            after = left[after]
        found.append(entry if after == entry.after else replace(entry, after=after))
    return tuple(found)


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
    row = _Row(ours, known)
    found: list[Difference] = []
    after = ""
    for thing in theirs:
        if thing.id in mine:
            found += _fields(thing, mine[thing.id], known, place.issue)
        else:
            found.append(_addition(thing, row.put(thing, after), known, place))
        after = thing.id
    kept = {thing.id for thing in theirs}
    for thing in ours:
        if thing.id not in kept:
            found += _removal(thing, known, place)
    return found


class _Row:
    """Siblings as they stand while additions find their places.

    Behind one sibling two workbooks may each put something new: what they say orders it, not which came
    first.
    """

    def __init__(self, siblings: Sequence[Thing], known: Mapping[Ref, Thing]) -> None:
        self._siblings, self._known = siblings, known
        self._order: list[str] = []
        self._new: dict[str, list[str]] | None = None

    def put(self, thing: Thing, after: str) -> str:
        """Give it its place; the id of the sibling before it, "" where it is the first."""
        new = self._new if self._new is not None else self._read()
        at = self._order.index(after) + 1 if after in self._order else 0
        said = content(thing)
        while at < len(self._order) and new.get(self._order[at], said) < said:
            at += 1
        self._order.insert(at, thing.id)
        new[thing.id] = said
        return self._order[at - 1] if at else ""

    def _read(self) -> dict[str, list[str]]:
        """Once something is added: mostly nothing is."""
        self._order = [thing.id for thing in self._siblings]
        self._new = {thing.id: content(thing) for thing in self._siblings if ref_of(thing) not in self._known}
        return self._new


def content(thing: Thing) -> list[str]:
    """What it and all below it say, to be put in an order, or to be found the same under other ids."""
    return [str(value or "") for below in _all(thing) for value in values_of(below).values()]


def _addition(thing: Thing, after: str, known: Mapping[Ref, Thing], place: _Place) -> Difference:
    """A thing the desk does not show: new, or taken out here since it was issued."""
    ref = ref_of(thing)
    before = known.get(ref)
    found = Difference(
        ref, PRESENT, None, 1, None, State.THEIRS, place.issue, added=thing, parent=place.parent, after=after
    )
    if before is None:
        return found
    state = State.OURS if _same(before, thing) else State.CONFLICT
    standing = frozenset(below.id for below in _all(before))
    return replace(found, base=1, ours=0, state=state, standing=standing)


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
    assert entry.added is not None
    return _placing(entry.added, entry.parent, entry.after, entry.standing)


def _placing(thing: Thing, parent: str, after: str, standing: Collection[str]) -> tuple[Step, ...]:
    """A new thing, or one that comes back as theirs has it and not as it was when it was taken out."""
    if thing.id not in standing:
        return creation_of(thing, parent, after)
    ref = ref_of(thing)
    said = {key: value for key, value in values_of(thing).items() if value is not None}
    steps: list[Step] = [Restore(ref, said)]
    last: dict[Kind, str] = {}
    for child in children_of(thing):
        kind = ref_of(child).kind
        steps += _placing(child, thing.id, last.get(kind, ""), standing)
        last[kind] = child.id
    return tuple(steps)
