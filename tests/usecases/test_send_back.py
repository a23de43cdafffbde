"""Remarks go out with the workbook and come back with what was done about them; nothing settles itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from kxdesk.domain.board import Stage
from kxdesk.domain.identity import remark_number
from kxdesk.domain.policy import Policy
from kxdesk.domain.problems import Problem
from kxdesk.domain.remarks import Outcome, Remark, RemarkState
from kxdesk.domain.roles import Role
from kxdesk.domain.round import Level
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.desk import Desk
from kxdesk.store.policies import insert_policy, load_policy, policies, without_ids
from kxdesk.store.remarks import remarks
from kxdesk.store.verifying import verify
from kxdesk.usecases.board import board
from kxdesk.usecases.distribute import distribute
from kxdesk.usecases.division_desk import make_division_desk
from kxdesk.usecases.edit_fields import set_fields
from kxdesk.usecases.export_workbook import export_workbook
from kxdesk.usecases.import_workbooks import import_workbooks
from kxdesk.usecases.read_workbook import read_file
from kxdesk.usecases.remarks import add_remark, find_remark, known_phrases, say, settle_remarks
from kxdesk.usecases.rounds import begin_round, find_round
from kxdesk.usecases.send_back import Sender, send_back
from kxdesk.workbook.slip import SHEET
from tests.store.desks import PERSON, TickingClock, open_again
from tests.usecases.rounds import FIRST, consolidation_desk
from tests.usecases.test_distribute import POLICY

TODAY = date(2025, 6, 4)
SENDER = Sender("政策局 総務課", TODAY)
Resave = Callable[[Path], Path]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    with consolidation_desk(tmp_path / "取りまとめ.kxdesk") as desk:
        with desk.write("policy-added") as writing:
            insert_policy(writing, POLICY)
        begin_round(desk, FIRST)
        yield desk


def policy_of(desk: Desk) -> Policy:
    return load_policy(desk, policies(desk)[0].id)


def remark_on(desk: Desk, at: int, field: str, text: str) -> str:
    policy = policy_of(desk)
    ref = Ref(Kind.ISSUE, policy.issues[at].id) if at >= 0 else Ref(Kind.POLICY, policy.id)
    return add_remark(desk, policy.id, ref, field, text).created[0].id


def found(desk: Desk, id_: str) -> Remark:
    return next(remark for remark in remarks(desk) if remark.id == id_)


def send(desk: Desk, out: Path, name: str = "総務課") -> Path:
    round_ = find_round(desk)
    line = next(entry for entry in board(desk, round_.id, TODAY).lines if entry.division == name)
    return send_back(desk, out, round_, line.organisation, SENDER).path


def slip_of(path: Path) -> tuple[openpyxl.Workbook, Worksheet, dict[str, int]]:
    """The workbook, its slip, and the row of each remark's number."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    return book, sheet, {str(cell.value): cell.row for (cell,) in sheet["A1:A60"] if cell.value}


def answer(path: Path, id_: str, text: str) -> None:
    book, sheet, rows = slip_of(path)
    sheet.cell(rows[remark_number(id_)], 6).value = text
    book.save(path)


def type_into(path: Path, sheet: str, cell: str, text: str) -> None:
    book = openpyxl.load_workbook(path)
    book[sheet][cell].value = text
    book.save(path)


def test_what_a_sent_back_workbook_looks_like(office: Desk, tmp_path: Path) -> None:
    """A slip in front, notes and colours at the boxes, and nothing else read than before."""
    first = remark_on(office, 0, "background", "数値で書いてください。")
    second = remark_on(office, 0, "title", "短くしてください。")
    path = send(office, tmp_path / "差戻し.xlsx")
    book, sheet, rows = slip_of(path)
    assert book.sheetnames[0] == SHEET
    assert book.active is sheet
    assert {remark_number(first), remark_number(second)} <= rows.keys()
    issue = book["課題A(1)"]
    assert "数値で書いてください。" in issue["A13"].comment.text
    assert issue["A13"].fill.fgColor.rgb == "FFFFF2CC"
    assert "短くしてください。" in issue["E4"].comment.text
    assert "40字以内" in issue["E4"].comment.text  # the form's own note stays
    assert [tab.sheet_view.tabSelected for tab in book.worksheets].count(True) == 1
    read = read_file(path)
    assert [flag for flag in read.reading.flags if flag.code in ("sheet-unknown", "note-instead")] == []
    assert {line.remark for line in read.reading.slip} == {first, second}


