"""How a cell of the table looks and is typed into: figures, small trends, a corner for what contradicts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from kxdesk.domain.checks import Finding, Severity
from kxdesk.domain.form import Form
from kxdesk.domain.measures import Measures
from kxdesk.ui.indicators.columns import COMPUTED, KEYS
from kxdesk.ui.indicators.model import FINDINGS, MEASURES
from kxdesk.ui.theme import colours
from kxdesk.words.findings import told_finding

PAUSE_MS = 700  # as everywhere: what is typed goes on its way at a pause
_CORNER = 7
_Index = QModelIndex | QPersistentModelIndex


class Cells(QStyledItemDelegate):
    """Paints and edits."""

    def __init__(self, form: Form, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._form = form

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        measures = index.data(MEASURES)
        if measures is not None:
            paint_trend(painter, option.rect, measures)
        findings: list[Finding] = index.data(FINDINGS) or []
        if findings:
            _paint_corner(painter, option.rect, findings)

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        if KEYS[index.column()] in COMPUTED:
            option.palette.setColor(option.palette.ColorRole.Text, QColor(colours().muted))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: _Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFrame(False)
        pause = QTimer(editor, interval=PAUSE_MS, singleShot=True)
        # A cell that was closed meanwhile is hidden at once and gone a little later.
        pause.timeout.connect(lambda: self.commitData.emit(editor) if editor.isVisible() else None)
        editor.textEdited.connect(lambda _text: pause.start())
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """What the person types stays, whatever arrives from elsewhere meanwhile."""
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        findings: list[Finding] = index.data(FINDINGS) or []
        if event.type() == QEvent.Type.ToolTip and findings:
            told = "\n".join(told_finding(finding, self._form) for finding in findings)
            QToolTip.showText(event.globalPos(), told, view)
            return True
        return super().helpEvent(event, view, option, index)


def paint_trend(painter: QPainter, area: QRect, measures: Measures) -> None:
    """The series as a line, its target dashed, its last point as a dot, hollow while it is provisional."""
    values = [float(point.value) for point in measures.points]
    if not values:
        return
    room = area.adjusted(10, 7, -10, -7)
    goal = None if measures.target is None else float(measures.target)
    low = min([*values, goal if goal is not None else values[0]])
    high = max([*values, goal if goal is not None else values[0]])
    days = [point.at.toordinal() for point in measures.points]

    def place(day: int, value: float) -> QPointF:
        across = (day - days[0]) / (days[-1] - days[0]) if days[-1] > days[0] else 1.0
        up = (value - low) / (high - low) if high > low else 0.5
        return QPointF(room.left() + across * room.width(), room.bottom() - up * room.height())

    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if goal is not None:
        painter.setPen(QPen(QColor(colours().good), 1, Qt.PenStyle.DashLine))
        painter.drawLine(
            QPointF(room.left(), place(days[0], goal).y()), QPointF(room.right(), place(days[0], goal).y())
        )
    painter.setPen(QPen(QColor(colours().accent), 1.6))
    points = [place(day, value) for day, value in zip(days, values, strict=True)]
    painter.drawPolyline(QPolygonF(points))
    painter.setBrush(QColor(colours().paper if measures.points[-1].provisional else colours().accent))
    painter.drawEllipse(points[-1], 2.6, 2.6)
    painter.restore()


def _paint_corner(painter: QPainter, area: QRect, findings: list[Finding]) -> None:
    """As Excel marks a note: a corner, and what it says under the pointer."""
    grave = any(finding.severity is not Severity.NOTICE for finding in findings)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours().bad if grave else colours().warn))
    right, top = area.right() + 1, area.top()
    painter.drawPolygon(
        QPolygonF([QPointF(right - _CORNER, top), QPointF(right, top), QPointF(right, top + _CORNER)])
    )
    painter.restore()
