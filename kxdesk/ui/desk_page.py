"""What a page of the desk as a whole has to answer; it says where the person wants to go, the frame leads."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kxdesk.domain.edits import Change
from kxdesk.domain.policy import CLASS_OF
from kxdesk.domain.things import Ref
from kxdesk.ui.session import DeskSession


class DeskPage(QWidget):
    """A page beside the policies. A subclass fills itself in `reload` and reads while it is visible."""

    field_focused = Signal(object, str)  # Ref, field key
    policy_requested = Signal(str, object)  # policy id, Spot
    field_requested = Signal(str, object, str, str)  # policy id, Ref, field key, issue id

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session

    def showEvent(self, event: QShowEvent) -> None:
        """What it shows is as old as its last showing."""
        super().showEvent(event)
        self.reload()

    def on_changed(self, _change: Change) -> None:
        """Something was written in the desk."""
        self.reload()

    def show_field(self, ref: Ref, field: str) -> None:
        """None of the desk's own pages holds a policy's field."""

    def lead_to(self, place: Any, ref: Ref, field: str) -> None:
        """To a field by its `Place`; of what stands on no form, as a remark, to its policy."""
        if place.policy_id and ref.kind in CLASS_OF:
            self.field_requested.emit(place.policy_id, ref, field, place.issue_id)
        elif place.policy_id:
            self.policy_requested.emit(place.policy_id, None)

    def reload(self) -> None:
        raise NotImplementedError

    def flush(self) -> None:
        """Hand over what is typed; most of these pages hold nothing."""
