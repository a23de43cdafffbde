"""A draft being corrected, with its undo: every step gives a new draft, the old ones are kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal

from kxdesk.domain.problems import Problem
from kxdesk.workbook.learn.draft import Draft

P = ParamSpec("P")
Step = Callable[Concatenate[Draft, P], Draft]


class Correction(QObject):
    """Says `changed` after every step and every step back."""

    changed = Signal()
    refused = Signal(object)  # Problem

    def __init__(self, draft: Draft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self._past: list[Draft] = []
        self._future: list[Draft] = []

    def take(self, step: Step[P], *args: P.args, **kwargs: P.kwargs) -> bool:
        """Take a step of `learn.correct`; False where it was refused."""
        try:
            new = step(self.draft, *args, **kwargs)
        except Problem as problem:
            self.refused.emit(problem)
            return False
        if new != self.draft:
            self._past.append(self.draft)
            self._future.clear()
            self.draft = new
            self.changed.emit()
        return True

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        return bool(self._future)

    def undo(self) -> None:
        self._swap(self._past, self._future)

    def redo(self) -> None:
        self._swap(self._future, self._past)

    def _swap(self, source: list[Draft], target: list[Draft]) -> None:
        if source:
            target.append(self.draft)
            self.draft = source.pop()
            self.changed.emit()
