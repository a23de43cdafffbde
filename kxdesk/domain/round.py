"""A round (回): what is asked of which organisations, as of when and by when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Who returns: divisions to their bureau, or bureaus to the reform office."""

    DIVISION = "division"
    BUREAU = "bureau"


@dataclass(frozen=True, slots=True)
class Expected:
    """One organisation in a round.

    Attributes:
        organisation: its id.
        deadline: its own, "" where the round's holds.
        excused: why nothing is expected of it, "" where something is.
        settled: the day its return was agreed, "" until then.
    """

    organisation: str
    deadline: str = ""
    excused: str = ""
    settled: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """One round; dates as typed, in any habit."""

    name: str
    fiscal_year: str
    form: str
    as_of: str = ""
    deadline: str = ""
    level: Level = Level.DIVISION
    expected: tuple[Expected, ...] = ()
    id: str = ""
