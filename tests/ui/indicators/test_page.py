"""The table of indicators: typed, pasted, undone; what contradicts is at its cell and can be closed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from kxdesk.domain.things import Kind, Ref
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import Person
from kxdesk.ui.background import Worker
from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.desks.live_desk import LiveDesk
from kxdesk.ui.indicators.columns import KEYS
from kxdesk.ui.indicators.page import IndicatorsPage
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
    view.resize(1400, 800)
    view.show()
    with qtbot.waitSignal(session.opened):
        session.open()
    view.go(Spot(Page.INDICATORS))
    qtbot.waitUntil(lambda: bool(view.stack.currentWidget().model.rows))
    yield view
    with qtbot.waitSignal(session.closed):
        session.close()


@pytest.fixture
def page(view: DeskView) -> IndicatorsPage:
    found = view.stack.currentWidget()
    assert isinstance(found, IndicatorsPage)
    return found


def at(page: IndicatorsPage, row: int, key: str) -> str:
    return page.model.text(row, key)


def go(page: IndicatorsPage, row: int, key: str) -> None:
    page.table.go(page.model.index(row, KEYS.index(key)))
    page.table.setFocus()


def begin(qtbot: QtBot, page: IndicatorsPage, row: int, key: str, text: str) -> QLineEdit:
    """Over what is there; the cell stays open."""
    go(page, row, key)
    qtbot.keyClick(page.table, text[0])
    editor = page.table.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, text[1:])
    return editor


def type_in(qtbot: QtBot, page: IndicatorsPage, row: int, key: str, text: str) -> None:
    editor = begin(qtbot, page, row, key, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.state() is not QAbstractItemView.State.EditingState)


def saved(qtbot: QtBot, page: IndicatorsPage) -> None:
    qtbot.waitUntil(lambda: page.session.state.value == "saved" and not page.session.has_typing)


def test_figures_are_computed_as_one_types(qtbot: QtBot, page: IndicatorsPage) -> None:
    """Change, rate and standing follow each cell; Enter goes down; one step of undo takes it back."""
    row = page.model.rowCount() - 1  # the blank last one
    type_in(qtbot, page, row, "name", "new")
    assert page.table.currentIndex().row() == row + 1
    for key, text in (("unit", "%"), ("as_of", "R6"), ("value", "30"), ("previous", "27"), ("target", "60")):
        type_in(qtbot, page, row, key, text)
    assert at(page, row, "change") == "+3ポイント"
    assert at(page, row, "standing") == "50%"
    type_in(qtbot, page, row, "numerator", "19")
    type_in(qtbot, page, row, "denominator", "40")
    assert at(page, row, "share") == "47.5%"
    saved(qtbot, page)
    before = page.model.rows
    page.session.undo()
    qtbot.waitUntil(lambda: at(page, row, "denominator") == "")
    assert page.model.rows == before


def test_typing_goes_on_its_way_at_a_pause(qtbot: QtBot, page: IndicatorsPage) -> None:
    """Without leaving the cell, and the cell stays open."""
    editor = begin(qtbot, page, 1, "value", "29")
    qtbot.waitUntil(lambda: at(page, 1, "value") == "29")
    assert editor.isVisible()
    assert page.table.focusWidget() is editor
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    saved(qtbot, page)


def test_the_first_figure_of_a_row_leaves_its_cell_open(qtbot: QtBot, page: IndicatorsPage) -> None:
    """A new indicator's first date makes its observation, while one goes on typing into it."""
    row = page.model.rowCount() - 1
    type_in(qtbot, page, row, "name", "new")
    editor = begin(qtbot, page, row, "as_of", "R6")
    qtbot.waitUntil(lambda: at(page, row, "as_of") == "R6")
    assert editor.isVisible()
    assert page.table.focusWidget() is editor
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: KEYS[page.table.currentIndex().column()] == "value")
    saved(qtbot, page)


def test_a_table_from_excel(qtbot: QtBot, page: IndicatorsPage) -> None:
    """Headings are known, wherever one is; copying gives the cells back."""
    count = len(page.model.rows)
    go(page, 0, "note")
    text = "指標名\t単位\t時点\t実績\t前年度\t増減\r\n講座数\t講座\tR6年度\t40\t1,244\t▲1,204講座\r\n"
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(page.model.rows) == count + 1
    assert at(page, count, "change") == at(page, count, "printed_change") == "▲1,204講座"
    go(page, count, "value")
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "40"
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert at(page, count, "value") == ""
    saved(qtbot, page)


def test_rows_come_and_go(qtbot: QtBot, page: IndicatorsPage) -> None:
    """Ctrl+Enter adds a figure of the same indicator, Ctrl+- takes rows out."""
    count = len(page.model.rows)
    name = at(page, 1, "name")
    go(page, 1, "value")
    qtbot.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (at(page, 2, "name"), at(page, 2, "as_of")) == (name, "")
    assert page.table.currentIndex().row() == 2
    qtbot.keyClick(page.table, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert len(page.model.rows) == count
    saved(qtbot, page)


def test_tab_passes_what_is_computed(qtbot: QtBot, page: IndicatorsPage) -> None:
    """From 暫定 to 前年度, over the drawing."""
    go(page, 0, "provisional")
    qtbot.keyClick(page.table, Qt.Key.Key_Tab)
    assert KEYS[page.table.currentIndex().column()] == "previous"


def test_a_contradiction_is_marked_and_closed(
    qtbot: QtBot, page: IndicatorsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the cell of the printed change that is wrong; with a reason it is gone."""
    type_in(qtbot, page, 1, "printed_change", "+5")
    qtbot.waitUntil(lambda: bool(page.model.findings_at(1, "printed_change")))
    go(page, 1, "printed_change")
    assert "計算すると▲17時間" in page.pane.findings.text()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args, **_more: ("定義が異なる", True))
    page.close_button.click()
    qtbot.waitUntil(lambda: not page.model.findings_at(1, "printed_change"))
    type_in(qtbot, page, 1, "printed_change", "+6")
    qtbot.waitUntil(lambda: bool(page.model.findings_at(1, "printed_change")))
    saved(qtbot, page)


def test_a_finding_leads_to_its_cell(qtbot: QtBot, view: DeskView, page: IndicatorsPage) -> None:
    """From anywhere in the window."""
    view.go(Spot(Page.MISSION))
    figure = page.model.rows[2].observation
    view.go_to_field(Ref(Kind.OBSERVATION, figure), "previous", "")
    qtbot.waitUntil(lambda: page.table.currentIndex().row() == 2)
    assert KEYS[page.table.currentIndex().column()] == "previous"
    assert view.spot == Spot(Page.INDICATORS)


def test_the_chart_is_drawn_and_saved(
    qtbot: QtBot, page: IndicatorsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the row one is at; into a file of its own."""
    go(page, 4, "value")
    qtbot.waitUntil(lambda: not page.pane.image.pixmap().isNull(), timeout=20_000)
    assert page.pane.image.accessibleName().startswith("水辺の来訪者数の推移: ")
    path = tmp_path / "図.svg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    page.pane.saves[0].click()
    qtbot.waitUntil(path.exists)
    assert b"</svg>" in path.read_bytes()
