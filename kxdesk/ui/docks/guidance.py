"""手引き: what the form says of the field in focus."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from kxdesk.domain.form import AskedField, Form
from kxdesk.domain.things import Kind
from kxdesk.ui.labels import heading, muted, plain
from kxdesk.ui.text import _
from kxdesk.words.fields import field_name, kind_name


class Guidance(QScrollArea):
    """The form's own words, its recommended length, its choices."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("手引き"))
        self.show_nothing()

    @property
    def text(self) -> str:
        return "\n".join(label.text() for label in self.findChildren(QLabel))

    def show_nothing(self) -> None:
        self._show([muted(_("項目を選ぶと、様式の記入要領がここに出ます。"))])

    def show_field(self, form: Form, kind: Kind, key: str) -> None:
        """Guidance for a field; one the form does not ask says so."""
        asked = form.find(kind, key)
        words: list[QWidget] = [
            heading(field_name(kind, key, form)),
            muted(_("{kind}・様式{form}").format(kind=kind_name(kind), form=form.name)),
        ]
        instruction = form.instructions.get(f"{kind}.{key}", "")
        words.append(plain(instruction) if instruction else muted(_("様式に記入要領はありません。")))
        words += [plain(line) for line in _limits(asked)]
        if asked is None:
            words.append(
                plain(_("この様式では聞かれていない項目です。書いた内容は残りますが、書き出されません。"))
            )
        self._show(words)

    def _show(self, words: list[QWidget]) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        for label in words:
            column.addWidget(label)
        column.addStretch(1)
        self.setWidget(inside)


def _limits(asked: AskedField | None) -> list[str]:
    if asked is None:
        return []
    lines = []
    if asked.required:
        lines.append(_("必ず記入する項目です。"))
    if asked.recommended:
        lines.append(_("文字数の目安: {count}字").format(count=asked.recommended))
    if asked.choices:
        lines.append(_("選択肢: {choices}").format(choices="、".join(asked.choices)))
    return lines
