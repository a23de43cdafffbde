"""By whom, from which day to which, in which issue, in which field, with which words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kxdesk.domain.things import Kind
from kxdesk.ui.icons import icon
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours
from kxdesk.ui.timeline.day_box import DayBox
from kxdesk.usecases import timeline
from kxdesk.words import fields

_PAUSE_MS = 150


class Filters(QWidget):
    """Says that something else is wanted; while words are typed only after a breath."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit(clearButtonEnabled=True)
        self.who, self.issue, self.field = QComboBox(), QComboBox(), QComboBox()
        self.since, self.until = DayBox(_("いつから")), DayBox(_("いつまで"))
        self.oldest_first = QCheckBox(_("古い順(&O)"))
        self.all_of_it = QPushButton(_("すべて表示(&A)"))
        self._typed = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._typed.timeout.connect(self.changed)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.words.setPlaceholderText(_("変更前・変更後の文、理由、ファイル名の言葉"))
        self.words.setAccessibleName(_("履歴の言葉"))
        self.words.addAction(icon("search", colours().muted), QLineEdit.ActionPosition.LeadingPosition)
        for box, name in ((self.who, _("だれ")), (self.issue, _("課題")), (self.field, _("項目"))):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(10)
            box.setMaxVisibleItems(20)
        upper, lower = QHBoxLayout(), QHBoxLayout()
        for widget in (self.words, self.oldest_first, self.all_of_it):
            upper.addWidget(widget, 1 if widget is self.words else 0)
        for each in (self.who, self.issue, self.field, self.since, QLabel(_("～")), self.until):
            lower.addWidget(each, 1 if each in (self.who, self.issue, self.field) else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(upper)
        column.addLayout(lower)

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda _text: self._typed.start())
        self.oldest_first.toggled.connect(self.changed)
        self.all_of_it.clicked.connect(self.clear)
        for box in (self.who, self.issue, self.field):
            box.activated.connect(self.changed)
        for day in (self.since, self.until):
            day.changed.connect(self.changed)

    def offer(self, choices: Any) -> None:
        """What there is to choose from; what was chosen stays."""
        people = [(name, name) for name in choices.people]
        issues = [(f"{code} {title}".strip(), id_) for id_, code, title in choices.issues]
        names = [(_field_name(name), name) for name in choices.fields]
        for box, first, entries in (
            (self.who, _("だれでも"), people),
            (self.issue, _("すべての課題"), issues),
            (self.field, _("すべての項目"), names),
        ):
            chosen = box.currentData()
            box.clear()
            box.addItem(first, None)
            for text, data in entries:
                box.addItem(text, data)
            box.setCurrentIndex(max(0, box.findData(chosen)))

    def sought(self) -> Any:
        """As the store is asked."""
        return timeline.Sought(
            who=self.who.currentData(),
            since=_midnight(self.since.day(), 0),
            before=_midnight(self.until.day(), 1),
            issue=self.issue.currentData(),
            field=self.field.currentData(),
            words=self.words.text(),
        )

    def clear(self) -> None:
        """Everything again."""
        for box in (self.who, self.issue, self.field):
            box.setCurrentIndex(0)
        self.since.clear()
        self.until.clear()
        self.words.clear()
        self.changed.emit()


def _midnight(day: datetime | None, later: int) -> str | None:
    """The beginning of a day here, in days from it, as the history writes moments."""
    if day is None:
        return None
    return (day + timedelta(days=later)).astimezone().astimezone(UTC).isoformat(timespec="microseconds")


def _field_name(name: str) -> str:
    kind, _dot, key = name.partition(".")
    thing = Kind(kind)
    return f"{fields.kind_name(thing)}：{fields.field_name(thing, key)}"
