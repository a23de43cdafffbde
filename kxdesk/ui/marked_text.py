"""Text in which words are marked: hits of a search, and what changed between two versions."""

from __future__ import annotations

import html
from collections.abc import Iterable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from kxdesk.domain.marks import Mark, changes_in
from kxdesk.ui.theme import colours

Span = tuple[int, int]


def paint_marked(painter: QPainter, rect: QRect, text: str, spans: Iterable[Span]) -> None:
    """One muted line with its spans on a tinted ground, cut at the right."""
    metrics = painter.fontMetrics()
    painter.save()
    painter.setClipRect(rect)
    ground = QColor(colours().warn_ground)
    for start, end in spans:
        left = rect.left() + metrics.horizontalAdvance(text[:start])
        width = metrics.horizontalAdvance(text[start:end])
        painter.fillRect(QRectF(left, rect.top() + 1, width, rect.height() - 2), ground)
    painter.setPen(QColor(colours().muted))
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
    painter.restore()


def change_html(before: str, after: str, around: int | None = None) -> str:
    """One text: what went is struck through, what came is underlined, so that colour is not all.

    Of unchanged stretches only `around` characters beside a change are shown, if it is given.
    """
    parts: list[str] = []
    runs = changes_in(before, after)
    for number, run in enumerate(runs):
        if run.mark is Mark.SAME:
            head, tail = number > 0, number < len(runs) - 1
            parts.append(_escaped(shortened(run.text, around, head=head, tail=tail)))
        elif run.mark is Mark.GONE:
            parts.append(_mark(run.text, colours().removed, "line-through"))
        else:
            parts.append(_mark(run.text, colours().added, "underline"))
    return "".join(parts)


def shortened(text: str, around: int | None, *, head: bool = True, tail: bool = False) -> str:
    """`around` characters of its head, its tail or both, with … for what was left out."""
    room = (around or 0) * (head + tail)
    if around is None or len(text) <= room + 1:
        return text
    return f"{text[:around] if head else ''}…{text[-around:] if tail else ''}"


def _mark(text: str, ground: str, line: str) -> str:
    return f'<span style="background:{ground};text-decoration:{line}">{_escaped(text)}</span>'


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
