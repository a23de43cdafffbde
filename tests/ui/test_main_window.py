"""The window on a real desk: it opens, saves, closes, refuses and tells, and a read-only one cannot write."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QListWidget, QMessageBox
from pytestqt.qtbot import QtBot

from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.desk import Desk
from kxdesk.store.policies import load_issue, outline, policies
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import Person
from kxdesk.ui.background import Worker
from kxdesk.ui.desks.live_desk import LiveDesk
from kxdesk.ui.held_desk import Hands
from kxdesk.ui.main_window import MainWindow, Parts
from kxdesk.ui.navigator.spots import Page, Spot
from kxdesk.ui.operations import export_workbook
from kxdesk.ui.operations.move_issue import Target, target
from kxdesk.ui.pages import PAGES
from kxdesk.ui.session import SaveState
from kxdesk.ui.settings import Settings
from kxdesk.ui.theme import Theme
from kxdesk.usecases.sample_desk import sample_desk
from tests.ui.test_navigator import Line

PERSON = Person("hanako", "北九 花子", "PC-1")
Open = Callable[..., MainWindow]


@pytest.fixture
def desk_file(tmp_path: Path) -> Path:
    path = tmp_path / "机 の 上" / "みなと創造局.kxdesk"
    sample_desk(path)
    return path


@pytest.fixture
def window(
    qtbot: QtBot, worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    monkeypatch.setenv("KXDESK_DATA", str(tmp_path / "data"))
    app = QApplication.instance()
    assert isinstance(app, QApplication)

    def hands(path: Path) -> Hands:
        return LiveDesk(path, PERSON, SystemClock()).hands()

    settings = Settings(tmp_path / "settings.ini")
    theme = Theme(app, "light")
    window = MainWindow(Parts(worker, settings, theme, hands, PAGES, tmp_path))
    window.resize(1300, 800)
    window.show()
    yield window
    if window.session is not None:
        with qtbot.waitSignal(window.session.closed):
            window.session.close()
    window.close()
    window.deleteLater()
    theme.deleteLater()
    app.setStyleSheet("")


def open_desk(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    window.open_desk(path)
    qtbot.waitUntil(lambda: window.view is not None and bool(window.view.navigator.lines))
    qtbot.waitUntil(lambda: window.view.stack.currentWidget().thing is not None)
    qtbot.waitUntil(lambda: window.session.is_open)


def trigger(window: MainWindow, words: str) -> None:
    found = [each for each in window.findChildren(QAction) if words in each.text()]
    assert found, words
    found[-1].trigger()


def titles(path: Path) -> list[str | None]:
    with Desk.open(path, person=PERSON, clock=SystemClock(), read_only=True) as desk:
        return [line.title for line in outline(desk, policies(desk)[0].id)]


def close(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.session.closed):
        window.close()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_opens_at_the_first_issue_and_names_the_file(
    window: MainWindow, qtbot: QtBot, desk_file: Path
) -> None:
    """The outline, the first issue, the title of the window; nothing is marked as changed."""
    open_desk(window, qtbot, desk_file)
    assert window.windowTitle().startswith("みなと創造局")
    assert window.view.spot.page is Page.ISSUE
    assert window.status.save.text == "変更はありません"
    assert window.notices.texts == []


def test_typing_is_on_disk_when_the_window_is_closed(
    window: MainWindow, qtbot: QtBot, desk_file: Path
) -> None:
    """Closing right after the last keystroke loses nothing."""
    open_desk(window, qtbot, desk_file)
    issue = window.view.spot.id
    window.session.draft(Ref(Kind.ISSUE, issue), "title", "港を開く")
    assert window.status.save.text == "入力中…"
    close(window, qtbot)
    assert titles(desk_file)[0] == "港を開く"


def test_issue_verbs_and_their_undo(window: MainWindow, qtbot: QtBot, desk_file: Path) -> None:
    """Duplicate, move, retire; undo names each step and takes all of them back."""
    before = titles(desk_file)
    open_desk(window, qtbot, desk_file)
    count = len(window.view.navigator.lines)
    steps = [
        ("課題を複製", "課題の複製", 1),
        ("下へ移す", "課題の移動", 1),
        ("課題を取りやめる", "課題の取りやめ", 0),
    ]
    for words, step, more in steps:
        with qtbot.waitSignal(window.session.changed):
            trigger(window, words)
        qtbot.waitUntil(lambda more=more: len(window.view.navigator.lines) == count + more)
        assert window.writing.undo.text() == f"元に戻す: {step}"
        qtbot.waitUntil(lambda: window.session.state is SaveState.SAVED)
    for _step in steps:
        with qtbot.waitSignal(window.session.changed):
            window.writing.undo.trigger()
    qtbot.waitUntil(lambda: [line.title for line in window.view.navigator.lines] == before)
    assert not window.writing.undo.isEnabled()
    assert window.writing.redo.text() == "やり直し: 課題の複製"


def test_a_new_issue_is_gone_to(window: MainWindow, qtbot: QtBot, desk_file: Path) -> None:
    """It is blank, numbered, in the area one is in, and on the screen."""
    open_desk(window, qtbot, desk_file)
    with qtbot.waitSignal(window.session.changed):
        qtbot.keyClick(
            window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
    qtbot.waitUntil(lambda: window.view.navigator.line(window.view.spot.id) is not None)
    assert window.view.navigator.line(window.view.spot.id).title == ""
    assert window.view.navigator.line(window.view.spot.id).area == "A"


def test_filter_finds_words_in_texts(window: MainWindow, qtbot: QtBot, desk_file: Path) -> None:
    """Two letters that stand only in a text find its issue, through the desk."""
    open_desk(window, qtbot, desk_file)
    policy_id = window.session.facts.policy_id
    found: list[str] = []
    window.session.read(
        lambda desk: [load_issue(desk, line.id) for line in outline(desk, policy_id)],
        owner=window,
        done=lambda issues: found.extend(issue.id for issue in issues if "受付" in (issue.content or "")),
    )
    qtbot.waitUntil(lambda: bool(found))
    window.view.navigator.filter_box.setText("受付")
    qtbot.waitUntil(
        lambda: set(found) <= {spot.id for spot in window.view.navigator.model.spots()}, timeout=3000
    )


def test_history_shows_and_puts_back(window: MainWindow, qtbot: QtBot, desk_file: Path) -> None:
    """The value before a change is offered and comes back with one press."""
    open_desk(window, qtbot, desk_file)
    issue = Ref(Kind.ISSUE, window.view.spot.id)
    old = window.view.navigator.line(issue.id).title
    window.view.side.setCurrentWidget(window.view.side.history)
    window.view.go_to_field(issue, "title", issue.id)
    window.session.draft(issue, "title", "別の題")
    history = window.view.side.history
    qtbot.waitUntil(lambda: bool(history.entries) and history.entries[0].after == "別の題", timeout=4000)
    history.put_back_requested.emit(history.entries[0])
    qtbot.waitUntil(lambda: window.view.navigator.line(issue.id).title == old, timeout=4000)


def test_a_narrow_window_leaves_the_room_to_the_page(
    window: MainWindow, qtbot: QtBot, desk_file: Path
) -> None:
    """What stands at the right goes in a narrow window and comes back in a wide one."""
    window.resize(1360, 860)
    open_desk(window, qtbot, desk_file)
    side = window.view.side
    qtbot.waitUntil(side.isVisible)
    window.resize(1024, 700)
    qtbot.waitUntil(side.isHidden)
    side.setVisible(True)
    window.resize(1060, 700)
    qtbot.wait(50)
    assert side.isVisible()
    window.resize(1360, 860)
    qtbot.waitUntil(side.isVisible)


def test_a_finding_leads_to_its_field(window: MainWindow, qtbot: QtBot, desk_file: Path) -> None:
    """A click in the checks shows the issue and puts the cursor into the field."""
    open_desk(window, qtbot, desk_file)
    found: QListWidget = window.view.side.checks.list
    qtbot.waitUntil(lambda: found.count() > 0, timeout=4000)
    item = found.item(0)
    finding = item.data(Qt.ItemDataRole.UserRole)
    found.itemActivated.emit(item)
    assert window.view.spot == Spot(Page.ISSUE, finding.issue)


def test_a_desk_somebody_has_open_is_read_only(window: MainWindow, qtbot: QtBot, desk_file: Path) -> None:
    """Who has it is told, and no verb that writes is there, neither in menus nor in the toolbar."""
    other = Person("taro", "市川 太郎", "PC-2")
    with Desk.open(desk_file, person=other, clock=SystemClock()):
        open_desk(window, qtbot, desk_file)
        assert "市川 太郎さん（PC-2）" in window.notices.texts[0]
        assert window.writing is None
        menus = [menu.title() for menu in window.menuBar().findChildren(type(window.menuBar().addMenu("x")))]
        assert not [title for title in menus if "編集" in title or "課題" in title]
        assert window.status.save.text == "閲覧のみ"
        with qtbot.waitSignal(window.session.closed):
            window.session.close()


def test_a_desk_that_cannot_be_opened_is_told(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """The welcome page stays usable and says why."""
    wrong = tmp_path / "別.kxdesk"
    wrong.write_bytes(b"not a desk" * 100)
    window.open_desk(wrong)
    qtbot.waitUntil(lambda: bool(window.notices.texts))
    assert "作業ファイルではありません" in window.notices.texts[0]
    assert window.welcome is not None
    assert wrong.read_bytes() == b"not a desk" * 100


def test_text_that_cannot_be_saved_stays_and_closing_asks(
    window: MainWindow, qtbot: QtBot, desk_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason is told, the window does not close by itself, and the next try saves."""
    open_desk(window, qtbot, desk_file)
    held = window.session._held
    whole = held.hands

    def refuse(_desk: object, _values: object, _bases: object) -> None:
        raise Problem("disk-full", path=str(desk_file))

    held.hands = dataclasses.replace(whole, save_fields=refuse)
    issue = Ref(Kind.ISSUE, window.view.spot.id)
    window.session.draft(issue, "title", "消えない")
    qtbot.waitUntil(lambda: window.session.state is SaveState.FAILED, timeout=4000)
    assert "空き容量" in window.status.save.text
    assert len([text for text in window.notices.texts if "空き容量" in text]) == 1
    asked: list[str] = []

    def stay(box: QMessageBox) -> int:
        asked.append(box.text())
        next(button for button in box.buttons() if "閉じない" in button.text()).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", stay)
    window.close()
    qtbot.waitUntil(lambda: bool(asked), timeout=4000)
    assert window.isVisible()
    held.hands = whole
    window.session.settle()
    qtbot.waitUntil(lambda: window.session.state is SaveState.SAVED, timeout=4000)
    assert window.notices.texts == []
    close(window, qtbot)
    assert titles(desk_file)[0] == "消えない"


