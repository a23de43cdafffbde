"""The issue page on a real desk: what a person types is on disk, one step each, and nothing overtakes her."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kxdesk.domain.edits import Change
from kxdesk.domain.policy import Issue, ref_of
from kxdesk.domain.things import Kind, Ref
from kxdesk.store import policies
from kxdesk.ui.issues.issue_page import IssuePage
from kxdesk.ui.session import DeskSession
from kxdesk.ui.widgets.matrix import Matrix
from kxdesk.ui.widgets.text_box import TextBox
from kxdesk.usecases.edit_fields import set_fields
from tests.ui.issues.conftest import Open, issue, policy


class Stage:
    """A page, and what was written through its session."""

    def __init__(self, qtbot: QtBot, session: DeskSession) -> None:
        self.qtbot = qtbot
        self.session = session
        self.changes: list[Change] = []
        session.changed.connect(self.changes.append)
        self.page = IssuePage(session)
        qtbot.addWidget(self.page)
        self.page.resize(1000, 800)
        self.page.show()
        self.page.activateWindow()
        self.ids = [line.id for line in self.ask(policies.outline, session.facts.policy_id)]  # type: ignore[union-attr]
        self.go(self.ids[0])

    def go(self, id_: str) -> None:
        self.page.show_issue(id_)
        self.qtbot.waitUntil(lambda: self.page.thing is not None and self.page.thing.id == id_)

    def ask(self, work: Callable[..., Any], *args: object) -> Any:
        answers: list[Any] = []
        self.session.read(work, *args, owner=self.session, done=answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def stored(self) -> Issue:
        loaded: Issue = self.ask(policies.load_issue, self.page.thing.id)
        return loaded

    def box(self, key: str) -> TextBox:
        box = self.page._boxes._bound[key].widget
        assert isinstance(box, TextBox)
        return box

    def enter(self, key: str) -> TextBox:
        self.page.show_field(ref_of(self.page.thing), key)
        box = self.box(key)
        self.qtbot.waitUntil(box.editor.hasFocus)
        return box

    def labels(self) -> list[str]:
        return [change.label for change in self.changes]

    def until(self, count: int) -> None:
        self.qtbot.waitUntil(lambda: len(self.changes) >= count, timeout=3000)


@pytest.fixture
def stage(qtbot: QtBot, open_policy: Open) -> Iterator[Stage]:
    return Stage(qtbot, open_policy(policy(issue(), issue(number="2", title="次"))))


def compose(widget: QWidget, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


def test_typing_and_a_pause_is_one_edit(stage: Stage) -> None:
    """However many keys: one change, and it is on disk."""
    box = stage.enter("content")
    QTest.keyClicks(box.editor, "abc")
    stage.until(1)
    assert stage.stored().content == "一abc"
    assert [(e.field, e.before, e.after) for e in stage.changes[0].edits] == [("content", "一", "一abc")]
    stage.qtbot.wait(900)
    assert len(stage.changes) == 1


def test_leaving_a_field_saves_it_at_once(stage: Stage) -> None:
    """Tab away: no pause is waited for."""
    box = stage.enter("content")
    QTest.keyClicks(box.editor, "x")
    QTest.keyClick(box.editor, Qt.Key.Key_Tab)
    stage.qtbot.waitUntil(lambda: len(stage.changes) == 1, timeout=500)


def test_composing_saves_nothing(stage: Stage) -> None:
    """Not at a pause either; the decided word is then one edit."""
    box = stage.enter("content")
    compose(box.editor, "こうほう")
    stage.qtbot.wait(900)
    assert stage.changes == []
    compose(box.editor, "", "広報")
    stage.until(1)
    assert stage.stored().content == "一広報"


def test_refresh_does_not_overwrite_typing(stage: Stage) -> None:
    """Another field's change, and even the same field's, come back while she types."""
    box = stage.enter("content")
    QTest.keyClicks(box.editor, "a")
    ref = ref_of(stage.page.thing)
    stage.session.submit(set_fields, {(ref, "background"): "よそから"})
    QTest.keyClicks(box.editor, "b")
    stage.until(2)
    stage.qtbot.waitUntil(lambda: stage.box("background").text() == "よそから")
    assert box.text() == "一ab"
    stage.until(3)
    assert stage.stored().content == "一ab"


def test_undo_shows_the_old_text_and_keeps_the_caret(stage: Stage) -> None:
    """The window undoes what was saved, also what was typed a moment ago."""
    box = stage.enter("content")
    QTest.keyClicks(box.editor, "abc")
    stage.session.undo()
    stage.until(2)
    stage.qtbot.waitUntil(lambda: box.text() == "一")
    assert box.editor.textCursor().position() == 1
    assert box.editor.hasFocus()


def test_matrix_writes_both_sides_as_one_change(stage: Stage) -> None:
    """A click on 高 × 低; Delete makes both blank again."""
    matrix = stage.page.findChild(Matrix)
    assert matrix
    QTest.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=matrix._cell(0, 0).center().toPoint())
    stage.until(1)
    assert (stage.stored().impact, stage.stored().urgency) == ("高", "低")
    QTest.keyClick(matrix, Qt.Key.Key_Delete)
    stage.until(2)
    assert (stage.stored().impact, stage.stored().urgency) == ("", "")


def test_band_typed_into_the_grid_is_on_disk_and_undone_in_one_step(stage: Stage) -> None:
    """A new row and its band are one change."""
    assert stage.page._schedule
    grid = stage.page._schedule._blocks[1].grid
    grid.setFocus()
    for _ in range(1):
        QTest.keyClick(grid.editor, Qt.Key.Key_Down)
    QTest.keyClicks(grid.editor, "new")
    QTest.keyClick(grid.editor, Qt.Key.Key_Return)
    assert stage.labels() == []  # shown before it is written
    assert len(grid.activity.tracks) == 2
    stage.until(1)
    assert stage.labels() == ["milestone-added"]
    assert [len(a.tracks) for a in stage.stored().activities] == [2, 2]
    stage.session.undo()
    stage.qtbot.waitUntil(lambda: len(grid.activity.tracks) == 1)


def test_keys_faster_than_the_disk(stage: Stage) -> None:
    """Each stretch builds on the one before, though none has come back yet."""
    assert stage.page._schedule
    grid = stage.page._schedule._blocks[0].grid
    grid.setFocus()
    for _ in range(3):
        QTest.keyClick(
            grid.editor, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
        )
    stage.until(3)
    band = stage.stored().activities[0].tracks[0].milestones[0]
    assert (band.start, band.end) == (1, 4)
    stage.qtbot.wait(50)
    assert grid.activity == stage.stored().activities[0]


def test_an_answer_from_before_the_last_key_is_not_shown(stage: Stage) -> None:
    """The desk is asked after the first stretch; before it answers, the band is stretched again."""
    assert stage.page._schedule
    grid = stage.page._schedule._blocks[0].grid
    longer = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    ends: list[int] = []

    def on_changed() -> None:
        ends.append(grid.activity.tracks[0].milestones[0].end)
        if len(ends) == 1:
            QTest.keyClick(grid.editor, Qt.Key.Key_Right, longer)

    stage.session.changed.connect(on_changed)
    grid.setFocus()
    QTest.keyClick(grid.editor, Qt.Key.Key_Right, longer)
    stage.until(2)
    assert ends == [2, 3]


def test_cell_being_written_is_saved_before_another_issue_is_shown(stage: Stage) -> None:
    """Though the keyboard never left it."""
    assert stage.page._schedule
    grid = stage.page._schedule._blocks[0].grid
    grid.setFocus()
    QTest.keyClicks(grid.editor, "n")
    stage.go(stage.ids[1])
    stage.go(stage.ids[0])
    assert stage.page.thing.activities[0].tracks[0].milestones[0].text == "n"
    assert stage.labels() == ["milestone-written"]


def test_activities_are_added_moved_and_retired(stage: Stage) -> None:
    """By keys inside the block, by its menu; each one change."""
    section = stage.page._schedule
    assert section
    section.add_activity(2)
    stage.until(1)
    assert [a.number for a in stage.stored().activities] == ["1", "2", "3"]
    assert len(stage.stored().activities[2].tracks) == 1
    block = section._blocks[2]
    block.grid.setFocus()
    QTest.keyClick(block.grid.editor, Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    stage.until(2)
    assert [a.number for a in stage.stored().activities] == ["1", "3", "2"]
    section._blocks[0].remove_requested.emit()
    stage.until(3)
    assert [a.number for a in stage.stored().activities] == ["3", "2"]
    assert stage.labels() == ["activity-added", "activity-moved", "activity-retired"]


def test_tab_leads_from_one_grid_into_the_next(stage: Stage) -> None:
    """And the arrows do."""
    assert stage.page._schedule
    first, second = (block.grid for block in stage.page._schedule._blocks)
    first.setFocus()
    for _ in range(3):
        QTest.keyClick(first.editor, Qt.Key.Key_Down)
    assert second.editor.hasFocus()
    assert second.selection.row == 0


def test_jumps_to_a_field_even_before_the_issue_is_here(stage: Stage, qtbot: QtBot) -> None:
    """Checks and search lead to a field, a band, an entry of progress."""
    first = stage.page.thing
    stage.page.show_issue(stage.ids[1])
    stage.page.show_field(Ref(Kind.ISSUE, stage.ids[1]), "background")
    qtbot.waitUntil(stage.box("background").editor.hasFocus)
    assert stage.page.thing.id == stage.ids[1]
    stage.go(stage.ids[0])
    band = first.activities[0].tracks[0].milestones[0]
    stage.page.show_field(ref_of(band), "text")
    assert stage.page._schedule
    assert stage.page._schedule._blocks[0].grid.editor.hasFocus()
    stage.page.show_field(ref_of(first.progress[0]), "text")
    assert stage.page._progress
    assert stage.page._progress._boxes[""].text() == "六月の文"


def test_tells_where_the_person_is(stage: Stage) -> None:
    """For history and guidance beside the page."""
    seen: list[tuple[Ref, str]] = []
    stage.page.field_focused.connect(lambda ref, field: seen.append((ref, field)))
    stage.enter("content")
    assert seen[-1] == (ref_of(stage.page.thing), "content")
    assert stage.page._schedule
    grid = stage.page._schedule._blocks[0].grid
    grid.setFocus()
    assert seen[-1] == (ref_of(stage.page.thing.activities[0].tracks[0].milestones[0]), "text")


def test_another_issue_takes_nothing_of_this_one(stage: Stage) -> None:
    """Text typed just before leaving belongs to the issue it was typed in; the page keeps its place."""
    box = stage.enter("content")
    QTest.keyClicks(box.editor, "z")
    bar = stage.page._scroll.verticalScrollBar()
    stage.qtbot.waitUntil(lambda: bar.maximum() > 200)
    bar.setValue(150)
    stage.go(stage.ids[1])
    assert box.text() == "一"
    stage.until(1)
    stage.qtbot.waitUntil(lambda: bar.value() == 0)
    stage.go(stage.ids[0])
    assert box.text() == "一z"
    stage.qtbot.waitUntil(lambda: bar.value() == 150)


def test_caret_stays_in_sight_while_the_page_grows(stage: Stage) -> None:
    """Typing at the foot of the window scrolls the page."""
    box = stage.enter("target_outcome")
    stage.page.resize(1000, 300)
    for _ in range(12):
        QTest.keyClick(box.editor, Qt.Key.Key_Return)
    QTest.keyClicks(box.editor, "x")

    def caret_is_in_sight() -> bool:
        caret = box.editor.mapTo(stage.page, box.editor.cursorRect().bottomLeft())
        return stage.page.rect().contains(QPoint(100, caret.y()))

    stage.qtbot.waitUntil(caret_is_in_sight)


def test_r6_has_its_own_order(qtbot: QtBot, open_policy: Open) -> None:
    """No matrix, no plan; ④ is the approach; what the form does not ask is not there."""
    r6 = Issue(
        "A", "1", "計画", "題", content="内容", background="", approach="取組", activities=(), progress=()
    )
    stage = Stage(qtbot, open_policy(policy(r6, form="R6")))
    keys = ["content", "background", "approach"]
    tops = [stage.box(key).mapTo(stage.page, QPoint(0, 0)).y() for key in keys]
    assert tops == sorted(tops)
    assert stage.box("approach").heading.text().startswith("④")
    assert stage.page.findChild(Matrix) is None
    assert stage.page._schedule is None
    assert set(stage.page._boxes._bound) == {"area", "number", "policy_field", "title", *keys}


def test_read_only_desk_takes_no_key(qtbot: QtBot, open_policy: Open, tmp_path: object) -> None:
    """Somebody else has it open: it can be looked at."""
    session = open_policy(policy(issue()))
    object.__setattr__(session.facts, "read_only", True)
    stage = Stage(qtbot, session)
    box = stage.enter("content")
    QTest.keyClicks(box.editor, "x")
    compose(box.editor, "", "あ")
    assert box.text() == "一"
    assert stage.page._schedule
    grid = stage.page._schedule._blocks[0].grid
    grid.setFocus()
    QTest.keyClicks(grid.editor, "x")
    QTest.keyClick(grid.editor, Qt.Key.Key_Delete)
    assert grid.activity.tracks[0].milestones[0].text == "聞き取り"
