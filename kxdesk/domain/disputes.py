"""A field that somebody else changed while a person was writing it: three values, and a choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kxdesk.domain.things import Ref, Value


@dataclass(frozen=True, slots=True)
class Dispute:
    """What stands in the desk is `theirs`; hers is on her screen only.

    Attributes:
        base: what she started from.
        who: display name of the person who wrote `theirs`.
    """

    ref: Ref
    field: str
    base: Value
    theirs: Value
    ours: Value
    who: str = ""


def is_disputed(base: Value, theirs: Value, ours: Value) -> bool:
    """Whether both changed it, and to different values. A screen shows None and "" alike."""
    return _shown(theirs) != _shown(base) and _shown(ours) not in {_shown(base), _shown(theirs)}


def is_taken_back(base: Value, theirs: Value, ours: Value) -> bool:
    """Whether hers is what she started from again, so that theirs stays."""
    return _shown(ours) == _shown(base) and _shown(theirs) != _shown(base)


def _shown(value: Value) -> str:
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class UnsavedText:
    """What was typed into a field and is in no desk yet, and what stood there when the typing began."""

    text: str
    base: str | None  # None where that is not known


Unsaved = Mapping[tuple[Ref, str], UnsavedText]
