"""The main job from end to end, without a window: what a fresh machine and the frozen program prove."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kxdesk.cli.output import put, say
from kxdesk.domain.interchange import to_document
from kxdesk.domain.printed import as_printed
from kxdesk.domain.roles import Role
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.desk import Desk
from kxdesk.store.policies import load_policy, policies
from kxdesk.store.verifying import verify
from kxdesk.system.atomic_file import make_folder
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import current_person
from kxdesk.usecases.dump_policies import dump_policies
from kxdesk.usecases.edit_fields import set_fields
from kxdesk.usecases.export_workbook import export_workbook
from kxdesk.usecases.forms import form_named
from kxdesk.usecases.import_workbooks import import_workbooks
from kxdesk.usecases.new_desk import new_desk
from kxdesk.usecases.read_workbook import read_file
from kxdesk.usecases.sample_desk import sample_desk
from kxdesk.usecases.undo import UndoStack
from kxdesk.words.language import _

if TYPE_CHECKING:
    from kxdesk.domain.policy import Policy


def self_test(keep: Path | None) -> int:
    """Sample desk → edits → export → read back → compare → merge; 0 where every step held, else 1.

    Args:
        keep: folder for desk and workbook; a temporary one that is removed where None.
    """
    if keep is not None:
        make_folder(keep)
        return _run(keep)
    with tempfile.TemporaryDirectory(prefix="kxdesk-") as folder:
        return _run(Path(folder))


def _run(folder: Path) -> int:
    desk_path, workbook = folder / "sample.kxdesk", folder / "sample.xlsx"
    for left in (desk_path, folder / "other.kxdesk"):
        left.unlink(missing_ok=True)
    held = {"desk": False, "edit": False, "undo": False, "export": False, "read-back": False, "merge": False}
    sample_desk(desk_path)
    held["desk"] = True
    with _open(desk_path) as desk:
        held["edit"], held["undo"] = _edits_hold(desk)
        exported = export_workbook(desk, workbook)
        held["export"] = exported.path == workbook
        policy = load_policy(desk, policies(desk)[0].id)
    held["read-back"] = _reads_back(workbook, policy)
    held["merge"] = _merges(folder, workbook, policy)
    _report(held, workbook, policy)
    return 0 if all(held.values()) else 1


def _open(path: Path) -> Desk:
    return Desk.open(path, person=current_person(), clock=SystemClock())


def _edits_hold(desk: Desk) -> tuple[bool, bool]:
    """Whether an edit is there, and whether it can be taken back and done again with its history sound."""
    issue = load_policy(desk, policies(desk)[0].id).issues[0]
    ref = Ref(Kind.ISSUE, issue.id)
    text = f"{issue.content}（自己診断で書き足した一文。）"
    stack = UndoStack()
    change = set_fields(desk, {(ref, "content"): text})
    if change is None:
        return False, False
    stack.push(change)

    def content() -> str | None:
        return load_policy(desk, policies(desk)[0].id).issues[0].content

    edited = content() == text
    stack.undo(desk)
    undone = content() == issue.content
    stack.redo(desk)
    return edited, undone and content() == text and verify(desk).sound


def _reads_back(workbook: Path, policy: Policy) -> bool:
    reading = read_file(workbook, None)
    form = form_named(policy.form or "")
    return to_document(reading.policy, form) == to_document(as_printed(policy, form), form)


def _merges(folder: Path, workbook: Path, policy: Policy) -> bool:
    """An empty desk takes all of it, and the same file again changes nothing."""
    form = form_named(policy.form or "")
    with new_desk(
        folder / "other.kxdesk",
        bureau=policy.bureau or "",
        fiscal_year=int(policy.fiscal_year or 0),
        form=form,
        role=Role.DIVISION,
        person=current_person(),
        clock=SystemClock(),
    ) as desk:
        first, again = import_workbooks(desk, [workbook, workbook])
        same = dump_policies(desk) == [to_document(as_printed(policy, form), form)]
    return same and again.again and not first.undecided


def _report(held: dict[str, bool], workbook: Path, policy: Policy) -> None:
    activities = [activity for issue in policy.issues for activity in issue.activities]
    bands = [band for activity in activities for track in activity.tracks for band in track.milestones]
    say(
        _("{path}: 課題{issues}件、取組{activities}件、工程{bands}件").format(
            path=workbook, issues=len(policy.issues), activities=len(activities), bands=len(bands)
        )
    )
    summary: dict[str, Any] = {
        "ok": all(held.values()),
        "steps": held,
        "workbook": str(workbook),
        "issues": len(policy.issues),
        "activities": len(activities),
        "milestones": len(bands),
    }
    put(summary)
