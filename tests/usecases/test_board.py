"""The board counts what really happened, by organisation."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kxdesk.domain.board import Board, Line, Stage
from kxdesk.domain.round import Level
from kxdesk.domain.things import Kind, Ref
from kxdesk.store import history
from kxdesk.store.desk import Desk
from kxdesk.store.passages import PassageKind, passages
from kxdesk.store.policies import insert_policy, load_policy, policies
from kxdesk.usecases.board import board, note_reminder, settle
from kxdesk.usecases.distribute import distribute
from kxdesk.usecases.edit_fields import set_fields
from kxdesk.usecases.import_workbooks import import_workbooks
from kxdesk.usecases.rounds import begin_round, change_expected, find_round
from kxdesk.usecases.undo import UndoStack
from kxdesk.words.board import reminder
from tests.usecases.rounds import FIRST, consolidation_desk
from tests.usecases.test_distribute import POLICY

TODAY = date(2025, 6, 4)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    with consolidation_desk(tmp_path / "取りまとめ.kxdesk") as desk:
        with desk.write("policy-added") as writing:
            insert_policy(writing, POLICY)
        begin_round(desk, FIRST)
        distribute(desk, tmp_path / "配布", find_round(desk))
        yield desk


def now(desk: Desk) -> Board:
    return board(desk, find_round(desk).id, TODAY)


def line(desk: Desk, division: str) -> Line:
    return next(entry for entry in now(desk).lines if entry.division == division)


def give_back(desk: Desk, folder: Path, name: str, as_: str) -> None:
    source = next((folder / "配布").glob(f"*{name}*.xlsx"))
    path = folder / f"{as_}.xlsx"
    shutil.copyfile(source, path)
    import_workbooks(desk, [path])


@pytest.mark.parametrize("as_", ["返送_試験局_総務課_R7 (1)", "scan0001", "試験局総務課【修正】"])
def test_a_return_is_its_senders(office: Desk, tmp_path: Path, as_: str) -> None:
    """By the name it was sent under, by its issues where the name says nothing, by the names in its name."""
    give_back(office, tmp_path, "総務課", as_)
    stages = {entry.division: entry.stage for entry in now(office).lines}
    both = as_ == "scan0001"  # one issue is written by two divisions
    assert stages["総務課"] is Stage.RETURNED
    assert (stages["企画課"] is Stage.RETURNED) is both
    assert stages["広報課"] is Stage.SILENT


def test_a_blank_return_is_known_by_its_name(office: Desk, tmp_path: Path) -> None:
    """A division without issues has nothing but the file's name to be known by."""
    give_back(office, tmp_path, "広報課", "試験局_広報課_R7")
    assert line(office, "広報課").stage is Stage.RETURNED


def test_the_silent_age_against_their_own_deadline(office: Desk) -> None:
    """The round's deadline, or their own where they have one."""
    entry = next(one for one in now(office).lines if one.division == "企画課")
    change_expected(office, [entry.expected], {"deadline": "R7.6.10"})
    change_expected(office, [line(office, "広報課").expected], {"excused": "課題なし"})
    assert [(one.division, one.days_late) for one in now(office).lines] == [
        ("総務課", 5), ("企画課", -6), ("広報課", None),
    ]  # fmt: skip
    assert now(office).totals["late"] == 1


def test_only_a_person_settles(office: Desk, tmp_path: Path) -> None:
    """A return without anything disputed stays a return until somebody says so; it can be taken back."""
    give_back(office, tmp_path, "総務課", "試験局_総務課_R7")
    assert line(office, "総務課").stage is Stage.RETURNED
    settle(office, [line(office, "総務課")], "2025-06-04")
    assert line(office, "総務課").stage is Stage.SETTLED
    settle(office, [line(office, "総務課")], "", "訂正が来た")
    assert line(office, "総務課").stage is Stage.RETURNED


