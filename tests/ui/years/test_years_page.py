"""The thread of the years on the screen: what is open stands out, and a person settles it there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from kxdesk.domain.lineage import Relation
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.desk import Desk
from kxdesk.store.policies import load_policy, policies
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import Person
from kxdesk.ui.background import Worker
from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.desks.live_desk import LiveDesk
from kxdesk.ui.navigator.spots import Page, Spot
from kxdesk.ui.operations.carry_over import CarryOverDialog
from kxdesk.ui.pages import PAGES
from kxdesk.ui.session import DeskSession
from kxdesk.usecases.carry_over import carry_over
from kxdesk.usecases.forms import form_named, known_forms
from kxdesk.usecases.sample_desk import sample_desk

PERSON = Person("h", "花子", "PC")


@pytest.fixture
def desk_file(tmp_path: Path) -> Path:
    """Two years; last year's first issue promised something, its last one vanished."""
    path = tmp_path / "見本.kxdesk"
    sample_desk(path)
    with Desk.open(path, person=PERSON, clock=SystemClock()) as desk:
        policy = load_policy(desk, policies(desk)[0].id)
        with desk.write("fields-edited") as writing:
            writing.set(
                Ref(Kind.ISSUE, policy.issues[0].id), "background", "令和8年度に様式を五つ増やす予定。"
            )
        made = carry_over(desk, policy.id, form_named("R7"), 2026)
        last = load_policy(desk, made.policy_id).issues[-1]
        with desk.write("issue-retired") as writing:
            writing.retire(Ref(Kind.ISSUE, last.id))
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
    view.go(Spot(Page.YEARS))
    qtbot.waitUntil(lambda: view.stack.currentWidget().lineage.rowCount() > 0)
    yield view
    with qtbot.waitSignal(session.closed):
        session.close()


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def give(text: str) -> None:
        monkeypatch.setattr(QInputDialog, "getText", lambda *_a: (text, bool(text)))

    return give


def test_a_promise_is_owned_by_an_issue_or_by_nobody_for_a_reason(
    qtbot: QtBot, view: DeskView, answer: Callable[[str], None]
) -> None:
    """Choosing an owner settles it; nobody wants a reason; without one nothing changes."""
    page = view.stack.currentWidget()
    place = next(n for n in range(page.promises.rowCount()) if page.promises.at(n).promise.sure)
    page.owners.setCurrentIndex(page.promises.index(place, 0))
    page.owner.setCurrentIndex(1)
    page.owner.activated.emit(1)
    qtbot.waitUntil(lambda: not page.promises.at(place).is_open)
    assert page.promises.at(place).owner == page.owner.itemData(1)
    answer("")
    page.owner.setCurrentIndex(page.owner.count() - 1)
    page.owner.activated.emit(page.owner.count() - 1)
    assert page.owner.currentIndex() == 1
    answer("制度が変わった")
    page.owner.setCurrentIndex(page.owner.count() - 1)
    page.owner.activated.emit(page.owner.count() - 1)
    qtbot.waitUntil(lambda: page.promises.at(place).reason == "制度が変わった")


def test_the_texts_of_both_years_are_shown_with_what_stands_unchanged(qtbot: QtBot, view: DeskView) -> None:
    """The chosen line's texts, with a note at those that stand as last year."""
    page = view.stack.currentWidget()
    place = next(n for n in range(page.lineage.rowCount()) if page.lineage.at(n).later)
    page.table.setCurrentIndex(page.lineage.index(place, 0))
    assert "前年度のまま" in page.texts.toPlainText()
    all_, same = page.lineage.at(place).unchanged.split("/")
    assert all_ == same


def test_a_relation_is_decided(qtbot: QtBot, view: DeskView) -> None:
    """What the person chooses is kept."""
    page = view.stack.currentWidget()
    place = next(n for n in range(page.lineage.rowCount()) if page.lineage.at(n).later)
    page.table.setCurrentIndex(page.lineage.index(place, 0))
    page.relation.setCurrentIndex(page.relation.findData(Relation.MERGED))
    qtbot.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.lineage.at(place).relation == "統合")


def test_the_dialog_says_what_becomes_of_the_fields(qtbot: QtBot) -> None:
    """Into another form: what empties, what is new, what stays with its year."""
    forms = known_forms()
    dialog = CarryOverDialog(form_named("R7"), 2025, forms)
    qtbot.addWidget(dialog)
    dialog.form.setCurrentIndex([form.name for form in forms].index("R6"))
    assert "今年度に残る項目" in dialog.said.text()
    assert dialog.way().fiscal_year == 2026
    dialog.with_plan.setChecked(False)
    assert not dialog.way().with_plan
