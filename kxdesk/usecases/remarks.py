"""Write remarks, speak about them, settle them and open them again. Only a person settles."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from kxdesk.domain.identity import id_from_remark_number
from kxdesk.domain.keys import search_key
from kxdesk.domain.problems import Problem
from kxdesk.domain.remarks import Remark, RemarkState, Side, Statement, issue_of, phrases
from kxdesk.domain.roles import Role
from kxdesk.domain.round import Level
from kxdesk.domain.shares import writes
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.policies import load_policy, value_of
from kxdesk.store.remarks import insert_remark, insert_statement, remarks, statements_of_desk
from kxdesk.store.rounds import organisations, rounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kxdesk.domain.edits import Change
    from kxdesk.domain.policy import Policy
    from kxdesk.domain.round import Round
    from kxdesk.store.desk import Desk
    from kxdesk.store.writing import Writing


def add_remark(desk: Desk, policy_id: str, ref: Ref, field: str, text: str) -> Change:
    """Pin a remark to a field; "" is the whole thing.

    Raises:
        Problem: remark-empty, no-such-thing.
    """
    text = _said(text)
    quoted = "" if not field else str(value_of(desk, ref, field) or "")
    policy = load_policy(desk, policy_id)
    round_ = _round(desk, policy)
    whose, round_id = _whose(desk, policy, ref, round_), round_.id if round_ else ""
    with desk.write("remark-added") as writing:
        said = statement_of(writing, side_of(desk), text)
        remark = Remark(policy_id, ref, field, quoted=quoted, organisation=whose, round=round_id)
        insert_remark(writing, replace(remark, statements=(said,)))
    assert writing.change is not None
    return writing.change


def say(desk: Desk, remark_id: str, text: str) -> Change | None:
    """One statement more: the desk's opens the remark again, a division's answers it.

    Raises:
        Problem: remark-empty, no-such-thing.
    """
    side, text = side_of(desk), _said(text)
    state = RemarkState.OPEN if side is Side.DESK else RemarkState.ANSWERED
    label = "remark-asked-again" if side is Side.DESK else "remark-answered"
    with desk.write(label) as writing:
        insert_statement(writing, remark_id, statement_of(writing, side, text))
        writing.set(Ref(Kind.REMARK, remark_id), "state", str(state))
    return writing.change


def statement_of(writing: Writing, side: Side, text: str, author: str | None = None) -> Statement:
    """Said now, by who writes unless somebody else is named."""
    day = datetime.fromisoformat(writing.facts.at).astimezone().date().isoformat()
    return Statement(side, writing.facts.display_name if author is None else author, day, text)


def settle_remarks(desk: Desk, ids: Iterable[str], why: str = "") -> Change | None:
    """A person says that they are done."""
    return _set_state(desk, ids, RemarkState.SETTLED, "remarks-settled", why)


def reopen_remarks(desk: Desk, ids: Iterable[str], why: str = "") -> Change | None:
    """They are not done after all."""
    return _set_state(desk, ids, RemarkState.OPEN, "remarks-reopened", why)


def withdraw_remarks(desk: Desk, ids: Iterable[str], why: str = "") -> Change | None:
    """They were a mistake; what was said stays in the history."""
    with desk.write("remarks-withdrawn", why) as writing:
        for id_ in ids:
            writing.retire(Ref(Kind.REMARK, id_))
    return writing.change


def find_remark(desk: Desk, number: str) -> Remark:
    """By its number as printed. Raises Problem remark-unknown."""
    id_ = id_from_remark_number(number)
    found = next((remark for remark in remarks(desk) if remark.id in (id_, number)), None)
    if found is None:
        raise Problem("remark-unknown", number=number)
    return found


def known_phrases(desk: Desk, own: Sequence[str]) -> tuple[str, ...]:
    """What was asked here before, the most used first, then the phrases that come along."""
    return phrases(statements_of_desk(desk), own)


def _set_state(desk: Desk, ids: Iterable[str], state: RemarkState, label: str, why: str) -> Change | None:
    with desk.write(label, why) as writing:
        for id_ in ids:
            writing.set(Ref(Kind.REMARK, id_), "state", str(state))
    return writing.change


def side_of(desk: Desk) -> Side:
    """For whom a desk speaks, by its role."""
    return Side.DESK if desk.role is Role.CONSOLIDATION else Side.DIVISION


def _said(text: str) -> str:
    if not search_key(text):
        raise Problem("remark-empty")
    return text.strip("\n")


def _whose(desk: Desk, policy: Policy, ref: Ref, round_: Round | None) -> str:
    """Id of the organisation that will get it; its bureau where that answers, or no division is found."""
    known = organisations(desk)
    bureau = known.bureau_named(policy.bureau)
    if bureau is None:
        return ""
    if round_ is not None and round_.level is Level.BUREAU:
        return bureau.id
    issue = issue_of(policy, ref)
    found = [entry for entry in known.divisions(bureau.id) if issue and writes(entry, issue)]
    return found[0].id if found else bureau.id


def _round(desk: Desk, policy: Policy) -> Round | None:
    """The latest of the policy's year."""
    found = [entry for entry in rounds(desk) if entry.fiscal_year == policy.fiscal_year]
    return found[-1] if found else None
