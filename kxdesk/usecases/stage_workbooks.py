"""Put a workbook that was read into the intake queue: where it belongs, what it would change, why it waits.

Each is a transaction of its own, so that what was broken off goes on where it stopped; the same file again
changes nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from kxdesk.domain.edits import PRESENT
from kxdesk.domain.merging import State
from kxdesk.store.exchanges import keep_file, last_exchange
from kxdesk.store.intake import Counts, IntakeItem, IntakeState, intake_item, put_item
from kxdesk.store.notes import Notes
from kxdesk.usecases.plan_import import Coming, Plan, plan_coming, said_by
from kxdesk.workbook.places import Places
from kxdesk.workbook.receipts import Hold

if TYPE_CHECKING:
    from kxdesk.store.desk import Desk
    from kxdesk.store.intake import StoredReading
    from kxdesk.usecases.read_workbook import Read, ReadFile

# A file of which not a byte could be read is no workbook that came.
_NOTHING = hashlib.sha256(b"").hexdigest()


def stage_file(desk: Desk, file: ReadFile, *, placed: str = "") -> tuple[IntakeItem, Plan | None]:
    """The item of the queue, and the plan where it was read.

    Args:
        desk: open for writing.
        file: as it was read.
        placed: `intake.NEW` where the person wants a policy made for a bureau that has none.
    """
    sha256 = hashlib.sha256(file.data).hexdigest()
    known = intake_item(desk, sha256)
    if known is not None and known.state in (IntakeState.APPLIED, IntakeState.DISCARDED):
        return known, None
    reading = None if file.read is None else said_by(file.read)
    item, plan = _looked(desk, file, sha256, known, placed)
    if known is not None:
        item = replace(item, number=known.number, at=known.at, display_name=known.display_name)
    if item != known and sha256 != _NOTHING:
        item = _put(desk, file, item, reading, there=known is not None)
    return item, plan


def _put(
    desk: Desk, file: ReadFile, item: IntakeItem, reading: StoredReading | None, *, there: bool
) -> IntakeItem:
    who = desk.signature()
    with desk.noting() as connection:
        notes = Notes(connection)
        put_item(notes, who, item, reading, there=there)
        if reading is not None:
            keep_file(desk, notes, item.sha256, file.data)
    found = intake_item(desk, item.sha256)
    assert found is not None
    return found


def _looked(
    desk: Desk, file: ReadFile, sha256: str, known: IntakeItem | None, placed: str
) -> tuple[IntakeItem, Plan | None]:
    name = known.name if known else file.path.name
    since = known.since if known else last_exchange(desk)
    placed = known.placed if known and known.placed else placed
    item = IntakeItem(0, sha256, name, "", "", IntakeState.REFUSED, "", "", "", "", 0.0, since=since)
    if file.read is None:
        problem = file.problem
        code, facts = ("reader-failed", {}) if problem is None else (problem.code, problem.facts)
        return replace(item, problem=(code, dict(facts))), None
    said, holds = said_by(file.read), file.read.reading.holds
    coming = Coming(name, sha256, said, holds, placed, since, file.read.form)
    plan = plan_coming(desk, coming)
    return replace(described(item, file.read, plan), placed=placed), plan


def described(item: IntakeItem, read: Read, plan: Plan) -> IntakeItem:
    """With all that the reading and the comparison say."""
    policy = read.policy
    state = IntakeState.HELD if plan.holds else IntakeState.STAGED
    return replace(
        item,
        state=IntakeState.APPLIED if plan.again else state,
        policy=plan.ours.id if plan.ours else "",
        bureau=policy.bureau or "",
        fiscal_year=policy.fiscal_year or "",
        form=read.form.name,
        confidence=round(read.reading.confidence, 4),
        holds=tuple((hold.code, dict(hold.facts)) for hold in plan.holds),
        flags=tuple(tuple(flag) for flag in read.reading.flags),
        counts=counts_of(plan, read),
    )


def counts_of(plan: Plan, read: Read) -> Counts:
    """Fields by what becomes of them; of a policy that would be made, every value is new."""
    if plan.theirs is None:
        return Counts()
    receipts = read.reading.receipts
    if plan.creates:
        return Counts(fresh=sum(bool(receipt.raw) for receipt in receipts))
    mine = [entry for entry in plan.differences if entry.state is State.THEIRS]
    fresh = sum(entry.ours in ("", None) for entry in mine)
    disputed = sum(entry.state is State.CONFLICT for entry in plan.differences)
    touched = {(entry.ref, entry.field) for entry in plan.differences}
    brought = {entry.ref for entry in plan.differences if entry.field == PRESENT}
    same = Places(read.policy, plan.theirs, receipts).untouched(touched, brought)
    return Counts(fresh, len(mine) - fresh, same, disputed, disputed)


def holds_of(item: IntakeItem) -> tuple[Hold, ...]:
    """As the reader and the search for a home give them."""
    return tuple(Hold(code, dict(facts)) for code, facts in item.holds)
