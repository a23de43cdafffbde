"""One activity: its number, title and description as the paper has them, and its quarter grid."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from kxdesk.domain.form import Form
from kxdesk.domain.policy import Activity, ref_of, values_of
from kxdesk.domain.things import Kind, Ref
from kxdesk.system.ids import new_id
from kxdesk.ui.issues.field_boxes import FieldBoxes
from kxdesk.ui.schedule.geometry import GUTTER
from kxdesk.ui.schedule.grid import QuarterGrid
from kxdesk.ui.schedule.selection import Selection
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _
from kxdesk.ui.widgets.emphasis import heavier
from kxdesk.ui.widgets.text_box import TextBox
from kxdesk.words.fields import field_name

_NUMBER_WIDTH = 48
_BUTTON = 32
_GAP = 8


class ActivityBlock(QWidget):
    """A piece of the year's plan."""

    acted = Signal(object, str)  # Activity, label
    focused = Signal(object, str)
    caret_moved = Signal(QWidget, QRect)
    move_requested = Signal(int)
    add_requested = Signal()
    remove_requested = Signal()

    def __init__(self, session: DeskSession, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.activity_id = ""
        self._session = session
        self._boxes = FieldBoxes(session, Kind.ACTIVITY, self)
        label = form.find(Kind.TRACK, "label")
        self.grid = QuarterGrid(label.heading if label else "", new_id, self)
        self.grid.read_only = session.read_only
        self._lay_out(form)
        for source in (self._boxes, self.grid):
            focused = source.focused if isinstance(source, FieldBoxes) else source.entered
            focused.connect(self.focused)
        self._boxes.caret_moved.connect(self.caret_moved)
        self.grid.caret_moved.connect(lambda rect: self.caret_moved.emit(self.grid, rect))
        self.grid.acted.connect(self.acted)
        if not session.read_only:
            self._add_shortcuts()

    def _lay_out(self, form: Form) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(_GAP)
        for key in ("number", "title"):
            asked = form.find(Kind.ACTIVITY, key)
            if asked is None:
                continue
            box = self._boxes.make(asked, heading="", hint=self._hint(key))
            if isinstance(box, TextBox):
                box.editor.setFont(heavier(box.font()))
            if key == "number":
                box.setFixedWidth(_NUMBER_WIDTH)
                head.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
            else:
                head.addWidget(box, 1)
        head.addLayout(self._beside())
        column.addLayout(head)
        description = form.find(Kind.ACTIVITY, "description")
        if description:
            box = self._boxes.make(description, heading="", hint=self._hint("description"), lines=1)
            box.setContentsMargins(0, 0, int(GUTTER), 0)
            column.addWidget(box)
        column.addWidget(self.grid)

    def _hint(self, key: str) -> str:
        return "" if key == "number" else field_name(Kind.ACTIVITY, key)

    def _beside(self) -> QHBoxLayout:
        """As wide as the space beside the grid, so that all boxes end where it does."""
        space = QHBoxLayout()
        if not self._session.read_only:
            space.addWidget(self._menu_button(), 0, Qt.AlignmentFlag.AlignTop)
            space.addSpacing(int(GUTTER) - _BUTTON - _GAP)
        else:
            space.addSpacing(int(GUTTER) - _GAP)
        return space

    def _menu_button(self) -> QToolButton:
        button = QToolButton(self, autoRaise=True)
        button.setText("⋯")
        button.setFixedSize(_BUTTON, _BUTTON)
        button.setToolTip(_("取組の操作"))
        button.setAccessibleName(_("取組の操作"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        menu = QMenu(button)
        for words, keys, asked in (
            (_("上へ"), "Alt+PgUp", lambda: self.move_requested.emit(-1)),
            (_("下へ"), "Alt+PgDown", lambda: self.move_requested.emit(1)),
            (_("下に取組を追加"), "Ctrl+Shift+Return", self.add_requested.emit),
            (_("この取組を取りやめ"), "", self.remove_requested.emit),
        ):
            action = menu.addAction(words)
            action.setText(f"{words}\t{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}")
            action.triggered.connect(asked)
        button.setMenu(menu)
        return button

    def _add_shortcuts(self) -> None:
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, asked in (
            ("Alt+PgUp", lambda: self.move_requested.emit(-1)),
            ("Alt+PgDown", lambda: self.move_requested.emit(1)),
            ("Ctrl+Shift+Return", self.add_requested.emit),
        ):
            QShortcut(QKeySequence(keys), self, context=inside).activated.connect(asked)

    def show_activity(self, activity: Activity) -> None:
        self.activity_id = activity.id
        self._boxes.show_thing(ref_of(activity), values_of(activity))
        self.grid.show_activity(activity)

    def enter_grid(self, *, from_above: bool) -> None:
        """Come in from the grid above or below, in the same column."""
        self.grid.setFocus(Qt.FocusReason.TabFocusReason)
        rows = len(self.grid.activity.tracks)
        self.grid.select(Selection(0 if from_above else rows, self.grid.selection.column))

    def focus_thing(self, ref: Ref, field: str) -> bool:
        """Go to one of its fields, a row or a band; False where it is none of its."""
        if ref == Ref(Kind.ACTIVITY, self.activity_id):
            return self._boxes.focus(field) is not None
        if self.grid.select_thing(ref):
            self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return False
