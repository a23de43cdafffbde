"""Returned workbooks are looked through before anything is stored, decided by key, and taken in whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog
from pytestqt.qtbot import QtBot

from kxdesk.domain.merging import Choice, Decision
from kxdesk.domain.policy import Issue
from kxdesk.store.exchanges import exchanges
from kxdesk.store.intake import Counts
from kxdesk.store.policies import load_policy
from kxdesk.store.snapshot import content_hash
from kxdesk.system.clock import SystemClock
from kxdesk.ui.background import Worker
from kxdesk.ui.desks.live_desk import LiveDesk
from kxdesk.ui.intake.entries import Entry, Standing
from kxdesk.ui.intake.file_list import lines_of
from kxdesk.ui.intake.screen import IntakeScreen
from kxdesk.ui.main_window import MainWindow, Parts
from kxdesk.ui.pages import PAGES
from kxdesk.ui.session import DeskSession
from kxdesk.ui.settings import Settings
from kxdesk.ui.theme import Theme
from kxdesk.workbook.receipts import Receipt
from tests.ui.intake.conftest import PERSON, Returned, choose, read

TITLE, CONTENT = "課題A(1)!E4", "課題A(1)!A11"


def ask(qtbot: QtBot, session: DeskSession, work: Any, *args: Any) -> Any:
    answers: list[Any] = []
    session.read(work, *args, owner=session, done=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def first_issue(qtbot: QtBot, session: DeskSession) -> Issue:
    assert session.facts
    issue: Issue = ask(qtbot, session, load_policy, session.facts.policy_id).issues[0]
    return issue


def take(qtbot: QtBot, screen: IntakeScreen) -> None:
    qtbot.waitUntil(screen.take_button.isEnabled)
    with qtbot.waitSignal(screen.taken, timeout=10_000):
        qtbot.mouseClick(screen.take_button, Qt.MouseButton.LeftButton)


def words(entry: Entry) -> str:
    return " ".join(piece.words for line in lines_of(entry) for piece in line)


@pytest.fixture
def conflict(qtbot: QtBot, screen: IntakeScreen, returned: Returned) -> Entry:
    """A workbook of which title and content were also changed by one that is in already."""
    ours = returned("先.xlsx", f"{TITLE}=うちの題", f"{CONTENT}=うちの内容")
    theirs = returned("後.xlsx", f"{TITLE}=よその題", f"{CONTENT}=よその内容", "課題B(1)!E4=新しい題")
    read(qtbot, screen, ours)
    take(qtbot, screen)
    read(qtbot, screen, theirs)
    return choose(screen, "後.xlsx")


def test_a_click_on_any_value_shows_the_cell_it_came_from(
    qtbot: QtBot, screen: IntakeScreen, returned: Returned
) -> None:
    """Each of them, on whichever sheet: told in words, its sheet in front, its box ringed."""
    read(qtbot, screen, returned("提出.xlsx", f"{TITLE}=よその題"))
    bench = screen.bench
    bench.tabs.setCurrentWidget(bench.values)
    tree, original = bench.values.tree, bench.original
    receipts = []
    for item in bench.values._items():
        tree.scrollToItem(item)
        place = tree.visualItemRect(item).center()
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
        receipt: Receipt = item.data(0, Qt.ItemDataRole.UserRole)
        if not receipts:
            qtbot.waitUntil(lambda: original._pictured is not None, timeout=20_000)
        receipts.append(receipt)
        area = original.pictures.area_of(receipt.sheet, (receipt.row, receipt.column))
        assert area is not None
        assert area.holds(receipt.row, receipt.column)
        assert original.pictures.tabs.tabText(original.pictures.tabs.currentIndex()) == receipt.sheet
        assert receipt.sheet in original.where.text()
        assert receipt.cell in original.where.text()
    assert len(receipts) == bench.values.count > 250


def test_a_preview_counts_and_stores_nothing(
    qtbot: QtBot, screen: IntakeScreen, session: DeskSession, returned: Returned
) -> None:
    """Recognised as what it is, each value counted once, and the desk has heard of nothing."""
    path = returned("提出.xlsx", f"{TITLE}=よその題", f"{CONTENT}=よその内容")
    before = ask(qtbot, session, content_hash)
    (entry,) = read(qtbot, screen, path)
    changed, same = entry.counts.changed, entry.counts.same
    assert entry.counts == Counts(fresh=0, changed=2, same=same, disputed=0)
    assert changed + same >= 250
    assert "みなと創造局" in words(entry)
    assert "R7・令和7年度" in words(entry)
    assert "確度100%" in words(entry)
    assert [each.field for each in screen.bench.differences.differences] == ["title", "content"]
    assert ask(qtbot, session, content_hash) == before
    assert session.facts
    assert len(ask(qtbot, session, exchanges, session.facts.policy_id)) == 1  # the one that went out


def test_what_is_undisputed_goes_in_and_comes_out_again(
    qtbot: QtBot, screen: IntakeScreen, session: DeskSession, returned: Returned
) -> None:
    """One change for one file, told, and undone like any other."""
    before = first_issue(qtbot, session)
    read(qtbot, screen, returned("提出.xlsx", f"{TITLE}=よその題", f"{CONTENT}=よその内容"))
    take(qtbot, screen)
    assert "1件のブックを取り込みました（2か所）" in screen.notices.texts[0]
    assert (first_issue(qtbot, session).title, first_issue(qtbot, session).content) == (
        "よその題",
        "よその内容",
    )
    assert session.undo_label == "workbook-imported"
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert first_issue(qtbot, session) == before


def test_conflicts_are_decided_by_key(
    qtbot: QtBot, screen: IntakeScreen, session: DeskSession, conflict: Entry
) -> None:
    """1 takes theirs, 2 keeps ours, u takes the last decision back; each goes on to what still waits."""
    found = screen.bench.differences
    found.setFocus()
    qtbot.waitUntil(
        lambda: screen.decided.text() == "競合2件中0件を決めました"
    )  # counted once for many files
    assert found.current.field == "title"
    qtbot.keyClick(found, Qt.Key.Key_1)
    assert found.current.field == "content"
    qtbot.keyClick(found, Qt.Key.Key_1)
    qtbot.keyClick(found, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: screen.decided.text() == "競合2件中1件を決めました")
    assert found.current.field == "content"
    qtbot.keyClick(found, Qt.Key.Key_2)
    assert list(conflict.decisions.values()) == [Choice(Decision.THEIRS), Choice(Decision.OURS)]
    take(qtbot, screen)
    issue = first_issue(qtbot, session)
    assert (issue.title, issue.content) == ("よその題", "うちの内容")
    assert conflict.standing is Standing.TAKEN
    qtbot.waitUntil(lambda: not screen.take_button.isEnabled())


def test_later_both_and_rewritten_are_keys(
    qtbot: QtBot,
    screen: IntakeScreen,
    session: DeskSession,
    conflict: Entry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """3 leaves it open and goes on, 4 takes ours, then theirs, e takes what is typed."""
    found = screen.bench.differences
    found.setFocus()
    assert found.current.field == "title"
    qtbot.keyClick(found, Qt.Key.Key_3)
    assert (found.current.field, conflict.decisions) == ("content", {})
    qtbot.keyClick(found, Qt.Key.Key_4)
    assert found.current.field == "title"
    monkeypatch.setattr(QInputDialog, "getMultiLineText", lambda *_: ("みんなの題", True))
    qtbot.keyClick(found, Qt.Key.Key_E)
    said = {field: choice for (_ref, field), choice in conflict.decisions.items()}
    assert said == {"content": Choice(Decision.BOTH), "title": Choice(Decision.EDITED, "みんなの題")}
    take(qtbot, screen)
    issue = first_issue(qtbot, session)
    assert (issue.title, issue.content) == ("みんなの題", "うちの内容\nよその内容")


def test_the_list_is_narrowed_by_words(qtbot: QtBot, screen: IntakeScreen, conflict: Entry) -> None:
    """What is typed hides the workbooks that do not hold it; nothing typed shows all again."""
    screen.filter_box.setText("後")
    shown = lambda: [not screen.files.item(row).isHidden() for row in range(screen.files.count())]  # noqa: E731
    qtbot.waitUntil(lambda: shown() == [False, True])
    screen.filter_box.clear()
    qtbot.waitUntil(lambda: shown() == [True, True])
    assert screen.files.entry is conflict


def test_keys_walk_over_all_differences(qtbot: QtBot, screen: IntakeScreen, conflict: Entry) -> None:
    """The letters j and k like the arrows, over the headings of the issues."""
    found = screen.bench.differences
    found.setFocus()
    order = [each.ref.id + each.field for each in found.differences]
    walked = [found.current.ref.id + found.current.field]
    for key in (Qt.Key.Key_J, Qt.Key.Key_Down):
        qtbot.keyClick(found, key)
        walked.append(found.current.ref.id + found.current.field)
    assert walked == order
    qtbot.keyClick(found, Qt.Key.Key_1)  # no conflict: there is nothing to decide
    assert conflict.decisions == {}
    qtbot.keyClick(found, Qt.Key.Key_K)
    qtbot.keyClick(found, Qt.Key.Key_Up)
    assert found.current.ref.id + found.current.field == order[0]


def test_what_is_left_undecided_waits_and_can_be_decided_later(
    qtbot: QtBot, screen: IntakeScreen, session: DeskSession, conflict: Entry
) -> None:
    """The current value stays until then; the rest of the workbook is in."""
    take(qtbot, screen)
    assert first_issue(qtbot, session).title == "うちの題"
    assert "未決の競合2件" in screen.notices.texts[-1]
    assert "競合 2" in words(conflict)
    found = screen.bench.differences
    found.setFocus()
    assert found.current.field == "title"
    qtbot.keyClick(found, Qt.Key.Key_1)
    take(qtbot, screen)
    issue = first_issue(qtbot, session)
    assert (issue.title, issue.content) == ("よその題", "うちの内容")
    assert "競合 1" in words(conflict)


def shown_cell(screen: IntakeScreen) -> tuple[str, Any]:
    pictures = screen.bench.original.pictures
    return pictures.sheet, pictures.canvas.cursor_at


def test_a_click_on_a_value_shows_its_cell(qtbot: QtBot, screen: IntakeScreen, returned: Returned) -> None:
    """The right sheet, the right cell ringed, raw content and what was made of it in words."""
    (entry,) = read(
        qtbot, screen, returned("提出.xlsx", "1-2 使命・基本情報!J8=８５億円", f"{TITLE}=よその題")
    )
    screen.bench.tabs.setCurrentIndex(1)
    values = screen.bench.values
    assert values.count == len(entry.reading.receipts)

    def click(key: str, raw: str) -> Receipt:
        receipt = next(each for each in entry.reading.receipts if each.key == key and each.raw == raw)
        values.go(receipt)
        place = values.tree.visualItemRect(values.tree.currentItem()).center()
        values.tree.setCurrentItem(None)
        qtbot.mouseClick(values.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
        return receipt

    click("general_account_oku_yen", "８５億円")
    qtbot.waitUntil(lambda: shown_cell(screen)[1] is not None, timeout=20_000)
    sheet, area = shown_cell(screen)
    assert sheet == "1-2 使命・基本情報"
    assert area.holds(8, 10)
    original = screen.bench.original
    assert "J8" in original.where.text()
    assert "８５億円" in original.content.text()
    assert "単位を除いて" in original.done.text()
    click("title", "よその題")
    sheet, area = shown_cell(screen)
    assert sheet == "課題A(1)"
    assert area.holds(4, 5)
    assert original.done.text() == "書かれたとおりに読みました"


def test_a_difference_shows_its_cell_and_the_cell_its_difference(
    qtbot: QtBot, screen: IntakeScreen, returned: Returned
) -> None:
    """A click on a difference rings its cell; a click into the picture goes to the difference."""
    read(qtbot, screen, returned("提出.xlsx", f"{TITLE}=よその題", f"{CONTENT}=よその内容"))
    found = screen.bench.differences
    for _step in range(2):
        qtbot.keyClick(found, Qt.Key.Key_J)
    index = found.currentIndex()
    qtbot.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=found.visualRect(index).center())
    qtbot.waitUntil(lambda: shown_cell(screen)[1] is not None, timeout=20_000)
    assert shown_cell(screen)[0] == "課題A(1)"
    assert shown_cell(screen)[1].holds(11, 1)
    pictures = screen.bench.original.pictures
    title = pictures.canvas.rect_on_screen(pictures.area_of("課題A(1)", (4, 5)))
    at = QPoint(round(title.left()) + 12, round(title.center().y()))
    qtbot.mouseClick(pictures.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert found.current.field == "title"


def test_a_broken_file_among_good_ones_is_named(
    qtbot: QtBot, screen: IntakeScreen, session: DeskSession, returned: Returned
) -> None:
    """Its reason and a sentence to paste; the good ones go in."""
    good = returned("良い.xlsx", f"{TITLE}=よその題")
    bad = good.with_name("悪い.xlsx")
    bad.write_bytes(good.read_bytes()[:900])
    read(qtbot, screen, good.parent)
    entry = choose(screen, "悪い.xlsx")
    assert entry.standing is Standing.REFUSED
    assert "壊れています" in screen.bench.card.what.text()
    qtbot.mouseClick(screen.bench.card.copy, Qt.MouseButton.LeftButton)
    pasted = QGuiApplication.clipboard().text()
    assert pasted.startswith("ご提出の「悪い.xlsx」を読み取れませんでした。")
    assert pasted.endswith("もう一度提出してください。")
    take(qtbot, screen)
    assert choose(screen, "良い.xlsx").standing is Standing.TAKEN
    assert entry.standing is Standing.REFUSED
    assert first_issue(qtbot, session).title == "よその題"


def test_a_doubtful_workbook_is_held_and_can_be_looked_at(
    qtbot: QtBot, screen: IntakeScreen, returned: Returned
) -> None:
    """Why, and what it says; there is nothing to take in."""
    path = returned("二枚.xlsx", f"{TITLE}=別の題", clone="課題A(1)=課題A(1) (2)")
    (entry,) = read(qtbot, screen, path)
    assert entry.standing is Standing.HELD
    assert "課題A(1) (2)" in screen.bench.card.next.text()
    qtbot.waitUntil(lambda: not screen.take_button.isEnabled())
    assert not screen.bench.tabs.isTabVisible(0)
    assert screen.bench.values.count > 250


def test_the_same_file_again_says_so(
    qtbot: QtBot, screen: IntakeScreen, session: DeskSession, returned: Returned
) -> None:
    """Also under another name."""
    path = returned("提出.xlsx", f"{TITLE}=よその題")
    read(qtbot, screen, path)
    take(qtbot, screen)
    before = ask(qtbot, session, content_hash)
    copy = path.with_name("写し.xlsx")
    copy.write_bytes(path.read_bytes())
    read(qtbot, screen, copy)
    assert choose(screen, "写し.xlsx").standing is Standing.AGAIN
    assert "取り込み済み" in screen.bench.card.what.text()
    qtbot.waitUntil(lambda: not screen.take_button.isEnabled())
    assert ask(qtbot, session, content_hash) == before


def test_cancelling_leaves_nothing(
    qtbot: QtBot, screen: IntakeScreen, session: DeskSession, returned: Returned
) -> None:
    """What was not read leaves the list; nothing is stored; the next reading works."""
    path = returned("0.xlsx", f"{TITLE}=よその題")
    for number in range(1, 40):
        path.with_name(f"{number}.xlsx").write_bytes(path.read_bytes())
    before = ask(qtbot, session, content_hash)
    screen.add([path.parent])
    qtbot.waitUntil(lambda: screen.files.count() == 40, timeout=10_000)
    qtbot.mouseClick(screen.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not screen.reader.busy, timeout=10_000)
    assert screen.files.count() < 40
    assert all(entry.item is not None for entry in screen.files.entries)
    assert ask(qtbot, session, content_hash) == before
    qtbot.waitUntil(lambda: not screen.stop_button.isVisible())
    read(qtbot, screen, returned("別.xlsx", f"{TITLE}=別の題"))
    assert choose(screen, "別.xlsx").standing is Standing.READY


def test_decisions_outlive_the_screen(
    qtbot: QtBot, screen: IntakeScreen, session: DeskSession, conflict: Entry
) -> None:
    """Closed with Esc and opened again: what was decided is decided, and is carried out then."""
    found = screen.bench.differences
    found.setFocus()
    qtbot.keyClick(found, Qt.Key.Key_1)
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    assert not screen.isVisible()
    again = IntakeScreen(session)
    again.show()
    again.show_queue()
    qtbot.waitUntil(lambda: again.files.count() == 2)
    entry = choose(again, "後.xlsx")
    qtbot.waitUntil(lambda: entry.looked is not None)
    assert [choice.decision for choice in entry.decisions.values()] == [Decision.THEIRS]
    assert [each.field for each in entry.undecided] == ["content"]
    take(qtbot, again)
    issue = first_issue(qtbot, session)
    assert (issue.title, issue.content) == ("よその題", "うちの内容")
    again.close()
    again.deleteLater()


@pytest.fixture
def window(
    qtbot: QtBot, worker: Worker, desk_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Any:
    monkeypatch.setenv("KXDESK_DATA", str(tmp_path / "data"))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = Theme(app, "light")
    hands = lambda path: LiveDesk(path, PERSON, SystemClock()).hands()  # noqa: E731
    window = MainWindow(Parts(worker, Settings(tmp_path / "settings.ini"), theme, hands, PAGES, tmp_path))
    window.open_desk(desk_file)
    window.show()
    qtbot.waitUntil(lambda: window.view is not None and bool(window.view.navigator.lines))
    yield window
    if window.session is not None:
        with qtbot.waitSignal(window.session.closed):
            window.close()
    window.deleteLater()
    theme.deleteLater()
    app.setStyleSheet("")


def opened(qtbot: QtBot, window: MainWindow) -> IntakeScreen:
    qtbot.waitUntil(lambda: window.findChild(IntakeScreen) is not None)
    screen: IntakeScreen = window.findChild(IntakeScreen)
    qtbot.waitUntil(lambda: not screen.reader.busy and bool(screen.files.entries), timeout=30_000)
    qtbot.waitUntil(lambda: all(each.standing is not Standing.READING for each in screen.files.entries))
    return screen


def test_the_menu_asks_and_the_window_tells(
    qtbot: QtBot, window: MainWindow, returned: Returned, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+I; what was done is told in the window too, and its pages show it."""
    path = returned("提出.xlsx", f"{TITLE}=よその題")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(path)], ""))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: window.writing is not None)  # its menus stand, and with them its keys
    qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    screen = opened(qtbot, window)
    take(qtbot, screen)
    screen.close()
    assert "1件のブックを取り込みました" in window.notices.texts[-1]
    qtbot.waitUntil(lambda: window.view.navigator.lines[0].title == "よその題")


