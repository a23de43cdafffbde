"""The bureau's facilities: a line for each, with the way it is operated."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from kxdesk.domain.form import Form
from kxdesk.domain.policy import Facility, Policy, ref_of, values_of
from kxdesk.domain.things import Kind, Ref
from kxdesk.system.ids import new_id
from kxdesk.ui.issues.field_boxes import FieldBoxes
from kxdesk.ui.issues.field_rows import shared_heading
from kxdesk.ui.issues.form_page import BESIDE
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _
from kxdesk.ui.widgets.emphasis import emphasise

_OPERATION_WIDTH = 170
_BUTTON = 32


class FacilitiesSection(QWidget):
    """Shows a policy's facilities and says what the policy shall become."""

    acted = Signal(object, str)  # Policy, label
    focused = Signal(object, str)
    caret_moved = Signal(QWidget, QRect)

    def __init__(self, session: DeskSession, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked = [asked for asked in form.asked if asked.thing is Kind.FACILITY]
        self._policy = Policy()
        self._lines: dict[str, tuple[QWidget, FieldBoxes]] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        shared, self._hints = shared_heading(self._asked)
        heading = QLabel(shared or "・".join(self._hints), self)
        emphasise(heading)
        add = QPushButton(_("＋ 施設を追加"), self)
        add.setProperty("flat", "true")
        add.setVisible(not session.read_only)
        add.clicked.connect(self._on_add)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(heading)
        whole.addLayout(self._column)
        whole.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_policy(self, policy: Policy) -> None:
        """Lines are kept by their facility."""
        self._policy = policy
        wanted = [facility.id for facility in policy.facilities]
        for id_ in [id_ for id_ in self._lines if id_ not in wanted]:
            line, _boxes = self._lines.pop(id_)
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        for place, facility in enumerate(policy.facilities):
            line, boxes = self._lines.get(facility.id) or self._new_line(facility.id)
            if self._column.indexOf(line) != place:
                self._column.insertWidget(place, line)
            boxes.show_thing(ref_of(facility), values_of(facility))

    def _new_line(self, id_: str) -> tuple[QWidget, FieldBoxes]:
        line = QWidget(self)
        boxes = FieldBoxes(self._session, Kind.FACILITY, line)
        boxes.focused.connect(self.focused)
        boxes.caret_moved.connect(self.caret_moved)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for asked, hint in zip(self._asked, self._hints, strict=True):
            box = boxes.make(asked, heading="", hint=hint)
            if asked.key == "operation":
                box.setFixedWidth(_OPERATION_WIDTH)
            row.addWidget(box, 0 if asked.key == "operation" else 1)
        if not self._session.read_only:
            row.addWidget(self._remove_button(id_), 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(BESIDE - (0 if self._session.read_only else _BUTTON + row.spacing()))
        self._lines[id_] = (line, boxes)
        return line, boxes

    def _remove_button(self, id_: str) -> QToolButton:
        button = QToolButton(self, autoRaise=True)
        button.setText("✕")
        button.setFixedSize(_BUTTON, _BUTTON)
        button.setToolTip(_("この施設を外す"))
        button.setAccessibleName(_("この施設を外す"))
        button.clicked.connect(lambda: self._on_remove(id_))
        return button

    def _on_add(self) -> None:
        keys = {asked.key for asked in self._asked}
        new = Facility("" if "operation" in keys else None, "" if "name" in keys else None, new_id())
        after = replace(self._policy, facilities=(*self._policy.facilities, new))
        self.acted.emit(after, "facility-added")
        self.focus(ref_of(new), self._asked[0].key)

    def _on_remove(self, id_: str) -> None:
        kept = tuple(facility for facility in self._policy.facilities if facility.id != id_)
        self.acted.emit(replace(self._policy, facilities=kept), "facility-retired")

    def focus(self, ref: Ref, field: str) -> bool:
        """Go to a facility's field."""
        found = self._lines.get(ref.id)
        return found is not None and found[1].focus(field) is not None
