"""Bring a retired issue back: a short list to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kxdesk.ui import reading
from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.labels import plain
from kxdesk.ui.navigator.lines import Line, label
from kxdesk.ui.navigator.spots import Page, Spot
from kxdesk.ui.notices import Notices, Tone
from kxdesk.ui.text import _
from kxdesk.usecases import issues


def restore_issue(view: DeskView, notices: Notices) -> None:
    facts = view.session.facts
    assert facts

    def on_lines(lines: Sequence[Line]) -> None:
        if not lines:
            notices.tell(Tone.INFO, _("取りやめた課題はありません。"), key="retired")
            return
        dialog = RetiredIssues(lines, view)
        dialog.accepted.connect(lambda: _restore(view, dialog.chosen))
        dialog.open()

    view.session.read(reading.retired, facts.policy_id, owner=view, done=on_lines)


def _restore(view: DeskView, issue_id: str) -> None:
    view.session.submit(
        issues.restore_issue, issue_id, done=lambda _change: view.go(Spot(Page.ISSUE, issue_id))
    )


class RetiredIssues(QDialog):
    """Which one; the first is chosen already."""

    def __init__(self, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("取りやめた課題を戻す"))
        self.resize(520, 320)
        self._list = QListWidget()
        for line in lines:
            item = QListWidgetItem(f"{label(line)}　{line.title or _('（課題名なし）')}")
            item.setData(Qt.ItemDataRole.UserRole, line.id)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._list.itemActivated.connect(self.accept)
        buttons = QDialogButtonBox()
        restore = buttons.addButton(_("戻す"), QDialogButtonBox.ButtonRole.AcceptRole)
        restore.setDefault(True)
        buttons.addButton(_("キャンセル"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(plain(_("方針に戻す課題を選んでください。内容と履歴はそのまま残っています。")))
        column.addWidget(self._list, 1)
        column.addWidget(buttons)

    @property
    def chosen(self) -> str:
        return str(self._list.currentItem().data(Qt.ItemDataRole.UserRole))
