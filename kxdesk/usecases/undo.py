"""Undo and redo across everything a session wrote. Each is a change of its own: the history only grows."""

from __future__ import annotations

from kxdesk.domain.edits import Change, inverse
from kxdesk.store.desk import Desk


class UndoStack:
    """What this session can take back, the latest last; gone with the session.

    Attributes:
        undo_label: label code of the change that `undo` would take back, or None.
        redo_label: label code of the change that `redo` would do again, or None.
    """

    def __init__(self) -> None:
        self.undo_label: str | None = None
        self.redo_label: str | None = None
        self._done: list[tuple[str, Change]] = []  # with the label the person knows the step by
        self._undone: list[tuple[str, Change]] = []

    def push(self, change: Change) -> None:
        """A new change; what was undone before it cannot be done again."""
        self._done.append((change.label, change))
        self._undone.clear()
        self._name_steps()

    def undo(self, desk: Desk) -> Change:
        """Take the latest change back.

        Raises:
            Problem: changed-meanwhile where a field was changed since by other means; nothing is written.
        """
        return self._step(desk, self._done, self._undone, "undone")

    def redo(self, desk: Desk) -> Change:
        """Do again what was undone last; raises as `undo`."""
        return self._step(desk, self._undone, self._done, "redone")

    def _step(
        self, desk: Desk, source: list[tuple[str, Change]], target: list[tuple[str, Change]], label: str
    ) -> Change:
        name, change = source[-1]
        with desk.write(label, undo_of=change.number) as writing:
            writing.apply(inverse(change.edits))
        assert writing.change is not None
        source.pop()
        target.append((name, writing.change))
        self._name_steps()
        return writing.change

    def _name_steps(self) -> None:
        self.undo_label = self._done[-1][0] if self._done else None
        self.redo_label = self._undone[-1][0] if self._undone else None
