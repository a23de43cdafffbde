"""Policies as they stood after a change or at the end of a day, out of the history alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kxdesk.domain.replay import replayed
from kxdesk.store import states
from kxdesk.store.policies import load_policy, policies

if TYPE_CHECKING:
    from kxdesk.domain.policy import Policy
    from kxdesk.store.chain import ChangeFacts
    from kxdesk.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Stood:
    """The desk as it stood.

    Attributes:
        seq: number of the last entry that counts; 0 before the first.
        change: the change of that entry; None before the first.
        then: the policies that were there.
        now: those that are there now.
    """

    seq: int
    change: ChangeFacts | None
    then: tuple[Policy, ...]
    now: tuple[Policy, ...]


def after_change(desk: Desk, number: int) -> Stood:
    """After this change and all before it."""
    return _stood(desk, states.last_entry_of(desk, number))


def before_moment(desk: Desk, moment: str) -> Stood:
    """After the last change, by its number, that was written before a moment (UTC, ISO 8601)."""
    return _stood(desk, states.last_entry_before(desk, moment))


def _stood(desk: Desk, seq: int) -> Stood:
    then = replayed(states.written_by(desk, seq))
    now = tuple(load_policy(desk, line.id) for line in policies(desk))
    return Stood(seq, states.change_at(desk, seq), then, now)
