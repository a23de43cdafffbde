"""Places among siblings: whole numbers with gaps, so that a move nearly always touches one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kxdesk.domain.problems import Problem

STEP = 1024


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing goes, and the siblings that have to make room for it (id to new position)."""

    position: int
    spread: dict[str, int] = field(default_factory=dict)


def place(siblings: Sequence[tuple[str, int]], after: str | None) -> Place:
    """The place after a sibling; None is after the last, "" before the first.

    Args:
        siblings: id and position in their order, without the thing itself.
        after: the sibling's id.

    Raises:
        Problem: no-such-thing where `after` is none of them.
    """
    if after is None:
        return Place(siblings[-1][1] + STEP if siblings else STEP)
    index = _index_after(siblings, after)
    if index == len(siblings):
        return place(siblings, None)
    upper = siblings[index][1]
    lower = siblings[index - 1][1] if index else upper - 2 * STEP
    if upper - lower > 1:
        return Place((lower + upper) // 2)
    spread = {id_: STEP * (number + (number > index)) for number, (id_, _) in enumerate(siblings, 1)}
    changed = {id_: spread[id_] for id_, position in siblings if spread[id_] != position}
    return Place(STEP * (index + 1), changed)


def _index_after(siblings: Sequence[tuple[str, int]], after: str) -> int:
    if not after:
        return 0
    for index, (id_, _) in enumerate(siblings):
        if id_ == after:
            return index + 1
    raise Problem("no-such-thing", id=after)
