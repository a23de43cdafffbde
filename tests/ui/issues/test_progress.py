"""Progress is written at its date; other dates stay beside it and are never overwritten."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kxdesk.domain.policy import Progress, ref_of
from kxdesk.ui.issues.progress import ProgressSection
from tests.ui.issues.conftest import Open, issue, policy
from tests.ui.issues.test_issue_page import Stage


def section_of(stage: Stage) -> ProgressSection:
    section = stage.page._progress
    assert section
    return section


@pytest.fixture
def stage(qtbot: QtBot, open_policy: Open) -> Stage:
    return Stage(qtbot, open_policy(policy(issue())))


def test_latest_date_is_written_and_earlier_ones_are_beside(stage: Stage) -> None:
    """Newest first, to be copied from, not typed into."""
    section = section_of(stage)
    assert section._date.text() == "令和7年9月末"
    assert section._boxes[""].text() == "九月の文"
    texts = [label.text() for label in section._earlier.findChildren(QLabel)]
    assert texts == ["R7.6", "六月の文"]


def test_new_date_makes_a_new_entry(stage: Stage) -> None:
    """The one before is left as it was and moves beside."""
    section = section_of(stage)
    section._new_date.click()
    assert section._boxes[""].text() == ""
    QTest.keyClicks(section._date.editor, "R7.12")
    section._boxes[""].setFocus()
    stage.until(1)
    QTest.keyClicks(section._boxes[""].editor, "new")
    stage.until(2)
    found = {entry.as_of: entry.text for entry in stage.stored().progress}
    assert found == {"R7.6": "六月の文", "令和7年9月末": "九月の文", "R7.12": "new"}
    texts = [label.text() for label in section._earlier.findChildren(QLabel) if label.isVisible()]
    assert texts == ["令和7年9月末", "九月の文", "R7.6", "六月の文"]
    stage.session.undo()
    stage.session.undo()
    stage.qtbot.waitUntil(lambda: section._date.text() == "令和7年9月末")
    assert section._boxes[""].text() == "九月の文"


def test_by_activity(stage: Stage) -> None:
    """A box for each, an entry for the one that was written; the whole's text stays in sight."""
    section = section_of(stage)
    section._switch.chosen.emit("取組ごと")
    section._switch.show_value("取組ごと")
    section._show_boxes()
    first, second = (activity.id for activity in stage.page.thing.activities)
    assert list(section._boxes) == ["", first, second]
    assert section._boxes[first].heading.text() == "取組内容(1) 設計"
    QTest.keyClicks(section._boxes[second].editor, "abc")
    stage.until(1)
    entries = [(e.as_of, e.text, e.activity) for e in stage.stored().progress]
    assert ("令和7年9月末", "abc", second) in entries
    assert len(entries) == 3
    assert stage.labels() == ["progress-recorded"]


def test_date_is_set_for_all_its_entries(qtbot: QtBot, open_policy: Open) -> None:
    """Also in another habit: they stay one date."""
    stage = Stage(
        qtbot, open_policy(policy(issue(progress=(Progress("R7.9", "全"), Progress("R7.9", "別")))))
    )
    section = section_of(stage)
    section._date.editor.selectAll()
    QTest.keyClicks(section._date.editor, "R7.10")
    stage.until(1)
    assert {entry.as_of for entry in stage.stored().progress} == {"R7.10"}
    assert section._date.text() == "R7.10"


def test_earlier_date_can_be_put_right(stage: Stage) -> None:
    """It takes the place of the one being written, which goes beside."""
    section = section_of(stage)
    section._earlier.edit_requested.emit(stage.page.thing.progress[0].id)
    assert section._boxes[""].text() == "六月の文"
    QTest.keyClicks(section._boxes[""].editor, "x")
    stage.until(1)
    found = {entry.as_of: entry.text for entry in stage.stored().progress}
    assert found["R7.6"] in {"六月の文x", "x六月の文"}
    assert found["令和7年9月末"] == "九月の文"


def test_first_words_of_an_issue_without_progress(qtbot: QtBot, open_policy: Open) -> None:
    """Nothing is made until something is written; then text and date are one entry."""
    stage = Stage(qtbot, open_policy(policy(issue(progress=()))))
    section = section_of(stage)
    assert stage.page.thing.progress == ()
    QTest.keyClicks(section._boxes[""].editor, "ab")
    stage.until(1)
    QTest.keyClicks(section._boxes[""].editor, "c")
    QTest.keyClicks(section._date.editor, "R7.12")
    stage.until(2)
    stage.qtbot.waitUntil(
        lambda: stage.session.pending(ref_of(stage.page.thing.progress[0]), "as_of") is None
    )
    assert [(e.as_of, e.text) for e in stage.stored().progress] == [("R7.12", "abc")]
