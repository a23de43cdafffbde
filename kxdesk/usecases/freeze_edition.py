"""Freeze an edition (版): what all policies of a desk say now, for good."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kxdesk.store import editions

if TYPE_CHECKING:
    from kxdesk.store.desk import Desk
    from kxdesk.store.editions import Edition


def freeze_edition(desk: Desk, name: str, as_of: str, now: datetime) -> Edition:
    """The edition that was made.

    Raises:
        Problem: edition-unnamed, edition-name-taken, nothing-to-freeze, and those of `Desk.write`.
    """
    ref = editions.freeze(desk, name, as_of, now)
    return editions.edition_named(desk, ref.id)
