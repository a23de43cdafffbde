"""Positions as Qt counts them, and where two texts differ."""

from __future__ import annotations


def units_in(text: str) -> int:
    """UTF-16 units: what a position in a Qt document counts."""
    return len(text) + (max(text, default="") > "\uffff" and sum(each > "\uffff" for each in text))


def difference(before: str, after: str) -> tuple[int, int]:
    """How many characters the two have in common at the start, and then at the end."""
    shorter = min(len(before), len(after))
    start = next((place for place in range(shorter) if before[place] != after[place]), shorter)
    rest = shorter - start
    end = next((place for place in range(rest) if before[-1 - place] != after[-1 - place]), rest)
    return start, end
