"""Text in which words are marked: hits of a search, and what changed between two versions."""

from __future__ import annotations

import html
from collections.abc import Iterable
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


def change_html(before: str, after: str, around: int | None = None) -> str:
    """One text: what went is struck through, what came is underlined, so that colour is not all.

    Of unchanged stretches only `around` characters beside a change are shown, if it is given.
    """
    parts: list[str] = []
    steps = _steps(before, after)
    for number, (tag, a, b, c, d) in enumerate(steps):
        if tag == "equal":
            head, tail = number > 0, number < len(steps) - 1
            parts.append(_escaped(shortened(before[a:b], around, head=head, tail=tail)))
        else:
            parts += [_mark(before[a:b], colours().removed, "line-through")] if b > a else []
            parts += [_mark(after[c:d], colours().added, "underline")] if d > c else []
    return "".join(parts)


def shortened(text: str, around: int | None, *, head: bool = True, tail: bool = False) -> str:
    """`around` characters of its head, its tail or both, with … for what was left out."""
    room = (around or 0) * (head + tail)
    if around is None or len(text) <= room + 1:
        return text
    return f"{text[:around] if head else ''}…{text[-around:] if tail else ''}"


def _steps(before: str, after: str) -> list[tuple[str, int, int, int, int]]:
    """Difflib's opcodes, by character, with short equal stretches taken into the changes around them."""
    result: list[tuple[str, int, int, int, int]] = []
    opcodes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for number, (tag, a, b, c, d) in enumerate(opcodes):
        inner = 0 < number < len(opcodes) - 1
        joins = tag != "equal" or (inner and b - a < CLOSE)
        if joins and result and result[-1][0] == "replace":
            result[-1] = ("replace", result[-1][1], b, result[-1][3], d)
        else:
            result.append(("replace" if joins else "equal", a, b, c, d))
    return result


def _mark(text: str, ground: str, line: str) -> str:
    return f'<span style="background:{ground};text-decoration:{line}">{_escaped(text)}</span>'


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
