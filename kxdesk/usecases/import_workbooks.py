"""Take returned workbooks into a desk: the undisputed goes in, the disputed is named, the file is kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kxdesk.domain.bases import base_of
from kxdesk.domain.merging import Decision, Difference, compare, disputed, steps_of, to_apply
from kxdesk.domain.problems import Problem
from kxdesk.store.exchanges import Direction, exchanges, keep_file, record_exchange, was_returned
from kxdesk.store.policies import load_policy
from kxdesk.usecases.align_reading import aligned
from kxdesk.usecases.find_policy import find_policy
from kxdesk.usecases.read_workbook import read_data
from kxdesk.usecases.take_steps import take

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kxdesk.domain.policy import Policy
    from kxdesk.store.desk import Desk
    from kxdesk.usecases.read_workbook import Read


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one workbook.

    Attributes:
        differences: all of them, in the order of the form.
        applied: those that went in.
        undecided: conflicts that wait for a person.
        again: this very file was taken in before; nothing was looked at.
    """

    path: Path
    sha256: str
    bureau: str
    differences: tuple[Difference, ...] = ()
    applied: tuple[Difference, ...] = ()
    undecided: tuple[Difference, ...] = ()
    again: bool = False


def import_workbooks(desk: Desk, paths: Sequence[Path], decide: Decision | None = None) -> tuple[Taken, ...]:
    """Each workbook in a transaction of its own, in the order given.

    Args:
        desk: open for writing.
        paths: returned workbooks.
        decide: settle every conflict this way; None leaves them undecided and takes only what is undisputed.

    Raises:
        Problem: what reading may raise; bureau-unknown, other-year; workbooks before the bad one are in.
    """
    return tuple(_import(desk, path, decide) for path in paths)


def _import(desk: Desk, path: Path, decide: Decision | None) -> Taken:
    data = _bytes_of(path)
    sha256 = hashlib.sha256(data).hexdigest()
    reading = read_data(data)
    ours = _ours(desk, reading)
    if was_returned(desk, sha256):
        return Taken(path, sha256, ours.bureau or "", again=True)
    theirs = aligned(reading, ours)
    states = [exchange.policy for exchange in exchanges(desk, ours.id)]
    differences = compare(base_of(theirs, states), theirs, ours)
    conflicts = disputed(differences)
    decisions = {(entry.ref, entry.field): decide for entry in conflicts if decide is not None}
    taken = to_apply(differences, decisions)
    with desk.write("workbook-imported", source=f"{path.name} {sha256}") as writing:
        take(writing, steps_of(taken))
        record_exchange(writing, Direction.RETURNED, theirs, file_name=path.name, sha256=sha256)
        keep_file(desk, writing, sha256, data)
    undecided = conflicts if decide is None else ()
    return Taken(path, sha256, ours.bureau or "", differences, taken, undecided)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Problem("file-missing", path=str(path)) from None


def _ours(desk: Desk, reading: Read) -> Policy:
    ours = load_policy(desk, find_policy(desk, reading.policy.bureau or None).id)
    theirs = reading.policy
    if theirs.fiscal_year and theirs.fiscal_year != ours.fiscal_year:
        raise Problem("other-year", theirs=theirs.fiscal_year, ours=ours.fiscal_year)
    return ours
