"""Ask for a round: its name, year, form, who returns, as of when, by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from kxdesk.domain.board import day_of
from kxdesk.domain.fiscal_year import FiscalYear, fiscal_year_of
from kxdesk.domain.round import Level, Round
from kxdesk.ui.labels import heading, muted
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _
from kxdesk.usecases import forms

_YEARS = 3


class RoundDialog(QDialog):
    """A new round, after the last one; or one that is there, changed."""

    wanted = Signal(object)  # Round to be begun
    changed = Signal(object, str)  # values by field key, why

    def __init__(
        self, session: DeskSession, old: Round | None, last: Round | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._old = old
        self._like = old or last
        self.setWindowTitle(_("この回を変える") if old else _("新しい回を始める"))
        self.setMinimumWidth(480)
        self.name, self.as_of, self.deadline, self.why = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.year, self.form, self.level = QComboBox(), QComboBox(), QComboBox()
        self.fault = muted()
        self._fill()
        self.buttons = self._buttons()
        self._lay_out()
        for box in (self.name, self.as_of, self.deadline):
            box.textChanged.connect(self._check)
        session.read(_form_names, owner=self, done=self._on_forms)
        self._check()

    def _fill(self) -> None:
        today = date.today()  # noqa: DTZ011 the person's day
        now = fiscal_year_of(today.year, today.month).year
        for year in range(now + 1, now - _YEARS, -1):
            self.year.addItem(FiscalYear(year).label, str(year))
        self.year.setCurrentIndex(1)
        self.level.addItem(_("課（局区の取りまとめへ提出）"), Level.DIVISION)
        self.level.addItem(_("局区（所管課へ提出）"), Level.BUREAU)
        if self._like:
            _choose(self.year, self._like.fiscal_year)
            self.level.setCurrentIndex(self.level.findData(self._like.level))
        if self._old:
            self.name.setText(self._old.name)
            self.as_of.setText(self._old.as_of)
            self.deadline.setText(self._old.deadline)
            self.year.setEnabled(False)
            self.level.setEnabled(False)
        else:
            self.name.setPlaceholderText(_("例: 令和7年度 当初"))
        self.deadline.setPlaceholderText(_("例: R7.5.30"))
        self.as_of.setPlaceholderText(_("例: R7.4.1"))

    def _on_forms(self, names: tuple[str, ...]) -> None:
        self.form.addItems(list(names))
        if self._like:
            self.form.setCurrentText(self._like.form)
        self._check()

    def _lay_out(self) -> None:
        fields = QFormLayout()
        fields.setHorizontalSpacing(16)
        fields.setVerticalSpacing(10)
        fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        fields.addRow(_("回の名前(&M)"), self.name)
        fields.addRow(_("年度(&Y)"), self.year)
        fields.addRow(_("様式(&F)"), self.form)
        fields.addRow(_("提出する単位(&L)"), self.level)
        fields.addRow(_("時点(&T)"), self.as_of)
        fields.addRow(_("締切(&D)"), self.deadline)
        if self._old:
            fields.addRow(_("変更の理由(&W)"), self.why)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(heading(self.windowTitle(), points=13))
        note = _("だれがいつ変えたかは履歴に残ります。")
        if not self._old:
            note = _("提出する組織は、同じ単位の前の回から引き継ぎます。前の回がなければ一覧のすべてです。")
        column.addWidget(muted(note))
        column.addLayout(fields)
        column.addWidget(self.fault)
        column.addWidget(self.buttons)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.go = buttons.addButton(
            _("変える") if self._old else _("始める"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.go.setDefault(True)
        buttons.addButton(_("キャンセル"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        return buttons

    def _check(self) -> None:
        """A date is read as it is typed, and said where it cannot be."""
        wrong = [
            box.text() for box in (self.as_of, self.deadline) if box.text().strip() and not day_of(box.text())
        ]
        text = _("「{text}」を日付として読めません。2025-12-26 や R7.12.26 のように書いてください。")
        self.fault.setText(text.format(text=wrong[0]) if wrong else "")
        self.fault.setVisible(bool(wrong))
        self.go.setEnabled(bool(self.name.text().strip() and self.form.currentText()) and not wrong)

    def _on_accepted(self) -> None:
        wanted = Round(
            self.name.text().strip(),
            str(self.year.currentData()),
            self.form.currentText(),
            self.as_of.text().strip(),
            self.deadline.text().strip(),
            Level(self.level.currentData()),
        )
        if self._old is None:
            self.wanted.emit(wanted)
        else:
            wanted = replace(wanted, fiscal_year=self._old.fiscal_year, level=self._old.level)
            keys = ("name", "form", "as_of", "deadline")
            values = {key: getattr(wanted, key) for key in keys}
            self.changed.emit(values, self.why.text().strip())
        self.accept()


def _choose(box: QComboBox, year: str) -> None:
    if box.findData(year) < 0 and year.isdigit():
        box.addItem(FiscalYear(int(year)).label, year)
    box.setCurrentIndex(max(0, box.findData(year)))


def _form_names(_desk: Any) -> tuple[str, ...]:
    return tuple(place.layout.name for place in forms.usable_layouts())
