"""Take workbooks of the queue in: each in one transaction that names what it did, in an order of their own.

The order is that of their content hashes, not that in which they came: with what waits for a decision left
where it is, the desk comes out the same whichever came first, and the same again after a crash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kxdesk.domain.edits import PRESENT
from kxdesk.domain.merging import Choice, Decision, steps_of, to_apply
from kxdesk.domain.problems import Problem
from kxdesk.store.decisions import carry_out, overtake, put_decision, put_disputes, settle
from kxdesk.store.exchanges import Direction, record_exchange
from kxdesk.store.intake import IntakeState, amend_item
from kxdesk.usecases.look_at_intake import Looked, claims_on, item_of, plan_of, with_decisions
from kxdesk.usecases.note_return import note_return
from kxdesk.usecases.plan_import import reading_kept
from kxdesk.usecases.take_steps import take

if TYPE_CHECKING:
    from kxdesk.domain.edits import Change
    from kxdesk.domain.merging import Difference, Key
    from kxdesk.domain.rivals import Claims
    from kxdesk.store.desk import Desk
    from kxdesk.store.intake import IntakeItem
    from kxdesk.store.writing import Writing
    from kxdesk.usecases.plan_import import Plan

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of one workbook.

    Attributes:
        item: as it is now.
        change: None where the desk said all of it already.
        differences: all that were found.
        applied: those that went in, each with the value that did.
        kept: places where the desk's value was decided for.
        undecided: what waits for a person; the desk's value stands.
        stale: decisions that were not carried out, because the desk changed since they were made.
    """

    item: IntakeItem
    change: Change | None = None
    differences: tuple[Difference, ...] = ()
    applied: tuple[Difference, ...] = ()
    kept: tuple[Difference, ...] = ()
    undecided: tuple[Difference, ...] = ()
    stale: int = 0
    problem: Problem | None = None


def apply_intake(
    desk: Desk,
    hashes: Sequence[str],
    decide: Decision | None = None,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[Applied]:
    """What is undisputed or decided goes in; one workbook after the other, each whole or not at all.

    Args:
        desk: open for writing.
        hashes: of items of the queue; one that waits or is refused stays as it is.
        decide: settle every conflict this way. Two workbooks that want different things of one place are
            not settled by `theirs`.
        progress: called with a file's name, how many are done, and of how many.
        cancelled: once it says yes, workbooks that are not in yet stay in the queue.
    """
    claims: dict[str, Claims] = {}
    for done, sha256 in enumerate(sorted(hashes), 1):
        if cancelled is not None and cancelled():
            return
        item = item_of(desk, sha256)
        try:
            applied = _one(desk, item, decide, claims)
        except Problem as problem:
            applied = Applied(item, problem=problem)
        if progress is not None:
            progress(item.name, done, len(hashes))
        yield applied


def apply_item(desk: Desk, sha256: str, claims: dict[str, Claims]) -> Applied:
    """One of many; what all of them want is kept in `claims`, by policy, from one to the next.

    Raises:
        Problem: intake-unknown, and what writing may raise; nothing of it is in then.
    """
    return _one(desk, item_of(desk, sha256), None, claims)


def _one(desk: Desk, item: IntakeItem, decide: Decision | None, claims: dict[str, Claims]) -> Applied:
    plan = plan_of(desk, item)
    if item.state not in (IntakeState.STAGED, IntakeState.APPLIED) or plan.theirs is None:
        return Applied(item)
    if plan.ours is not None and plan.ours.id not in claims:
        claims[plan.ours.id] = claims_on(desk, plan.ours.id, {item.sha256: plan})
    looked = with_decisions(desk, item, plan, claims.get(plan.ours.id) if plan.ours else None)
    if item.state is IntakeState.APPLIED and not (looked.made or looked.stale or decide):
        return Applied(item, differences=plan.differences, undecided=tuple(looked.undecided.values()))
    return carry(desk, looked, decide)


def carry(desk: Desk, looked: Looked, decide: Decision | None = None) -> Applied:
    """Take in what was looked at, in one transaction."""
    item, plan = looked.item, looked.plan
    assert plan.theirs is not None
    bulk = _in_bulk(looked, decide)
    choices = {key: made.choice for key, made in looked.made.items()} | bulk
    taken = to_apply(plan.differences, choices, looked.waiting)
    open_ = looked.disputed
    kept = {key: open_[key] for key, choice in choices.items() if choice.decision is Decision.OURS}
    undecided = {key: entry for key, entry in open_.items() if key not in choices}
    first = item.state is not IntakeState.APPLIED
    disputed = len(open_) if first else item.counts.disputed
    label = "workbook-imported" if first else "conflicts-decided"
    with desk.write(label, why=_reasons(looked), source=f"{item.name} {item.sha256}") as writing:
        if first and not plan.creates:
            _note_return(desk, writing, plan)
        take(writing, steps_of(taken))
        if plan.creates:  # nobody wrote anything there before
            _note_return(desk, writing, plan)
        for entry in kept.values():
            if entry.ours is not None or entry.field != PRESENT:
                writing.keep(entry.ref, entry.field)
        number = writing.facts.number if writing.edits else None
        who = _who(writing)
        for key, choice in bulk.items():
            put_decision(writing, who, item.sha256, open_[key], choice)
        carry_out(writing, item.sha256, choices, number)
        overtake(writing, looked.stale)
        if first:
            policy = plan.theirs
            record_exchange(writing, Direction.RETURNED, policy, file_name=item.name, sha256=item.sha256)
            put_disputes(desk, writing, item.sha256, {key: key in choices for key in open_})
        else:
            settle(writing, item.sha256, choices)
        amend_item(
            writing,
            item.sha256,
            state=str(IntakeState.APPLIED),
            policy=plan.theirs.id,
            waiting=len(undecided),
            disputed=disputed,
        )
    counts = replace(item.counts, waiting=len(undecided), disputed=disputed)
    item = replace(item, state=IntakeState.APPLIED, policy=plan.theirs.id, counts=counts)
    return Applied(
        item,
        writing.change,
        plan.differences,
        taken,
        tuple(kept.values()),
        tuple(undecided.values()),
        len(looked.stale),
    )


def _note_return(desk: Desk, writing: Writing, plan: Plan) -> None:
    assert plan.theirs is not None
    assert plan.reading is not None
    reading = reading_kept(plan.reading)
    note_return(desk, writing, plan.theirs, reading, file_name=plan.name, sha256=plan.sha256)


def _in_bulk(looked: Looked, decide: Decision | None) -> dict[Key, Choice]:
    """One decision for all that is open; where two workbooks want different things `theirs` is no answer."""
    if decide is None:
        return {}
    rivalled = looked.rivals if looked.item.state is IntakeState.APPLIED else looked.waiting
    return {key: Choice(decide) for key in looked.undecided if decide is Decision.OURS or key not in rivalled}


def _reasons(looked: Looked) -> str:
    return "／".join(dict.fromkeys(made.why for made in looked.made.values() if made.why))


def _who(writing: Writing) -> Mapping[str, str]:
    facts = writing.facts
    return {
        "at": facts.at,
        "os_user": facts.os_user,
        "display_name": facts.display_name,
        "pc": facts.pc,
    }
