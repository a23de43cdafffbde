"""The kinds of thing a desk keeps, how they nest, and how one is pointed at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

# None is "not asked by this form"; "" is "asked and left blank". Text is kept exactly as typed.
Value: TypeAlias = str | int | None


class Kind(StrEnum):
    """What a thing is; the value is also its table's name."""

    POLICY = "policy"
    FACILITY = "facility"
    ISSUE = "issue"
    ACTIVITY = "activity"
    TRACK = "track"
    MILESTONE = "milestone"
    PROGRESS = "progress"
    ORGANISATION = "organisation"
    ROUND = "round"
    EXPECTED = "expected"
    REMARK = "remark"
    STATEMENT = "statement"
    SOURCE = "source"
    INDICATOR = "indicator"
    TARGET = "target"
    OBSERVATION = "observation"
    CLOSING = "closing"
    EDITION = "edition"
    LINEAGE = "lineage"
    PROMISE = "promise"


# An organisation may stand below another one (a division below its bureau): no kind can say that.
PARENT_OF: dict[Kind, Kind | None] = {
    Kind.POLICY: None,
    Kind.FACILITY: Kind.POLICY,
    Kind.ISSUE: Kind.POLICY,
    Kind.ACTIVITY: Kind.ISSUE,
    Kind.TRACK: Kind.ACTIVITY,
    Kind.MILESTONE: Kind.TRACK,
    Kind.PROGRESS: Kind.ISSUE,
    Kind.ORGANISATION: None,
    Kind.ROUND: None,
    Kind.EXPECTED: Kind.ROUND,
    Kind.REMARK: Kind.POLICY,
    Kind.STATEMENT: Kind.REMARK,
    Kind.SOURCE: Kind.POLICY,
    Kind.INDICATOR: Kind.POLICY,
    Kind.TARGET: Kind.INDICATOR,
    Kind.OBSERVATION: Kind.INDICATOR,
    Kind.CLOSING: Kind.POLICY,
    Kind.EDITION: None,
    Kind.LINEAGE: Kind.POLICY,
    Kind.PROMISE: Kind.POLICY,
}
# Written once: no edit, no undo, no retiring.
FINAL = frozenset({Kind.EDITION})


# What belongs to no single form: it is kept whole whatever a form asks.
LEDGER = frozenset({Kind.SOURCE, Kind.INDICATOR, Kind.TARGET, Kind.OBSERVATION, Kind.CLOSING})


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """One thing in a desk. `id` is twelve characters of Crockford's base 32."""

    kind: Kind
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"
