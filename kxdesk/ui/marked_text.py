"""Text in which words are marked: hits of a search, and what changed between two versions."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from kxdesk.ui.theme import colours

Span = tuple[int, int]
CLOSE = 3  # unchanged stretches shorter than this between two changes are no help to the eye


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


def differences(before: str, after: str) -> tuple[list[Span], list[Span]]:
    """By character: what is gone from `before`, what is new in `after`."""
    gone: list[Span] = []
    new: list[Span] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += [(a, b)] if b > a else []
            new += [(c, d)] if d > c else []
    return _joined(gone), _joined(new)


def as_html(text: str, spans: Sequence[Span], *, removed: bool) -> str:
    """Escaped text; the spans struck through or underlined on their ground, so that colour is not all."""
    ground = colours().removed if removed else colours().added
    line = "line-through" if removed else "underline"
    parts, done = [], 0
    for start, end in spans:
        parts.append(html.escape(text[done:start]))
        inner = html.escape(text[start:end])
        parts.append(f'<span style="background:{ground};text-decoration:{line}">{inner}</span>')
        done = end
    parts.append(html.escape(text[done:]))
    return "".join(parts).replace("\n", "<br>")


def _joined(spans: list[Span]) -> list[Span]:
    result: list[Span] = []
    for start, end in spans:
        if result and start - result[-1][1] < CLOSE:
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return result