def test_export_is_told_with_its_place(
    window: MainWindow, qtbot: QtBot, desk_file: Path, tmp_path: Path
) -> None:
    """What is typed goes along, and the notice names the file."""
    open_desk(window, qtbot, desk_file)
    out = tmp_path / "提出.xlsx"
    export_workbook.write_to(window.view, window.notices, out)
    qtbot.waitUntil(lambda: bool(window.notices.texts), timeout=20_000)
    assert "「提出.xlsx」に書き出しました" in window.notices.texts[0]
    assert out.stat().st_size > 10_000


def test_the_layout_is_remembered(window: MainWindow, qtbot: QtBot, desk_file: Path, tmp_path: Path) -> None:
    """Sizes of the three parts and the recent desk are there tomorrow."""
    open_desk(window, qtbot, desk_file)
    window.view.splitter.setSizes([200, 700, 400])
    sizes = window.view.splitter.sizes()
    close(window, qtbot)
    settings = Settings(tmp_path / "settings.ini")
    assert settings.recent == [str(desk_file)]
    window.show()
    open_desk(window, qtbot, desk_file)
    assert window.view.splitter.sizes() == sizes


def test_every_pane_is_reached_by_key(window: MainWindow, qtbot: QtBot, desk_file: Path) -> None:
    """F6 goes round navigator, page and side; Ctrl+F into the filter; a typed letter lands there."""
    open_desk(window, qtbot, desk_file)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is window.view.navigator.filter_box
    seen = []
    for _step in range(3):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        focused = window.focusWidget()
        seen.append(
            next(
                i
                for i, pane in enumerate(window.view.panes())
                if pane is focused or pane.isAncestorOf(focused)
            )
        )
    assert sorted(seen) == [0, 1, 2]


@pytest.mark.parametrize(
    ("issue", "by", "expected"),
    [
        ("1", -1, None),
        ("1", 1, Target("2")),
        ("2", -1, Target("")),
        ("2", 1, Target("2", "B")),
        ("3", -1, Target("2", "A")),
        ("4", -1, Target("2")),
        ("5", 1, None),
    ],
)
def test_an_issue_moves_within_and_across_areas(issue: str, by: int, expected: Target | None) -> None:
    """Up and down within its area, over its edge into the next, and not over the edge of all."""
    lines = [Line(str(n), area, "1", "t") for n, area in enumerate("AABBC", 1)]
    assert target(lines, issue, by) == expected


def test_file_names_are_proposed_without_what_windows_refuses() -> None:
    """A bureau's name may hold a slash; a file's may not."""
    from tests.ui.fake_desk import facts  # noqa: PLC0415

    assert export_workbook.proposed_name(facts(bureau="港/湾:局")) == "局区X方針_R7_港_湾_局.xlsx"
