"""What the pages of the middle have in common: they scroll, show one thing, and keep the person's place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kxdesk.domain import steps
from kxdesk.domain.edits import Change
from kxdesk.domain.form import Form
from kxdesk.domain.policy import Thing
from kxdesk.domain.things import Ref
from kxdesk.ui.first_picture import FirstPicture
from kxdesk.ui.session import DeskSession
from kxdesk.usecases import take_steps

WIDEST = 1120  # beyond this, lines are too long to read
BESIDE = 56  # right of the boxes: buttons of rows, here and in the quarter grid
_SIGHT = 60  # kept free around the caret


@dataclass(slots=True)
class _Place:
    scrolled: int = 0
    focused: tuple[Ref, str] | None = None


class FormPage(QWidget):
    """Loads on the worker, shows what comes, and hands over what a person made of it as one change.

    A subclass fills `column`, and says how to load (`_load`), to show (`_show`) and to focus (`_focus`).
    """

    field_focused = Signal(object, str)  # Ref, field key
    shown = Signal()  # for the first time
    drawn = Signal()  # on the screen, and whole

    def __init__(
        self, session: DeskSession, load: Callable[..., Thing], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        assert session.facts is not None
        self.session = session
        self.form: Form = session.facts.form
        self.thing: Any = None
        self._load = load
        self._id = ""
        self._submitted = 0
        self._drawn = False
        self._stale = True
        self._wanted: tuple[Ref, str] | None = None
        self._places: dict[str, _Place] = {}
        self.column = QVBoxLayout()
        self._ground = QWidget()
        self._scroll = self._scrolling()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        session.changed.connect(self._on_changed)

    def _scrolling(self) -> QScrollArea:
        sheet = QWidget()
        sheet.setMaximumWidth(WIDEST)
        sheet.setLayout(self.column)
        self.column.setContentsMargins(28, 20, 12, 48)
        self.column.setSpacing(20)
        row = QHBoxLayout(self._ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(sheet, 1000)
        row.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._ground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        return scroll

    def boxes_column(self) -> QVBoxLayout:
        """A further part of the page whose boxes end where the quarter grid does."""
        part = QVBoxLayout()
        part.setContentsMargins(0, 0, BESIDE, 0)
        part.setSpacing(20)
        self.column.addLayout(part)
        return part

    # Showing

    def show_id(self, id_: str) -> None:
        """Show another thing, at the place where it was left."""
        if id_ == self._id:
            return
        QGuiApplication.inputMethod().commit()
        self.flush()
        self._keep_place()
        self._id = id_
        self.thing = None
        self.reload()

    def reload(self) -> None:
        """Ask the desk for the thing as it is now."""
        self._stale = not self.isVisible()
        if not self._id or self._stale:
            return
        asked, submitted = self._id, self._submitted

        def on_loaded(thing: Thing) -> None:
            if asked != self._id:
                return
            if submitted != self._submitted:  # older than what the person did since: ask again
                self.reload()
                return
            self._on_loaded(thing)

        self.session.read(
            self._load, self._id, owner=self, done=on_loaded, failed=self._on_gone, key=f"page{id(self)}"
        )

    def _on_loaded(self, thing: Thing) -> None:
        first = self.thing is None
        self.thing = thing
        self._show(thing)
        if first:
            self._to_place()
        if not self._drawn:
            self._drawn = True
            FirstPicture(self._ground, self._complete, self.drawn.emit)
            self.shown.emit()
        if self._wanted:
            ref, field = self._wanted
            self._wanted = None
            self.show_field(ref, field)

    def mark(self, remarks: Mapping[tuple[Ref, str], int]) -> None:
        """Show at the fields how many remarks are not settled."""

    def _complete(self) -> None:
        """What the first picture did not need comes now."""

    def _on_gone(self, _error: Exception) -> None:
        """Retired meanwhile: the frame leads elsewhere."""

    def _on_changed(self, change: Change) -> None:
        if self._concerns(change):
            self.reload()

    def _concerns(self, _change: Change) -> bool:
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    # What a person does

    def change(self, after: Thing, label: str) -> None:
        """Show `after` at once and write the way to it as one change."""
        if self.thing is None or self.session.read_only:
            return
        wanted = steps.steps_between(self.thing, after)
        if not wanted:
            return
        self._submitted += 1
        self.session.submit(take_steps.take_steps, wanted, label, failed=self._on_refused)
        self.thing = after
        self._show(after)

    def _on_refused(self, error: Exception) -> None:
        self.session.worker.tell(error)
        self.reload()

    def flush(self) -> None:
        """Hand over all that is typed, whatever it is typed into."""
        self.session.settle()

    # Keeping the place

    def show_field(self, ref: Ref, field: str) -> None:
        """Put the caret into a field, as soon as the thing it belongs to is here."""
        if self.thing is None:
            self._wanted = (ref, field)
        else:
            self._focus(ref, field)

    def on_focused(self, ref: Ref, field: str) -> None:
        """For the boxes: the person is at a field now."""
        self._place().focused = (ref, field)
        self.field_focused.emit(ref, field)

    def on_caret_moved(self, widget: QWidget, rect: QRect) -> None:
        """For the boxes: keep this part of them in sight, once the page has grown."""
        if widget.hasFocus() or widget.isAncestorOf(self.focusWidget() or self):
            QTimer.singleShot(0, widget, lambda: self._bring_into_sight(widget, rect))

    def _bring_into_sight(self, widget: QWidget, rect: QRect) -> None:
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.LayoutRequest.value))  # the page grows first
        ground = self._ground
        for corner in (rect.topLeft(), rect.bottomLeft()):
            point = widget.mapTo(ground, QPoint(0, corner.y()))
            self._scroll.ensureVisible(0, point.y(), 0, _SIGHT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming here by F6: back to the field one was at."""
        super().focusInEvent(event)
        focused = self._place().focused
        if focused is None or not self._focus(*focused):
            self.focusNextChild()

    def _place(self) -> _Place:
        return self._places.setdefault(self._id, _Place())

    def _keep_place(self) -> None:
        if self.thing is not None:
            self._place().scrolled = self._scroll.verticalScrollBar().value()

    def _to_place(self) -> None:
        scrolled = self._place().scrolled
        bar = self._scroll.verticalScrollBar()
        QTimer.singleShot(0, bar, lambda: bar.setValue(scrolled))

    def _show(self, thing: Any) -> None:
        raise NotImplementedError

    def _focus(self, ref: Ref, field: str) -> bool:
        raise NotImplementedError
