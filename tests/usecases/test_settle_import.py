"""A workbook that was looked through goes in as it was seen; what changed meanwhile is not overwritten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kxdesk.domain.merging import Decision, Difference, disputed
from kxdesk.store.desk import Desk
from kxdesk.store.policies import load_issue
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import Person
from kxdesk.usecases.edit_fields import set_fields
from kxdesk.usecases.export_workbook import export_workbook
from kxdesk.usecases.import_workbooks import import_workbooks
from kxdesk.usecases.put_cells import put_cells
from kxdesk.usecases.read_workbook import ReadFile, read_files
from kxdesk.usecases.sample_desk import sample_desk
from kxdesk.usecases.settle_import import Key, look_at, settle_later, take_in
from kxdesk.usecases.show_workbook import show_workbook
from kxdesk.workbook.bounded import ReaderPool

Returned = Callable[..., ReadFile]


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    with ReaderPool(1) as pool:
        yield pool


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    sample_desk(tmp_path / "局.kxdesk")
    person = Person("hanako", "北九 花子", "PC-1")
    with Desk.open(tmp_path / "局.kxdesk", person=person, clock=SystemClock()) as desk:
        export_workbook(desk, tmp_path / "配布.xlsx")
        yield desk


@pytest.fixture
def returned(tmp_path: Path, pool: ReaderPool, desk: Desk) -> Returned:
    def make(name: str, *cells: str) -> ReadFile:
        put_cells(tmp_path / "配布.xlsx", tmp_path / name, cells, [], [])
        (file,) = read_files([tmp_path / name], pool)
        return file

    return make


@pytest.fixture
def disputed_file(desk: Desk, returned: Returned, tmp_path: Path) -> ReadFile:
    """Its title was changed by another workbook, too."""
    returned("先.xlsx", "課題A(1)!E4=うちの題")
    import_workbooks(desk, [tmp_path / "先.xlsx"])
    return returned("後.xlsx", "課題A(1)!E4=よその題", "課題A(1)!A11=よその内容")


def seen(desk: Desk, file: ReadFile) -> Difference:
    (conflict,) = disputed(look_at(desk, file).plan.differences)
    return conflict


def theirs(conflict: Difference) -> dict[Key, tuple[Difference, Decision]]:
    return {(conflict.ref, conflict.field): (conflict, Decision.THEIRS)}


def texts(desk: Desk, conflict: Difference) -> tuple[str | None, str | None]:
    issue = load_issue(desk, conflict.issue)
    return issue.title, issue.content


def test_a_decision_is_carried_out_as_it_was_seen(desk: Desk, disputed_file: ReadFile) -> None:
    conflict = seen(desk, disputed_file)
    settled = take_in(desk, disputed_file, theirs(conflict))
    assert texts(desk, conflict) == ("よその題", "よその内容")
    assert settled.stale == ()
    assert settled.change is not None
    assert settled.change.label == "workbook-imported"


def test_a_decision_on_what_is_no_longer_there_waits(desk: Desk, disputed_file: ReadFile) -> None:
    """The rest of the workbook goes in all the same."""
    conflict = seen(desk, disputed_file)
    set_fields(desk, {(conflict.ref, "title"): "三人目の題"})
    settled = take_in(desk, disputed_file, theirs(conflict))
    assert texts(desk, conflict) == ("三人目の題", "よその内容")
    assert [entry.ours for entry in settled.stale] == ["三人目の題"]


@pytest.mark.parametrize(("meanwhile", "title"), [("", "よその題"), ("三人目の題", "三人目の題")])
def test_a_conflict_can_be_decided_after_the_workbook_is_in(
    desk: Desk, disputed_file: ReadFile, meanwhile: str, title: str
) -> None:
    """Unless the desk says something else by then."""
    settled = take_in(desk, disputed_file, {})
    (conflict,) = disputed(settled.plan.differences)
    assert texts(desk, conflict) == ("うちの題", "よその内容")
    if meanwhile:
        set_fields(desk, {(conflict.ref, "title"): meanwhile})
    later = settle_later(desk, settled.plan, (conflict,))
    assert texts(desk, conflict)[0] == title
    assert (later.applied, later.stale) == (((), (conflict,)) if meanwhile else ((conflict,), ()))


def test_the_same_workbook_twice_changes_nothing(desk: Desk, disputed_file: ReadFile) -> None:
    take_in(desk, disputed_file, {})
    again = take_in(desk, disputed_file, {})
    assert again.plan.again
    assert again.change is None


def test_a_workbook_is_shown_sheet_by_sheet(disputed_file: ReadFile, pool: ReaderPool) -> None:
    """Pictures come from a child process, with the texts where they stand."""
    pictures = {picture.name: picture for picture in show_workbook("後.xlsx", disputed_file.data, pool)}
    texts = {str(cell.area).partition(":")[0]: cell.text for cell in pictures["課題A(1)"].cells}
    assert texts["E4"] == "よその題"
