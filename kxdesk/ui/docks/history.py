"""履歴: every value the field in focus has had, who gave it and when, and a way back to it."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kxdesk.domain.form import Form
from kxdesk.domain.things import Ref, Value
from kxdesk.ui.icons import icon
from kxdesk.ui.labels import bold, heading, muted, plain
from kxdesk.ui.marked_text import change_html
from kxdesk.ui.text import _
from kxdesk.words.changes import label_name
from kxdesk.words.fields import field_name, shown
from kxdesk.words.times import day_and_clock

AT_ONCE = 50
SHORT = 16  # characters that are read at a glance


class Entry(Protocol):
    """One change of one field."""

    @property
    def seq(self) -> int: ...
    @property
    def at(self) -> str: ...
    @property
    def display_name(self) -> str: ...
    @property
    def pc(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def before(self) -> Value: ...
    @property
    def after(self) -> Value: ...


class History(QScrollArea):
    """Newest first; each change offers the value it replaced."""

    put_back_requested = Signal(object)  # Entry whose `before` is wanted again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("履歴"))
        self.writable = False
        self.entries: tuple[Entry, ...] = ()
        self.show_nothing()

    def show_nothing(self) -> None:
        self._show([muted(_("項目を選ぶと、その履歴がここに出ます。"))])

    def show_entries(self, form: Form, ref: Ref, key: str, entries: Sequence[Entry]) -> None:
        """Of one field, newest first."""
        self.entries = tuple(entries)
        cards: list[QWidget] = [heading(field_name(ref.kind, key, form))]
        if not entries:
            cards.append(muted(_("まだ変更はありません。")))
        in_force = entries[0].after if entries else None
        cards += [self._card(entry, may_go_back(entry, in_force)) for entry in entries[:AT_ONCE]]
        self._show(cards)

    def _show(self, cards: Sequence[QWidget]) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 12, 10, 12)
        column.setSpacing(10)
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        self.setWidget(inside)

    def _card(self, entry: Entry, may_go_back: bool) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 9, 12, 9)
        column.setSpacing(4)
        who = plain(entry.display_name)
        who.setFont(bold(who.font()))
        who.setToolTip(_("PC: {pc}").format(pc=entry.pc))
        column.addWidget(who)
        column.addWidget(
            muted(f"{day_and_clock(datetime.fromisoformat(entry.at))}　{label_name(entry.label)}", points=9)
        )
        if entry.why:
            column.addWidget(muted(_("理由: {why}").format(why=entry.why), points=9))
        column.addWidget(_before_after(entry))
        if may_go_back and self.writable:
            column.addLayout(self._put_back(entry))
        return card

    def _put_back(self, entry: Entry) -> QHBoxLayout:
        button = QPushButton(_("変更前の値に戻す"))
        button.setIcon(icon("put-back"))
        button.clicked.connect(lambda: self.put_back_requested.emit(entry))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button)
        return row


def may_go_back(entry: Entry, in_force: Value) -> bool:
    """Whether the value before this entry is another than now's, and one that was asked at all."""
    return entry.before is not None and entry.before != in_force


def _before_after(entry: Entry) -> QLabel:
    """A short value as before → after, a text once with its changes marked."""
    before, after = shown(entry.before), shown(entry.after)
    if max(len(before), len(after)) <= SHORT or not (entry.before and entry.after):
        text = html.escape(f"{before} → {after}").replace("\n", "<br>")
    else:
        text = change_html(before, after)
    label = QLabel(text, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
