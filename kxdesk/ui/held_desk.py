"""The desk as the worker holds it: plain facts for the window, and what may be done to it. No Qt here.

A desk is opaque to the screens; `app` hands in the functions that work on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from kxdesk.domain import disputes
from kxdesk.domain.edits import Change
from kxdesk.domain.form import Form
from kxdesk.domain.things import Ref

Place = tuple[Ref, str]  # a field of a thing


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """What an opened desk says of itself; plain data, made on the worker."""

    path: str
    read_only: bool
    role: str
    policy_id: str
    bureau: str
    fiscal_year: str
    form: Form
    person: str
    holder: str = ""  # who has it open, when it is read-only for that reason
    holder_pc: str = ""
    holder_since: datetime | None = None
    home: str = ""  # where a working copy has to be brought back to; "" when this is the desk itself
    resumed: bool = False  # the working copy holds edits of an earlier session
    restored: int = 0  # fields whose typing a crash had left unconfirmed
    restored_at: datetime | None = None
    policies: int = 1  # how many the desk holds; one of them is shown
    shared: bool = False  # others write too while it is open
    last_change: int = 0  # number of the newest change when it was opened
    unsaved: disputes.Unsaved = field(default_factory=dict)  # what a crash had left on this PC
    kept: str = ""  # the file as it was before it was brought up to a newer schema


class UndoSteps(Protocol):
    """The undo stack; used on the worker only."""

    undo_label: str | None
    redo_label: str | None

    def push(self, change: Change) -> None: ...
    def undo(self, desk: Any) -> Change: ...
    def redo(self, desk: Any) -> Change: ...


@dataclass(frozen=True)
class Hands:
    """What the session does to a desk, each called on the worker. A desk is opaque here."""

    open: Callable[[], tuple[Any, DeskFacts]]
    glance: Callable[
        [], tuple[Any, DeskFacts] | None
    ]  # quick, to be read from until the desk is open; closed here
    close: Callable[[Any], None]
    bring_back: Callable[[Any], Any]
    save_fields: Callable[[Any, Mapping[Place, str], Mapping[Place, str]], Any]  # values, bases
    save_drafts: Callable[[Any, disputes.Unsaved], None]
    changes_since: Callable[[Any, int], tuple[Change, ...]]
    undo: Callable[[], UndoSteps]
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Written:
    result: Any
    change: Change | None
    at: datetime
    undo_label: str | None
    redo_label: str | None


class HeldDesk:
    """The desk and its undo stack; lives on the worker."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.desk: Any = None
        self.steps: UndoSteps | None = None
        self._first_look: Any = None
        self._last_seen = 0
        self._own: set[int] = set()  # changes that the screens know without being told

    def glance(self) -> DeskFacts | None:
        """The facts as far as a first look shows them; None where it shows nothing."""
        found = self.hands.glance()
        if found is None:
            return None
        self.desk, facts = found
        self._first_look = self.desk
        return facts

    def open(self) -> DeskFacts:
        """From now on the desk itself is read and written."""
        if self._first_look is not None:
            self.desk = None
            self._first_look.close()
            self._first_look = None
        self.desk, facts = self.hands.open()
        self.steps = self.hands.undo()
        self._last_seen = facts.last_change
        return facts

    def news(self) -> tuple[Change, ...]:
        """What others have written since the last time."""
        found = self.hands.changes_since(self.desk, self._last_seen)
        self._last_seen = max((change.number for change in found), default=self._last_seen)
        return tuple(change for change in found if change.number not in self._own)

    def read(self, work: Callable[..., Any], *args: Any) -> Any:
        return work(self.desk, *args)

    def write(self, work: Callable[..., Any], *args: Any) -> Written:
        result = work(self.desk, *args)
        change = result if isinstance(result, Change) else getattr(result, "change", None)
        if change is not None and self.steps is not None:
            self.steps.push(change)
        return self.written(result, change)

    def step(self, name: str) -> Written:
        """Take one step, "undo" or "redo"; where there is nothing to take back, nothing happens."""
        label = getattr(self.steps, f"{name}_label")
        change = getattr(self.steps, name)(self.desk) if label is not None else None
        return self.written(change, change)

    def written(self, result: Any, change: Change | None) -> Written:
        assert self.steps is not None
        if change is not None:
            self._own.add(change.number)
        return Written(result, change, self.hands.now(), self.steps.undo_label, self.steps.redo_label)

    def bring_back(self) -> Any:
        """A working copy to its home; what came of it, None where this is no copy."""
        return None if self.desk is None else self.hands.bring_back(self.desk)

    def close(self, *, leave_here: bool) -> Any:
        """Bring a working copy home, unless it is to be left on this PC, and close."""
        brought = None if leave_here else self.bring_back()
        if self.desk is not None:
            self.hands.close(self.desk)
            self.desk = None
        return brought
