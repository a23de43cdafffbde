"""How one activity's grid looks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from kxdesk.domain.policy import Activity
from kxdesk.domain.schedule import QUARTERS
from kxdesk.ui.schedule.geometry import HEAD_GAP, PAD, TEXT_X, TIP, BandBox, Geometry, head_in_one_line
from kxdesk.ui.schedule.heads import quarter_months, quarter_name
from kxdesk.ui.schedule.lettering import Lettering
from kxdesk.ui.schedule.selection import Selection
from kxdesk.ui.text import _
from kxdesk.ui.widgets.tones import Tones

_ROUND = 6.0


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is to be seen at one moment.

    Attributes:
        activity: as shown, with what is being typed or dragged already in it.
        selected: id of the band in the current cell; None without one.
        focused: the keyboard is here.
        writing: the editor stands in the current cell and shows its text.
        hovered: id of the band under the mouse, and the row under it (-1 for none).
    """

    activity: Activity
    geometry: Geometry
    selection: Selection
    selected: str | None
    focused: bool
    writing: bool
    read_only: bool
    hovered: str | None
    hovered_row: int
    label_heading: str


def paint(painter: QPainter, scene: Scene, lettering: Lettering, tones: Tones) -> None:
    """The whole grid, back to front."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paper(painter, scene, tones)
    _head(painter, scene, lettering, tones)
    _range(painter, scene, tones)
    _labels(painter, scene, lettering, tones)
    _new_row(painter, scene, lettering, tones)
    for box in scene.geometry.bands:
        _band(painter, box, scene, lettering, tones)
    _current_cell(painter, scene, tones)
    if scene.hovered_row >= 0 and not scene.read_only:
        _row_buttons(painter, scene, tones)


def _frame(geometry: Geometry) -> QRectF:
    return QRectF(0.0, 0.0, geometry.edges[-1], geometry.height).adjusted(0.5, 0.5, -0.5, -0.5)


def _paper(painter: QPainter, scene: Scene, tones: Tones) -> None:
    geometry = scene.geometry
    frame = _frame(geometry)
    outline = QPainterPath()
    outline.addRoundedRect(frame, _ROUND, _ROUND)
    painter.fillPath(outline, tones.paper)
    painter.save()
    painter.setClipPath(outline)
    painter.fillRect(QRectF(0, 0, frame.right() + 1, geometry.head), tones.wash)
    painter.setPen(QPen(tones.hairline, 1.0))
    for x in geometry.edges[1:-1]:
        painter.drawLine(QPointF(x + 0.5, 0), QPointF(x + 0.5, geometry.tops[-2]))
    for y in geometry.tops[:-1]:
        painter.drawLine(QPointF(0, y - 0.5), QPointF(frame.right(), y - 0.5))
    painter.restore()
    painter.setPen(QPen(tones.line, 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(outline)


def _head(painter: QPainter, scene: Scene, lettering: Lettering, tones: Tones) -> None:
    """Quarter and months side by side, or, in a narrow window, one below the other in every column."""
    geometry = scene.geometry
    label = QRectF(0, 0, geometry.edges[1], geometry.head).adjusted(TEXT_X, 7, 0, -7)
    side = Qt.AlignmentFlag.AlignLeft
    painter.setFont(lettering.font)
    painter.setPen(tones.muted)
    painter.drawText(label, side | Qt.AlignmentFlag.AlignTop, scene.label_heading)
    one_line = head_in_one_line(geometry.edges[2] - geometry.edges[1], lettering)
    for quarter in QUARTERS:
        left, right = geometry.edges[quarter], geometry.edges[quarter + 1]
        box = QRectF(left, 0, right - left, geometry.head).adjusted(PAD + TEXT_X, 7, -2, -7)
        painter.setFont(lettering.strong)
        painter.setPen(tones.ink)
        painter.drawText(box, side | Qt.AlignmentFlag.AlignTop, quarter_name(quarter))
        if one_line:
            box.setLeft(box.left() + lettering.width(quarter_name(quarter), strong=True) + HEAD_GAP)
        painter.setFont(lettering.font)
        painter.setPen(tones.muted)
        painter.drawText(box, side | Qt.AlignmentFlag.AlignBottom, quarter_months(quarter))


def _labels(painter: QPainter, scene: Scene, lettering: Lettering, tones: Tones) -> None:
    for row, track in enumerate(scene.activity.tracks):
        here = scene.writing and (row, 0) == (scene.selection.row, scene.selection.column)
        if not here:
            lettering.draw(painter, track.label or "", scene.geometry.label_text(row), tones.ink)


def _new_row(painter: QPainter, scene: Scene, lettering: Lettering, tones: Tones) -> None:
    if scene.read_only:
        return
    row = scene.geometry.rows
    box = QRectF(0, scene.geometry.tops[row], scene.geometry.edges[-1], scene.geometry.cell(row, 0).height())
    painter.setFont(lettering.font)
    painter.setPen(tones.muted if scene.hovered_row == row else tones.faint)
    side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(box.adjusted(TEXT_X, 0, 0, 0), side, _("＋ 行を追加"))


def _range(painter: QPainter, scene: Scene, tones: Tones) -> None:
    if not (scene.selection.is_range and scene.focused):
        return
    for row in scene.selection.rows:
        for column in scene.selection.columns:
            painter.fillRect(scene.geometry.cell(row, column).adjusted(1, 0, 0, -1), tones.wash)


def _current_cell(painter: QPainter, scene: Scene, tones: Tones) -> None:
    """A ring around an empty cell or a whole range; a band has its own."""
    chosen = scene.selection
    if not scene.focused or (scene.selected is not None and not chosen.is_range):
        return
    first = scene.geometry.cell(chosen.rows[0], chosen.columns[0])
    last = scene.geometry.cell(chosen.rows[-1], chosen.columns[-1])
    cell = first.united(last).adjusted(2.5, 1.5, -1.5, -2.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(tones.accent, 2.0))
    painter.drawRoundedRect(cell, 4.0, 4.0)


def _band(painter: QPainter, box: BandBox, scene: Scene, lettering: Lettering, tones: Tones) -> None:
    in_range = scene.focused and scene.selection.is_range
    selected = scene.focused and box.band.id == scene.selected and not in_range
    writing = selected and scene.writing
    outline = _outline(box)
    strong = selected or box.band.id == scene.hovered or (in_range and _lies_in(box, scene.selection))
    fill = tones.paper if writing else tones.soft_strong if strong else tones.soft
    painter.fillPath(outline, fill)
    if not writing:
        _stripe(painter, box, outline, tones.accent)
        _quarter_marks(painter, box, scene.geometry, tones)
        lettering.draw(painter, box.band.text, box.text, tones.ink)
    if selected:
        painter.setPen(QPen(tones.accent, 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
    if box.band.id == scene.hovered and not scene.read_only and not writing:
        _grips(painter, box, tones.accent)


def _lies_in(box: BandBox, chosen: Selection) -> bool:
    columns = chosen.columns
    return box.row in chosen.rows and box.band.start <= columns[-1] and box.band.end >= columns[0]


def _outline(box: BandBox) -> QPainterPath:
    """A rounded box; one that goes on over quarters ends in an arrow head."""
    rect, path = box.rect, QPainterPath()
    if box.band.end == box.band.start:
        path.addRoundedRect(rect, _ROUND, _ROUND)
        return path
    left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
    path.moveTo(left + _ROUND, top)
    path.lineTo(right - TIP, top)
    path.lineTo(right, rect.center().y())
    path.lineTo(right - TIP, bottom)
    path.lineTo(left + _ROUND, bottom)
    path.quadTo(left, bottom, left, bottom - _ROUND)
    path.lineTo(left, top + _ROUND)
    path.quadTo(left, top, left + _ROUND, top)
    return path


def _stripe(painter: QPainter, box: BandBox, outline: QPainterPath, colour: QColor) -> None:
    painter.save()
    painter.setClipPath(outline)
    painter.fillRect(QRectF(box.rect.left(), box.rect.top(), 3.5, box.rect.height()), colour)
    painter.restore()


def _quarter_marks(painter: QPainter, box: BandBox, geometry: Geometry, tones: Tones) -> None:
    """Small ticks where a band crosses from one quarter into the next."""
    painter.setPen(QPen(tones.accent, 1.0))
    for quarter in range(box.band.start + 1, box.band.end + 1):
        x = geometry.edges[quarter] + 0.5
        painter.drawLine(QPointF(x, box.rect.bottom() - 5), QPointF(x, box.rect.bottom()))


def _grips(painter: QPainter, box: BandBox, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.5))
    middle = box.rect.center().y()
    tip = TIP if box.band.end > box.band.start else 0.0
    for x in (box.rect.right() - 5 - tip / 2, box.rect.left() + 7.5):
        painter.drawLine(QPointF(x, middle - 6), QPointF(x, middle + 6))


def _row_buttons(painter: QPainter, scene: Scene, tones: Tones) -> None:
    if scene.hovered_row >= scene.geometry.rows:
        return
    add, menu = button_rects(scene.geometry, scene.hovered_row)
    painter.setPen(QPen(tones.muted, 1.6))
    centre = add.center()
    painter.drawLine(centre - QPointF(5, 0), centre + QPointF(5, 0))
    painter.drawLine(centre - QPointF(0, 5), centre + QPointF(0, 5))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tones.muted)
    for offset in (-5, 0, 5):
        painter.drawEllipse(menu.center() + QPointF(offset, 0), 1.6, 1.6)


def button_rects(geometry: Geometry, row: int) -> tuple[QRectF, QRectF]:
    """Where a row's two buttons are: a row below, and its menu."""
    gutter = geometry.gutter(row)
    half = gutter.width() / 2
    return (
        QRectF(gutter.left() + 2, gutter.top(), half - 2, gutter.height()),
        QRectF(gutter.left() + half, gutter.top(), half, gutter.height()),
    )
