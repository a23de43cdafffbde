"""Moving and stretching a band with the mouse: from where it was taken to where the mouse is now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF

from kxdesk.domain.policy import Milestone
from kxdesk.ui.schedule.geometry import EDGE, BandBox, Geometry


class Part(Enum):
    """Which part of a band the mouse is over."""

    BODY = "body"
    START = "start"
    END = "end"


def part_at(box: BandBox, point: QPointF) -> Part:
    """Its edges stretch it, the rest moves it."""
    if point.x() >= box.rect.right() - EDGE:
        return Part.END
    return Part.START if point.x() <= box.rect.left() + EDGE else Part.BODY


@dataclass(frozen=True, slots=True)
class Drag:
    """A band in the person's hand.

    Attributes:
        grabbed: the quarter she took it by.
        row: the row it lay in.
    """

    band: Milestone
    part: Part
    grabbed: int
    row: int
    origin: QPointF

    def target(self, geometry: Geometry, point: QPointF) -> tuple[tuple[int, int], int]:
        """The span and the row it would have if it were let go here."""
        quarter = max(1, min(4, geometry.column_at(point.x())))
        start, end = self.band.start, self.band.end
        if self.part is Part.END:
            return (start, max(start, quarter)), self.row
        if self.part is Part.START:
            return (min(end, quarter), end), self.row
        by = max(1 - start, min(4 - end, quarter - self.grabbed))
        return (start + by, end + by), geometry.row_at(point.y())
