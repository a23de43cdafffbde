"""Mission, basic information and retrospective: what the form asks, written like an issue's fields."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kxdesk.domain.policy import ref_of
from kxdesk.store import policies
from kxdesk.ui.issues.policy_pages import PolicyPage, basics_page, mission_page, retrospective_page
from tests.ui.issues.conftest import Open, policy


def shown(qtbot: QtBot, page: PolicyPage) -> PolicyPage:
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: page.thing is not None)
    return page


def test_each_page_has_its_fields(qtbot: QtBot, open_policy: Open) -> None:
    """Together they have all that R7 asks of a policy, each once."""
    session = open_policy(policy())
    pages = [shown(qtbot, make(session)) for make in (mission_page, basics_page, retrospective_page)]
    keys = [set(page._boxes._bound) for page in pages]
    assert keys[0] == {"mission"}
    assert keys[2] >= {"retrospective_overall", "retrospective_achieved", "retrospective_insufficient"}
    asked = {entry.key for entry in pages[0].form.asked if entry.thing == "policy"}
    assert set.union(*keys) == asked - {"fiscal_year"}
    assert sum(map(len, keys)) == len(set.union(*keys))


def test_form_without_a_retrospective_says_so(qtbot: QtBot, open_policy: Open) -> None:
    """R6 asks for none."""
    page = shown(qtbot, retrospective_page(open_policy(policy(form="R6"))))
    assert page._boxes._bound == {}


def test_facilities_are_written_added_and_taken_out(qtbot: QtBot, open_policy: Open) -> None:
    """A line for each; each action one change."""
    session = open_policy(policy())
    labels: list[str] = []
    session.changed.connect(lambda change: labels.append(change.label))
    page = shown(qtbot, basics_page(session))
    section = page._facilities
    assert section
    first = page.thing.facilities[0]
    page.show_field(ref_of(first), "name")
    QTest.keyClicks(section._lines[first.id][1]._bound["name"].widget.editor, "x")  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: labels == ["fields-edited"], timeout=3000)
    section._on_add()
    section._on_remove(first.id)
    qtbot.waitUntil(lambda: labels == ["fields-edited", "facility-added", "facility-retired"])
    loaded: list[object] = []
    assert session.facts
    session.read(policies.load_policy, session.facts.policy_id, owner=session, done=loaded.append)
    qtbot.waitUntil(lambda: bool(loaded))
    assert [(f.operation, f.name) for f in loaded[0].facilities] == [("", "")]  # type: ignore[attr-defined]


def test_headings_that_begin_alike_stand_once(qtbot: QtBot, open_policy: Open) -> None:
    """The budget's three amounts under one heading of the paper."""
    page = shown(qtbot, basics_page(open_policy(policy())))
    box = page._boxes._bound["general_account_oku_yen"].widget
    assert box.heading.text() == "一般会計"  # type: ignore[attr-defined]
    assert box.editor.accessibleName() == "（１）局全体当初予算額（億円）一般会計"  # type: ignore[attr-defined]
