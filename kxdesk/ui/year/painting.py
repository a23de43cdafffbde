"""How a line of the year view looks, on the screen and on paper alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from kxdesk.domain.dates import AsOf
from kxdesk.domain.plan_check import Standing
from kxdesk.domain.schedule import QUARTERS
from kxdesk.domain.survey import YearBand
from kxdesk.ui.labels import bold
from kxdesk.ui.schedule.heads import quarter_months, quarter_name
from kxdesk.ui.text import _
from kxdesk.ui.theme import Colours
from kxdesk.ui.year.lines import Line, issue_label, row_label

MONTHS = 12
_MARKS = {Standing.LATE: "！", Standing.UNMENTIONED: "？", Standing.DONE: "✓", Standing.RUNNING: ""}


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes and colours for one width; all lengths in the painter's units.

    Attributes:
        labels: width of the left column.
        width: of the whole.
        row: height of a line.
    """

    colours: Colours
    font: QFont
    labels: float
    width: float
    row: float

    def x(self, months: float) -> float:
        """Where so many months after 1 April stand."""
        return self.labels + (self.width - self.labels) * months / MONTHS

    @property
    def head(self) -> float:
        return self.row * 1.9


@dataclass(frozen=True, slots=True)
class Dates:
    """Months since 1 April of the year shown, as fractions; None outside of it or where not known."""

    today: float | None = None
    as_of: float | None = None


def months_into(year: int, day: date) -> float | None:
    """Months since 1 April of the fiscal year, as a fraction; None outside of it."""
    months = (day.year - year) * 12 + day.month - 4 + (day.day - 1) / 31
    return months if 0 <= months <= MONTHS else None


def months_at(year: int, at: AsOf) -> float | None:
    """The same of an as-of date; without a day it is the month's end."""
    months = (at.year - year) * 12 + at.month - 4 + (at.day / 31 if at.day else 1)
    return months if 0 <= months <= MONTHS else None


def paint_head(painter: QPainter, look: Look, top: float) -> None:
    """Quarters and their months."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(QRectF(0, top, look.width, look.head), QColor(look.colours.side))
    for quarter in QUARTERS:
        left = look.x((quarter - 1) * 3)
        box = QRectF(left + 8, top + 3, look.x(quarter * 3) - left - 10, look.head - 6)
        painter.setFont(bold(look.font))
        painter.setPen(QColor(look.colours.ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, quarter_name(quarter))
        painter.setFont(look.font)
        painter.setPen(QColor(look.colours.muted))
        painter.drawText(
            box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, quarter_months(quarter)
        )


def paint_line(painter: QPainter, look: Look, line: Line, top: float, *, chosen: bool) -> None:
    """A heading or a track."""
    rect = QRectF(0, top, look.width, look.row)
    if chosen:
        painter.fillRect(rect, QColor(look.colours.chosen))
    elif line.row is None:
        painter.fillRect(rect, QColor(look.colours.ground))
    painter.setPen(QPen(QColor(look.colours.line), 0))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if line.row is None:
        _text(
            painter, bold(look.font), look.colours.ink, issue_label(line.issue), rect.adjusted(10, 0, -8, 0)
        )
        return
    _months(painter, look, rect)
    label = QRectF(24, top, look.labels - 32, look.row)
    words = row_label(line.row) if line.first else line.row.label
    _text(painter, look.font, look.colours.ink, words, label)
    for band in line.row.bands:
        _band(painter, look, band, top)


def paint_dates(painter: QPainter, look: Look, top: float, bottom: float, dates: Dates) -> None:
    """Today's line and that of the as-of date, told apart by stroke, colour and word."""
    for months, colour, style, word in (
        (dates.as_of, look.colours.muted, Qt.PenStyle.DashLine, _("時点")),
        (dates.today, look.colours.accent, Qt.PenStyle.SolidLine, _("今日")),
    ):
        if months is None:
            continue
        x = look.x(months)
        painter.setPen(QPen(QColor(colour), 1.6, style))
        painter.drawLine(QPointF(x, top + look.head - look.row * 0.7), QPointF(x, bottom))
        box = QRectF(x - 64, top + look.head - look.row * 0.85, 60, look.row * 0.8)
        _text(painter, look.font, colour, word, box, Qt.AlignmentFlag.AlignRight)


def _months(painter: QPainter, look: Look, rect: QRectF) -> None:
    for month in range(0, MONTHS, 3):
        painter.setPen(QPen(QColor(look.colours.line), 0))
        painter.drawLine(QPointF(look.x(month), rect.top()), QPointF(look.x(month), rect.bottom()))


def _band(painter: QPainter, look: Look, entry: YearBand, top: float) -> None:
    band = entry.band
    left, right = look.x((band.start - 1) * 3) + 3, look.x(band.end * 3) - 3
    box = QRectF(left, top + 3, right - left, look.row - 6)
    edge, ground = _colours(look.colours, entry.standing)
    shape = QPainterPath()
    shape.addRoundedRect(box, 4, 4)
    painter.fillPath(shape, QColor(ground))
    dashed = entry.standing is Standing.UNMENTIONED
    painter.setPen(QPen(QColor(edge), 1.2, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shape)
    mark = _MARKS.get(entry.standing, "") if entry.standing else ""
    words = " ".join(filter(None, (mark, " ".join(band.text.split()))))
    _text(painter, look.font, look.colours.ink, words, box.adjusted(7, 0, -5, 0))


def _colours(colours: Colours, standing: Standing | None) -> tuple[str, str]:
    match standing:
        case Standing.LATE:
            return colours.bad, colours.bad_ground
        case Standing.UNMENTIONED:
            return colours.warn, colours.warn_ground
        case Standing.DONE | Standing.RUNNING:
            return colours.good, colours.good_ground
    return colours.line, colours.info_ground


def _text(  # noqa: PLR0913, PLR0917 what, how and where
    painter: QPainter,
    font: QFont,
    colour: str,
    words: str,
    box: QRectF,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)
