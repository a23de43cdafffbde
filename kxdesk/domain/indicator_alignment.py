"""Which indicator of a returned sheet is which of the desk's: by name; its figures by their year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kxdesk.domain.indicator_sheet import shown_target
from kxdesk.domain.indicators import Indicator, Observation
from kxdesk.domain.ledger_in import name_key
from kxdesk.domain.periods import Period, fiscal, period, period_key

NewId = Callable[[], str]


def align_indicators(
    theirs: Sequence[Indicator],
    ours: Sequence[Indicator],
    new_id: NewId,
    then: Callable[[Indicator], Sequence[Indicator]] = lambda _: (),
) -> tuple[Indicator, ...]:
    """`theirs` with the ids of ours, and new ids for what the desk lacks.

    Each is known by a name it was issued with, which `then` gives, and else by the one it has now.
    """
    left = list(ours)
    known: dict[int, Indicator] = {}
    for faces in (then, lambda one: (one,)):
        for at, their in enumerate(theirs):
            key = name_key(their.name)
            mine = next((one for one in left if key in {name_key(face.name) for face in faces(one)}), None)
            if at not in known and mine is not None:
                left.remove(mine)
                known[at] = mine
    return tuple(_aligned(their, known.get(at) or Indicator(), new_id) for at, their in enumerate(theirs))


def _aligned(their: Indicator, mine: Indicator, new_id: NewId) -> Indicator:
    target = shown_target(mine)
    targets = tuple(
        replace(entry, id=entry.id or (target.id if target and not at else "") or new_id())
        for at, entry in enumerate(their.targets)
    )
    observations = tuple(
        replace(entry, id=entry.id or _same_year(entry, mine) or new_id()) for entry in their.observations
    )
    return replace(their, id=mine.id or new_id(), targets=targets, observations=observations)


def _same_year(their: Observation, mine: Indicator) -> str:
    """Typed here before a source's, of the whole year before its last day."""
    when = period(their.as_of)
    fitting = [entry for entry in mine.observations if period_key(entry.as_of) == period_key(their.as_of)]
    if when is not None and when.last and when == fiscal(when.first.year):
        at_end = Period(when.last, when.last)
        fitting += [entry for entry in mine.observations if period(entry.as_of) == at_end]
    fitting = [entry for entry in fitting if entry.value or entry.numerator]
    return min(fitting, key=lambda entry: bool(entry.source)).id if fitting else ""
