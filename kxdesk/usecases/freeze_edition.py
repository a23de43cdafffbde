"""Freeze an edition (版): what all policies of a desk say now, for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.store import editions

if TYPE_CHECKING:
    from kxdesk.store.desk import Desk
    from kxdesk.store.editions import Edition
    from kxdesk.system.clock import Clock


def freeze_edition(desk: Desk, name: str, as_of: str, clock: Clock) -> Edition:
    """The edition that was made.

    Raises:
        Problem: edition-unnamed, edition-name-taken, nothing-to-freeze, and those of `Desk.write`.
    """
    ref = editions.freeze(desk, name, as_of, clock.now())
    return editions.edition_named(desk, ref.id)
