"""The chain of a value: decision, file and hash, sheet and cell; and the list of all files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from kxdesk.domain.policy import Policy
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind, Ref
from kxdesk.store import history
from kxdesk.store.desk import Desk
from kxdesk.store.passed_files import Passed
from kxdesk.store.policies import load_policy, policies
from kxdesk.usecases.export_workbook import export_workbook
from kxdesk.usecases.import_workbooks import import_workbooks
from kxdesk.usecases.list_files import list_files
from kxdesk.usecases.origin import cells_of, origin_of
from kxdesk.usecases.undo import UndoStack
from kxdesk.words.file_list import reason
from kxdesk.words.origins import steps_of
from tests.store.desks import first, make_desk, small_policy


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    with make_desk(tmp_path / "元.kxdesk", small_policy()) as origin:
        export_workbook(origin, tmp_path / "提出.xlsx")
        assert [each.passed for each in list_files(origin)] == [Passed.EXPORTED]
    return tmp_path / "提出.xlsx"


@pytest.fixture
def desk(tmp_path: Path, workbook: Path) -> Iterator[Desk]:
    blank = Policy("試験局", "2025", "R7", mission="")
    with make_desk(tmp_path / "先.kxdesk", blank) as desk:
        import_workbooks(desk, [workbook])
        yield desk


def _title(desk: Desk) -> Ref:
    return Ref(Kind.ISSUE, load_policy(desk, policies(desk)[0].id).issues[1].id)


def _last(desk: Desk, ref: Ref, field: str) -> int:
    return history.entries(desk, refs=[ref], field=field, limit=1)[0].seq


def test_from_the_value_to_its_cell(desk: Desk, workbook: Path) -> None:
    """The file by its name and hash, the original kept, and the very cell that holds the value."""
    found = origin_of(desk, _last(desk, _title(desk), "title"))
    data = workbook.read_bytes()
    assert (found.file_name, found.sha256) == ("提出.xlsx", hashlib.sha256(data).hexdigest())
    assert found.size == len(data)
    (cell,) = cells_of(desk, found)
    assert openpyxl.load_workbook(workbook)[cell.sheet][cell.cell].value == "に"
    told = [line for _title, lines in steps_of(found, [cell]) for line in lines]
    assert f"シート「{cell.sheet}」のセル {cell.cell}" in told
    assert f"SHA-256 {found.sha256}" in told


def test_what_was_typed_ends_with_who_typed_it(desk: Desk) -> None:
    """No file stands behind it, and none is claimed; an unknown entry is refused."""
    ref = first(desk, Kind.POLICY)
    with desk.write("fields-edited", why="電話で確認") as writing:
        writing.set(ref, "mission", "手で")
    found = origin_of(desk, _last(desk, ref, "mission"))
    assert (found.sha256, found.item, found.size) == ("", None, None)
    told = dict(steps_of(found, None))
    assert told["どこから来たか"] == ["この作業ファイルに直接入力された。"]
    assert "理由: 電話で確認" in told["だれが決めたか"]
    with pytest.raises(Problem, match="no-such-thing"):
        origin_of(desk, 10**9)


def test_undoing_leads_on_to_the_file(desk: Desk, workbook: Path) -> None:
    """A value that an undoing brought back came from where it came from first."""
    ref, stack = _title(desk), UndoStack()
    with desk.write("fields-edited") as writing:
        writing.set(ref, "title", "別の題")
    assert writing.change is not None
    stack.push(writing.change)
    stack.undo(desk)
    found = origin_of(desk, _last(desk, ref, "title"))
    assert found.file_name == "提出.xlsx"
    assert [entry.label for entry in found.through] == ["undone"]


def test_all_files_with_their_hashes(desk: Desk, workbook: Path, tmp_path: Path) -> None:
    """What came in, what was refused and why, each by its hash; a return that was taken back says so."""
    bad = tmp_path / "壊れ.xlsx"
    bad.write_bytes(b"PK\x03\x04 broken")
    import_workbooks(desk, [bad])
    refused, imported = list_files(desk)
    assert (refused.passed, refused.name) == (Passed.REFUSED, "壊れ.xlsx")
    assert refused.sha256 == hashlib.sha256(bad.read_bytes()).hexdigest()
    assert "壊れ" in reason(refused)
    assert (imported.passed, imported.name, imported.kept) == (Passed.IMPORTED, "提出.xlsx", True)
