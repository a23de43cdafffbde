"""What a person decides about a workbook of the queue: its differences, its place, or to put it aside.

A decision is kept at once, and carried out when the workbook is taken in (`apply_intake`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kxdesk.domain.alignment import alike
from kxdesk.domain.edits import PRESENT
from kxdesk.domain.keys import comparison_key
from kxdesk.domain.merging import Choice, Difference, Key, State, chosen_value, may_choose
from kxdesk.domain.problems import Problem
from kxdesk.store.decisions import put_decision, withdraw
from kxdesk.store.intake import NEW, IntakeState, amend_item, intake_items, reading_of
from kxdesk.store.notes import Notes
from kxdesk.store.policies import outline, policies, value_of
from kxdesk.store.writing import check_value
from kxdesk.usecases.look_at_intake import claims_on, item_of, look_at_item, plan_of, with_decisions

if TYPE_CHECKING:
    from kxdesk.domain.edits import Change
    from kxdesk.domain.policy import Policy
    from kxdesk.domain.rivals import Claims
    from kxdesk.store.decisions import Made
    from kxdesk.store.desk import Desk
    from kxdesk.store.intake import IntakeItem
    from kxdesk.store.policies import PolicyLine
    from kxdesk.usecases.look_at_intake import Looked

_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A policy that a held workbook may belong to.

    Attributes:
        likeness: 0 to 1, by bureau, year and the titles of its issues.
        issues: how many of its issues the policy has, and of how many.
    """

    line: PolicyLine
    likeness: float
    issues: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A decision that was taken back; `change` where it had been carried out."""

    made: Made
    change: Change | None = None


def decide(desk: Desk, sha256: str, choices: Iterable[tuple[Difference, Choice]], why: str = "") -> None:
    """Keep what the person chose at these places, as she saw them.

    Raises:
        Problem: intake-unknown, choice-impossible, text-not-storable; nothing was kept then.
    """
    item = item_of(desk, sha256)
    chosen = list(choices)
    for entry, choice in chosen:
        _check(entry, choice)
    who = desk.signature()
    with desk.noting() as connection:
        notes = Notes(connection)
        for entry, choice in chosen:
            put_decision(notes, who, item.sha256, entry, choice, why=why)
    recount(desk, [sha256])


def _check(entry: Difference, choice: Choice) -> None:
    if not may_choose(entry, choice.decision):
        raise Problem("choice-impossible", field=entry.field, decision=str(choice.decision))
    if entry.field != PRESENT:
        check_value(entry.ref.kind, entry.field, chosen_value(entry, choice))


def undo_decision(desk: Desk, sha256: str, key: Key) -> Withdrawn | None:
    """Take one back; where it was carried out, the desk's value comes back as well. None where there is none.

    Raises:
        Problem: changed-meanwhile where the desk says something else by now; nothing was changed.
    """
    looked = look_at_item(desk, sha256)
    if made := looked.made.get(key) or next((each for each in looked.stale if each.key == key), None):
        with desk.noting() as connection:
            withdraw(Notes(connection), sha256, key)
        recount(desk, [sha256])
        return Withdrawn(made)
    carried = looked.done.get(key)
    return None if carried is None else Withdrawn(carried, _take_back(desk, looked.item, carried))


def _take_back(desk: Desk, item: IntakeItem, made: Made) -> Change | None:
    base, theirs, ours = made.seen
    seen = Difference(made.ref, made.field, base, theirs, ours, State.CONFLICT, "")
    after = chosen_value(seen, made.choice)
    now = value_of(desk, made.ref, made.field)
    if now not in (after, ours):
        raise Problem("changed-meanwhile", kind=str(made.ref.kind), id=made.ref.id, field=made.field)
    with desk.write("decision-undone", source=f"{item.name} {item.sha256}") as writing:
        if made.field == PRESENT:
            (writing.restore if ours == 1 else writing.retire)(made.ref)
        elif now != ours:
            writing.set(made.ref, made.field, ours)
        else:
            writing.keep(made.ref, made.field)
        withdraw(writing, item.sha256, made.key)
        waiting = item.counts.waiting + 1
        amend_item(writing, item.sha256, waiting=waiting)
    return writing.change


def recount(desk: Desk, hashes: Sequence[str]) -> None:
    """How many places of these wait for a decision."""
    waiting = {sha256: len(look_at_item(desk, sha256).undecided) for sha256 in hashes}
    with desk.noting() as connection:
        for sha256, count in waiting.items():
            amend_item(Notes(connection), sha256, waiting=count)


def look_again(desk: Desk) -> tuple[IntakeItem, ...]:
    """All of the queue, those that are not in yet compared anew: with the desk, and with each other.

    What was held because its bureau had no policy can go in once it has one.
    """
    items = intake_items(desk)
    open_ = [item for item in items if item.state in (IntakeState.STAGED, IntakeState.HELD)]
    plans = {item.sha256: plan_of(desk, item) for item in open_}
    claims: dict[str, Claims] = {}
    found = []
    for item in open_:
        plan = plans[item.sha256]
        if plan.ours is not None and plan.ours.id not in claims:
            claims[plan.ours.id] = claims_on(desk, plan.ours.id, plans)
        looked = with_decisions(desk, item, plan, claims.get(plan.ours.id) if plan.ours else None)
        found.append(_anew(looked))
    changed = [each for each, item in zip(found, open_, strict=True) if each != item]
    if changed:
        with desk.noting() as connection:
            for each in changed:
                _note_anew(Notes(connection), each)
    anew = {each.sha256: each for each in found}
    return tuple(anew.get(item.sha256, item) for item in items)


def _anew(looked: Looked) -> IntakeItem:
    item, plan = looked.item, looked.plan
    counts = item.counts
    if not plan.creates:
        mine = [entry for entry in plan.differences if entry.state is State.THEIRS]
        fresh = sum(entry.ours in ("", None) for entry in mine)
        counts = replace(
            counts,
            fresh=fresh,
            changed=len(mine) - fresh,
            disputed=len(looked.disputed),
            waiting=len(looked.undecided),
        )
    return replace(
        item,
        state=IntakeState.HELD if plan.holds else IntakeState.STAGED,
        policy=plan.ours.id if plan.ours else "",
        holds=tuple((hold.code, dict(hold.facts)) for hold in plan.holds),
        counts=counts,
    )


def _note_anew(notes: Notes, item: IntakeItem) -> None:
    counts = item.counts
    amend_item(
        notes,
        item.sha256,
        state=str(item.state),
        policy=item.policy,
        holds=json.dumps(item.holds, ensure_ascii=False),
        fresh=counts.fresh,
        changed=counts.changed,
        disputed=counts.disputed,
        waiting=counts.waiting,
    )


def candidates(desk: Desk, sha256: str) -> tuple[Candidate, ...]:
    """The policies that a workbook may belong to, the likeliest first."""
    reading = reading_of(desk, sha256)
    if reading is None:
        return ()
    found = [_candidate(desk, line, reading.policy) for line in policies(desk)]
    return tuple(sorted(found, key=lambda each: -each.likeness))


def _candidate(desk: Desk, line: PolicyLine, theirs: Policy) -> Candidate:
    mine = {comparison_key(issue.title) for issue in outline(desk, line.id)} - {"", None}
    titles = [comparison_key(issue.title) for issue in theirs.issues]
    known = sum(title in mine for title in titles)
    name = alike(line.bureau, theirs.bureau)
    year = 1.0 if line.fiscal_year == theirs.fiscal_year else 0.0
    share = known / len(titles) if titles else 0.0
    return Candidate(line, round(0.4 * name + 0.2 * year + 0.4 * share, 3), (known, len(titles)))


def place_item(desk: Desk, sha256: str, policy: str, why: str = "") -> IntakeItem:
    """Say where a workbook belongs: a policy of the desk by id, or `NEW`; it can go in then.

    Raises:
        Problem: intake-unknown, policy-unknown, bureau-missing (a new policy needs a name), intake-in.
    """
    item = item_of(desk, sha256)
    if item.state is IntakeState.APPLIED:
        raise Problem("intake-in", file=item.name)
    if policy != NEW and all(line.id != policy for line in policies(desk)):
        raise Problem("policy-unknown", id=policy)
    if policy == NEW and not item.bureau:
        raise Problem("bureau-missing-for-new", file=item.name)
    if reading_of(desk, sha256) is None:
        raise Problem("intake-refused", file=item.name)
    wanted = replace(item, state=IntakeState.STAGED, placed=policy, why=why)
    plan = plan_of(desk, wanted)
    state = IntakeState.HELD if plan.holds else IntakeState.STAGED
    home = plan.ours.id if plan.ours else ""
    with desk.noting() as connection:
        amend_item(Notes(connection), sha256, placed=policy, why=why, state=str(state), policy=home)
    return item_of(desk, sha256)


def discard_item(desk: Desk, sha256: str, why: str) -> IntakeItem:
    """Put a workbook aside that does not go in; it stays in the queue with the reason.

    Raises:
        Problem: intake-unknown, reason-missing, intake-in.
    """
    item = item_of(desk, sha256)
    if not why.strip():
        raise Problem("reason-missing")
    if item.state is IntakeState.APPLIED:
        raise Problem("intake-in", file=item.name)
    with desk.noting() as connection:
        amend_item(Notes(connection), sha256, state=str(IntakeState.DISCARDED), why=why)
    return item_of(desk, sha256)
