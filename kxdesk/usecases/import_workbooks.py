"""Take returned workbooks into a desk: the undisputed goes in, the disputed is named, the file is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kxdesk.domain.bases import base_of
from kxdesk.domain.merging import Decision, Difference, compare, disputed, steps_of, to_apply
from kxdesk.domain.policy import ref_of
from kxdesk.domain.problems import Problem
from kxdesk.store.exchanges import Direction, exchanges, keep_file, record_exchange, was_returned
from kxdesk.store.policies import is_there
from kxdesk.system.ids import new_id
from kxdesk.usecases.align_reading import aligned
from kxdesk.usecases.find_home import find_home
from kxdesk.usecases.note_return import note_return
from kxdesk.usecases.read_workbook import Progress, Read, read_files
from kxdesk.usecases.take_steps import take
from kxdesk.workbook.bounded import ReaderPool

if TYPE_CHECKING:
    from kxdesk.domain.edits import Change
    from kxdesk.domain.policy import Policy
    from kxdesk.domain.things import Ref
    from kxdesk.store.desk import Desk
    from kxdesk.usecases.read_workbook import ReadFile
    from kxdesk.workbook.receipts import Hold


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking a workbook in would do.

    Attributes:
        theirs: what it says, in the desk's ids; None where it waits or was taken in before.
        holds: why it waits for a person.
        again: this very file was taken in before.
    """

    file: ReadFile
    read: Read
    sha256: str
    theirs: Policy | None = None
    differences: tuple[Difference, ...] = ()
    holds: tuple[Hold, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one workbook.

    Attributes:
        read: what it says; None where it could not be read.
        problem: why it was refused; nothing of it is stored.
        holds: why it waits for a person; nothing of it is stored.
        differences: all of them, in the order of the form.
        applied: those that went in.
        undecided: conflicts that wait for a person.
        again: this very file was taken in before; nothing was looked at.
    """

    path: Path
    sha256: str
    read: Read | None = None
    problem: Problem | None = None
    holds: tuple[Hold, ...] = ()
    differences: tuple[Difference, ...] = ()
    applied: tuple[Difference, ...] = ()
    undecided: tuple[Difference, ...] = ()
    again: bool = False


def import_workbooks(
    desk: Desk,
    paths: Sequence[Path],
    decide: Decision | None = None,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Taken, ...]:
    """Each workbook in a transaction of its own, in the order given, whichever is read first.

    Args:
        desk: open for writing.
        paths: returned workbooks.
        decide: settle every conflict this way; None leaves them undecided and takes only what is undisputed.
        progress: called with a file's name, how many are read, and of how many.
        cancelled: once it says yes, workbooks that are not in yet stay out, whole.
    """
    with ReaderPool(min(len(paths), 2) or 1) as pool:
        files = {file.path: file for file in read_files(paths, pool, progress=progress, cancelled=cancelled)}
    return tuple(_taken(desk, files[path], decide) for path in paths if path in files)


@dataclass(frozen=True, slots=True)
class Applied:
    """What went in; `change` is None where the desk already said all of it."""

    change: Change | None
    differences: tuple[Difference, ...]


def plan_import(desk: Desk, file: ReadFile) -> Plan:
    """What taking a file in would do; nothing is stored.

    Raises:
        Problem: why the file could not be read.
    """
    sha256 = hashlib.sha256(file.data).hexdigest()
    if file.read is None:
        raise file.problem or Problem("reader-failed", path=str(file.path))
    if was_returned(desk, sha256):
        return Plan(file, file.read, sha256, again=True)
    if file.read.reading.holds:
        return Plan(file, file.read, sha256, holds=file.read.reading.holds)
    ours, holds = find_home(desk, file.read.policy)
    if ours is None or holds:
        return Plan(file, file.read, sha256, holds=holds)
    # It was found by bureau and year, so these are the desk's own, however they were typed.
    theirs = replace(aligned(file.read, ours), bureau=ours.bureau, fiscal_year=ours.fiscal_year)
    states = [exchange.policy for exchange in exchanges(desk, ours.id)]
    base = base_of(theirs, states)
    theirs = _apart_from_retired(desk, theirs, {issue.id for issue in (*ours.issues, *(base or ours).issues)})
    differences = compare(base, theirs, ours)
    return Plan(file, file.read, sha256, theirs, differences)


def _apart_from_retired(desk: Desk, theirs: Policy, known: set[str]) -> Policy:
    """An issue that was taken out here, of which no base tells, comes in as a new one."""
    issues = tuple(
        replace(issue, id=new_id()) if issue.id not in known and is_there(desk, ref_of(issue)) else issue
        for issue in theirs.issues
    )
    return replace(theirs, issues=issues)


def apply_plan(desk: Desk, plan: Plan, decisions: Mapping[tuple[Ref, str], Decision]) -> Applied:
    """Take in what is undisputed and what was decided for theirs, in one transaction."""
    assert plan.theirs is not None
    chosen = to_apply(plan.differences, decisions)
    path, sha256 = plan.file.path, plan.sha256
    with desk.write("workbook-imported", source=f"{path.name} {sha256}") as writing:
        note_return(desk, writing, plan.theirs, plan.read.reading, file_name=path.name, sha256=sha256)
        take(writing, steps_of(chosen))
        record_exchange(writing, Direction.RETURNED, plan.theirs, file_name=path.name, sha256=sha256)
        keep_file(desk, writing, sha256, plan.file.data)
    return Applied(writing.change, chosen)


def _taken(desk: Desk, file: ReadFile, decide: Decision | None) -> Taken:
    try:
        plan = plan_import(desk, file)
        conflicts = disputed(plan.differences)
        decisions = {(entry.ref, entry.field): decide for entry in conflicts if decide is not None}
        applied = () if plan.theirs is None else apply_plan(desk, plan, decisions).differences
    except Problem as problem:
        return Taken(file.path, hashlib.sha256(file.data).hexdigest(), file.read, problem)
    return Taken(
        file.path,
        plan.sha256,
        plan.read,
        holds=plan.holds,
        differences=plan.differences,
        applied=applied,
        undecided=conflicts if decide is None else (),
        again=plan.again,
    )
