"""Boxes for the fields that a form asks of one kind of thing, bound to whichever thing is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from kxdesk.domain.fields import FieldKind
from kxdesk.domain.fields import field as catalogue_field
from kxdesk.domain.form import AskedField
from kxdesk.domain.things import Kind, Ref, Value
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _
from kxdesk.ui.widgets.completing_box import CompletingBox
from kxdesk.ui.widgets.counting import difference
from kxdesk.ui.widgets.headed import Headed
from kxdesk.ui.widgets.matrix import Matrix
from kxdesk.ui.widgets.segments import Segments
from kxdesk.ui.widgets.text_box import TextBox

_WORD_LISTS = ("policy_field",)  # the bureau's own words: what the desk uses already is proposed
_LINES = {FieldKind.TEXT: 3, FieldKind.NAMES: 2}


@dataclass(frozen=True, slots=True)
class _Bound:
    widget: QWidget
    show: Callable[[str], None]


class FieldBoxes(QObject):
    """Makes the boxes of one thing and keeps them and the desk in step.

    A keystroke goes to the session's drafts, leaving a box settles them, a choice is written at once.
    """

    focused = Signal(object, str)  # Ref, field
    caret_moved = Signal(QWidget, QRect)

    def __init__(self, session: DeskSession, kind: Kind, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ref: Ref | None = None
        self._session = session
        self._kind = kind
        self._bound: dict[str, _Bound] = {}
        self._values: Mapping[str, Value] = {}
        self._remarks: Mapping[tuple[Ref, str], int] = {}
        self._headings: dict[str, str] = {}  # as they are without a mark

    def make(
        self, asked: AskedField, *, heading: str | None = None, hint: str = "", lines: int | None = None
    ) -> QWidget:
        """The box for a field.

        Args:
            asked: what the form asks.
            heading: in place of the form's; "" for none.
            hint: stands in the box while it is blank.
            lines: how tall it is at least.
        """
        kind = catalogue_field(self._kind, asked.key).kind
        words = asked.heading if heading is None else heading
        if kind is FieldKind.CHOICE:
            return self._choice(asked, words)
        box: TextBox
        if asked.choices or asked.key in _WORD_LISTS:
            box = CompletingBox(words)
            box.set_proposals(asked.choices)
        else:
            several = kind in _LINES
            box = TextBox(
                words,
                one_line=not several,
                least_lines=lines or _LINES.get(kind, 1),
                recommended=asked.recommended,
                strong=several or asked.key == "title",
            )
        box.editor.setAccessibleName(asked.heading)
        box.editor.setPlaceholderText(hint)
        self._wire(asked.key, box)
        return box

    def make_matrix(self, impact: AskedField, urgency: AskedField) -> QWidget:
        """The two fields of ① in one; what their headings share stands before both."""
        alike, _rest = difference(impact.heading, urgency.heading)
        shared, names = impact.heading[:alike], (impact.heading[alike:], urgency.heading[alike:])
        levels = catalogue_field(self._kind, impact.key).choices
        matrix = Matrix(*names, levels)
        matrix.set_read_only(self._session.read_only)
        keys = (impact.key, urgency.key)

        def show(_value: str) -> None:
            matrix.show_value(*(self._shown(key) for key in keys))

        matrix.chosen.connect(lambda *values: self._write(dict(zip(keys, values, strict=True))))
        matrix.entered.connect(lambda: self._tell_focus(impact.key))
        for key in keys:
            self._bound[key] = _Bound(matrix, show)
        return Headed(f"{shared}{names[0]}・{names[1]}", matrix, strong=True)

    def _choice(self, asked: AskedField, heading: str) -> QWidget:
        choices = asked.choices or catalogue_field(self._kind, asked.key).choices
        segments = Segments(asked.heading, choices)
        segments.set_read_only(self._session.read_only)
        segments.chosen.connect(lambda value: self._write({asked.key: value}))
        segments.entered.connect(lambda: self._tell_focus(asked.key))
        self._bound[asked.key] = _Bound(segments, segments.show_value)
        return Headed(heading, segments) if heading else segments

    def _wire(self, key: str, box: TextBox) -> None:
        box.set_read_only(self._session.read_only)
        box.typed.connect(lambda text: self._typed(key, text))
        box.left.connect(self._session.settle)
        box.entered.connect(lambda: self._tell_focus(key))
        box.editor.caret_moved.connect(lambda rect: self.caret_moved.emit(box.editor, rect))
        self._bound[key] = _Bound(box, box.show_text)

    def propose(self, key: str, values: Iterable[str]) -> None:
        """What the box of a word list may offer."""
        bound = self._bound.get(key)
        if bound and isinstance(bound.widget, CompletingBox):
            bound.widget.set_proposals(values)

    def show_thing(self, ref: Ref, values: Mapping[str, Value]) -> None:
        """Bind to a thing and show its values; what is typed and not yet saved is left alone."""
        self.ref = ref
        self._values = values
        for key, bound in self._bound.items():
            bound.show(self._shown(key))
        self._show_marks()

    def _shown(self, key: str) -> str:
        assert self.ref
        return self._session.show(self.ref, key, self._values.get(key))

    def mark(self, remarks: Mapping[tuple[Ref, str], int]) -> None:
        """Say at a heading how many remarks on its field are not settled."""
        self._remarks = remarks
        self._show_marks()

    def _show_marks(self) -> None:
        for key, bound in self._bound.items():
            count = self._remarks.get((self.ref, key), 0) if self.ref else 0
            if not count and key not in self._headings:
                continue
            label = _heading_of(bound.widget)
            if label is not None:
                plain = self._headings.setdefault(key, label.text())
                label.setText(
                    _("{heading}　● 指摘 {count}").format(heading=plain, count=count) if count else plain
                )

    def focus(self, key: str) -> QWidget | None:
        """Put the caret into a field; the box, or None where there is none for it."""
        bound = self._bound.get(key)
        if bound is None:
            return None
        bound.widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bound.widget

    def _typed(self, key: str, text: str) -> None:
        if self.ref:
            self._session.draft(self.ref, key, text)

    def _write(self, values: Mapping[str, str]) -> None:
        if self.ref:
            self._session.choose({(self.ref, key): value for key, value in values.items()})

    def _tell_focus(self, key: str) -> None:
        if self.ref:
            self.focused.emit(self.ref, key)


def _heading_of(widget: QWidget) -> QLabel | None:
    """The label over a box, where it has one of its own."""
    for one in (widget, widget.parentWidget()):
        label = getattr(one, "heading", None)
        if isinstance(label, QLabel):
            return label if label.text() else None
    return None
