"""Positions as Qt counts them, and where two texts or lists differ."""

from __future__ import annotations

from collections.abc import Sequence


def units_in(text: str) -> int:
    """UTF-16 units: what a position in a Qt document counts."""
    return len(text) + (max(text, default="") > "\uffff" and sum(each > "\uffff" for each in text))


def difference(before: Sequence[object], after: Sequence[object]) -> tuple[int, int]:
    """How many characters, or entries, the two have in common at the start, and then at the end."""
    shorter = min(len(before), len(after))
    start = next((place for place in range(shorter) if before[place] != after[place]), shorter)
    rest = shorter - start
    end = next((place for place in range(rest) if before[-1 - place] != after[-1 - place]), rest)
    return start, end
