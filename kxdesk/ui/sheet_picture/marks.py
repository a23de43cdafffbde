"""What is laid over a sheet: boxes that mean something, named and tinted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kxdesk.workbook.areas import Area


class Look(StrEnum):
    """How a mark looks; each has its own line or sign, so that colour is not all."""

    SURE = "sure"
    ASK = "ask"
    PERSON = "person"
    SPILLS = "spills"  # not all of its text is printed
    REGION = "region"  # rows that belong together


@dataclass(frozen=True, slots=True)
class Mark:
    """One box.

    Attributes:
        name: written into it, "" for none.
        tip: for the mouse and for a screen reader.
    """

    area: Area
    look: Look
    name: str = ""
    tip: str = ""
