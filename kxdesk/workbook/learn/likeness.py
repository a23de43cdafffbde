"""What a label nobody has listed most resembles: weighed by the pieces it shares with listed names."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping

_SMALL = 0.1  # what a piece counts that no name of a field has
_KNOWN = 0.4  # of a label's pieces some listed name must have so many


class Likeness:
    """Naive Bayes over pieces of one to three characters.

    Args:
        names: by field, folded as labels are; "" holds names of what is no field.
    """

    def __init__(self, names: Mapping[str, Collection[str]]) -> None:
        self._logs: dict[str, dict[str, float]] = {}
        self._unseen: dict[str, float] = {}
        self._pieces: set[str] = set()
        for field, listed in names.items():
            counts = Counter(piece for name in listed for piece in _pieces(name))
            total = len(listed) + 2 * _SMALL
            self._logs[field] = {piece: math.log((n + _SMALL) / total) for piece, n in counts.items()}
            self._unseen[field] = math.log(_SMALL / total)
            self._pieces.update(counts)

    def among(self, label: str, fields: Collection[str]) -> dict[str, float]:
        """How likely each of these fields is meant, the sum being 1; {} for a label unlike all names."""
        pieces = _pieces(label)
        known = pieces & self._pieces
        if len(known) < _KNOWN * len(pieces):
            return {}
        # Pieces overlap and so repeat each other: not each of them is evidence of its own.
        weight = 1 / math.sqrt(len(known))
        logs = {field: weight * self._log(field, known) for field in fields if field in self._logs}
        most = max(logs.values(), default=0.0)
        parts = {field: math.exp(log - most) for field, log in logs.items()}
        total = sum(parts.values())
        return {field: part / total for field, part in parts.items()}

    def _log(self, field: str, pieces: Collection[str]) -> float:
        logs, unseen = self._logs[field], self._unseen[field]
        return sum(logs.get(piece, unseen) for piece in pieces)


def _pieces(label: str) -> set[str]:
    framed = f"^{label}$"
    pairs = {framed[at : at + 2] for at in range(len(framed) - 1)}
    return set(label) | pairs | {framed[at : at + 3] for at in range(len(framed) - 2)}
