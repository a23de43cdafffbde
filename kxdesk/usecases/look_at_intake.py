"""A workbook of the queue beside what the desk says now, with what was decided and what others want."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kxdesk.domain.bases import base_of
from kxdesk.domain.keys import search_key
from kxdesk.domain.merging import Difference, State, compare
from kxdesk.domain.policy import walk
from kxdesk.domain.problems import Problem
from kxdesk.domain.rivals import Claims
from kxdesk.store.decisions import Made, decisions, disputes, in_force
from kxdesk.store.exchanges import base_states, file_of, returned_policy
from kxdesk.store.intake import IntakeItem, IntakeState, intake_item, intake_items, names_of, reading_of
from kxdesk.store.policies import load_policy
from kxdesk.usecases.forms import form_named
from kxdesk.usecases.plan_import import Coming, Plan, plan_coming, plan_import
from kxdesk.usecases.stage_workbooks import described, holds_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kxdesk.domain.form import Form
    from kxdesk.domain.merging import Key
    from kxdesk.domain.policy import Policy
    from kxdesk.domain.things import Value
    from kxdesk.store.desk import Desk
    from kxdesk.usecases.read_workbook import ReadFile
    from kxdesk.workbook.receipts import Hold


@dataclass(frozen=True, slots=True)
class Rival:
    """Another workbook that wants something else of the same place."""

    name: str
    sha256: str
    value: Value


@dataclass(frozen=True, slots=True)
class Looked:
    """What a person has to see of one workbook.

    Attributes:
        plan: its differences from the desk as it is now. Of one that is in: the places that waited when it
            went in, still differ, and are not settled.
        made: decisions in force that still fit, by place, and are not carried out yet.
        done: decisions that were carried out, by place.
        stale: decisions that no longer fit, because the desk changed meanwhile.
        waiting: places where another workbook of the queue wants something else; `rivals` says which, what.
    """

    item: IntakeItem
    plan: Plan
    made: Mapping[Key, Made] = field(default_factory=dict)
    done: Mapping[Key, Made] = field(default_factory=dict)
    stale: tuple[Made, ...] = ()
    waiting: frozenset[Key] = frozenset()
    rivals: Mapping[Key, tuple[Rival, ...]] = field(default_factory=dict)

    @property
    def disputed(self) -> dict[Key, Difference]:
        """What needs a decision, in the order of the form."""
        return {
            (entry.ref, entry.field): entry
            for entry in self.plan.differences
            if entry.state is State.CONFLICT or (entry.ref, entry.field) in self.waiting
        }

    @property
    def undecided(self) -> dict[Key, Difference]:
        """Of these, what waits for a person."""
        return {key: entry for key, entry in self.disputed.items() if key not in self.made}


def item_of(desk: Desk, sha256: str) -> IntakeItem:
    """Of the queue.

    Raises:
        Problem: intake-unknown.
    """
    item = intake_item(desk, sha256)
    if item is None:
        raise Problem("intake-unknown", file=sha256[:12])
    return item


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook of the queue with its bytes, to be read again for its cells, and the form it was read as."""

    looked: Looked
    data: bytes | None
    form: Form | None


def open_item(desk: Desk, sha256: str) -> Opened:
    """All that a screen needs of one workbook.

    Raises:
        Problem: intake-unknown.
    """
    looked = look_at_item(desk, sha256)
    return Opened(looked, file_of(desk, sha256), _form(looked.item.form))


def _form(name: str) -> Form | None:
    """None where this PC does not know the form any more."""
    try:
        return form_named(name) if name else None
    except Problem:
        return None


def look_at_file(desk: Desk, file: ReadFile) -> Opened:
    """A file beside a desk that is only read: nothing is put into its queue.

    Raises:
        Problem: why the file could not be read.
    """
    plan = plan_import(desk, file)
    assert file.read is not None
    blank = IntakeItem(0, plan.sha256, plan.name, "", "", IntakeState.STAGED, "", "", "", "", 0.0)
    return Opened(Looked(described(blank, file.read, plan), plan), file.data, file.read.form)


def look_at_item(desk: Desk, sha256: str) -> Looked:
    """One workbook; nothing is stored.

    Raises:
        Problem: intake-unknown.
    """
    item = item_of(desk, sha256)
    plan = plan_of(desk, item)
    claims = claims_on(desk, plan.ours.id, {sha256: plan}) if plan.ours else None
    return with_decisions(desk, item, plan, claims)


