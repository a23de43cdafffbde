"""Take returned workbooks into a desk: the undisputed goes in, the disputed is named, the file is kept.

All of them are staged first, each in a transaction of its own, and then taken in: what is broken off at any
moment comes to the same end when it is done again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kxdesk.domain.roles import Role
from kxdesk.store.intake import NEW, IntakeState
from kxdesk.store.policies import policies
from kxdesk.usecases.apply_intake import apply_intake
from kxdesk.usecases.read_workbook import Progress, read_files
from kxdesk.usecases.stage_workbooks import holds_of, stage_file
from kxdesk.workbook.bounded import ReaderPool

if TYPE_CHECKING:
    from kxdesk.domain.merging import Decision, Difference
    from kxdesk.domain.problems import Problem
    from kxdesk.store.desk import Desk
    from kxdesk.store.intake import IntakeItem
    from kxdesk.usecases.apply_intake import Applied
    from kxdesk.usecases.read_workbook import ReadFile
    from kxdesk.workbook.receipts import Hold

SUFFIXES = (".xlsx", ".xlsm")
_LOCK = "~$"  # what Excel leaves beside a workbook that is open


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one workbook.

    Attributes:
        item: as the queue has it.
        problem: why it was refused.
        holds: why it waits for a person.
        differences: all of them, in the order of the form.
        applied: those that went in.
        undecided: conflicts that wait for a person.
        again: this very file was taken in before; nothing was looked at.
    """

    path: Path
    item: IntakeItem
    problem: Problem | None = None
    holds: tuple[Hold, ...] = ()
    differences: tuple[Difference, ...] = ()
    applied: tuple[Difference, ...] = ()
    undecided: tuple[Difference, ...] = ()
    again: bool = False

    @property
    def sha256(self) -> str:
        return self.item.sha256


def import_workbooks(  # noqa: PLR0913 what is taken in, how far, and who is told
    desk: Desk,
    paths: Sequence[Path],
    decide: Decision | None = None,
    *,
    only_stage: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Taken, ...]:
    """Each workbook in a transaction of its own; what comes of it does not depend on their order.

    Args:
        desk: open for writing; where it keeps no policy at all, each bureau gets its own.
        paths: returned workbooks, and folders of them.
        decide: settle every conflict this way; None leaves them undecided and takes only what is undisputed.
        only_stage: look and put into the queue, and take nothing in.
        progress: called with a file's name, how many are read, and of how many.
        cancelled: once it says yes, workbooks that are not in yet stay out, whole.
    """
    files = list(gathered(paths))
    staged: dict[Path, Taken] = {}
    placed = NEW if desk.role is Role.CONSOLIDATION and not policies(desk) else ""
    with ReaderPool(min(len(files), 2) or 1) as pool:
        for file in read_files(list(dict.fromkeys(files)), pool, progress=progress, cancelled=cancelled):
            staged[file.path] = _staged(desk, file, placed)
    ready = {entry.item.sha256 for entry in staged.values() if entry.item.state is IntakeState.STAGED}
    applied: dict[str, Applied] = {}
    if not only_stage:
        applied = {
            each.item.sha256: each for each in apply_intake(desk, [*ready], decide, cancelled=cancelled)
        }
    first: set[str] = set()
    told = []
    for path in files:
        if path in staged:
            told.append(_told(staged[path], applied, first))
            first.add(staged[path].item.sha256)
    return tuple(told)


def gathered(paths: Sequence[Path]) -> Iterator[Path]:
    """The files, and the workbooks in folders and below them; what Excel leaves while one is open is none."""
    for path in paths:
        if path.is_dir():
            inside = (each for each in path.rglob("*") if each.suffix.lower() in SUFFIXES)
            yield from sorted(each for each in inside if not each.name.startswith(_LOCK))
        else:
            yield path


def _staged(desk: Desk, file: ReadFile, placed: str) -> Taken:
    item, plan = stage_file(desk, file, placed=placed)
    return Taken(
        file.path,
        item,
        file.problem,
        holds_of(item),
        () if plan is None else plan.differences,
        again=item.state is IntakeState.APPLIED,
    )


def _told(staged: Taken, applied: dict[str, Applied], first: set[str]) -> Taken:
    """Of a file that was given twice the second time says that it is in already."""
    sha256 = staged.item.sha256
    if sha256 not in applied:
        return staged
    if sha256 in first:
        return Taken(staged.path, applied[sha256].item, again=True)
    found = applied[sha256]
    return Taken(
        staged.path, found.item, found.problem, (), found.differences, found.applied, found.undecided
    )
