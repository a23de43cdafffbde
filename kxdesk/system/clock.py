"""The time, passed in, so that a wrong or stepped clock can be tried."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time of day; never used for order, which is the history's own number."""

    def now(self) -> datetime:
        """Aware, in UTC."""
        ...


class SystemClock:
    """The PC's clock."""

    def now(self) -> datetime:
        """Aware, in UTC."""
        return datetime.now(UTC)
