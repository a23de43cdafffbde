"""Before printing a person sees every page and what does not fit, and gets to a field by a click."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kxdesk.domain.policy import Policy
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.policies import load_policy
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import Person
from kxdesk.ui.background import Worker
from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.desks.live_desk import LiveDesk
from kxdesk.ui.operations.preview_workbook import preview_workbook
from kxdesk.ui.pages import PAGES
from kxdesk.ui.printing.preview_window import PreviewWindow
from kxdesk.ui.session import DeskSession
from kxdesk.usecases import edit_fields
from kxdesk.usecases.preview_workbook import Preview
from kxdesk.usecases.sample_desk import sample_desk
from kxdesk.workbook.addresses import address
from tests.ui.templates.person import click_box

LONG = "あいうえおかきくけこ。" * 600


@pytest.fixture
def view(qtbot: QtBot, worker: Worker, tmp_path: Path) -> DeskView:
    path = tmp_path / "机 の 上.kxdesk"
    sample_desk(path)
    session = DeskSession(worker, LiveDesk(path, Person("a", "花子", "PC-1"), SystemClock()).hands())
    view = DeskView(session, PAGES)
    qtbot.addWidget(view, before_close_func=lambda _view: close(qtbot, view, session))
    view.resize(1200, 800)
    view.show()
    with qtbot.waitSignal(session.opened):
        session.open()
    qtbot.waitUntil(lambda: view.spot is not None)
    return view


def close(qtbot: QtBot, view: DeskView, session: DeskSession) -> None:
    view._checking.stop()  # the window takes the view down with the desk
    with qtbot.waitSignal(session.closed, timeout=20_000):
        session.close()


def preview(qtbot: QtBot, view: DeskView) -> PreviewWindow:
    preview_workbook(view)
    qtbot.waitUntil(lambda: view.findChild(PreviewWindow) is not None, timeout=20_000)
    window = view.findChild(PreviewWindow)
    assert window is not None
    return window


def shown(window: PreviewWindow) -> Preview:
    assert window._preview is not None
    return window._preview


def write(qtbot: QtBot, view: DeskView, key: str, text: str) -> str:
    """Into the first issue; its id."""
    found: list[str] = []

    def on_policy(policy: Policy) -> None:
        found.append(policy.issues[0].id)

    facts = view.session.facts
    assert facts is not None
    view.session.read(load_policy, facts.policy_id, owner=view, done=on_policy)
    qtbot.waitUntil(lambda: bool(found))
    with qtbot.waitSignal(view.session.changed):
        view.session.submit(edit_fields.set_fields, {(Ref(Kind.ISSUE, found[0]), key): text})
    return found[0]


def test_every_sheet_is_there_with_its_pages(qtbot: QtBot, view: DeskView) -> None:
    """The sheets of the workbook that print, and the sum of their pages."""
    window = preview(qtbot, view)
    names = [window.pictures.tabs.tabText(n) for n in range(window.pictures.tabs.count())]
    assert "課題A(1)" in names
    assert "リスト" not in names  # it is hidden
    pages = sum(len(picture.page_rects) for picture in shown(window).pictures)
    assert str(pages) in window.total.text()


def test_a_click_on_a_filled_box_leads_to_its_field(qtbot: QtBot, view: DeskView) -> None:
    """Into the very issue and field, with the caret in it."""
    window = preview(qtbot, view)
    window.pictures.go("課題B(2)")
    with qtbot.waitSignal(window.field_wanted) as wanted:
        click_box(window.pictures, "A13")
    place = wanted.args[0]
    assert (place.ref.kind, place.field) == (Kind.ISSUE, "background")
    assert view.spot is not None
    assert view.spot.id == place.ref.id
    qtbot.waitUntil(lambda: view._focused == (place.ref, "background"))


def test_every_filled_box_of_an_issue_leads_somewhere(qtbot: QtBot, view: DeskView) -> None:
    """Texts that the policy put there, on every sheet: no box without its field."""
    window = preview(qtbot, view)
    places = shown(window).places
    for name, cell in (
        ("1-2 使命・基本情報", (5, 1)),
        ("1-2 使命・基本情報", (16, 11)),
        ("3 振り返り", (4, 1)),
        ("4 課題一覧", (5, 10)),
        ("課題A(1)", (4, 5)),
        ("課題A(1)", (18, 3)),
        ("課題A(1)", (21, 5)),
        ("課題A(1)", (37, 1)),
    ):
        assert (name, *cell) in places, (name, address(*cell))
    assert places["4 課題一覧", 5, 10].issue == places["課題A(1)", 4, 5].issue


def test_what_does_not_fit_is_marked_listed_and_reached(qtbot: QtBot, view: DeskView) -> None:
    """One line for the box, the box in sight when it is chosen, the field when Enter is pressed."""
    window = preview(qtbot, view)
    assert window.spills.count() == 0
    issue = write(qtbot, view, "background", LONG)
    qtbot.waitUntil(lambda: window.spills.count() == 1, timeout=20_000)
    window.spills.setFocus()
    QTest.keyClick(window.spills, Qt.Key.Key_Down)
    assert window.pictures.sheet == "課題A(1)"
    assert str(window.pictures.canvas.cursor_at).startswith("A13")
    with qtbot.waitSignal(window.field_wanted) as wanted:
        QTest.keyClick(window.spills, Qt.Key.Key_Return)
    assert (wanted.args[0].ref.id, wanted.args[0].field) == (issue, "background")


def test_an_empty_box_leads_to_its_field_too(qtbot: QtBot, view: DeskView) -> None:
    """What is still to be written is what one wants to get to."""
    window = preview(qtbot, view)
    write(qtbot, view, "division", "")
    qtbot.waitUntil(lambda: window._stale or not window.isActiveWindow())
    with qtbot.waitSignal(window.fresh_wanted):
        QTest.keyClick(window, Qt.Key.Key_F5)
    before = window._preview
    qtbot.waitUntil(lambda: window._preview is not before, timeout=20_000)
    place = shown(window).places["課題A(1)", 2, 19]
    assert place.field == "division"
