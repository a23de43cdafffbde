"""Begin the next fiscal year from the policy that is shown: ask for year and form, do it, show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from kxdesk.domain.carry_over import CarryOver, Fate
from kxdesk.domain.fields import field_named
from kxdesk.domain.fiscal_year import FiscalYear
from kxdesk.domain.form import Form
from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.labels import heading, muted
from kxdesk.ui.notices import Notices, Tone
from kxdesk.ui.text import N_, _
from kxdesk.usecases import carry_over as verbs
from kxdesk.usecases import forms
from kxdesk.usecases.carry_over import CarriedOver
from kxdesk.words.fields import field_name

_SAID = (
    (Fate.EMPTIED, N_("新しい年度では空欄から始まる項目: {names}")),
    (Fate.NEW, N_("新しい様式で初めてたずねられる項目: {names}")),
    (Fate.LEFT, N_("新しい様式にはなく、今年度に残る項目: {names}")),
)


class CarryOverDialog(QDialog):
    """Which year, which form, with the plan or without; what becomes of the fields is told as one chooses."""

    def __init__(self, form: Form, year: int, forms: Sequence[Form], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("次の年度へ引き継ぐ"))
        self.setMinimumWidth(560)
        self._before, self._forms = form, list(forms)
        self.year = QComboBox()
        for western in (year + 1, year + 2, year - 1):
            self.year.addItem(FiscalYear(western).label, western)
        self.form = QComboBox()
        for each in self._forms:
            self.form.addItem(_("様式{form}").format(form=each.name), each.name)
        newest = max(self._forms, key=lambda each: each.fiscal_year or 0)
        self.form.setCurrentIndex(self._forms.index(newest))
        self.with_plan = QCheckBox(_("四半期の工程も下書きとして引き継ぐ(&P)"))
        self.with_plan.setChecked(True)
        self.said = muted()
        self._lay_out()
        for signal in (self.form.currentIndexChanged, self.year.currentIndexChanged, self.with_plan.toggled):
            signal.connect(self._on_changed)
        self._on_changed()

    def _lay_out(self) -> None:
        fields = QFormLayout()
        fields.addRow(_("年度(&Y)"), self.year)
        fields.addRow(_("様式(&F)"), self.form)
        buttons = QDialogButtonBox()
        buttons.addButton(_("引き継ぐ"), QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
        buttons.addButton(_("キャンセル"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(heading(_("次の年度の方針を、今の方針から始める"), points=13))
        column.addWidget(
            muted(_("今の方針はそのまま残ります。課題のつながりは「前年度との対照」に記録されます。"))
        )
        column.addLayout(fields)
        column.addWidget(self.with_plan)
        column.addWidget(self.said)
        column.addWidget(buttons)

    def way(self) -> CarryOver:
        """What was chosen."""
        form = self._forms[self.form.currentIndex()]
        plan = self.with_plan.isChecked()
        return CarryOver(self._before, form, int(self.year.currentData()), with_plan=plan)

    def _on_changed(self) -> None:
        way = self.way()
        fates = way.fates()
        lines = []
        for fate, words in _SAID:
            names = [_name(name, way) for name, found in fates.items() if found is fate]
            if names:
                lines.append(_(words).format(names="、".join(dict.fromkeys(names))))
        self.said.setText("\n".join(lines))


def _name(name: str, way: CarryOver) -> str:
    field = field_named(name)
    assert field
    form = way.after if way.after.asks(field.thing, field.key) else way.before
    return field_name(field.thing, field.key, form)


def carry_over(view: DeskView, notices: Notices) -> None:
    facts = view.session.facts
    assert facts
    if not facts.fiscal_year.isdecimal():
        return
    policy, form, year = facts.policy_id, facts.form, int(facts.fiscal_year)

    def on_forms(known: Sequence[Form]) -> None:
        dialog = CarryOverDialog(form, year, known, view)
        dialog.accepted.connect(lambda: _carry(view, notices, policy, dialog.way()))
        dialog.open()

    view.session.worker.run(forms.known_forms, owner=view, done=on_forms)


def _carry(view: DeskView, notices: Notices, policy_id: str, way: CarryOver) -> None:
    def on_done(made: CarriedOver) -> None:
        view.go_to_policy(made.policy_id)
        year = FiscalYear(way.fiscal_year).label
        told = _("{year}の方針を始めました（課題{count}件）。").format(year=year, count=made.issues)
        notices.tell(Tone.GOOD, told, key="carried-over")

    view.session.submit(_carry_over, policy_id, way, done=on_done, title=_("引き継いでいます…"))


def _carry_over(desk: Any, policy_id: str, way: CarryOver) -> CarriedOver:
    return verbs.carry_over(desk, policy_id, way.after, way.fiscal_year, with_plan=way.with_plan)
