"""The return board (回収状況): how far each organisation of a round has come, the silent ones first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kxdesk.domain.dates import as_of

_MONTH_ENDS = (31, 30, 29, 28)


class Stage(StrEnum):
    """Where the matter lies now; in the order in which somebody has to act."""

    SILENT = "silent"  # it got its form and has not answered
    UNSENT = "unsent"  # it was not sent anything yet
    SENT_BACK = "sent-back"  # it has remarks to answer
    DISPUTED = "disputed"  # decisions are left here
    RETURNED = "returned"  # it was read and waits to be agreed
    SETTLED = "settled"
    EXCUSED = "excused"


# Who has to act are the organisations themselves: a reminder goes to them.
WAITED_FOR = frozenset({Stage.SILENT, Stage.SENT_BACK})


@dataclass(frozen=True, slots=True)
class Line:
    """One organisation.

    Attributes:
        expected: id of what is expected of it; organisation: its own id.
        deadline: its own or the round's, as typed.
        days_late: days since the deadline, negative before it; None without one, or when nothing is awaited.
        distributed, returned, sent_back, reminded: when it last happened (ISO 8601, UTC), "" if never.
        returns: how often it returned something.
        rounds_back: how often it was sent back.
        refused: files of it, since its last return, that could not be read or placed.
        staged: files of it that were read and wait to be taken in.
        disputed: decisions that are left.
        remarks: state → how many.
        settled: the day it was agreed, "" before.
        excused: why nothing is asked.
        policy: id of its bureau's policy of the year, "" where there is none yet.
    """

    expected: str
    organisation: str
    code: str
    bureau: str
    division: str
    contact: str
    stage: Stage
    deadline: str = ""
    days_late: int | None = None
    distributed: str = ""
    returned: str = ""
    sent_back: str = ""
    reminded: str = ""
    returns: int = 0
    rounds_back: int = 0
    refused: int = 0
    staged: int = 0
    disputed: int = 0
    open_remarks: int = 0
    answered_remarks: int = 0
    settled: str = ""
    excused: str = ""
    policy: str = ""

    @property
    def name(self) -> str:
        """政策局 総務課."""
        return f"{self.bureau} {self.division}".strip()

    @property
    def is_late(self) -> bool:
        """The deadline is past and something is still awaited."""
        return self.days_late is not None and self.days_late > 0


@dataclass(frozen=True, slots=True)
class Board:
    """All of a round, the ones to chase first."""

    lines: tuple[Line, ...]

    @property
    def asked(self) -> tuple[Line, ...]:
        """Without those that are excused."""
        return tuple(line for line in self.lines if line.stage is not Stage.EXCUSED)

    @property
    def stages(self) -> Counter[Stage]:
        """How many are where."""
        return Counter(line.stage for line in self.lines)

    @property
    def totals(self) -> dict[str, int]:
        """Along the way of a form: how many came how far."""
        asked = self.asked
        return {
            "expected": len(asked),
            "distributed": sum(bool(line.distributed) for line in asked),
            "returned": sum(bool(line.returned or line.refused or line.staged) for line in asked),
            "read": sum(bool(line.returned or line.staged) for line in asked),
            "disputed": sum(line.disputed > 0 for line in asked),
            "sent-back": sum(line.rounds_back > 0 for line in asked),
            "settled": sum(line.stage is Stage.SETTLED for line in asked),
            "late": sum(line.is_late for line in asked),
        }


def stage_of(line: Line) -> Stage:
    """From its facts alone."""
    if line.excused:
        return Stage.EXCUSED
    if line.settled:
        return Stage.SETTLED
    left = line.disputed or line.refused or line.staged
    if line.sent_back > line.returned and not (line.refused or line.staged):
        return Stage.SENT_BACK
    if line.returned or left:
        return Stage.DISPUTED if left else Stage.RETURNED
    return Stage.SILENT if line.distributed else Stage.UNSENT


def in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """By stage, those most late first, else as the list has them."""
    order = list(Stage)
    return tuple(sorted(lines, key=lambda line: (order.index(line.stage), -(line.days_late or -9999))))


def day_of(text: str) -> date | None:
    """The last day that a date as typed may mean: a month alone is its end."""
    found = as_of(text)
    if found is None:
        return None
    for day in (found.day,) if found.day else _MONTH_ENDS:
        try:
            return date(found.year, found.month, day)
        except ValueError:
            continue
    return None


def days_late(deadline: str, today: date) -> int | None:
    """Days from the deadline to today."""
    day = day_of(deadline)
    return None if day is None else (today - day).days
