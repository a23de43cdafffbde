"""指摘: what was remarked on in this policy; those who gather ask and settle here, those who write answer.

What can be done follows from whose desk it is: the verbs are put together when the desk is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kxdesk.domain.form import Form
from kxdesk.domain.identity import remark_number
from kxdesk.domain.remarks import RemarkState, phrases
from kxdesk.domain.things import Ref
from kxdesk.ui.icons import icon
from kxdesk.ui.labels import muted
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours
from kxdesk.usecases.list_remarks import ListedRemarks, PlacedRemark
from kxdesk.words.fields import field_name
from kxdesk.words.remarks import outcome_told, own_phrases, side_name, state_name

_TALLEST = 96
_ICONS = {RemarkState.OPEN: "remark", RemarkState.ANSWERED: "notice", RemarkState.SETTLED: "done"}


@dataclass(frozen=True, slots=True)
class Voice:
    """What one side can do about remarks.

    Attributes:
        begins: it can pin a remark to a field, with phrases to choose from.
        settles: it can settle remarks and open them again.
        say: what adding to a remark is called.
        hint: stands in the empty box.
    """

    begins: bool
    settles: bool
    say: str
    hint: str


def voice_of(role: str) -> Voice:
    """Those who gather ask and settle; those who write answer."""
    if role == "consolidation":
        return Voice(True, True, _("選んだ指摘に追記(&W)"), _("この欄について、何を直してほしいか"))
    return Voice(False, False, _("選んだ指摘に回答(&W)"), _("選んだ指摘への回答"))


class Remarks(QWidget):
    """The list above, what is said below."""

    remark_chosen = Signal(object)  # PlacedRemark
    pin_requested = Signal(str)  # text, for the field one is at
    say_requested = Signal(str, str)  # id of the remark, text
    settle_requested = Signal(str, bool)  # id, settled or open again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.voice: Voice | None = None
        self._listed = ListedRemarks((), ())
        self._form: Form | None = None
        self._place = ""
        self.counts = muted()
        self.list = QListWidget()
        self.target = muted()
        self.text = QPlainTextEdit()
        self.phrases = QComboBox()
        self.pin = QPushButton(_("この欄に指摘(&P)"))
        self.say = QPushButton()
        self.settle = QPushButton(_("解決(&K)"))
        self._set_up_list()
        self._lay_out()
        self._connect()
        self.compose("")

    def _set_up_list(self) -> None:
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(16, 16))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("指摘の一覧"))
        self.text.setMaximumHeight(_TALLEST)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("指摘の文"))
        self.phrases.setAccessibleName(_("よく使う文"))
        self.phrases.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusProxy(self.list)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.counts)
        column.addWidget(self.list, 1)
        column.addWidget(self.target)
        column.addWidget(self.phrases)
        column.addWidget(self.text)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.pin)
        row.addWidget(self.say)
        row.addStretch(1)
        row.addWidget(self.settle)
        column.addLayout(row)

    def _connect(self) -> None:
        self.list.itemActivated.connect(self._on_chosen)
        self.list.itemClicked.connect(self._on_chosen)
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self.text.textChanged.connect(self._enable)
        self.phrases.activated.connect(self._on_phrase)
        self.pin.clicked.connect(lambda: self._hand_over(self.pin_requested.emit))
        self.say.clicked.connect(self._on_say)
        self.settle.clicked.connect(self._on_settle)
        self.text.installEventFilter(self)

    def compose(self, role: str, *, read_only: bool = False) -> None:
        """The verbs of a desk's role; a desk that is only read has none."""
        self.voice = voice_of(role) if role and not read_only else None
        voice = self.voice
        self.pin.setVisible(bool(voice and voice.begins))
        self.phrases.setVisible(bool(voice and voice.begins))
        self.target.setVisible(bool(voice and voice.begins))
        self.settle.setVisible(bool(voice and voice.settles))
        self.say.setVisible(voice is not None)
        self.text.setVisible(voice is not None)
        if voice:
            self.say.setText(voice.say)
            self.text.setPlaceholderText(voice.hint)
        self.show_place(self._place)

    def show_remarks(self, listed: ListedRemarks, form: Form) -> None:
        """All of the policy; the one that was chosen stays so."""
        current = self.current
        self._listed, self._form = listed, form
        self.list.clear()
        for placed in listed.entries:
            self.list.addItem(self._item(placed, form))
            if current and placed.remark.id == current.remark.id:
                self.list.setCurrentRow(self.list.count() - 1)
        counts = Counter(placed.remark.state for placed in listed.entries)
        words = [f"{state_name(state)} {counts[state]}" for state in RemarkState if counts[state]]
        self.counts.setText("　".join(words) or _("指摘はありません"))
        self.phrases.clear()
        self.phrases.addItem(_("よく使う文…"))
        self.phrases.addItems(list(phrases(listed.said, own_phrases())))
        self._enable()

    def show_place(self, name: str) -> None:
        """The field one is at, as the form calls it; "" where a remark can be pinned to none."""
        self._place = name
        self.target.setText(
            _("欄: {name}").format(name=name) if name else _("欄を選ぶと、そこに指摘できます。")
        )
        self._enable()

    def tint(self) -> None:
        """Draw again in the colours in force."""
        if self._form:
            self.show_remarks(self._listed, self._form)

    def cleared(self) -> None:
        """What was typed is written."""
        self.text.clear()

    @property
    def current(self) -> PlacedRemark | None:
        item = self.list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item else None

    def open_places(self) -> dict[tuple[Ref, str], int]:
        """How many remarks are not settled, by their field."""
        unsettled = [
            one.remark for one in self._listed.entries if one.remark.state is not RemarkState.SETTLED
        ]
        return Counter((remark.ref, remark.field) for remark in unsettled)

    def _item(self, placed: PlacedRemark, form: Form) -> QListWidgetItem:
        remark = placed.remark
        name = field_name(remark.ref.kind, remark.field, form) if remark.field else ""
        head = " ".join(part for part in (placed.label, name) if part)
        lines = [f"{state_name(remark.state)}　{head}".strip(), remark.demand]
        if remark.answer:
            lines.append(f"→ {remark.answer}")
        if told := outcome_told(remark):
            lines.append(f"（{told}）")
        chosen = colours()
        ink = {
            RemarkState.OPEN: chosen.bad,
            RemarkState.ANSWERED: chosen.warn,
            RemarkState.SETTLED: chosen.muted,
        }
        item = QListWidgetItem("\n".join(lines))
        item.setIcon(icon(_ICONS[remark.state], ink[remark.state]))
        item.setData(Qt.ItemDataRole.UserRole, placed)
        item.setToolTip(_thread(placed))
        return item

    def _enable(self) -> None:
        typed = bool(self.text.toPlainText().strip())
        current = self.current
        settled = bool(current and current.remark.state is RemarkState.SETTLED)
        self.pin.setEnabled(typed and bool(self._place))
        self.say.setEnabled(typed and current is not None)
        self.settle.setEnabled(current is not None)
        self.settle.setText(_("再開(&K)") if settled else _("解決(&K)"))

    def _on_phrase(self, at: int) -> None:
        if at > 0:
            before = self.text.toPlainText()
            self.text.setPlainText(f"{before}{self.phrases.itemText(at)}")
            self.text.moveCursor(self.text.textCursor().MoveOperation.End)
            self.text.setFocus()
        self.phrases.setCurrentIndex(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter in the text does what the first button that can be pressed does."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._on_struck()
                return True
        return super().eventFilter(watched, event)

    def _on_struck(self) -> None:
        for button in (self.pin, self.say):
            if button.isVisible() and button.isEnabled():
                button.click()
                return

    def _hand_over(self, emit: object) -> None:
        text = self.text.toPlainText().strip()
        if text and callable(emit):
            emit(text)

    def _on_say(self) -> None:
        if current := self.current:
            self.say_requested.emit(current.remark.id, self.text.toPlainText().strip())

    def _on_settle(self) -> None:
        if current := self.current:
            settled = current.remark.state is RemarkState.SETTLED
            self.settle_requested.emit(current.remark.id, not settled)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.remark_chosen.emit(item.data(Qt.ItemDataRole.UserRole))


def _ink(state: RemarkState) -> str:
    chosen = colours()
    if state is RemarkState.OPEN:
        return chosen.bad
    return chosen.warn if state is RemarkState.ANSWERED else chosen.muted


def _thread(placed: PlacedRemark) -> str:
    """All that was said, oldest first."""
    lines: Sequence[str] = [
        f"{said.said_on}　{side_name(said.side)} {said.author}\n{said.text}"
        for said in placed.remark.statements
    ]
    return "\n\n".join((remark_number(placed.remark.id), *lines))
