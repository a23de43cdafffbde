"""Each number of the overview leads to the issues it counts, and each of those to its page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kxdesk.system.clock import SystemClock
from kxdesk.system.person import Person
from kxdesk.ui.background import Worker
from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.desks.live_desk import LiveDesk
from kxdesk.ui.navigator.spots import Page, Spot
from kxdesk.ui.pages import PAGES
from kxdesk.ui.session import DeskSession
from kxdesk.usecases.sample_desk import sample_desk


@pytest.fixture
def view(qtbot: QtBot, worker: Worker, tmp_path: Path) -> Iterator[DeskView]:
    path = tmp_path / "見本.kxdesk"
    sample_desk(path)
    session = DeskSession(worker, LiveDesk(path, Person("h", "花子", "PC"), SystemClock()).hands())
    view = DeskView(session, PAGES)
    qtbot.addWidget(view)
    view.resize(1200, 700)
    view.show()
    with qtbot.waitSignal(session.opened):
        session.open()
    view.go(Spot(Page.OVERVIEW))
    qtbot.waitUntil(lambda: view.stack.currentWidget().model.rowCount() > 0)
    yield view
    with qtbot.waitSignal(session.closed):
        session.close()


def test_a_number_leads_to_the_issues_it_counts(qtbot: QtBot, view: DeskView) -> None:
    """As many as the number says; pressed again, all are back; another number replaces it."""
    page = view.stack.currentWidget()
    all_ = page.model.rowCount()
    for tally in (page.matrix, page.standings, page.fields):
        for button in [button for button in tally.buttons.values() if button.isEnabled()]:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
            assert page.model.rowCount() == int(button.text())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == all_
    assert not page.all_of_them.isEnabled()


def test_arrows_walk_the_numbers(qtbot: QtBot, view: DeskView) -> None:
    """From number to number without a mouse, over those that count nothing."""
    page = view.stack.currentWidget()
    buttons = [button for button in page.standings.buttons.values() if button.isEnabled()]
    buttons[0].setFocus()
    qtbot.keyClick(buttons[0], Qt.Key.Key_Down)
    assert page.standings.focusWidget() is buttons[1]
    qtbot.keyClick(buttons[1], Qt.Key.Key_Space)
    assert page.model.rowCount() == int(buttons[1].text())


def test_enter_opens_the_issue(qtbot: QtBot, view: DeskView) -> None:
    """The chosen line's page is shown."""
    page = view.stack.currentWidget()
    issue = page.model.issue(2)
    page.table.setCurrentIndex(page.model.index(2, 0))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.spot == Spot(Page.ISSUE, issue.id))
