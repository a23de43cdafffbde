"""The return board on the screen: chased, counted, sent and settled by keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from kxdesk.domain.board import Stage
from kxdesk.domain.remarks import Remark
from kxdesk.domain.roles import Role
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.desk import Desk
from kxdesk.store.policies import insert_policy, load_policy, policies
from kxdesk.store.remarks import insert_remark, remarks
from kxdesk.store.rounds import organisations, rounds
from kxdesk.system.clock import SystemClock
from kxdesk.ui.background import Worker
from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.desks.live_desk import LiveDesk
from kxdesk.ui.navigator.spots import Page, Spot
from kxdesk.ui.pages import PAGES
from kxdesk.ui.round.board_page import BoardPage
from kxdesk.ui.round.distribute_dialog import DistributeDialog
from kxdesk.ui.round.list_dialog import ListDialog
from kxdesk.ui.round.round_dialog import RoundDialog
from kxdesk.ui.session import DeskSession
from kxdesk.usecases.distribute import distribute
from kxdesk.usecases.import_workbooks import import_workbooks
from kxdesk.usecases.remarks import add_remark
from kxdesk.usecases.rounds import begin_round, find_round
from tests.store.desks import PERSON, files
from tests.usecases.rounds import FIRST, consolidation_desk
from tests.usecases.test_distribute import POLICY


@pytest.fixture
def desk_file(tmp_path: Path) -> Path:
    """Three divisions were sent their forms; one has returned it and has a remark."""
    path = tmp_path / "取りまとめ.kxdesk"
    with consolidation_desk(path) as desk:
        with desk.write("policy-added") as writing:
            insert_policy(writing, POLICY)
        begin_round(desk, replace(FIRST, deadline="2025-05-30"))
        done = distribute(desk, tmp_path / "配布", find_round(desk))
        assert done.entries[0].path is not None
        returned = tmp_path / "試験局_総務課_R7.xlsx"
        shutil.copyfile(done.entries[0].path, returned)
        import_workbooks(desk, [returned])
        policy = load_policy(desk, policies(desk)[0].id)
        add_remark(desk, policy.id, Ref(Kind.ISSUE, policy.issues[0].id), "content", "数値で。")
    return path


@pytest.fixture
def view(qtbot: QtBot, worker: Worker, desk_file: Path) -> Iterator[DeskView]:
    session = DeskSession(worker, LiveDesk(desk_file, PERSON, SystemClock()).hands())
    view = DeskView(session, PAGES)
    qtbot.addWidget(view)
    view.resize(1300, 760)
    view.show()
    with qtbot.waitSignal(session.opened):
        session.open()
    qtbot.waitUntil(lambda: view.spot is not None)
    yield view
    with qtbot.waitSignal(session.closed):
        session.close()


@pytest.fixture
def page(qtbot: QtBot, view: DeskView) -> BoardPage:
    view.go(Spot(Page.BOARD))
    page = view.stack.currentWidget()
    assert isinstance(page, BoardPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    return page


def shown(page: BoardPage) -> list[tuple[str, str]]:
    model = page.model
    return [(model.index(row, 2).data(), model.index(row, 0).data()) for row in range(model.rowCount())]


def choose(page: BoardPage, division: str) -> None:
    row = [name for name, _ in shown(page)].index(division)
    page.table.selectRow(row)


def dialog(qtbot: QtBot, page: BoardPage, kind: type) -> QWidget:
    qtbot.waitUntil(lambda: bool(page.findChildren(kind)))
    return page.findChildren(kind)[-1]


def test_the_silent_first_and_counts_lead_to_them(qtbot: QtBot, page: BoardPage) -> None:
    """Silent ones stand on top; a total that is clicked leaves those it counts, clicked again all."""
    assert shown(page) == [("企画課", "未提出"), ("広報課", "未提出"), ("総務課", "提出済み")]
    assert page.totals.buttons["returned"].text() == "到着 1"
    qtbot.mouseClick(page.totals.buttons["returned"], Qt.MouseButton.LeftButton)
    assert shown(page) == [("総務課", "提出済み")]
    qtbot.mouseClick(page.totals.buttons["returned"], Qt.MouseButton.LeftButton)
    assert len(shown(page)) == 3
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_K)
    page.filter_box.setText("広報")
    assert shown(page) == [("広報課", "未提出")]


def test_enter_leads_to_the_division_s_issue(qtbot: QtBot, view: DeskView, page: BoardPage) -> None:
    """From a row to the first issue that the division writes."""
    choose(page, "企画課")
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.spot is not None and view.spot.page is Page.ISSUE)
    assert view.spot is not None
    line = view.navigator.line(view.spot.id)
    assert line is not None
    assert line.title == "に"


def test_a_reminder_is_copied_and_noted(qtbot: QtBot, page: BoardPage) -> None:
    """The clipboard holds the mail to those who are silent; the board knows when they were reminded."""
    qtbot.mouseClick(page.buttons["remind"], Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert "・試験局 企画課" in text
    assert "総務課" not in text
    qtbot.waitUntil(lambda: any(line.reminded for line in page.board.lines))
    assert "2組織" in page.said.text()


def test_settled_and_taken_back(qtbot: QtBot, page: BoardPage) -> None:
    """One key settles what is chosen, and takes it back where all of it was."""
    choose(page, "総務課")
    qtbot.mouseClick(page.buttons["settle"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.board.stages[Stage.SETTLED] == 1)
    assert [line.division for line in page.chosen] == ["総務課"]
    assert "取り消す" in page.buttons["settle"].text()
    qtbot.mouseClick(page.buttons["settle"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.board.stages[Stage.SETTLED] == 0)


def test_a_new_round_and_a_later_deadline(qtbot: QtBot, page: BoardPage, desk_file: Path) -> None:
    """A date that is none is said while it is typed; who changed what is on record."""
    page.buttons["round"].menu().actions()[0].trigger()
    box = dialog(qtbot, page, RoundDialog)
    assert isinstance(box, RoundDialog)
    qtbot.waitUntil(lambda: box.form.count() > 0)
    box.name.setText("令和7年度 最終")
    box.deadline.setText("来月")
    assert not box.go.isEnabled()
    assert "来月" in box.fault.text()
    box.deadline.setText("R7.12.26")
    qtbot.mouseClick(box.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.rounds.count() == 2 and page.rounds.currentText() == "令和7年度 最終")
    page.buttons["round"].menu().actions()[1].trigger()
    box = dialog(qtbot, page, RoundDialog)
    assert isinstance(box, RoundDialog)
    qtbot.waitUntil(lambda: box.form.count() > 0)
    assert box.deadline.text() == "R7.12.26"
    box.deadline.setText("R8.1.9")
    qtbot.mouseClick(box.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.round is not None and page.round.deadline == "R8.1.9")
    assert read(desk_file, lambda desk: [entry.deadline for entry in rounds(desk)]) == [
        "2025-05-30",
        "R8.1.9",
    ]


def read(path: Path, what: Callable[[Desk], object]) -> object:
    with Desk.open(path, person=PERSON, clock=SystemClock(), read_only=True) as desk:
        return what(desk)


def test_distribution_with_progress(qtbot: QtBot, page: BoardPage, tmp_path: Path) -> None:
    """Written by the rule that was typed; a wrong rule is said; what came of it stands on the page."""
    qtbot.mouseClick(page.buttons["distribute"], Qt.MouseButton.LeftButton)
    box = dialog(qtbot, page, DistributeDialog)
    assert isinstance(box, DistributeDialog)
    box.rule.setText("{課}")
    assert not box.go.isEnabled()
    box.rule.setText("{code}_{division}")
    box.folder.setText(str(tmp_path / "新しい配布"))
    qtbot.mouseClick(box.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "3組織" in page.said.text(), timeout=20_000)
    assert files(tmp_path / "新しい配布") == ["101_総務課.xlsx", "102_企画課.xlsx", "103_広報課.xlsx"]


def test_stopping_a_distribution_keeps_whole_files(qtbot: QtBot, page: BoardPage, tmp_path: Path) -> None:
    """Escape stops after the file under way, and the page says how to go on."""
    qtbot.mouseClick(page.buttons["distribute"], Qt.MouseButton.LeftButton)
    box = dialog(qtbot, page, DistributeDialog)
    assert isinstance(box, DistributeDialog)
    box.folder.setText(str(tmp_path / "x"))
    box.start()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.isVisible()
    qtbot.waitUntil(lambda: "中止" in page.said.text(), timeout=20_000)
    assert not list((tmp_path / "x").glob(".*"))


def test_a_list_is_looked_at_before_it_is_taken_in(
    qtbot: QtBot, page: BoardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, desk_file: Path
) -> None:
    """What it adds and what it lacks is shown; nothing is stored before the person says so."""
    path = tmp_path / "一覧.csv"
    path.write_text("局区,課\n試験局,総務課\n試験局,情報課\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    qtbot.mouseClick(page.buttons["organisations"], Qt.MouseButton.LeftButton)
    box = dialog(qtbot, page, ListDialog)
    assert isinstance(box, ListDialog)
    texts = [box.list.item(row).text() for row in range(box.list.count())]
    assert texts == [
        "追加　情報課",
        "一覧になし（残ります）　102　企画課",
        "一覧になし（残ります）　103　広報課",
    ]
    with qtbot.waitSignal(page.session.changed):
        box.accept()
    names = read(desk_file, lambda desk: [entry.name for entry in organisations(desk).entries])
    assert names == ["試験局", "総務課", "企画課", "広報課", "情報課"]
    path.write_text("x,y\n", encoding="utf-8")
    qtbot.mouseClick(page.buttons["organisations"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "見出し" in page.said.text())


def test_sent_back_from_the_board(
    qtbot: QtBot, page: BoardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only one with open remarks can be sent back; the file and the count are told."""
    choose(page, "企画課")
    assert not page.buttons["send-back"].isEnabled()
    choose(page, "総務課")
    out = tmp_path / "差戻し.xlsx"
    asked: list[str] = []

    def ask(_parent: object, _title: str, proposed: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(proposed).name)
        return str(out), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    qtbot.mouseClick(page.buttons["send-back"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "指摘 1 件" in page.said.text(), timeout=10_000)
    assert asked == ["試験局_総務課_R7_差戻し.xlsx"]
    assert out.exists()
    qtbot.waitUntil(lambda: ("総務課", "差戻し中") in shown(page))


def test_the_board_is_exported(
    qtbot: QtBot, page: BoardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a workbook, where the person said."""
    out = tmp_path / "回収.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    qtbot.mouseClick(page.buttons["export"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "回収.xlsx" in page.said.text())
    assert out.exists()


def test_remarks_beside_the_form(qtbot: QtBot, view: DeskView, desk_file: Path) -> None:
    """Pinned to the field one is at by Ctrl+Enter, marked at its heading, settled by a button, undone."""
    side = view.side
    side.setCurrentWidget(side.remarks)
    panel = side.remarks
    qtbot.waitUntil(lambda: panel.list.count() == 1)
    issue = view.navigator.lines[0].id
    view.go(Spot(Page.ISSUE, issue))
    form = view.stack.currentWidget()
    qtbot.waitUntil(lambda: form.thing is not None)
    view.go_to_field(Ref(Kind.ISSUE, issue), "background", issue)
    qtbot.waitUntil(lambda: view.focused == (Ref(Kind.ISSUE, issue), "background"))
    panel.text.setPlainText("根拠は。")
    assert panel.pin.isEnabled()
    qtbot.keyClick(panel.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: panel.list.count() == 2 and not panel.text.toPlainText())
    assert "根拠は。" in [panel.phrases.itemText(at) for at in range(panel.phrases.count())]
    headings = [label.text() for label in form.findChildren(type(panel.counts)) if "● 指摘 1" in label.text()]
    assert len(headings) == 2
    panel.list.setCurrentRow(1)
    qtbot.mouseClick(panel.settle, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "解決 1" in panel.counts.text())
    found = read(desk_file, lambda desk: [remark.state.value for remark in remarks(desk)])
    assert found == ["open", "settled"]
    view.session.undo()
    qtbot.waitUntil(lambda: "解決" not in panel.counts.text())


def test_a_division_answers(qtbot: QtBot, worker: Worker, tmp_path: Path, desk_file: Path) -> None:
    """A desk of those who write can answer, and neither ask nor settle."""
    path = tmp_path / "課.kxdesk"
    with (
        Desk.create(path, role=Role.DIVISION, person=PERSON, clock=SystemClock()) as desk,
        desk.write("policy-added") as writing,
    ):
        ref = insert_policy(writing, POLICY)
        insert_remark(writing, Remark(ref.id, ref, "mission"))
    session = DeskSession(worker, LiveDesk(path, PERSON, SystemClock()).hands())
    view = DeskView(session, PAGES)
    qtbot.addWidget(view)
    view.show()
    with qtbot.waitSignal(session.opened):
        session.open()
    panel = view.side.remarks
    view.side.setCurrentWidget(panel)
    qtbot.waitUntil(lambda: panel.list.count() == 1)
    assert (panel.pin.isHidden(), panel.settle.isHidden(), panel.say.isHidden()) == (True, True, False)
    panel.list.setCurrentRow(0)
    panel.text.setPlainText("直しました。")
    qtbot.mouseClick(panel.say, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "回答あり 1" in panel.counts.text())
    with qtbot.waitSignal(session.closed):
        session.close()


def test_days_are_the_person_s_own(page: BoardPage) -> None:
    """Late is counted from today."""
    line = next(line for line in page.board.lines if line.division == "企画課")
    assert line.days_late == (date.today() - date(2025, 5, 30)).days  # noqa: DTZ011
