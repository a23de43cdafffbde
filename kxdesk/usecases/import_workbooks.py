"""Take returned workbooks into a desk: the undisputed goes in, the disputed is named, the file is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kxdesk.domain.bases import base_of
from kxdesk.domain.merging import Decision, Difference, compare, disputed, steps_of, to_apply
from kxdesk.domain.problems import Problem
from kxdesk.store.exchanges import Direction, exchanges, keep_file, record_exchange, was_returned
from kxdesk.store.policies import load_policy
from kxdesk.usecases.align_reading import aligned
from kxdesk.usecases.find_policy import find_policy
from kxdesk.usecases.read_workbook import Progress, Read, read_files
from kxdesk.usecases.take_steps import take
from kxdesk.workbook.bounded import ReaderPool

if TYPE_CHECKING:
    from kxdesk.domain.policy import Policy
    from kxdesk.store.desk import Desk
    from kxdesk.usecases.read_workbook import ReadFile
    from kxdesk.workbook.receipts import Hold


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


def _taken(desk: Desk, file: ReadFile, decide: Decision | None) -> Taken:
    sha256 = hashlib.sha256(file.data).hexdigest()
    if file.read is None:
        return Taken(file.path, sha256, problem=file.problem)
    try:
        return _take(desk, file, file.read, sha256, decide)
    except Problem as problem:
        return Taken(file.path, sha256, file.read, problem)


def _take(desk: Desk, file: ReadFile, read: Read, sha256: str, decide: Decision | None) -> Taken:
    if was_returned(desk, sha256):
        return Taken(file.path, sha256, read, again=True)
    if read.reading.holds:
        return Taken(file.path, sha256, read, holds=read.reading.holds)
    ours = _ours(desk, read.policy)
    theirs = aligned(read, ours)
    states = [exchange.policy for exchange in exchanges(desk, ours.id)]
    differences = compare(base_of(theirs, states), theirs, ours)
    conflicts = disputed(differences)
    decisions = {(entry.ref, entry.field): decide for entry in conflicts if decide is not None}
    chosen = to_apply(differences, decisions)
    with desk.write("workbook-imported", source=f"{file.path.name} {sha256}") as writing:
        take(writing, steps_of(chosen))
        record_exchange(writing, Direction.RETURNED, theirs, file_name=file.path.name, sha256=sha256)
        keep_file(desk, writing, sha256, file.data)
    undecided = conflicts if decide is None else ()
    return Taken(file.path, sha256, read, differences=differences, applied=chosen, undecided=undecided)


def _ours(desk: Desk, theirs: Policy) -> Policy:
    """The desk's policy of the same bureau and year; a bureau that is not here is not made by guess."""
    ours = load_policy(desk, find_policy(desk, theirs.bureau or None).id)
    if theirs.fiscal_year and theirs.fiscal_year != ours.fiscal_year:
        raise Problem("other-year", theirs=theirs.fiscal_year, ours=ours.fiscal_year)
    return ours
