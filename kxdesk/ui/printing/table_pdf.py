"""A table as PDF on A4 across: its headings stand on every page, and the page's number; made on the worker.

Drawn with text layouts: a text document would want the window's thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from kxdesk.ui.text import _
from kxdesk.ui.theme import LIGHT, font

A4 = QPageLayout(
    QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, QMarginsF(10, 10, 10, 10)
)
_UNITS = 1560.0  # across the page
_PAD = 4.0
_SIZE = 12  # of letters
_LONGEST = 1500  # characters of one cell that are printed
_WIDEST, _NARROWEST = 24.0, 3.0  # letters that a column asks for


@dataclass(frozen=True, slots=True)
class _Cell:
    layout: QTextLayout
    lines: tuple[tuple[float, float], ...]  # top and bottom of each


def table_pdf(table: Any) -> bytes:
    """The bytes of the PDF; marked runs are struck through and underlined."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(A4)
    writer.setTitle(table.title)
    painter = QPainter(writer)
    try:
        scale = painter.viewport().width() / _UNITS
        painter.scale(scale, scale)
        _Printer(writer, painter, table, painter.viewport().height() / scale).run()
    finally:
        painter.end()
    buffer.close()
    return bytes(buffer.data().data())


class _Printer:
    def __init__(self, writer: QPdfWriter, painter: QPainter, table: Any, height: float) -> None:
        self._writer, self._painter, self._table = writer, painter, table
        self._font = font(9)
        self._font.setPixelSize(_SIZE)
        self._row = QFontMetricsF(self._font).height()
        self._bottom = height - 1.6 * self._row
        self._widths = _widths(table)
        self._page = 0
        self._top = 0.0

    def run(self) -> None:
        """Title and facts, then row after row; one that is longer than the page goes on over the next."""
        painter, table = self._painter, self._table
        painter.setFont(self._font)
        self._begin_page()
        for line in (table.title, *(f"{name}　{value}" for name, value in table.facts)):
            painter.drawText(QRectF(0, self._top, _UNITS, self._row), Qt.TextFlag.TextSingleLine, line)
            self._top += self._row
        self._top += self._row / 2
        self._heads()
        for row in table.rows:
            self._draw(row)

    def _begin_page(self) -> None:
        if self._page:
            self._writer.newPage()
        self._page += 1
        self._top = 0.0
        foot = QRectF(0, self._bottom + 0.4 * self._row, _UNITS, self._row)
        number = _("{page} ページ").format(page=self._page)
        self._painter.drawText(foot, Qt.AlignmentFlag.AlignRight, number)

    def _heads(self) -> None:
        cells = [
            self._cell(head, width) for head, width in zip(self._table.headings, self._widths, strict=True)
        ]
        height = max(cell.lines[-1][1] if cell.lines else 0 for cell in cells) + 2 * _PAD
        self._painter.fillRect(QRectF(0, self._top, _UNITS, height), QColor("#e8edf4"))
        self._part(cells, 0.0, height - 2 * _PAD)

    def _draw(self, row: Sequence[Any]) -> None:
        cells = [self._cell(value, width) for value, width in zip(row, self._widths, strict=True)]
        whole = max((cell.lines[-1][1] for cell in cells if cell.lines), default=0.0)
        done = 0.0
        while True:
            room = self._bottom - self._top - 2 * _PAD
            fits = whole - done if whole - done <= room else _cut(cells, done, room)
            if fits > 0:
                self._part(cells, done, done + fits)
                done += fits
            if done >= whole:
                return
            self._begin_page()
            self._heads()

    def _part(self, cells: Sequence[_Cell], since: float, until: float) -> None:
        """The lines of a row between two heights, with the rules around them."""
        painter, left = self._painter, 0.0
        height = until - since + 2 * _PAD
        for cell, width in zip(cells, self._widths, strict=True):
            painter.setPen(QColor("#b8c0cc"))
            painter.drawRect(QRectF(left, self._top, width, height))
            painter.setPen(QColor(LIGHT.ink))
            for at, (top, bottom) in enumerate(cell.lines):
                if since - 0.01 <= top and bottom <= until + 0.01:
                    line = cell.layout.lineAt(at)
                    line.draw(painter, QPointF(left + _PAD, self._top + _PAD - since))
            left += width
        self._top += height

    def _cell(self, value: Any, width: float) -> _Cell:
        runs = value if isinstance(value, tuple) else (("", "" if value is None else str(value)),)
        text, formats = "", []
        for stands, said in runs:
            piece = said.replace("\n", "\u2028")
            if stands:
                formats.append(_range(stands, len(text), len(piece)))
            text += piece
        text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        layout = QTextLayout(text, self._font)
        layout.setTextOption(_wrapping())
        layout.setFormats([each for each in formats if each.start + each.length <= len(text)])
        return _Cell(layout, tuple(_laid_out(layout, width - 2 * _PAD)))


def _laid_out(layout: QTextLayout, width: float) -> list[tuple[float, float]]:
    lines, top = [], 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, top))
        lines.append((top, top + line.height()))
        top += line.height()
    layout.endLayout()
    return lines


def _cut(cells: Sequence[_Cell], since: float, room: float) -> float:
    """How much of a row fits before the page ends, in whole lines; 0 where not one does."""
    ends = [bottom - since for cell in cells for _top, bottom in cell.lines if since < bottom <= since + room]
    return max(ends, default=0.0)


def _range(stands: str, start: int, length: int) -> QTextLayout.FormatRange:
    looks = QTextCharFormat()
    if stands == "gone":
        looks.setFontStrikeOut(True)
        looks.setForeground(QColor("#a4262c"))
    else:
        looks.setFontUnderline(True)
        looks.setForeground(QColor("#0b5cad"))
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, looks
    return found


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _widths(table: Any) -> list[float]:
    """As the contents ask for, the widest not more than they can use."""
    wanted = []
    for column, head in enumerate(table.headings):
        texts = [len(str(head)), *filter(None, (_length(row[column]) for row in table.rows[:500]))]
        longest = sorted(texts)[int(0.95 * (len(texts) - 1))]
        wanted.append(min(max(longest, len(str(head)), _NARROWEST), _WIDEST) + 1)
    total = sum(wanted)
    return [_UNITS * each / total for each in wanted]


def _length(value: Any) -> float:
    if isinstance(value, tuple):
        return float(sum(len(text) for _stands, text in value))
    text = "" if value is None else str(value)
    return sum(1.0 if ord(letter) > 0x2E80 else 0.55 for letter in text)
