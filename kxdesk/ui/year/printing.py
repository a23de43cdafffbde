"""The year view on A3: as many pages as the lines need, each with its head and its number."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from kxdesk.system.atomic_file import replace_file
from kxdesk.ui.text import _
from kxdesk.ui.theme import LIGHT, font
from kxdesk.ui.year.lines import Line
from kxdesk.ui.year.painting import Dates, Look, paint_dates, paint_head, paint_line

A3 = QPageLayout(
    QPageSize(QPageSize.PageSizeId.A3), QPageLayout.Orientation.Landscape, QMarginsF(12, 12, 12, 12)
)
_UNITS = 1560.0  # across the page: the screen's sizes read well on A3
_FOOT = 1.4  # in rows, for the number of the page


def print_year(device: QPagedPaintDevice, lines: tuple[Line, ...], title: str, dates: Dates) -> int:
    """Onto a printer or into a PDF; how many pages it took. An issue's heading never ends a page."""
    device.setPageLayout(A3)
    painter = QPainter(device)
    try:
        scale = painter.viewport().width() / _UNITS
        painter.scale(scale, scale)
        height = painter.viewport().height() / scale
        size = font(9)
        size.setPixelSize(13)
        look = Look(LIGHT, size, _UNITS * 0.3, _UNITS, 24.0)
        pages = pages_of(lines, int((height - look.row * (2 + _FOOT) - look.head) // look.row))
        for number, page in enumerate(pages, 1):
            if number > 1:
                device.newPage()
            _paint_page(painter, look, page, title, dates)
            foot = QRectF(0, height - look.row * _FOOT, _UNITS, look.row)
            numbered = _("{page} / {pages} ページ").format(page=number, pages=len(pages))
            painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, numbered)
    finally:
        painter.end()
    return len(pages)


def save_year(path: Path, lines: tuple[Line, ...], title: str, dates: Dates) -> tuple[Path, int]:
    """As a PDF: where it is, and how many pages it has.

    Raises:
        Problem: disk-full, no-right-to-write and their like; what was there before is as it was.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    pages = print_year(writer, lines, title, dates)
    buffer.close()
    return replace_file(path, bytes(buffer.data().data())), pages


def pages_of(lines: tuple[Line, ...], room: int) -> list[list[Line]]:
    """Lines by page; an issue that goes on has its heading again."""
    pages: list[list[Line]] = [[]]
    for place, line in enumerate(lines):
        last_heading = line.row is None and len(pages[-1]) == room - 1 and place < len(lines) - 1
        if len(pages[-1]) >= room or last_heading:
            pages.append([] if line.row is None else [Line(line.issue)])
        pages[-1].append(line)
    return pages


def _paint_page(painter: QPainter, look: Look, lines: list[Line], title: str, dates: Dates) -> None:
    painter.setFont(look.font)
    painter.setPen(look.colours.ink)
    painter.drawText(QRectF(0, 0, look.width, look.row), Qt.AlignmentFlag.AlignVCenter, title)
    top = look.row * 1.5
    paint_head(painter, look, top)
    at_line = top + look.head
    for line in lines:
        paint_line(painter, look, line, at_line, chosen=False)
        at_line += look.row
    paint_dates(painter, look, top, at_line, dates)
