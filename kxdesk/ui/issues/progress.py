"""Progress of an issue: the date being written at the left, what was said at earlier dates beside it.

An entry comes into being with its first words; no date ever takes another's text.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kxdesk.domain.form import AskedField, Form
from kxdesk.domain.policy import Issue, Progress, ref_of
from kxdesk.domain.progress import latest_first
from kxdesk.domain.things import Kind, Ref
from kxdesk.system.ids import new_id
from kxdesk.ui.issues.earlier_progress import EarlierProgress
from kxdesk.ui.session import PAUSE_MS, DeskSession
from kxdesk.ui.text import _
from kxdesk.ui.widgets.emphasis import emphasise
from kxdesk.ui.widgets.headed import Headed
from kxdesk.ui.widgets.segments import Segments
from kxdesk.ui.widgets.text_box import TextBox

_SIDE_BY_SIDE = 720  # narrower pages have the earlier dates below
_DATE_WIDTH = 160
_NARROWEST = 420


class ProgressSection(QWidget):
    """Shows an issue's progress and says what the issue shall become."""

    acted = Signal(object, str)  # Issue, label
    focused = Signal(object, str)
    caret_moved = Signal(QWidget, QRect)

    def __init__(self, session: DeskSession, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._form = form
        self._issue = Issue()
        self._current = ""  # id of an entry of the date being written; "" for a date not yet there
        self._fresh = False  # a new date was asked for and has no entry yet
        self._boxes: dict[str, TextBox] = {}  # by activity id; "" is the whole
        self._fresh_date = ""
        self._unborn = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._unborn.timeout.connect(self.flush)
        text = form.find(Kind.PROGRESS, "text")
        heading = QLabel(text.heading if text else _("進捗状況"), self)
        emphasise(heading)
        self._date = self._date_box(form.find(Kind.PROGRESS, "as_of"))
        self._switch = Segments(_("書き方"), (_("全体"), _("取組ごと")))
        self._mode = Headed(_("書き方"), self._switch)
        self._switch.chosen.connect(lambda _value: self._show_boxes())
        self._new_date = QPushButton(_("＋ 新しい時点"), self)
        self._new_date.setProperty("flat", "true")
        self._new_date.clicked.connect(self._on_new_date)
        self._new_date.setVisible(not session.read_only)
        self._texts = QVBoxLayout()
        self._texts.setSpacing(14)
        self._earlier = EarlierProgress(session.read_only, self)
        self._earlier.edit_requested.connect(self._on_edit_requested)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out(heading)

    def _date_box(self, asked: AskedField | None) -> TextBox:
        box = TextBox(_("時点"), one_line=True)
        box.editor.setAccessibleName(asked.heading if asked else _("時点"))
        box.editor.setPlaceholderText(_("例：令和7年12月"))
        box.setFixedWidth(_DATE_WIDTH)
        box.set_read_only(self._session.read_only)
        box.typed.connect(self._on_date_typed)
        box.left.connect(self._on_left)
        box.entered.connect(lambda: self._tell_focus("", "as_of"))
        return box

    def _lay_out(self, heading: QLabel) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._date, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._mode, 0, Qt.AlignmentFlag.AlignTop)
        head.addStretch()
        head.addWidget(self._new_date, 0, Qt.AlignmentFlag.AlignBottom)
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addLayout(head)
        left.addLayout(self._texts)
        left.addStretch()
        self._body.setSpacing(24)
        self._body.addLayout(left, 3)
        self._body.addWidget(self._earlier, 2, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(heading)
        whole.addLayout(self._body)

    # Showing

    def show_issue(self, issue: Issue) -> None:
        """The latest date is the one to write, unless the person has chosen another."""
        other = issue.id != self._issue.id
        if other:
            self._current, self._fresh, self._fresh_date = "", False, ""
            self._unborn.stop()
        self._issue = issue
        group = self._group()
        if group and not self._current and not self._fresh:
            self._current = group[0].id
        if other:
            apart = any(entry.activity for entry in group)
            self._switch.show_value(_("取組ごと") if apart else _("全体"))
        self._mode.setVisible(bool(issue.activities))
        self._show_date(group)
        self._show_boxes()
        self._earlier.show_groups(
            issue, [one for one in latest_first(issue) if one != group], self._pattern()
        )

    def _pattern(self) -> str:
        return self._form.compose.get("progress", _("取組内容({number})"))

    def _group(self) -> list[Progress]:
        """The entries of the date being written; none for a new one."""
        groups = latest_first(self._issue)
        chosen = (group for group in groups if any(entry.id == self._current for entry in group))
        found = next(chosen, None)
        if found is None and self._current:
            self._current = ""
        return found or ([] if self._fresh or not groups else groups[0])

    def _show_date(self, group: list[Progress]) -> None:
        if not group:
            self._date.show_text(self._fresh_date)
            return
        for entry in group:
            self._session.show(ref_of(entry), "as_of", entry.as_of)
        self._date.show_text(self._session.show(ref_of(group[0]), "as_of", group[0].as_of))

    def _show_boxes(self) -> None:
        """A box for the whole, or for each activity; a text that is there is never hidden."""
        entries = {entry.activity: entry for entry in self._group()}
        apart = self._switch.value() == _("取組ごと") and bool(self._issue.activities)
        shown = [activity.id for activity in self._issue.activities if apart or activity.id in entries]
        gone = [key for key in entries if key and key not in shown]
        whole = [""] if not apart or (entries.get("") and entries[""].text) else []
        wanted = [*whole, *shown, *gone]
        for key in [key for key in self._boxes if key not in wanted]:
            box = self._boxes.pop(key)
            self._texts.removeWidget(box)
            box.hide()
            box.deleteLater()
        for place, key in enumerate(wanted):
            box = self._boxes.get(key) or self._new_box(key)
            if self._texts.indexOf(box) != place:
                self._texts.insertWidget(place, box)
            box.heading.setText(self._name(key) if len(wanted) > 1 else "")
            box.heading.setVisible(bool(box.heading.text()))
            self._show_text(box, entries.get(key))

    def _show_text(self, box: TextBox, entry: Progress | None) -> None:
        if entry is not None:
            box.show_text(self._session.show(ref_of(entry), "text", entry.text))
        elif not self._unborn.isActive():
            box.show_text("")

    def _new_box(self, key: str) -> TextBox:
        asked = self._form.find(Kind.PROGRESS, "text")
        box = TextBox("", least_lines=2 if key else 4, recommended=asked.recommended if asked else None)
        box.editor.setAccessibleName(f"{asked.heading if asked else ''} {self._name(key)}".strip())
        box.set_read_only(self._session.read_only)
        box.typed.connect(lambda text: self._on_text_typed(key, text))
        box.left.connect(self._on_left)
        box.entered.connect(lambda: self._tell_focus(key, "text"))
        box.editor.caret_moved.connect(lambda rect: self.caret_moved.emit(box.editor, rect))
        self._boxes[key] = box
        return box

    def _name(self, key: str) -> str:
        if not key:
            return _("全体")
        for order, activity in enumerate(self._issue.activities, 1):
            if activity.id == key:
                number = self._pattern().format(number=activity.number or order)
                return f"{number} {activity.title or ''}".strip()
        return _("取りやめた取組")

    # What a person does

    def _entry(self, key: str) -> Progress | None:
        return next((entry for entry in self._group() if entry.activity == key), None)

    def _on_text_typed(self, key: str, text: str) -> None:
        entry = self._entry(key)
        if entry is None:
            self._unborn.start()
        else:
            self._session.draft(ref_of(entry), "text", text)

    def _on_date_typed(self, text: str) -> None:
        group = self._group()
        for entry in group:
            self._session.draft(ref_of(entry), "as_of", text)
        if not group:
            self._fresh_date = text
            self._unborn.start()

    def _on_left(self) -> None:
        self.flush()
        self._session.settle()

    def flush(self) -> None:
        """Let entries come into being for what was typed without one."""
        self._unborn.stop()
        if self._session.read_only:
            return
        entries = {entry.activity for entry in self._group()}
        typed = {key: box.text() for key, box in self._boxes.items() if key not in entries and box.text()}
        if not entries and not typed and self._date.text():
            typed = {"": ""}
        if any(box.editor.composing for box in self._boxes.values()) or not typed:
            return
        born = tuple(Progress(self._date.text(), text, key, new_id()) for key, text in typed.items())
        self._current = self._current or born[0].id
        self._fresh, self._fresh_date = False, ""
        after = replace(self._issue, progress=(*self._issue.progress, *born))
        self.acted.emit(after, "progress-recorded")

    def _on_new_date(self) -> None:
        self.flush()
        self._current, self._fresh, self._fresh_date = "", True, ""
        self.show_issue(self._issue)
        self._date.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edit_requested(self, entry: str) -> None:
        self.flush()
        self._current, self._fresh = entry, False
        self.show_issue(self._issue)
        next(iter(self._boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_focus(self, key: str, field: str) -> None:
        entry = self._entry(key) or next(iter(self._group()), None)
        if entry is not None:
            self.focused.emit(ref_of(entry), field)

    def focus(self, ref: Ref, field: str) -> bool:
        """Go to an entry's text or date; an entry of another date is opened for it."""
        entry = next((one for one in self._issue.progress if ref_of(one) == ref), None)
        if entry is None:
            return False
        self._current, self._fresh = entry.id, False
        self.show_issue(self._issue)
        box = self._date if field == "as_of" else self._boxes[entry.activity]
        box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def minimumSizeHint(self) -> QSize:
        """Narrow enough to be given the width at which the parts stand one below the other."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= _SIDE_BY_SIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._body.direction() != direction:
            self._body.setDirection(direction)
