"""What others wrote into a desk that several have open."""

from __future__ import annotations

from kxdesk.domain.edits import Change
from kxdesk.store import history
from kxdesk.store.desk import Desk

_AT_MOST = 500  # changes shown one by one; who was away for longer loads everything anew


def newest(desk: Desk) -> int:
    """Number of the last change; 0 where there is none."""
    return max((facts.number for facts in history.changes(desk, limit=1)), default=0)


def changes_since(desk: Desk, number: int) -> tuple[Change, ...]:
    """Those after a number, oldest first, as many as are looked at in one go."""
    last = newest(desk)
    found = (history.change(desk, each) for each in range(number + 1, min(last, number + _AT_MOST) + 1))
    return tuple(change for change in found if change is not None)