def with_decisions(desk: Desk, item: IntakeItem, plan: Plan, claims: Claims | None) -> Looked:
    """A plan with what was decided, and what has to wait because of others."""
    waiting = claims.waiting(item.sha256) if claims else frozenset()
    if item.state is IntakeState.APPLIED:
        waiting |= {(entry.ref, entry.field) for entry in plan.differences}
    looked = Looked(item, plan, waiting=waiting)
    open_ = looked.disputed
    made = in_force(decisions(desk, item.sha256))
    settled = (
        {key for key, is_settled in disputes(desk, item.sha256).items() if is_settled} if made else set()
    )
    done = {}
    if item.state is IntakeState.APPLIED:
        done = {key: made.pop(key) for key in settled if key in made}
    fits = {key: each for key, each in made.items() if key in open_ and each.fits(open_[key])}
    stale = tuple(each for key, each in made.items() if key in open_ and key not in fits)
    wanted = {key: claims.others(item.sha256, key) for key in waiting} if claims else {}
    names = names_of(desk, {sha for others in wanted.values() for sha, _ in others})
    rivals = {
        key: tuple(Rival(names.get(sha, ""), sha, value) for sha, value in others)
        for key, others in wanted.items()
        if others
    }
    return replace(looked, made=fits, done=done, stale=stale, rivals=rivals)


def plan_of(desk: Desk, item: IntakeItem) -> Plan:
    """As `plan_coming`; of a workbook that is in, what it said against what the desk says now."""
    if item.state is IntakeState.APPLIED:
        return _applied_plan(desk, item)
    reading = reading_of(desk, item.sha256)
    if reading is None or item.state in (IntakeState.REFUSED, IntakeState.DISCARDED):
        return Plan(item.name, item.sha256)
    holds = _reader_holds(item)
    coming = Coming(item.name, item.sha256, reading, holds, item.placed, item.since, _form(item.form))
    return plan_coming(desk, coming)


def _reader_holds(item: IntakeItem) -> tuple[Hold, ...]:
    """Those of the reader; those of the search for a home are looked for anew."""
    return tuple(hold for hold in holds_of(item) if "here" not in hold.facts)


def _applied_plan(desk: Desk, item: IntakeItem, *, settled: bool = False) -> Plan:
    """`settled`: with the places that were decided about."""
    plan = Plan(item.name, item.sha256, again=True)
    open_ = {key for key, done in disputes(desk, item.sha256).items() if settled or not done}
    returned = returned_policy(desk, item.sha256)
    if returned is None or not open_:
        return plan
    number, theirs = returned
    ours = load_policy(desk, theirs.id)
    since = min(item.since, number - 1)
    differences = compare(base_of(theirs, base_states(desk, ours.id, since)), theirs, ours)
    left = tuple(
        entry
        for entry in differences
        if (entry.ref, entry.field) in open_ and entry.state in (State.THEIRS, State.CONFLICT)
    )
    return replace(plan, theirs=theirs, ours=ours, differences=left)


def claims_on(desk: Desk, policy_id: str, plans: Mapping[str, Plan]) -> Claims:
    """What all workbooks of the queue want of one policy; `plans` are those that are known already."""
    ours = next((plan.ours for plan in plans.values() if plan.ours), None) or load_policy(desk, policy_id)
    claims = Claims({thing.id: parent for thing, parent in walk(ours)})
    for item in _of_policy(desk, ours):
        if item.state is IntakeState.APPLIED:
            # What was decided against here is still what that workbook wanted.
            plan = _applied_plan(desk, item, settled=True)
        else:
            plan = plans.get(item.sha256) or plan_of(desk, item)
        if plan.ours is not None and plan.ours.id == policy_id:
            claims.add(item.sha256, plan.differences)
    return claims


def _of_policy(desk: Desk, ours: Policy) -> Iterator[IntakeItem]:
    """Those that are for it, and those of its bureau that came before there was one."""
    bureau = search_key(ours.bureau or "")
    for item in (*intake_items(desk, policy=ours.id), *intake_items(desk, policy="")):
        if item.state in (IntakeState.STAGED, IntakeState.APPLIED) and (
            item.policy or search_key(item.bureau) == bureau
        ):
            yield item
