"""What was taken back or taken out here can come in again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kxdesk.domain.policy import Policy
from kxdesk.store.desk import Desk
from kxdesk.store.policies import load_policy, policies
from kxdesk.store.verifying import verify
from kxdesk.usecases.export_workbook import export_workbook
from kxdesk.usecases.import_workbooks import import_workbooks
from kxdesk.usecases.issues import retire_issue
from kxdesk.usecases.read_workbook import ReadFile, read_files
from kxdesk.usecases.sample_desk import sample_desk
from kxdesk.usecases.stage_workbooks import stage_file
from kxdesk.usecases.undo import UndoStack
from kxdesk.workbook.bounded import ReaderPool
from tests.store.desks import make_desk, open_again, small_policy
from tests.usecases import returns


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Desk]:
    sample_desk(tmp_path / "見本.kxdesk")
    with open_again(tmp_path / "見本.kxdesk") as desk:
        yield desk


def workbook_of(desk: Desk, path: Path) -> ReadFile:
    export_workbook(desk, path)
    with ReaderPool(1) as pool:
        (file,) = read_files([path], pool)
    return file


def titles(desk: Desk) -> list[str | None]:
    return [issue.title for issue in load_policy(desk, policies(desk)[0].id).issues]


def test_an_import_that_was_undone_can_be_made_again(tmp_path: Path) -> None:
    with make_desk(tmp_path / "元.kxdesk", small_policy()) as origin:
        file = workbook_of(origin, tmp_path / "提出.xlsx")
        wanted = titles(origin)
    blank = Policy("試験局", "2025", "R7", mission="")
    with make_desk(tmp_path / "先.kxdesk", blank) as desk:
        stack = UndoStack()
        change = returns.taken(desk, stage_file(desk, file)[0])[0].change
        assert change is not None
        stack.push(change)
        assert import_workbooks(desk, [file.path])[0].again
        stack.undo(desk)
        assert titles(desk) == []
        stack.redo(desk)
        assert import_workbooks(desk, [file.path])[0].again
        stack.undo(desk)
        (taken,) = import_workbooks(desk, [file.path])
        assert (taken.again, taken.problem, titles(desk)) == (False, None, wanted)
        assert verify(desk).sound


def test_an_issue_taken_out_here_comes_in_from_a_copy(sample: Desk, tmp_path: Path) -> None:
    shutil.copy(sample.path, tmp_path / "写し.kxdesk")
    gone = load_policy(sample, policies(sample)[0].id).issues[0]
    retire_issue(sample, gone.id)
    with open_again(tmp_path / "写し.kxdesk") as copy:
        file = workbook_of(copy, tmp_path / "写し.xlsx")
    (taken,) = import_workbooks(sample, [file.path])
    assert taken.problem is None
    assert titles(sample).count(gone.title) == 1
    assert verify(sample).sound
