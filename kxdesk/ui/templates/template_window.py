"""The template screen as a window of its own: it is saved under the form's name, or left as it was."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from kxdesk.ui.templates.screen import TemplateScreen
from kxdesk.ui.text import _, ngettext
from kxdesk.usecases.correct_form import OpenForm
from kxdesk.usecases.learn_form import is_known
from kxdesk.workbook.learn.standing import questions


class TemplateWindow(QWidget):
    """Says `save_wanted` with the name; `saved` is to be called when it is written."""

    save_wanted = Signal(str)

    def __init__(self, form: OpenForm, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("様式の配置 — {file}").format(file=form.template.name))
        self.form_screen = TemplateScreen(form, name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form_screen)
        self.resize(1360, 880)
        self._saved = form.draft
        self.form_screen.save_wanted.connect(self._on_save)

    def _on_save(self) -> None:
        name = self.form_screen.head.name.text().strip()
        if not name:
            self.form_screen.head.name.setFocus()
            return
        left = len(questions(self.form_screen.correction.draft))
        if left:
            sentence = ngettext(
                "要確認が{count}件残っています。このまま保存しますか。",
                "要確認が{count}件残っています。このまま保存しますか。",
                left,
            )
            if not self._agreed(sentence.format(count=left), _("このまま保存")):
                return
        if is_known(name):
            question = _("様式「{name}」はもうあります。この配置に置き換えますか。").format(name=name)
            if not self._agreed(question, _("置き換える")):
                return
        self.save_wanted.emit(name)

    def saved(self) -> None:
        """What is on the screen is written."""
        self._saved = self.form_screen.correction.draft
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        changed = self.form_screen.correction.draft != self._saved
        if changed and not self._agreed(_("直した所を保存せずに閉じますか。"), _("保存せずに閉じる")):
            event.ignore()
            return
        event.accept()

    def _agreed(self, question: str, yes: str) -> bool:
        box = QMessageBox(QMessageBox.Icon.Question, self.windowTitle(), question, parent=self)
        agreeing = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(_("戻る"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is agreeing
