"""Where everything in one activity's grid stands, in logical pixels, for the width there is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from kxdesk.domain.policy import Activity, Milestone, Track
from kxdesk.domain.schedule import QUARTERS, rows_without_overlap
from kxdesk.ui.schedule.actions import LABEL
from kxdesk.ui.schedule.heads import quarter_months, quarter_name
from kxdesk.ui.schedule.lettering import Lettering

HEAD_GAP = 10.0  # between a quarter and its months
GUTTER = 56.0  # right of the fourth quarter: the row's own buttons
PAD = 5.0  # between a band and the border of its quarter
TEXT_X, TEXT_Y = 12.0, 6.0  # between a band's border and its text
TIP = 9.0  # the arrow head of a band that goes on over quarters
LEAST_ROW = 42.0
NEW_ROW = 34.0
EDGE = 8.0  # how near the mouse must come to a band's edge to stretch it


@dataclass(frozen=True, slots=True)
class BandBox:
    """A band where it is drawn."""

    band: Milestone
    row: int
    lane: int
    rect: QRectF

    @property
    def text(self) -> QRectF:
        """Where its words stand."""
        tip = TIP if self.band.end > self.band.start else 0.0
        return self.rect.adjusted(TEXT_X, TEXT_Y, -TEXT_X + 2 - tip, -TEXT_Y)


@dataclass(frozen=True, slots=True)
class Geometry:
    """The grid of one activity laid out.

    Attributes:
        edges: left borders of the five columns and, last, the right border of the fourth quarter.
        tops: top of each row, of the row for a new one, and, last, the bottom of that.
    """

    edges: tuple[float, ...]
    tops: tuple[float, ...]
    bands: tuple[BandBox, ...]

    @property
    def height(self) -> float:
        return self.tops[-1]

    @property
    def head(self) -> float:
        """The height of the heads of the columns."""
        return self.tops[0]

    @property
    def rows(self) -> int:
        """Rows that exist."""
        return len(self.tops) - 2

    def cell(self, row: int, column: int) -> QRectF:
        return QRectF(
            self.edges[column],
            self.tops[row],
            self.edges[column + 1] - self.edges[column],
            self.tops[row + 1] - self.tops[row],
        )

    def label_text(self, row: int) -> QRectF:
        return self.cell(row, LABEL).adjusted(TEXT_X, PAD + TEXT_Y, -8, -PAD)

    def column_at(self, x: float) -> int:
        """The column, also for a point beside the grid."""
        inner = self.edges[1:-1]
        return sum(1 for edge in inner if x >= edge)

    def row_at(self, y: float) -> int:
        """The row, also for a point above or below; `rows` is the one for a new row."""
        return max(0, sum(1 for top in self.tops[1:-1] if y >= top))

    def box_of(self, band: str) -> BandBox | None:
        return next((box for box in self.bands if box.band.id == band), None)

    def band_at(self, point: QPointF) -> BandBox | None:
        return next((box for box in self.bands if box.rect.contains(point)), None)

    def gutter(self, row: int) -> QRectF:
        return QRectF(
            self.edges[-1], self.tops[row], GUTTER, min(LEAST_ROW, self.tops[row + 1] - self.tops[row])
        )


def laid_out(activity: Activity, width: float, lettering: Lettering, least: dict[str, float]) -> Geometry:
    """Rows as tall as their text; `least` holds, by band id ("label" and a row's), heights in typing."""
    label = max(88.0, min(190.0, width * 0.17))
    quarter = max(60.0, (width - label - GUTTER) / len(QUARTERS))
    edges = (0.0, *(round(label + index * quarter) for index in range(5)))
    top = _head(edges[2] - edges[1], lettering)
    tops, bands = [top], list[BandBox]()
    for row, track in enumerate(activity.tracks):
        boxes, height = _laid_row(track, row, top, edges, lettering, least)
        text = lettering.height(track.label or "", edges[1] - TEXT_X - 8)
        text = max(text, least.get(f"label{track.id}", 0.0)) + 2 * (PAD + TEXT_Y)
        top += max(LEAST_ROW, height, text)
        tops.append(top)
        bands += boxes
    return Geometry(edges, (*tops, top + NEW_ROW), tuple(bands))


def head_in_one_line(quarter: float, lettering: Lettering) -> bool:
    """Whether name and months of every quarter fit side by side into that width."""
    widest = max(
        lettering.width(quarter_name(q), strong=True) + lettering.width(quarter_months(q)) for q in QUARTERS
    )
    return PAD + TEXT_X + widest + HEAD_GAP <= quarter - 4


def _head(quarter: float, lettering: Lettering) -> float:
    return lettering.line * (1 if head_in_one_line(quarter, lettering) else 2) + 14.0


def _laid_row(  # noqa: PLR0913, PLR0917 -- one inner step of `laid_out` with all it has worked out
    track: Track,
    row: int,
    top: float,
    edges: tuple[float, ...],
    lettering: Lettering,
    least: dict[str, float],
) -> tuple[list[BandBox], float]:
    boxes: list[BandBox] = []
    y = top + PAD
    for lane, bands in enumerate(rows_without_overlap(track.milestones)):
        placed = [_box(band, row, lane, y, edges) for band in bands]
        heights = [
            max(lettering.height(box.band.text, box.text.width()), least.get(box.band.id, 0.0))
            for box in placed
        ]
        height = max(heights, default=float(lettering.line)) + 2 * TEXT_Y
        for box in placed:
            box.rect.setHeight(height)
        boxes += placed
        y += height + PAD
    return boxes, y - top


def _box(band: Milestone, row: int, lane: int, y: float, edges: tuple[float, ...]) -> BandBox:
    left, right = edges[band.start] + PAD, edges[band.end + 1] - PAD
    return BandBox(band, row, lane, QRectF(left, y, right - left, 0.0))
