"""One returned workbook on the screen: where it stands, its changes, the decisions. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import Any

from kxdesk.domain.edits import PRESENT
from kxdesk.domain.merging import Decision, Difference, State
from kxdesk.domain.policy import Policy
from kxdesk.domain.things import Ref
from kxdesk.ui.intake.places import Places

Key = tuple[Ref, str]


class Standing(Enum):
    """How far a workbook is."""

    READING = auto()
    READY = auto()
    HELD = auto()  # a person must decide outside first
    REFUSED = auto()
    AGAIN = auto()  # this very file was taken in before
    TAKEN = auto()


@dataclass(frozen=True, slots=True)
class Counts:
    """Fields by what becomes of them; an added thing counts once."""

    new: int = 0
    changed: int = 0
    same: int = 0
    disputed: int = 0


def key_of(entry: Difference) -> Key:
    return entry.ref, entry.field


@dataclass(eq=False)
class Entry:
    """A workbook and what the person has decided about it so far.

    Attributes:
        file: as `read_workbook.read_files` yields it; None while it is being read.
        looked: as `settle_import.look_at` yields it; None before, and where it was refused.
        decisions: of conflicts; `steps` their order, for taking them back.
        applied: differences that are in the desk.
    """

    path: Path
    file: Any = None
    looked: Any = None
    problem: Exception | None = None
    decisions: dict[Key, Decision] = field(default_factory=dict)
    steps: list[tuple[Key, Decision | None]] = field(default_factory=list)
    applied: set[Key] = field(default_factory=set)
    taken: bool = False
    counts: Counts = Counts()
    _places: Places | None = None

    @property
    def standing(self) -> Standing:
        if self.problem is not None:
            return Standing.REFUSED
        if self.taken:
            return Standing.TAKEN
        if self.looked is None:
            return Standing.READING
        if self.looked.plan.again:
            return Standing.AGAIN
        return Standing.HELD if self.looked.plan.holds else Standing.READY

    @property
    def reading(self) -> Any:
        """Receipts, flags, holds; None where it could not be read."""
        return self.file.read.reading if self.file is not None and self.file.read is not None else None

    @property
    def form(self) -> Any:
        """What it was read as."""
        return self.file.read.form

    @property
    def differences(self) -> tuple[Difference, ...]:
        return self.looked.plan.differences if self.looked is not None else ()

    @property
    def places(self) -> Places:
        """Where each value stood."""
        if self._places is None:
            theirs: Policy | None = self.looked.plan.theirs if self.looked is not None else None
            self._places = Places(self.reading.policy, theirs, self.reading.receipts)
        return self._places

    def show(self, looked: Any) -> None:
        """Compared with the desk, for the first time or again after other workbooks went in."""
        self.looked, self._places = looked, None
        open_ = {key_of(entry) for entry in self.conflicts}
        self.decisions = {key: choice for key, choice in self.decisions.items() if key in open_}
        self.steps = [step for step in self.steps if step[0] in open_]
        self.counts = self._counted()

    @property
    def conflicts(self) -> list[Difference]:
        return [entry for entry in self.differences if entry.state is State.CONFLICT]

    @property
    def undecided(self) -> list[Difference]:
        """Conflicts that wait for the person."""
        return [
            entry
            for entry in self.conflicts
            if key_of(entry) not in self.decisions and key_of(entry) not in self.applied
        ]

    @property
    def later(self) -> tuple[Difference, ...]:
        """Decided for theirs after the workbook went in, and not in the desk yet."""
        if not self.taken:
            return ()
        return tuple(
            entry
            for entry in self.conflicts
            if self.decisions.get(key_of(entry)) is Decision.THEIRS and key_of(entry) not in self.applied
        )

    @property
    def decided(self) -> dict[Key, tuple[Difference, Decision]]:
        """What the person saw, and what she chose."""
        return {
            key_of(entry): (entry, self.decisions[key_of(entry)])
            for entry in self.conflicts
            if key_of(entry) in self.decisions
        }

    def may_decide(self, entry: Difference) -> bool:
        open_ = self.standing in (Standing.READY, Standing.TAKEN)
        return open_ and entry.state is State.CONFLICT and key_of(entry) not in self.applied

    def decide(self, entry: Difference, choice: Decision) -> None:
        key = key_of(entry)
        if self.decisions.get(key) is not choice:
            self.steps.append((key, self.decisions.get(key)))
            self.decisions[key] = choice

    def undo(self, entry: Difference | None = None) -> Key | None:
        """Take back the decision on this one, or else the last one; which it was."""
        mine = None if entry is None else key_of(entry)
        at = next((n for n in reversed(range(len(self.steps))) if self.steps[n][0] == mine), -1)
        open_steps = [n for n, step in enumerate(self.steps) if step[0] not in self.applied]
        if at not in open_steps:
            if not open_steps:
                return None
            at = open_steps[-1]
        key, before = self.steps.pop(at)
        if before is None:
            self.decisions.pop(key, None)
        else:
            self.decisions[key] = before
        return key

    def _counted(self) -> Counts:
        if self.looked.plan.theirs is None:
            return Counts()
        mine = [entry for entry in self.differences if entry.state is State.THEIRS]
        new = sum(entry.ours in ("", None) for entry in mine)
        touched = {key_of(entry) for entry in self.differences}
        brought = {entry.ref for entry in self.differences if entry.field == PRESENT}
        same = self.places.untouched(touched, brought)
        return Counts(new, len(mine) - new, same, len(self.conflicts))
