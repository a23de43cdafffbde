"""One returned workbook on the screen: where it stands, its changes, the decisions. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path
from typing import Any

from kxdesk.domain.merging import Choice, Decision, Difference, Key, State, may_choose
from kxdesk.domain.policy import Policy
from kxdesk.domain.problems import Problem
from kxdesk.store.intake import Counts
from kxdesk.workbook.places import Places


class Standing(Enum):
    """How far a workbook is."""

    READING = auto()
    READY = auto()
    HELD = auto()  # a person must say first where it belongs
    REFUSED = auto()
    AGAIN = auto()  # this very file was taken in before
    TAKEN = auto()
    ASIDE = auto()  # a person has put it aside


_STANDING = {
    "staged": Standing.READY,
    "held": Standing.HELD,
    "refused": Standing.REFUSED,
    "applied": Standing.TAKEN,
    "discarded": Standing.ASIDE,
}


def key_of(entry: Difference) -> Key:
    return entry.ref, entry.field


@dataclass(eq=False)
class Entry:
    """A workbook and what the person has decided about it so far.

    Attributes:
        item: as the intake queue has it; None while it is being read.
        looked: its differences from the desk; None until they are wanted.
        file: what the reader said, with receipts; kept only of the workbook that is shown.
        form: what it was read as, once it is shown.
        problem: why something went wrong that is not the file's fault.
        again: the file was given to us although it is in.
        decisions: of places, those carried out too; `steps` their order in this session, to take them back.
        applied: how many places went in when it was taken in here.
    """

    path: Path
    item: Any = None
    looked: Any = None
    file: Any = None
    form: Any = None
    problem: Exception | None = None
    again: bool = False
    decisions: dict[Key, Choice] = field(default_factory=dict)
    steps: list[tuple[Key, Choice | None]] = field(default_factory=list)
    applied: int = 0
    _places: Places | None = None

    @property
    def standing(self) -> Standing:
        if self.problem is not None:
            return Standing.REFUSED
        if self.item is None:
            return Standing.READING
        if self.again:
            return Standing.AGAIN
        return _STANDING[str(self.item.state)]

    @property
    def sha256(self) -> str:
        found: str = self.item.sha256 if self.item is not None else ""
        return found

    @property
    def failure(self) -> Exception | None:
        """Why it could not be read or taken in."""
        if self.problem is not None or self.item is None or self.item.problem is None:
            return self.problem
        code, facts = self.item.problem
        return Problem(code, **facts)

    @property
    def reading(self) -> Any:
        """Receipts, flags, holds; None where it could not be read, or is not read again yet."""
        return self.file.read.reading if self.file is not None and self.file.read is not None else None

    @property
    def counts(self) -> Counts:
        found: Counts = self.item.counts if self.item is not None else Counts()
        return found

    @property
    def theirs(self) -> Policy | None:
        """What the workbook says, in the desk's ids."""
        found: Policy | None = self.looked.plan.theirs if self.looked is not None else None
        return found

    @property
    def ours(self) -> Policy | None:
        found: Policy | None = self.looked.plan.ours if self.looked is not None else None
        return found

    @property
    def differences(self) -> tuple[Difference, ...]:
        """In the order of the form; of a workbook that is in what waited, and what was decided since."""
        if self.looked is None:
            return ()
        found: tuple[Difference, ...] = self.looked.plan.differences
        return found + tuple(_as_seen(made) for made in self.looked.done.values())

    @property
    def places(self) -> Places:
        """Where each value stood; without receipts as long as the file is not read again."""
        if self._places is None:
            reading = self.reading
            said = reading.policy if reading is not None else self.theirs or Policy()
            self._places = Places(said, self.theirs, reading.receipts if reading is not None else ())
        return self._places

    def show(self, looked: Any) -> None:
        """Compared with the desk, for the first time or again."""
        self.looked, self.item, self._places = looked, looked.item, None
        self.decisions = {key: made.choice for key, made in {**looked.made, **looked.done}.items()}
        self.steps = [step for step in self.steps if step[0] in self.decisions]

    def show_file(self, file: Any) -> None:
        """Read again, or no longer needed."""
        self.file, self._places = file, None

    @property
    def waiting(self) -> frozenset[Key]:
        """Places where another workbook wants something else."""
        found: frozenset[Key] = self.looked.waiting if self.looked is not None else frozenset()
        return found

    def is_disputed(self, entry: Difference) -> bool:
        """Whether a person has to decide, or has decided."""
        return entry.state is State.CONFLICT or key_of(entry) in self.waiting

    @property
    def conflicts(self) -> list[Difference]:
        return [entry for entry in self.differences if self.is_disputed(entry)]

    @property
    def undecided(self) -> list[Difference]:
        """Conflicts that wait for the person."""
        return [entry for entry in self.conflicts if key_of(entry) not in self.decisions]

    @property
    def disputed_count(self) -> int:
        """Also of a workbook that nobody has looked at yet."""
        return len(self.conflicts) if self.looked is not None else self.counts.disputed

    @property
    def undecided_count(self) -> int:
        return len(self.undecided) if self.looked is not None else self.counts.waiting

    @property
    def later(self) -> tuple[Key, ...]:
        """Decided after the workbook went in, and not carried out yet."""
        if self.standing is not Standing.TAKEN or self.looked is None:
            return ()
        return tuple(key for key in self.decisions if key not in self.looked.done)

    def may_decide(self, entry: Difference, decision: Decision | None = None) -> bool:
        """Whether it can be decided now, in this way."""
        open_ = self.standing in (Standing.READY, Standing.TAKEN) and self.is_disputed(entry)
        carried = self.looked is not None and key_of(entry) in self.looked.done
        return open_ and not carried and (decision is None or may_choose(entry, decision))

    def decide(self, entry: Difference, choice: Choice) -> bool:
        """Whether this is news."""
        key = key_of(entry)
        if self.decisions.get(key) == choice:
            return False
        self.steps.append((key, self.decisions.get(key)))
        self.decisions[key] = choice
        return True

    def undo(self, entry: Difference | None = None) -> tuple[Key, Choice | None] | None:
        """Take back the decision on this one, or else the last one; which it was, and what stood before."""
        mine = None if entry is None else key_of(entry)
        at = next((n for n in reversed(range(len(self.steps))) if self.steps[n][0] == mine), -1)
        if at < 0 and mine in self.decisions:
            del self.decisions[mine]
            return mine, None
        if not self.steps:
            return None
        key, before = self.steps.pop(at)
        if before is None:
            self.decisions.pop(key, None)
        else:
            self.decisions[key] = before
        return key, before


def _as_seen(made: Any) -> Difference:
    """A difference that is settled, as it was when it was decided."""
    base, theirs, ours = made.seen
    return Difference(made.ref, made.field, base, theirs, ours, State.CONFLICT, "")


def with_waiting(entry: Entry) -> None:
    """Count anew what waits, after a decision."""
    counts = replace(entry.counts, waiting=len(entry.undecided), disputed=len(entry.conflicts))
    entry.item = replace(entry.item, counts=counts)
