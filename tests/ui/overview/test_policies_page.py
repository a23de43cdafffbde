"""A desk of several bureaus: one is shown, all are listed, and the keys lead from one to another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kxdesk.domain.roles import Role
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.desk import Desk
from kxdesk.store.policies import load_policy, policies
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import Person
from kxdesk.ui.background import Worker
from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.desks.live_desk import LiveDesk
from kxdesk.ui.navigator.spots import Page, Spot
from kxdesk.ui.pages import PAGES
from kxdesk.ui.session import DeskSession
from kxdesk.usecases.sample_desk import sample_desk

PERSON = Person("hanako", "北九 花子", "PC-1")
BUREAUS = ("みなと局", "そら局", "もり区")


@pytest.fixture
def desk_file(tmp_path: Path) -> Path:
    """A consolidation desk of three bureaus; the second has an issue."""
    path = tmp_path / "全局区.kxdesk"
    with (
        Desk.create(path, role=Role.CONSOLIDATION, person=PERSON, clock=SystemClock()) as desk,
        desk.write("workbook-imported") as writing,
    ):
        for bureau in BUREAUS:
            values = {"bureau": bureau, "fiscal_year": "2025", "form": "R7", "mission": ""}
            made = writing.create(Kind.POLICY, "", values)
            if bureau == BUREAUS[1]:
                writing.create(Kind.ISSUE, made.id, {"area": "A", "number": "1", "title": "空の道"})
    return path


@pytest.fixture
def view(qtbot: QtBot, worker: Worker, desk_file: Path) -> Iterator[DeskView]:
    session = DeskSession(worker, LiveDesk(desk_file, PERSON, SystemClock()).hands())
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
def listed(qtbot: QtBot, view: DeskView) -> Callable[[], list[str]]:
    view.go(Spot(Page.POLICIES))
    page = view.stack.currentWidget()
    qtbot.waitUntil(lambda: page.model.rowCount() == len(BUREAUS))

    def names() -> list[str]:
        model = page.model
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    return names


def test_typing_finds_a_bureau_and_enter_opens_it(
    qtbot: QtBot, view: DeskView, listed: Callable[[], list[str]]
) -> None:
    """From the list, a few letters and Enter lead to another bureau's first issue."""
    page = view.stack.currentWidget()
    assert listed() == list(BUREAUS)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_S)
    assert page.filter_box.text() == "s"
    page.filter_box.setText("そら")
    assert listed() == ["そら局"]
    with qtbot.waitSignal(view.session.policy_changed):
        qtbot.keyClick(page.filter_box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.spot is not None and view.spot.page is Page.ISSUE)
    assert view.navigator.bureau.text() == "そら局"
    assert [line.title for line in view.navigator.lines] == ["空の道"]


def test_a_field_of_another_bureau_is_gone_to(qtbot: QtBot, view: DeskView, desk_file: Path) -> None:
    """A page of the desk can lead to a field, whatever policy is shown."""
    with Desk.open(desk_file, person=PERSON, clock=SystemClock(), read_only=True) as desk:
        other = policies(desk)[2].id
    with qtbot.waitSignal(view.session.policy_changed):
        view.go_to_field_of(other, Ref(Kind.POLICY, other), "mission", "")
    qtbot.waitUntil(lambda: view.spot == Spot(Page.MISSION))
    assert view.navigator.bureau.text() == "もり区"
    qtbot.waitUntil(lambda: bool(page_of(view).thing) and page_of(view).thing.id == other)


def page_of(view: DeskView) -> object:
    return view.stack.currentWidget()


def test_typing_goes_to_the_policy_it_was_typed_into(qtbot: QtBot, view: DeskView, desk_file: Path) -> None:
    """Going to another bureau in the middle of a word loses nothing of it."""
    view.go(Spot(Page.MISSION))
    page = view.stack.currentWidget()
    qtbot.waitUntil(lambda: page.thing is not None)
    first = page.thing.id
    view.session.draft(Ref(Kind.POLICY, first), "mission", "港をひらく")
    with Desk.open(desk_file, person=PERSON, clock=SystemClock(), read_only=True) as desk:
        lines = policies(desk)
    with qtbot.waitSignal(view.session.policy_changed):
        view.go_to_policy(lines[1].id)
    qtbot.waitUntil(lambda: not view.session.has_typing)
    with Desk.open(desk_file, person=PERSON, clock=SystemClock(), read_only=True) as desk:
        assert load_policy(desk, first).mission == "港をひらく"
        assert load_policy(desk, lines[1].id).mission == ""


def test_what_is_at_the_right_makes_room_for_pages_of_the_desk(
    view: DeskView, listed: Callable[[], list[str]]
) -> None:
    """Checks and history are about a policy: they are hidden beside the list and come back after it."""
    assert view.side.isHidden()
    view.go(Spot(Page.MISSION))
    assert not view.side.isHidden()


def test_a_division_desk_shows_no_list(qtbot: QtBot, worker: Worker, tmp_path: Path) -> None:
    """Who has one policy is not bothered with pages about many."""
    path = tmp_path / "見本.kxdesk"
    sample_desk(path)
    session = DeskSession(worker, LiveDesk(path, PERSON, SystemClock()).hands())
    view = DeskView(session, PAGES)
    qtbot.addWidget(view)
    view.show()
    with qtbot.waitSignal(session.opened):
        session.open()
    QApplication.processEvents()
    assert Page.POLICIES not in view.navigator.desk_pages.buttons
    with qtbot.waitSignal(session.closed):
        session.close()
