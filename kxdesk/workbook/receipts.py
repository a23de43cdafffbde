"""What the reader hands over: a policy, and for each value where it stood and what was done to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from kxdesk.domain.policy import Policy
from kxdesk.domain.problems import Fact
from kxdesk.domain.things import Kind
from kxdesk.workbook.addresses import address
from kxdesk.workbook.slip import SlipLine

Path = tuple[int, ...]


class Receipt(NamedTuple):
    """Where one value came from.

    Attributes:
        kind: of the thing that has the value.
        path: its place in the policy from 0: (issue, activity, track, milestone), (issue, progress) or
            (facility,); () for the policy itself.
        key: the field.
        raw: what the cell holds, as text.
        normalised: codes of what was done to it, in order; empty if the value is as typed.
    """

    kind: Kind
    path: Path
    key: str
    sheet: str
    row: int
    column: int
    raw: str
    normalised: tuple[str, ...] = ()

    @property
    def cell(self) -> str:
        """E4."""
        return address(self.row, self.column)


class Flag(NamedTuple):
    """Something a person should look at.

    Attributes:
        code: kebab-case; see the reader's modules for the rule behind each.
        sheet: its name; "" for the whole workbook.
        row, column: of the cell, 0 where it is about the sheet.
        text: what stands there, or what was expected.
        field: the field concerned, "" if none is.
    """

    code: str
    sheet: str
    row: int = 0
    column: int = 0
    text: str = ""
    field: str = ""

    @property
    def cell(self) -> str:
        """E4, or "" where it is about the sheet."""
        return address(self.row, self.column) if self.row else ""


class Hold(NamedTuple):
    """Why something must not be taken in before a person has decided."""

    code: str
    facts: dict[str, Fact]


class SheetMatch(NamedTuple):
    """What a sheet was taken for.

    Attributes:
        layout: name of the sheet in the layout, "" if none fits.
        issue: place of its issue in the policy, None if it holds none.
        confidence: 0.0 to 1.0.
        reason: what it was known by: "control-number", "labels"; "slip" for our own slip of remarks,
            "nothing-known" if it is none.
    """

    sheet: str
    layout: str
    role: str
    issue: int | None
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook read through a layout.

    Attributes:
        policy: what it says; ids only where a control number gave one.
        holds: reasons not to take it in as it is; empty if there are none.
        sheets: what each sheet was taken for.
        slip: what came back of the slip in front of a workbook that had been sent back.
        confidence: how surely this is the layout's form, 0.0 to 1.0.
    """

    policy: Policy
    receipts: tuple[Receipt, ...]
    flags: tuple[Flag, ...]
    holds: tuple[Hold, ...] = ()
    sheets: tuple[SheetMatch, ...] = ()
    confidence: float = 1.0
    slip: tuple[SlipLine, ...] = ()


@dataclass(slots=True)
class Ledger:
    """Receipts and flags while a workbook is read."""

    receipts: list[Receipt] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
