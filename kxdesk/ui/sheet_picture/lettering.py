"""Texts of cells, broken into lines as the paper has them at every zoom, laid out once."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

from kxdesk.workbook.fonts import font_facts
from kxdesk.workbook.picture import CellPicture
from kxdesk.workbook.placed_shapes import Rect
from kxdesk.workbook.styles import Font

FINE = 4.0  # texts are laid out at this many pixels a point, and scaled down to the zoom
_PAD = 2.0  # points free at the sides of a cell
_INDENT = 7.0
_PITCH = 1.26  # of the font size from line to line, where the font is unknown
_BASE = 1.0  # of the font size from the line's top to its base line
_SERIFS = ("Yu Mincho", "MS Mincho", "BIZ UDPMincho", "Noto Serif CJK JP")
_SANS = ("Yu Gothic", "MS PGothic", "Meiryo", "BIZ UDPGothic", "Noto Sans CJK JP")


@dataclass(frozen=True, slots=True)
class _Line:
    layout: QTextLayout
    at: QPointF


@dataclass(frozen=True, slots=True)
class Laid:
    """A text ready to be drawn; lengths in FINE pixels, from the upper left of its box.

    Attributes:
        scale: below 1 where the form shrinks the text to fit.
        turn: degrees clockwise about the middle of the box.
    """

    lines: tuple[_Line, ...]
    colour: QColor
    scale: float = 1.0
    turn: float = 0.0


def font_of(font: Font) -> QFont:
    """The form's font in FINE pixels; where this PC lacks it, one of its kind."""
    result = QFont()
    serif = any(sign in font.name for sign in ("明朝", "Mincho", "Serif", "Times"))
    result.setFamilies([font.name, *(_SERIFS if serif else _SANS)])
    result.setPixelSize(max(1, round(font.size * FINE)))
    result.setWeight(QFont.Weight.Bold if font.bold else QFont.Weight.Normal)
    result.setItalic(font.italic)
    result.setUnderline(font.underline)
    result.setStrikeOut(font.struck)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return result


def lay_out_cell(cell: CellPicture) -> Laid:
    """The text of a cell."""
    colour = QColor(f"#{cell.font.colour}") if cell.font.colour else QColor(Qt.GlobalColor.black)
    text, aligned = cell.text, cell.alignment
    if aligned.stacked:
        text = "\n".join(text.replace("\n", ""))
    width, height = cell.text_rect.width, cell.text_rect.height
    turned = bool(aligned.rotation) and not aligned.stacked
    if turned:
        width, height = height, width
    indent = aligned.indent * _INDENT
    room = max(1.0, width - 2 * _PAD - indent) * FINE
    lines = _broken(text, font_of(cell.font), room if aligned.wraps else None)
    scale = _shrunk(lines, room) if aligned.shrinks else 1.0
    placed = _placed(lines, cell, room / scale, height * FINE / scale, indent)
    return Laid(placed, colour, scale, float(-aligned.rotation) if turned else 0.0)


def lay_out_note(text: str, rect: Rect, size: float) -> Laid:
    """The text of a drawn shape, wrapped."""
    lines = _broken(text, font_of(Font(size=size)), max(1.0, rect.width - 6) * FINE)
    step = size * _PITCH * FINE
    top = max(2 * FINE, (rect.height * FINE - step * len(lines)) / 2)
    placed = tuple(
        _Line(line, QPointF(3 * FINE, top + number * step + size * _BASE * FINE - _ascent(line)))
        for number, line in enumerate(lines)
    )
    return Laid(placed, QColor(Qt.GlobalColor.black))


def draw(painter: QPainter, laid: Laid, box: QRectF, zoom: float) -> None:
    """Draw into `box`, in the painter's units; `zoom`: of these units to a point."""
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.translate(box.topLeft())
    if laid.turn:
        painter.translate(box.width() / 2, box.height() / 2)
        painter.rotate(laid.turn)
        painter.translate(-box.height() / 2, -box.width() / 2)
    factor = zoom / FINE * laid.scale
    painter.scale(factor, factor)
    painter.setPen(laid.colour)
    for line in laid.lines:
        line.layout.draw(painter, line.at)
    painter.restore()


def _broken(text: str, font: QFont, room: float | None) -> list[QTextLayout]:
    """A layout for each line; a line is as long as its text where there is no room to keep to."""
    found: list[QTextLayout] = []
    for paragraph in text.split("\n"):
        if room is None:
            found.append(_one_line(paragraph, font))
            continue
        whole = QTextLayout(paragraph, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        whole.setTextOption(option)
        whole.beginLayout()
        pieces = []
        while (line := whole.createLine()).isValid():
            line.setLineWidth(room)
            pieces.append(paragraph[line.textStart() : line.textStart() + line.textLength()])
        whole.endLayout()
        found += [_one_line(piece, font) for piece in pieces] or [_one_line("", font)]
    return found


def _one_line(text: str, font: QFont) -> QTextLayout:
    layout = QTextLayout(text, font)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setNumColumns(len(text) + 1)
    layout.endLayout()
    return layout


def _width(layout: QTextLayout) -> float:
    return layout.lineAt(0).naturalTextWidth() if layout.lineCount() else 0.0


def _ascent(layout: QTextLayout) -> float:
    return layout.lineAt(0).ascent() if layout.lineCount() else 0.0


def _shrunk(lines: list[QTextLayout], room: float) -> float:
    widest = max((_width(line) for line in lines), default=0.0)
    return min(1.0, room / widest) if widest else 1.0


def _placed(
    lines: list[QTextLayout], cell: CellPicture, room: float, height: float, indent: float
) -> tuple[_Line, ...]:
    size = cell.font.size * FINE
    step = size * (font_facts(cell.font.name).pitch or _PITCH)
    # A line that wants more than the box has is centred on it, as print does.
    free = height - step * len(lines)
    vertical = cell.alignment.vertical
    top = 0.0 if vertical in ("top", "justify") else free / 2 if vertical == "center" else free - FINE / 2
    left = _PAD * FINE + (indent * FINE if cell.horizontal != "right" else 0.0)
    placed = []
    for number, line in enumerate(lines):
        spare = room - _width(line)
        across = {"center": spare / 2, "centerContinuous": spare / 2, "right": spare}.get(
            cell.horizontal, 0.0
        )
        at = QPointF(left + across, top + number * step + size * _BASE - _ascent(line))
        placed.append(_Line(line, at))
    return tuple(placed)