@pytest.mark.parametrize(
    ("typed", "written", "state", "outcome"),
    [
        ("", "", RemarkState.OPEN, Outcome.UNTOUCHED),
        ("A13", "", RemarkState.ANSWERED, Outcome.CHANGED),
        ("A11", "", RemarkState.OPEN, Outcome.ELSEWHERE),
        ("", "前年度と同じです。", RemarkState.ANSWERED, Outcome.UNTOUCHED),
    ],
)
def test_what_came_back_is_told(  # noqa: PLR0917
    office: Desk, tmp_path: Path, typed: str, written: str, state: RemarkState, outcome: Outcome
) -> None:
    """Changed there, changed elsewhere, untouched, or answered in words: told apart, never settled."""
    id_ = remark_on(office, 0, "background", "数値で書いてください。")
    path = send(office, tmp_path / "差戻し.xlsx")
    if typed:
        type_into(path, "課題A(1)", typed, "書き直した")
    if written:
        answer(path, id_, written)
    import_workbooks(office, [path])
    remark = found(office, id_)
    assert (remark.state, remark.outcome, remark.answer) == (state, outcome, written)


def test_a_return_of_others_says_nothing_of_it(office: Desk, tmp_path: Path) -> None:
    """Another division's workbook leaves a remark as it was."""
    id_ = remark_on(office, 0, "background", "数値で書いてください。")
    send(office, tmp_path / "差戻し.xlsx")
    done = distribute(office, tmp_path / "配布", find_round(office))
    assert done.entries[2].path is not None
    import_workbooks(office, [done.entries[2].path])
    assert found(office, id_).outcome is None


def loop(office: Desk, tmp_path: Path, resave: Resave) -> None:
    """Three rounds by hand in a spreadsheet program, one of them with everything but the cells stripped."""
    first = remark_on(office, 0, "background", "数値で書いてください。")
    second = remark_on(office, 1, "content", "対象者は何人ですか。")
    policy = remark_on(office, -1, "mission", "市の計画と合わせてください。")
    office_remark = [first, second]
    path = resave(send(office, tmp_path / "一.xlsx"))
    answer(path, first, "統計がありません。")
    import_workbooks(office, [path])
    assert [found(office, id_).state for id_ in office_remark] == [RemarkState.ANSWERED, RemarkState.OPEN]
    say(office, first, "推計でも構いません。")
    path = resave(send(office, tmp_path / "二.xlsx"))
    _, sheet, rows = slip_of(path)
    assert sheet.cell(rows[remark_number(first)], 4).value == "推計でも構いません。"
    assert "統計がありません。" in str(sheet.cell(rows[remark_number(first)], 5).value)
    strip(path)
    answer(path, second, "約三百人です。")
    import_workbooks(office, [resave(path)])
    assert [found(office, id_).state for id_ in office_remark] == [RemarkState.OPEN, RemarkState.ANSWERED]
    path = resave(send(office, tmp_path / "三.xlsx"))
    type_into(path, "課題A(1)", "A13", "推計で三百人。")
    import_workbooks(office, [resave(path)])
    remark = found(office, first)
    assert (remark.state, remark.outcome) == (RemarkState.ANSWERED, Outcome.CHANGED)
    assert [said.text for said in remark.statements] == [
        "数値で書いてください。", "統計がありません。", "推計でも構いません。",
    ]  # fmt: skip
    assert policy_of(office).issues[0].background == "推計で三百人。"
    assert {found(office, id_).state for id_ in (first, second)} == {RemarkState.ANSWERED}
    assert found(office, policy).state is RemarkState.OPEN  # it goes to the bureau, nobody sent it
    settle_remarks(office, [first], "確認済み")
    assert found(office, first).state is RemarkState.SETTLED
    assert verify(office).sound


