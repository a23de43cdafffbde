"""A policy together with its earlier states: all things it ever had, and how each of them looked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from kxdesk.domain.policy import CHILDREN, KIND_OF, Policy, Thing, children_of, walk

T = TypeVar("T", bound=Thing)


class Faces:
    """What a desk holds now, and what it held when something was issued.

    Attributes:
        known: `ours` with the things that only a state still has; siblings stand as they were issued, and
            behind them what came since.
    """

    def __init__(self, ours: Policy, states: Sequence[Policy] = ()) -> None:
        self._then: dict[str, list[Thing]] = {}
        placed = {thing.id for thing, _ in walk(ours)}
        known: Thing = ours
        for state in states:
            if state.id in ("", ours.id):
                known = _joined(known, state, placed)
        assert isinstance(known, Policy)
        self.known = known
        for state in states:
            self._note(state)

    def by(self, likeness: Callable[[T, T], float]) -> tuple[Callable[[T, T], float], ...]:
        """How alike one of theirs is to one of ours as it was issued, and then as it is now.

        In this order, so that what was issued is known the same whatever was made of it here since.
        """
        return (self._as_issued(likeness), likeness) if self._then else (likeness,)

    def by_origin(self, *measures: Callable[[T, T], float]) -> tuple[Callable[[T, T], float], ...]:
        """What was issued by how it was then alone, what came since by how it is now."""
        if not self._then:
            return measures
        return (*map(self._as_issued, measures), *map(self._of_new, measures))

    def _as_issued(self, likeness: Callable[[T, T], float]) -> Callable[[T, T], float]:
        return lambda their, our: max((likeness(their, face) for face in self.then(our)), default=0.0)

    def _of_new(self, likeness: Callable[[T, T], float]) -> Callable[[T, T], float]:
        return lambda their, our: 0.0 if self.then(our) else likeness(their, our)

    def then(self, thing: T) -> Sequence[T]:
        """How it looked in each state."""
        return self._then.get(thing.id, ()) if thing.id else ()  # type: ignore[return-value]

    def _note(self, thing: Thing) -> None:
        if thing.id:
            faces = self._then.setdefault(thing.id, [])
            if thing not in faces:
                faces.append(thing)
        for child in children_of(thing):
            self._note(child)


def _joined(ours: Thing, state: Thing, placed: set[str]) -> Thing:
    """`ours` with what `state` has below it and no place has yet."""
    groups: dict[str, tuple[Thing, ...]] = {}
    for name in CHILDREN.get(KIND_OF[type(ours)], {}).values():
        then = {child.id: child for child in getattr(state, name)}
        mine = tuple(
            _joined(child, then[child.id], placed) if child.id in then else child
            for child in getattr(ours, name)
        )
        lost = {id_: child for id_, child in then.items() if id_ not in placed}
        placed.update(lost)
        here = {child.id: child for child in mine}
        here |= {id_: _joined(_bare(child), child, placed) for id_, child in lost.items()}
        issued = {id_: here.pop(id_) for id_ in then if id_ in here}
        groups[name] = (*issued.values(), *here.values())
    return replace(ours, **groups) if groups else ours  # type: ignore[arg-type]


def _bare(thing: Thing) -> Thing:
    """Without what is below it, of which some may stand elsewhere by now."""
    names = CHILDREN.get(KIND_OF[type(thing)], {}).values()
    return replace(thing, **dict.fromkeys(names, ()))  # type: ignore[arg-type]
