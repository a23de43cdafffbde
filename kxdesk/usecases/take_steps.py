"""Write what a screen made of a tree of things: one change, one undo step, however many things it moves."""

from __future__ import annotations

from collections.abc import Iterable

from kxdesk.domain.edits import Change, Edit
from kxdesk.domain.steps import Create, Move, Put, Restore, Retire, Step
from kxdesk.store.desk import Desk
from kxdesk.store.writing import Writing


def take_steps(desk: Desk, steps: Iterable[Step], label: str) -> Change | None:
    """The steps in their order; `label` is the code of what the person did. None where nothing changed.

    Raises:
        Problem: changed-meanwhile where somebody else changed a field that the steps put.
    """
    with desk.write(label) as writing:
        take(writing, steps)
    return writing.change


def take(writing: Writing, steps: Iterable[Step]) -> None:
    """The same inside a transaction that does more."""
    for step in steps:
        match step:
            case Create(ref, parent, values, after):
                writing.create(ref.kind, parent, values, after=after, id=ref.id)
            case Put(ref, field, value, before):
                writing.put(Edit(ref, field, before, value))
            case Move(ref, parent, after):
                writing.move(ref, after=after, parent=parent)
            case Retire(ref):
                writing.retire(ref)
            case Restore(ref, values):
                writing.restore(ref)
                for field, value in values.items():
                    writing.set(ref, field, value)