def strip(path: Path) -> None:
    """What a gateway leaves: cells. Notes, colours, links and names are gone."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        sheet._hyperlinks.clear()
        for row in sheet.iter_rows():
            for cell in (one for one in row if isinstance(one, Cell)):
                cell.comment = None
                cell.hyperlink = None
    book.save(path)


def test_three_rounds(office: Desk, tmp_path: Path) -> None:
    """No remark is lost and none settled by itself."""
    loop(office, tmp_path, lambda path: path)


@pytest.mark.office
@pytest.mark.slow
def test_three_rounds_with_libreoffice_between(
    office: Desk, tmp_path: Path, soffice: Callable[[Path, str], Path]
) -> None:
    """The same where every file is opened and saved by LibreOffice on its way."""
    loop(office, tmp_path, partial(soffice, to="xlsx"))


def test_a_division_answers_in_the_program(office: Desk, tmp_path: Path) -> None:
    """It imports what was sent back, sees each remark at its field, answers, and the answer comes along."""
    make = partial(make_division_desk, person=PERSON, clock=TickingClock())
    done = distribute(office, tmp_path / "配布", find_round(office), make_desk=make)
    first = remark_on(office, 0, "background", "数値で書いてください。")
    second = remark_on(office, 1, "content", "対象者は何人ですか。")
    sent = send(office, tmp_path / "差戻し.xlsx")
    assert done.entries[0].desk is not None
    with open_again(done.entries[0].desk) as division:
        import_workbooks(division, [sent])
        here = {remark.id: remark for remark in remarks(division)}
        assert here[first].ref == Ref(Kind.ISSUE, policy_of(division).issues[0].id)
        assert (here[first].field, here[first].demand) == ("background", "数値で書いてください。")
        import_workbooks(division, [sent])
        assert len(remarks(division)) == 2
        say(division, first, "統計がありません。")
        ref = Ref(Kind.ISSUE, policy_of(division).issues[1].id)
        set_fields(division, {(ref, "content"): "三百人"})
        back = export_workbook(division, tmp_path / "返送_総務課.xlsx").path
    import_workbooks(office, [back])
    assert (found(office, first).state, found(office, first).answer) == (
        RemarkState.ANSWERED, "統計がありません。",
    )  # fmt: skip
    assert found(office, second).outcome is Outcome.CHANGED
    say(office, first, "推計でも構いません。")
    again = send(office, tmp_path / "差戻し2.xlsx")
    with open_again(done.entries[0].desk) as division:
        import_workbooks(division, [again])
        remark = next(entry for entry in remarks(division) if entry.id == first)
        assert remark.state is RemarkState.OPEN
        assert [said.text for said in remark.statements] == [
            "数値で書いてください。", "統計がありません。", "推計でも構いません。",
        ]  # fmt: skip


def test_a_desk_of_other_ids_finds_the_field(office: Desk, tmp_path: Path) -> None:
    """A division that began by itself meets the remark at the same field of its own issue."""
    id_ = remark_on(office, 0, "background", "数値で書いてください。")
    sent = send(office, tmp_path / "差戻し.xlsx")
    own = Policy("試験局", "2025", "R7", issues=policy_of(office).issues[:1])
    with Desk.create(tmp_path / "課.kxdesk", role=Role.DIVISION, person=PERSON, clock=TickingClock()) as desk:
        with desk.write("policy-added") as writing:
            bare = without_ids(own)
            assert isinstance(bare, Policy)
            insert_policy(writing, bare)
        import_workbooks(desk, [sent])
        (remark,) = remarks(desk)
        assert (remark.id, remark.field) == (id_, "background")
        assert remark.ref.id == policy_of(desk).issues[0].id != policy_of(office).issues[0].id


def test_the_board_knows(office: Desk, tmp_path: Path) -> None:
    """Sent back until it returns; open and answered remarks are counted."""
    distribute(office, tmp_path / "配布", find_round(office))
    id_ = remark_on(office, 0, "background", "数値で書いてください。")
    remark_on(office, 0, "title", "短く。")
    path = send(office, tmp_path / "差戻し.xlsx")

    def line() -> tuple[Stage, int, int]:
        entry = next(e for e in board(office, find_round(office).id, TODAY).lines if e.division == "総務課")
        return entry.stage, entry.open_remarks, entry.answered_remarks

    assert line() == (Stage.SENT_BACK, 2, 0)
    answer(path, id_, "はい")
    import_workbooks(office, [path])
    assert line() == (Stage.RETURNED, 1, 1)


def test_refusals_and_phrases(office: Desk, tmp_path: Path) -> None:
    """Nothing open is nothing to send; an empty remark is none; what was asked before is offered again."""
    with pytest.raises(Problem, match="nothing-to-send-back"):
        send(office, tmp_path / "x.xlsx")
    with pytest.raises(Problem, match="remark-empty"):
        remark_on(office, 0, "title", " \n　")
    for text in ("短く。", "数値で。", "数値で。"):
        remark_on(office, 0, "title", text)
    assert known_phrases(office, ("根拠は。",)) == ("数値で。", "短く。", "根拠は。")
    first = remarks(office)[0]
    assert find_remark(office, remark_number(first.id).lower()).id == first.id
    with pytest.raises(Problem, match="remark-unknown"):
        find_remark(office, "R-0000-0000-0000-1")


def test_a_bureau_answers_for_its_divisions(office: Desk, tmp_path: Path) -> None:
    """Where bureaus return, a remark on a division's issue goes back to the bureau."""
    begin_round(office, replace(FIRST, name="局から", level=Level.BUREAU))
    id_ = remark_on(office, 1, "content", "対象者は何人ですか。")
    bureau = board(office, find_round(office).id, TODAY).lines[0]
    assert (bureau.division, bureau.open_remarks) == ("", 1)
    path = send_back(office, tmp_path / "局へ.xlsx", find_round(office), bureau.organisation, SENDER).path
    assert [line.remark for line in read_file(path).reading.slip] == [id_]
