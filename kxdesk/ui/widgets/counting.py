"""Lengths as a person counts them, and positions as Qt does."""

from __future__ import annotations

from PySide6.QtCore import QTextBoundaryFinder


def characters_in(text: str) -> int:
    """Characters as seen on paper: 葛󠄀 and か゚ are one each; line ends do not count."""
    line = text.replace("\r", "").replace("\n", "")
    if line.isascii():
        return len(line)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, line)
    count = 0
    while finder.toNextBoundary() >= 0:
        count += 1
    return count


def units_in(text: str) -> int:
    """UTF-16 units: what a position in a Qt document counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def difference(before: str, after: str) -> tuple[int, int]:
    """How many characters the two have in common at the start, and then at the end."""
    shorter = min(len(before), len(after))
    start = next((place for place in range(shorter) if before[place] != after[place]), shorter)
    rest = shorter - start
    end = next((place for place in range(rest) if before[-1 - place] != after[-1 - place]), rest)
    return start, end