def test_the_reminder_names_those_and_no_others(office: Desk) -> None:
    """Addresses, names and how late they are; that it was sent is on record."""
    lines = [one for one in now(office).lines if one.division in ("総務課", "企画課")]
    text = reminder(find_round(office), lines)
    assert "somu@example.jp" in text
    assert "・試験局 総務課（5日超過）" in text
    assert "広報課" not in text
    note_reminder(office, find_round(office).id, lines)
    assert line(office, "総務課").reminded
    assert not line(office, "広報課").reminded


def test_five_hundred_take_few_queries(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the board asks of the desk does not grow with the number of organisations."""
    counted = []
    for number in (3, 503):
        round_ = find_round(office)
        with office.write("test") as writing:
            for at in range(number - len(round_.expected)):
                ref = writing.create(Kind.ORGANISATION, "", {"name": f"第{at}局", "code": ""})
                writing.create(Kind.EXPECTED, round_.id, {"organisation": ref.id})
        queries: list[str] = []
        with office.reading() as connection:
            raw = connection.connection.dbapi_connection
            raw.set_trace_callback(queries.append)
            assert len(now(office).lines) == number
            raw.set_trace_callback(None)
        counted.append(sum(query.startswith("SELECT") for query in queries))
    assert counted[0] == counted[1] < 12


def test_bureaus_are_known_by_their_name(tmp_path: Path) -> None:
    """On the other level a return is its bureau's whoever wrote the issues in it."""
    with consolidation_desk(tmp_path / "所管課.kxdesk") as desk:
        with desk.write("policy-added") as writing:
            insert_policy(writing, POLICY)
        begin_round(desk, type(FIRST)("局から", "2025", "R7", level=Level.BUREAU))
        distribute(desk, tmp_path / "配布", find_round(desk))
        give_back(desk, tmp_path, "試験局", "scan0001")
        assert [one.stage for one in now(desk).lines] == [Stage.RETURNED]
        assert [entry.kind for entry in passages(desk, find_round(desk).id)] == [
            PassageKind.DISTRIBUTED, PassageKind.RETURNED,
        ]  # fmt: skip
        assert len(policies(desk)) == 1


def test_a_return_that_was_undone_did_not_return(office: Desk, tmp_path: Path) -> None:
    """Taking an import back leaves the file waiting in the queue; doing it again takes it in again."""
    source = next((tmp_path / "配布").glob("*総務課*.xlsx"))
    book = openpyxl.load_workbook(source)
    book["課題A(1)"]["A11"] = "書き直した"
    path = tmp_path / "試験局_総務課_R7.xlsx"
    book.save(path)
    import_workbooks(office, [path])
    assert line(office, "総務課").stage is Stage.RETURNED
    stack = UndoStack()
    change = history.change(office, history.changes(office)[0].number)
    assert change is not None
    stack.push(change)
    stack.undo(office)
    assert (line(office, "総務課").returned, line(office, "総務課").staged) == ("", 1)
    stack.redo(office)
    assert line(office, "総務課").stage is Stage.RETURNED


def test_what_waits_in_the_queue_is_told(office: Desk, tmp_path: Path) -> None:
    """A file that cannot be read has arrived and was not read; conflicts that are left are counted."""
    bad = tmp_path / "試験局_広報課_R7.xlsx"
    bad.write_bytes(b"not a workbook")
    import_workbooks(office, [bad])
    assert (line(office, "広報課").stage, line(office, "広報課").refused) == (Stage.DISPUTED, 1)
    assert (now(office).totals["returned"], now(office).totals["read"]) == (1, 0)
    issue = load_policy(office, policies(office)[0].id).issues[0]
    set_fields(office, {(Ref(Kind.ISSUE, issue.id), "content"): "こちらで直した"})
    source = next((tmp_path / "配布").glob("*総務課*.xlsx"))
    book = openpyxl.load_workbook(source)
    book["課題A(1)"]["A11"] = "あちらで直した"
    path = tmp_path / "試験局_総務課_R7.xlsx"
    book.save(path)
    import_workbooks(office, [path])
    assert (line(office, "総務課").stage, line(office, "総務課").disputed) == (Stage.DISPUTED, 1)
    assert now(office).totals["disputed"] == 1
