"""What taking a returned workbook in would do; nothing is stored here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kxdesk.domain.bases import base_of
from kxdesk.domain.edits import PRESENT
from kxdesk.domain.form import Form
from kxdesk.domain.merging import Difference, State, compare
from kxdesk.domain.policy import ref_of
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind
from kxdesk.store.exchanges import base_states, times_returned, was_returned
from kxdesk.store.intake import NEW, StoredReading
from kxdesk.store.policies import known_ids, load_policy, policies
from kxdesk.system.ids import ids_from
from kxdesk.usecases.align_reading import align_said
from kxdesk.usecases.find_home import find_home
from kxdesk.workbook.receipts import Reading, Receipt, SheetMatch
from kxdesk.workbook.slip import SlipLine

if TYPE_CHECKING:
    from kxdesk.domain.alignment import NewId
    from kxdesk.domain.policy import Policy
    from kxdesk.store.desk import Desk
    from kxdesk.usecases.read_workbook import Read, ReadFile
    from kxdesk.workbook.receipts import Hold


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking a workbook in would do.

    Attributes:
        name: of the file.
        theirs: what it says, in the desk's ids; None where it waits or was taken in before.
        ours: the desk's policy it is compared with; None as well where one would be made.
        holds: why it waits for a person.
        again: this very file was taken in before.
        reading: as the queue keeps it.
    """

    name: str
    sha256: str
    theirs: Policy | None = None
    ours: Policy | None = None
    differences: tuple[Difference, ...] = ()
    holds: tuple[Hold, ...] = ()
    again: bool = False
    reading: StoredReading | None = None

    @property
    def creates(self) -> bool:
        """A policy would be made of it."""
        return self.theirs is not None and self.ours is None


@dataclass(frozen=True, slots=True)
class Coming:
    """A workbook as the queue knows it.

    Attributes:
        reading: what it says.
        holds: the reader's own reasons to wait; a person who has `placed` it has looked at them.
        since: number of the last exchange when it came; None for now.
        form: what it was read as; None where this PC does not know it any more.
    """

    name: str
    sha256: str
    reading: StoredReading
    holds: tuple[Hold, ...] = ()
    placed: str = ""
    since: int | None = None
    form: Form | None = None


def said_by(read: Read) -> StoredReading:
    """Of a reading what is kept: its cells only where remarks came with it, which are pinned to cells."""
    reading = read.reading
    slip = [reading.slip, reading.receipts, reading.sheets] if reading.slip else None
    return StoredReading(read.policy, read.form.compose.get("progress", ""), slip)


def reading_kept(stored: StoredReading) -> Reading:
    """The reading again, as far as it was kept."""
    lines, receipts, sheets = stored.slip or ((), (), ())
    return Reading(
        stored.policy,
        tuple(_receipt(*each) for each in receipts),
        (),
        (),
        tuple(SheetMatch(*each) for each in sheets),
        slip=tuple(SlipLine(*each) for each in lines),
    )


def _receipt(*values: Any) -> Receipt:
    """JSON knows neither kinds nor tuples."""
    plain = Receipt(*values)
    return plain._replace(kind=Kind(plain.kind), path=tuple(plain.path), normalised=tuple(plain.normalised))


def plan_import(desk: Desk, file: ReadFile) -> Plan:
    """Of a file that was just read.

    Raises:
        Problem: why the file could not be read.
    """
    if file.read is None:
        raise file.problem or Problem("reader-failed", path=str(file.path))
    sha256 = hashlib.sha256(file.data).hexdigest()
    said, holds = said_by(file.read), file.read.reading.holds
    return plan_coming(desk, Coming(file.path.name, sha256, said, holds, form=file.read.form))


def plan_coming(desk: Desk, coming: Coming) -> Plan:
    """Of a workbook in the queue."""
    plan = Plan(coming.name, coming.sha256, reading=coming.reading)
    if was_returned(desk, coming.sha256):
        return replace(plan, again=True)
    if coming.holds and not coming.placed:
        return replace(plan, holds=coming.holds)
    home = find_home(desk, coming.reading.policy, coming.placed)
    if home.holds:
        return replace(plan, holds=home.holds)
    new_id = ids_from(f"{coming.sha256}:{times_returned(desk, coming.sha256)}")
    if home.policy == NEW:
        return _creating(desk, plan, coming, new_id)
    return _merging(desk, plan, coming, load_policy(desk, home.policy), new_id)


def _form(coming: Coming) -> Form:
    """Of a form that is gone only what the reading kept of it."""
    reading = coming.reading
    return coming.form or Form(reading.policy.form or "", None, (), {"progress": reading.heading})


def _creating(desk: Desk, plan: Plan, coming: Coming, new_id: NewId) -> Plan:
    reading = coming.reading
    blank = replace(reading.policy, facilities=(), issues=(), indicators=(), id=new_id())
    theirs = align_said(reading.policy, _form(coming), blank, (), new_id)
    theirs = _apart_from_retired(desk, theirs, set(), new_id)
    last = next((line.id for line in reversed(policies(desk))), "")
    whole = Difference(
        ref_of(theirs), PRESENT, None, 1, None, State.THEIRS, "", False, added=theirs, after=last
    )
    return replace(plan, theirs=theirs, differences=(whole,))


def _merging(desk: Desk, plan: Plan, coming: Coming, ours: Policy, new_id: NewId) -> Plan:
    states = base_states(desk, ours.id, coming.since)
    theirs = align_said(coming.reading.policy, _form(coming), ours, states, new_id)
    # It was put here by bureau and year, or by a person: these are the desk's own, however they were typed.
    theirs = replace(theirs, bureau=ours.bureau, fiscal_year=ours.fiscal_year)
    base = base_of(theirs, states)
    known = {issue.id for issue in (*ours.issues, *(base or ours).issues)}
    theirs = _apart_from_retired(desk, theirs, known, new_id)
    return replace(plan, theirs=theirs, ours=ours, differences=compare(base, theirs, ours))


def _apart_from_retired(desk: Desk, theirs: Policy, known: set[str], new_id: NewId) -> Policy:
    """An issue that was taken out here, of which no base tells, comes in as a new one."""
    strange = [issue.id for issue in theirs.issues if issue.id not in known]
    retired = known_ids(desk, Kind.ISSUE, strange) if strange else set()
    if not retired:
        return theirs
    issues = tuple(replace(issue, id=new_id()) if issue.id in retired else issue for issue in theirs.issues)
    return replace(theirs, issues=issues)
