"""The year view itself: it scrolls, has a current line, and says where the person wants to go."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from kxdesk.domain.dates import AsOf
from kxdesk.domain.policy import Milestone
from kxdesk.domain.survey import YearBand
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours, font
from kxdesk.ui.year.lines import Line, issue_label, row_label
from kxdesk.ui.year.painting import (
    MONTHS,
    Dates,
    Look,
    months_at,
    months_into,
    paint_dates,
    paint_head,
    paint_line,
)
from kxdesk.words.standings import standing_name

_LABELS = 0.3  # of the width


class YearChart(QAbstractScrollArea):
    """Draws only the lines in sight."""

    line_activated = Signal(object, object)  # Line, Milestone or None

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.lines: tuple[Line, ...] = ()
        self.current = 0
        self._as_of: AsOf | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("年間工程"))
        self.viewport().setMouseTracking(True)

    def show_lines(self, lines: tuple[Line, ...], as_of: AsOf | None) -> None:
        self.lines, self._as_of = lines, as_of
        self.current = min(self.current, max(0, len(lines) - 1))
        self._measure()
        self._tell()
        self.viewport().update()

    def look(self) -> Look:
        width = float(self.viewport().width())
        row = float(self.fontMetrics().height() + 10)
        return Look(colours(), font(9.5), width * _LABELS, width, row)

    def dates(self) -> Dates:
        """Today and the as-of date in the fiscal year that is shown."""
        year = self.lines[0].issue.fiscal_year if self.lines else ""
        if not year.isdecimal():
            return Dates()
        as_of = months_at(int(year), self._as_of) if self._as_of else None
        return Dates(months_into(int(year), self.today), as_of)

    def _measure(self) -> None:
        look = self.look()
        room = max(1, int((self.viewport().height() - look.head) // look.row))
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, len(self.lines) - room))
        bar.setPageStep(room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self.look()
        painter.fillRect(self.viewport().rect(), self.palette().base())
        first = self.verticalScrollBar().value()
        top = look.head
        for place in range(first, len(self.lines)):
            if top > self.viewport().height():
                break
            chosen = place == self.current and self.hasFocus()
            paint_line(painter, look, self.lines[place], top, chosen=chosen)
            top += look.row
        paint_head(painter, look, 0)
        if self.lines:
            paint_dates(painter, look, 0, top, self.dates())

    def place_at(self, point: QPoint) -> int:
        """The line under the mouse, -1 for none."""
        look = self.look()
        if point.y() < look.head:
            return -1
        place = self.verticalScrollBar().value() + int((point.y() - look.head) // look.row)
        return place if place < len(self.lines) else -1

    def band_at(self, point: QPoint) -> YearBand | None:
        place = self.place_at(point)
        row = self.lines[place].row if place >= 0 else None
        look = self.look()
        months = (point.x() - look.labels) / (look.width - look.labels) * MONTHS
        for entry in row.bands if row else ():
            if (entry.band.start - 1) * 3 <= months <= entry.band.end * 3:
                return entry
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position().toPoint())
        if place >= 0:
            self._go(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.place_at(event.position().toPoint()) >= 0:
            entry = self.band_at(event.position().toPoint())
            self._activate(entry.band if entry else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = self.verticalScrollBar().pageStep()
        last = len(self.lines) - 1
        steps = {
            Qt.Key.Key_Down: self.current + 1,
            Qt.Key.Key_Up: self.current - 1,
            Qt.Key.Key_PageDown: self.current + page,
            Qt.Key.Key_PageUp: self.current - page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(None)
        elif event.key() in steps and self.lines:
            self._go(max(0, min(last, steps[Qt.Key(event.key())])))
        else:
            super().keyPressEvent(event)

    def _activate(self, band: Milestone | None) -> None:
        if self.lines:
            line = self.lines[self.current]
            first = line.row.bands[0].band if line.row and line.row.bands else None
            self.line_activated.emit(line, band or first)

    def _go(self, place: int) -> None:
        self.current = place
        bar = self.verticalScrollBar()
        bar.setValue(min(max(bar.value(), place - bar.pageStep() + 1), place))
        self._tell()
        self.viewport().update()

    def _tell(self) -> None:
        """For who hears the screen read out."""
        self.setAccessibleDescription(told_line(self.lines[self.current]) if self.lines else "")

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            entry = self.band_at(event.pos())
            place = self.place_at(event.pos())
            words = told_band(entry) if entry else told_line(self.lines[place]) if place >= 0 else ""
            QToolTip.showText(event.globalPos(), words, self.viewport(), QRect())
            return True
        return super().viewportEvent(event)


def told_band(entry: YearBand) -> str:
    """The whole text of a band and where it stands."""
    return "\n".join(filter(None, (entry.band.text, standing_name(entry.standing))))


def told_line(line: Line) -> str:
    """A line in words."""
    if line.row is None:
        return issue_label(line.issue)
    bands = "、".join(told_band(entry).replace("\n", " ") for entry in line.row.bands)
    return f"{row_label(line.row)}: {bands}"
