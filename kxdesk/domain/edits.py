"""The one noun for change: a screen makes it, a merge yields it, history stores it, undo inverts it.

A thing is created, retired and moved by edits too: its structure is three fields that every kind has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kxdesk.domain.things import Ref, Value

PRESENT = "present"  # 1 in the policy, 0 retired; None before it was created. Nothing is ever deleted.
PARENT = "parent"  # id of the thing it belongs to
POSITION = "position"  # order among its siblings, ascending; gaps are normal
STRUCTURE = (PRESENT, PARENT, POSITION)


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of one thing, from one value to another."""

    ref: Ref
    field: str
    before: Value
    after: Value

    @property
    def inverse(self) -> Edit:
        """The edit that takes this one back. A creation is taken back by retiring: nothing is deleted."""
        after = 0 if self.field == PRESENT and self.before is None else self.before
        return Edit(self.ref, self.field, self.after, after)


@dataclass(frozen=True, slots=True)
class Change:
    """Edits that were written together.

    Attributes:
        number: its place in the desk's history, from 1.
        label: kebab-case code of what the person did ("issue-added"); screens say it in words.
    """

    number: int
    label: str
    edits: tuple[Edit, ...]

    @property
    def touched(self) -> frozenset[Ref]:
        """What a screen may have to show again."""
        return frozenset(edit.ref for edit in self.edits)

    @property
    def created(self) -> tuple[Ref, ...]:
        """The things that came into being, in the order they were made: parents first."""
        return tuple(edit.ref for edit in self.edits if edit.field == PRESENT and edit.before is None)


def inverse(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits that take these back, last first. A created thing is retired and keeps its values."""
    edits = tuple(edits)
    created = {edit.ref for edit in edits if edit.field == PRESENT and edit.before is None}
    return tuple(edit.inverse for edit in reversed(edits) if edit.field == PRESENT or edit.ref not in created)
