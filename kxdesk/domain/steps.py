"""What has to be written to get from one tree of things to another: made, put, moved, retired.

A screen makes a new tree out of the one it shows and hands the difference to one use case: what a person
does is one transaction and one undo step, however much it moves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kxdesk.domain.policy import Thing, children_of, ref_of, values_of, walk
from kxdesk.domain.things import Kind, Ref, Value


@dataclass(frozen=True, slots=True)
class Create:
    """A new thing under `parent`, behind the sibling `after`; "" is first. Who made it gave its id."""

    ref: Ref
    parent: str
    values: Mapping[str, Value]
    after: str


@dataclass(frozen=True, slots=True)
class Put:
    """One field of a thing that exists, and what the screen showed there."""

    ref: Ref
    field: str
    value: Value
    before: Value


@dataclass(frozen=True, slots=True)
class Move:
    """Under `parent`, behind the sibling `after`; "" is first."""

    ref: Ref
    parent: str
    after: str


@dataclass(frozen=True, slots=True)
class Retire:
    """Out of the policy, with all that hangs below it."""

    ref: Ref


@dataclass(frozen=True, slots=True)
class Restore:
    """A retired thing comes back to its place, with these values where it shall say something else."""

    ref: Ref
    values: Mapping[str, Value] = field(default_factory=dict)


Step: TypeAlias = Create | Put | Move | Retire | Restore


def steps_between(before: Thing, after: Thing) -> tuple[Step, ...]:
    """From `before` to `after`, two states of the same thing; in an order in which they can be taken."""
    known = {ref_of(thing): (thing, parent) for thing, parent in walk(before)}
    wanted = {ref_of(thing) for thing, _ in walk(after)}
    steps: list[Step] = []
    for thing, _ in walk(after):
        old, _ = known.get(ref_of(thing), (None, ""))
        if old is not None and old is not thing:  # the very same thing says the same
            values = values_of(old)
            steps += [
                Put(ref_of(thing), k, v, values[k]) for k, v in values_of(thing).items() if v != values[k]
            ]
        steps += _placements(thing, known)
    gone = [ref for ref in known if ref not in wanted]
    gone_ids = {ref.id for ref in gone}
    return (*steps, *(Retire(ref) for ref in gone if known[ref][1] not in gone_ids))


def _placements(thing: Thing, known: Mapping[Ref, tuple[Thing, str]]) -> Iterator[Step]:
    """Children of `thing` that are new here or stand behind another sibling than before."""
    order = {ref: place for place, ref in enumerate(known)}
    groups: dict[Kind, list[Thing]] = {}
    for child in children_of(thing):
        groups.setdefault(ref_of(child).kind, []).append(child)
    for children in groups.values():
        refs = [ref_of(child) for child in children]
        stay = _longest_rising([order[ref] for ref in refs if ref in known and known[ref][1] == thing.id])
        previous = ""
        for child, ref in zip(children, refs, strict=True):
            if ref not in known:
                yield Create(ref, thing.id, values_of(child), previous)
            elif known[ref][1] != thing.id or order[ref] not in stay:
                yield Move(ref, thing.id, previous)
            previous = ref.id


def _longest_rising(places: Iterable[int]) -> set[int]:
    """The largest set of places that already stand in their order, so that as few as possible are moved."""
    ends: list[int] = []
    chains: list[tuple[int, ...]] = []
    for place in places:
        at = bisect_left(ends, place)
        chain = (*(chains[at - 1] if at else ()), place)
        ends[at : at + 1], chains[at : at + 1] = [place], [chain]
    return set(chains[-1]) if chains else set()


def creation_of(thing: Thing, parent: str, after: str) -> tuple[Step, ...]:
    """The whole tree of a new thing, each behind the sibling before it."""
    steps: list[Step] = [Create(ref_of(thing), parent, values_of(thing), after)]
    last: dict[Kind, str] = {}
    for child in children_of(thing):
        kind = ref_of(child).kind
        steps += creation_of(child, thing.id, last.get(kind, ""))
        last[kind] = child.id
    return tuple(steps)