def test_the_queue_is_opened_by_key(qtbot: QtBot, window: MainWindow, returned: Returned) -> None:
    """Ctrl+Shift+I, in a later session too: what came lies there without a file being given."""
    window.import_workbooks([returned("提出.xlsx", f"{TITLE}=よその題")])
    opened(qtbot, window).close()
    qtbot.waitUntil(lambda: window.findChild(IntakeScreen) is None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_I, keys)
    screen = opened(qtbot, window)
    assert [entry.path.name for entry in screen.files.entries] == ["提出.xlsx"]
    take(qtbot, screen)
    screen.close()


def test_dropped_workbooks_open_the_screen(qtbot: QtBot, window: MainWindow, returned: Returned) -> None:
    """A folder, also dropped onto a text; what is no workbook is not taken."""
    folder = returned("提出.xlsx", f"{TITLE}=よその題").parent
    (folder / "~$提出.xlsx").write_bytes(b"lock")
    (folder / "覚え.txt").write_text("x", encoding="utf-8")

    def drag(path: Path) -> tuple[QDragEnterEvent, QMimeData]:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, mime, buttons, keys)
        event.ignore()
        QApplication.sendEvent(window, event)
        return event, mime

    assert not drag(folder / "覚え.txt")[0].isAccepted()
    entered, mime = drag(folder)
    assert entered.isAccepted()
    drop = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, drop)
    screen = opened(qtbot, window)
    assert [entry.path.name for entry in screen.files.entries] == ["提出.xlsx"]
    screen.close()


def test_a_desk_that_is_only_read_looks_at_workbooks(
    qtbot: QtBot, session: DeskSession, returned: Returned, worker: Worker, desk_file: Path
) -> None:
    """Somebody has it open: the differences are there, deciding and taking in are not."""
    other = DeskSession(worker, LiveDesk(desk_file, PERSON, SystemClock()).hands())
    with qtbot.waitSignal(other.opened):
        other.open()
    assert other.read_only
    screen = IntakeScreen(other)
    screen.show()
    (entry,) = read(qtbot, screen, returned("提出.xlsx", f"{TITLE}=よその題"))
    assert entry.counts.changed == 1
    assert not screen.take_button.isVisible()
    assert not screen.bench.all_button.isVisible()
    screen.close()
    screen.deleteLater()
    with qtbot.waitSignal(other.closed):
        other.close()
