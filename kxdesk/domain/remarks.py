"""Remarks (指摘): a question or demand pinned to one field, and all that was said about it since.

A remark is settled by a person and by nothing else; what a return did at its place is told beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kxdesk.domain.keys import comparison_key, search_key
from kxdesk.domain.policy import Issue, Policy, find, ref_of, values_of, walk
from kxdesk.domain.things import Ref


class RemarkState(StrEnum):
    """How far it is."""

    OPEN = "open"
    ANSWERED = "answered"
    SETTLED = "settled"


class Side(StrEnum):
    """Who says something: those who gather, or those who write."""

    DESK = "desk"
    DIVISION = "division"


class Outcome(StrEnum):
    """What a return did where the remark is pinned."""

    CHANGED = "changed"  # the field says something else now
    ELSEWHERE = "elsewhere"  # the field does not, but its issue does
    UNTOUCHED = "untouched"
    GONE = "gone"  # the thing is not in the return any more


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said; `said_on` is a day as ISO has it."""

    side: Side
    author: str
    said_on: str
    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark with its statements, the first one first.

    Attributes:
        policy: id of the policy it belongs to.
        field: of the thing; "" where it concerns the whole thing.
        quoted: what the field said when it was remarked on or last sent back.
        organisation: id of whom it goes to, "" if that is not known.
        sent: the day it was last sent back, "" before.
        outcome: what the last return did at its place, None before one came.
    """

    policy: str
    ref: Ref
    field: str
    state: RemarkState = RemarkState.OPEN
    quoted: str = ""
    organisation: str = ""
    round: str = ""
    sent: str = ""
    outcome: Outcome | None = None
    statements: tuple[Statement, ...] = ()
    id: str = ""

    @property
    def demand(self) -> str:
        """What is asked now: all that the desk said since the division had last spoken before."""
        start, end = self._demand()
        return "\n".join(said.text for said in self.statements[start:end])

    @property
    def answer(self) -> str:
        """What the division said to it; "" where the desk spoke last."""
        return "\n".join(said.text for said in self.statements[self._demand()[1] :])

    @property
    def earlier(self) -> Sequence[Statement]:
        """What was said before the present demand."""
        return self.statements[: self._demand()[0]]

    def _demand(self) -> tuple[int, int]:
        """From where to where the present demand reaches."""
        end = len(self.statements)
        while end and self.statements[end - 1].side is Side.DIVISION:
            end -= 1
        start = end
        while start and self.statements[start - 1].side is Side.DESK:
            start -= 1
        return start, end


def outcome_of(remark: Remark, theirs: Policy, sent: Policy | None) -> Outcome:
    """What a return did where the remark is pinned.

    Args:
        remark: with `quoted` as it was sent.
        theirs: the return, in the desk's ids.
        sent: what had been sent, to see whether anything else of the issue changed; None where not known.
    """
    thing = find(theirs, remark.ref)
    if thing is None:
        return Outcome.GONE
    if remark.field:
        now = values_of(thing).get(remark.field)
        if comparison_key(_text(now)) != comparison_key(remark.quoted):
            return Outcome.CHANGED
    before = _surroundings(sent, remark.ref) if sent else None
    if before is None or _said(before) == _said(_surroundings(theirs, remark.ref)):
        return Outcome.UNTOUCHED
    return Outcome.ELSEWHERE if remark.field else Outcome.CHANGED


def _surroundings(policy: Policy, ref: Ref) -> Issue | Policy | None:
    """The issue the thing lies in; the policy's own texts where it lies in none."""
    if issue := issue_of(policy, ref):
        return issue
    outside = replace(policy, issues=())
    return outside if find(outside, ref) else None


def _said(thing: Issue | Policy | None) -> Counter[str]:
    """All its texts, whatever their order; what paper does not hold counts for nothing."""
    if thing is None:
        return Counter()
    texts = (_text(value) for each, _ in walk(thing) for value in values_of(each).values())
    return Counter(key for text in texts if (key := comparison_key(text)))


def _text(value: str | int | None) -> str:
    return "" if value is None else str(value)


def phrases(statements: Iterable[str], own: Sequence[str], limit: int = 30) -> tuple[str, ...]:
    """What is said again and again, the most used first, then the phrases that come along."""
    counts: Counter[str] = Counter()
    shapes: dict[str, str] = {}
    for text in statements:
        key = search_key(text)
        if key:
            counts[key] += 1
            shapes.setdefault(key, text)
    used = sorted(counts, key=lambda key: -counts[key])
    more = [text for text in own if search_key(text) not in counts]
    return (*(shapes[key] for key in used), *more)[:limit]


def issue_of(policy: Policy, ref: Ref) -> Issue | None:
    """The issue that a thing is or lies in."""
    for issue in policy.issues:
        if any(ref_of(thing) == ref for thing, _ in walk(issue)):
            return issue
    return None


def place_of(policy: Policy, ref: Ref) -> str:
    """`B2`; "" outside issues."""
    issue = issue_of(policy, ref)
    return f"{issue.area or ''}{issue.number or ''}" if issue else ""
