"""版 on the screen: freeze, list, compare, go to what changed, write the list down; all by key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kxdesk.domain.things import Kind
from kxdesk.store.editions import editions, freeze
from kxdesk.system.clock import SystemClock
from kxdesk.ui.background import Worker
from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.desks.live_desk import LiveDesk
from kxdesk.ui.editions.freeze_dialog import FreezeDialog
from kxdesk.ui.editions.page import EditionsPage
from kxdesk.ui.navigator.spots import Page, Spot
from kxdesk.ui.pages import PAGES
from kxdesk.ui.session import DeskSession
from tests.store.desks import PERSON, TickingClock, first, make_desk, open_again, small_policy


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "desk.kxdesk"
    with make_desk(path, small_policy()) as desk:
        freeze(desk, "八月", "令和7年8月", TickingClock().now())
        with desk.write("fields-edited") as writing:
            writing.set(first(desk, Kind.ISSUE), "title", "いちばん")
            writing.set(first(desk, Kind.POLICY), "general_account_oku_yen", "12")
        freeze(desk, "十二月", "令和7年12月", TickingClock().now())
    return path


@pytest.fixture
def view(qtbot: QtBot, worker: Worker, path: Path) -> Iterator[DeskView]:
    session = DeskSession(worker, LiveDesk(path, PERSON, SystemClock()).hands())
    view = DeskView(session, PAGES)
    qtbot.addWidget(view)
    view.resize(1200, 700)
    view.show()
    with qtbot.waitSignal(session.opened):
        session.open()
    qtbot.waitUntil(lambda: view.spot is not None)
    yield view
    with qtbot.waitSignal(session.closed):
        session.close()


@pytest.fixture
def page(qtbot: QtBot, view: DeskView) -> EditionsPage:
    view.go(Spot(Page.EDITIONS))
    page = view.stack.currentWidget()
    assert isinstance(page, EditionsPage)
    qtbot.waitUntil(lambda: len(page.changes.deltas) == 2)
    return page


def test_the_last_two_are_compared_at_once(page: EditionsPage) -> None:
    """Listed with date, person and hash; the difference between the last two is there without asking."""
    assert [page.list.item(row, 0).text() for row in range(2)] == ["八月", "十二月"]
    assert page.list.item(0, 3).text() == "山田"
    assert (page.before.currentText(), page.after.currentText()) == ("八月", "十二月")
    assert [delta.field for delta in page.changes.deltas] == ["general_account_oku_yen", "title"]
    assert page.counts.text() == "変更 2"


def test_any_two_and_what_is_there_now(qtbot: QtBot, page: EditionsPage) -> None:
    """The desk as it is stands last in both boxes; equal ones say so."""
    page.before.setCurrentIndex(1)
    page.after.setCurrentIndex(2)
    page.after.activated.emit(2)
    qtbot.waitUntil(lambda: page.changes.deltas == [])
    assert page.counts.text() == "二つの版に違いはありません。"
    page.list.selectAll()
    qtbot.waitUntil(lambda: len(page.changes.deltas) == 2)


def test_enter_goes_to_the_field(qtbot: QtBot, view: DeskView, page: EditionsPage) -> None:
    """Down and Enter lead from a difference to where it is edited."""
    page.changes.setFocus()
    for _ in range(2):
        qtbot.keyClick(page.changes, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.field_requested) as wish:
        qtbot.keyClick(page.changes, Qt.Key.Key_Return)
    assert wish.args[2] == "title"
    qtbot.waitUntil(lambda: view.spot is not None and view.spot.page is Page.ISSUE)


def test_freeze_and_find_it_listed(qtbot: QtBot, page: EditionsPage, path: Path) -> None:
    """Asked for a name, told that it is for good; then it is in the list, and undo does not touch it."""
    page.freeze_button.click()
    dialog = page.findChild(FreezeDialog)
    assert dialog is not None
    dialog.name.clear()
    assert not dialog.ok.isEnabled()
    dialog.name.setText("三月")
    dialog.as_of.setText("令和8年3月")
    dialog.ok.click()
    qtbot.waitUntil(lambda: page.list.rowCount() == 3)
    assert page.session.undo_label is None
    with open_again(path, read_only=True) as desk:
        assert editions(desk)[-1].name == "三月"


@pytest.mark.parametrize("name", ["変更.xlsx", "変更.html"])
def test_list_is_written_down(qtbot: QtBot, page: EditionsPage, tmp_path: Path, name: str) -> None:
    """As a workbook or as a page, by its name."""
    page.export_to(tmp_path / name)
    qtbot.waitUntil((tmp_path / name).exists)
    qtbot.waitUntil(lambda: name in page.counts.text())
    assert (tmp_path / name).read_bytes()[:2] == (b"PK" if name.endswith("xlsx") else b"<!")


def test_everything_is_reached_by_tab(qtbot: QtBot, page: EditionsPage) -> None:
    """No control is for the mouse alone."""
    page.list.setFocus()
    seen = set()
    for _ in range(60):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.add(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert {page.list, page.before, page.after, page.changes, page.freeze_button, page.export_button} <= seen
