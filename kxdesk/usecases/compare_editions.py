"""Compare two editions, or one with what the desk says now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kxdesk.domain.comparison import compare_policies
from kxdesk.store.editions import edition_named, editions, policies_in
from kxdesk.store.policies import load_policy, policies

if TYPE_CHECKING:
    from kxdesk.domain.comparison import Delta
    from kxdesk.domain.policy import Policy
    from kxdesk.store.desk import Desk
    from kxdesk.store.editions import Edition

__all__ = ["NOW", "Compared", "compare_editions", "editions"]

NOW = "now"


@dataclass(frozen=True, slots=True)
class Compared:
    """Two editions side by side; None is what the desk says now."""

    before: Edition | None
    after: Edition | None
    deltas: tuple[Delta, ...]


def compare_editions(desk: Desk, before: str, after: str) -> Compared:
    """By name, number in the list or id; `now` is the desk as it is.

    Raises:
        Problem: edition-unknown, edition-damaged.
    """
    one, ours = _side(desk, before)
    other, theirs = _side(desk, after)
    return Compared(one, other, compare_policies(ours, theirs))


def _side(desk: Desk, name: str) -> tuple[Edition | None, tuple[Policy, ...]]:
    if name == NOW:
        return None, tuple(load_policy(desk, line.id) for line in policies(desk))
    edition = edition_named(desk, name)
    return edition, policies_in(desk, edition)
