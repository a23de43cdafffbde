"""The year's plan of an issue: its activities one below the other, each with its quarter grid."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from kxdesk.domain.form import Form
from kxdesk.domain.interchange import number as as_number
from kxdesk.domain.policy import Activity, Issue, Track
from kxdesk.domain.things import Kind, Ref
from kxdesk.system.ids import new_id
from kxdesk.ui.schedule.actions import shifted
from kxdesk.ui.schedule.activity_block import ActivityBlock
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _


class ScheduleSection(QWidget):
    """Shows an issue's activities and says what the issue shall become."""

    acted = Signal(object, str)  # Issue, label
    focused = Signal(object, str)
    caret_moved = Signal(QWidget, QRect)

    def __init__(self, session: DeskSession, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._form = form
        self._issue = Issue()
        self._blocks: list[ActivityBlock] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(26)
        self._add = QPushButton(_("＋ 取組を追加"), self)
        self._add.setProperty("flat", "true")
        self._add.setVisible(not session.read_only)
        self._add.clicked.connect(lambda: self.add_activity(len(self._issue.activities)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        whole.addLayout(self._column)
        whole.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_issue(self, issue: Issue) -> None:
        """Blocks are kept by their activity: what is typed in one goes on."""
        self._issue = issue
        known = {block.activity_id: block for block in self._blocks}
        wanted = {activity.id for activity in issue.activities}
        for block in self._blocks:
            if block.activity_id not in wanted:
                self._column.removeWidget(block)
                block.hide()
                block.deleteLater()
        self._blocks = [known.get(activity.id) or self._new_block() for activity in issue.activities]
        for place, (block, activity) in enumerate(zip(self._blocks, issue.activities, strict=True)):
            if self._column.indexOf(block) != place:
                self._column.insertWidget(place, block)
            block.show_activity(activity)

    def _new_block(self) -> ActivityBlock:
        block = ActivityBlock(self._session, self._form, self)
        block.acted.connect(self._on_acted)
        block.focused.connect(self.focused)
        block.caret_moved.connect(self.caret_moved)
        block.move_requested.connect(lambda by: self._move(block, by))
        block.add_requested.connect(lambda: self.add_activity(self._blocks.index(block) + 1))
        block.remove_requested.connect(lambda: self._remove(block))
        block.grid.left_by.connect(lambda step: self._on_left(block, step))
        return block

    def _on_acted(self, after: Activity, label: str) -> None:
        activities = (after if entry.id == after.id else entry for entry in self._issue.activities)
        self.acted.emit(replace(self._issue, activities=tuple(activities)), label)

    def add_activity(self, place: int) -> None:
        """A blank one with the next number and one empty row, and into it."""
        activities = self._issue.activities
        highest = max((as_number(entry.number) or 0 for entry in activities), default=0)
        asks = self._form.asks
        new = Activity(
            number=str(int(highest) + 1) if asks(Kind.ACTIVITY, "number") else None,
            title="" if asks(Kind.ACTIVITY, "title") else None,
            description="" if asks(Kind.ACTIVITY, "description") else None,
            tracks=(Track("" if asks(Kind.TRACK, "label") else None, (), new_id()),),
            id=new_id(),
        )
        after = (*activities[:place], new, *activities[place:])
        self.acted.emit(replace(self._issue, activities=after), "activity-added")
        self.focus(Ref(Kind.ACTIVITY, new.id), "title")

    def _move(self, block: ActivityBlock, by: int) -> None:
        after = shifted(self._issue.activities, self._blocks.index(block), by)
        self.acted.emit(replace(self._issue, activities=after), "activity-moved")

    def _remove(self, block: ActivityBlock) -> None:
        kept = tuple(entry for entry in self._issue.activities if entry.id != block.activity_id)
        self.acted.emit(replace(self._issue, activities=kept), "activity-retired")

    def _on_left(self, block: ActivityBlock, step: int) -> None:
        """Arrows and Tab lead on to the next activity's grid; behind the last to what comes after it."""
        place = self._blocks.index(block) + step
        if 0 <= place < len(self._blocks):
            self._blocks[place].enter_grid(from_above=step > 0)
        else:
            block.grid.editor.focusNextPrevChild(step > 0)

    def flush(self) -> None:
        """Write what is being typed in a grid."""
        for block in self._blocks:
            block.grid.commit()

    def focus(self, ref: Ref, field: str) -> bool:
        """Go to an activity's field, a row or a band."""
        return any(block.focus_thing(ref, field) for block in self._blocks)
