"""Send every organisation its workbook: where to, under which names, and how far it is."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kxdesk.domain.board import Line
from kxdesk.domain.file_names import RULE, check_rule, file_stem
from kxdesk.domain.problems import Problem
from kxdesk.domain.round import Round
from kxdesk.system import clock, person
from kxdesk.ui.labels import heading, muted, plain
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _
from kxdesk.usecases import distribute as usecase
from kxdesk.usecases import division_desk
from kxdesk.words.problems import told, told_error

_LOOK_MS = 100


@dataclass(slots=True)
class Going:
    """How far the worker is; written there and read here."""

    name: str = ""
    done: int = 0
    total: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    def tell(self, name: str, done: int, total: int) -> None:
        self.name, self.done, self.total = name, done, total


class DistributeDialog(QDialog):
    """While it runs the window stays usable; cancelling leaves whole files, and the next time goes on."""

    told = Signal(str)  # what came of it

    def __init__(
        self,
        session: DeskSession,
        round_: Round,
        chosen: Sequence[Line],
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._round = round_
        self._chosen = chosen
        self._going: Going | None = None
        self.setWindowTitle(_("様式の配布"))
        self.setMinimumWidth(560)
        self.folder = QLineEdit(str(folder / file_stem("{round}", {"round": f"{round_.name} 配布"})))
        self.rule = QLineEdit(RULE)
        self.desks = QCheckBox(_("組織ごとの作業ファイル（.kxdesk）もつくる(&K)"))
        self.only = QCheckBox(_("選んだ{count}組織だけに配る(&O)").format(count=len(chosen)))
        self.only.setVisible(len(chosen) > 1)
        self.example = muted()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.state = plain()
        self.bar.hide()
        self.state.hide()
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._looking.timeout.connect(self._look)
        self._lay_out()
        self.rule.textChanged.connect(self._check)
        self.folder.textChanged.connect(self._check)
        self._check()

    def _lay_out(self) -> None:
        where = QHBoxLayout()
        where.addWidget(self.folder, 1)
        browse = QPushButton(_("参照(&R)…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._on_browse)
        where.addWidget(browse)
        fields = QFormLayout()
        fields.setHorizontalSpacing(16)
        fields.setVerticalSpacing(10)
        fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        fields.addRow(_("保存先のフォルダー"), where)
        fields.addRow(_("ファイル名の規則(&N)"), self.rule)
        fields.addRow("", self.example)
        self.buttons = QDialogButtonBox()
        self.go = self.buttons.addButton(_("配布する"), QDialogButtonBox.ButtonRole.ActionRole)
        self.go.setDefault(True)
        self.cancel = self.buttons.addButton(_("キャンセル"), QDialogButtonBox.ButtonRole.RejectRole)
        self.go.clicked.connect(lambda _checked=False: self.start())
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(heading(_("組織ごとの様式を書き出す"), points=13))
        hint = _("いまの内容を記入した様式を、組織ごとにつくります。途中でやめても、次は続きから始まります。")
        column.addWidget(muted(hint))
        column.addLayout(fields)
        column.addWidget(self.desks)
        column.addWidget(self.only)
        column.addWidget(self.bar)
        column.addWidget(self.state)
        column.addWidget(self.buttons)

    def start(self) -> None:
        """On the worker, with a way to stop."""
        going = self._going = Going()
        only = {line.organisation for line in self._chosen} if self.only.isChecked() else None
        for box in (self.folder, self.rule, self.desks, self.only, self.go):
            box.setEnabled(False)
        self.cancel.setText(_("中止"))
        self.bar.setRange(0, 0)
        self.bar.show()
        self.state.setText(_("準備しています…"))
        self.state.show()
        self._looking.start()
        self.session.submit(
            _distribute,
            Path(self.folder.text().strip()),
            self._round,
            self.rule.text().strip(),
            only,
            self.desks.isChecked(),
            going,
            done=self._on_done,
            failed=self._on_failed,
        )

    def reject(self) -> None:
        """While it runs: stop after the file under way."""
        if self._going is not None:
            self._going.stop.set()
            self.cancel.setEnabled(False)
            self.state.setText(_("いまのファイルが終わりしだい止まります…"))
            return
        super().reject()

    def _look(self) -> None:
        going = self._going
        if going is None or not going.total:
            return
        self.bar.setRange(0, going.total)
        self.bar.setValue(going.done)
        if not going.stop.is_set():
            text = _("{total}のうち{done}: {name}")
            self.state.setText(text.format(total=going.total, done=going.done, name=going.name))

    def _on_done(self, done: Any) -> None:
        self._ended()
        self.told.emit(told_distribution(done))
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._ended()
        for box in (self.folder, self.rule, self.desks, self.only, self.go):
            box.setEnabled(True)
        self.bar.hide()
        self.cancel.setText(_("閉じる"))
        self.cancel.setEnabled(True)
        self.state.setText(told_error(error).whole)

    def _ended(self) -> None:
        self._looking.stop()
        self._going = None

    def _check(self) -> None:
        try:
            check_rule(self.rule.text())
        except Problem as problem:
            self.example.setText(told(problem).whole)
            self.go.setEnabled(False)
            return
        line = next(iter(self._chosen), None)
        pieces = {
            "bureau": line.bureau if line else _("政策局"),
            "division": line.division if line else _("総務課"),
            "code": line.code if line else "101",
            "form": self._round.form,
            "year": self._round.fiscal_year,
            "round": self._round.name,
        }
        self.example.setText(_("例: {name}.xlsx").format(name=file_stem(self.rule.text(), pieces)))
        self.go.setEnabled(bool(self.folder.text().strip()))

    def _on_browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("保存先のフォルダー"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def keyPressEvent(self, event: Any) -> None:
        """Escape stops what runs; Enter starts nothing twice."""
        if self._going is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)


def _distribute(  # noqa: PLR0913, PLR0917 what the dialog asked
    desk: Any, folder: Path, round_: Round, rule: str, only: set[str] | None, desks: bool, going: Going
) -> Any:
    make = partial(
        division_desk.make_division_desk, person=person.current_person(), clock=clock.SystemClock()
    )
    return usecase.distribute(
        desk,
        folder,
        round_,
        rule=rule,
        only=only,
        make_desk=make if desks else None,
        progress=going.tell,
        cancelled=going.stop.is_set,
    )


def told_distribution(done: Any) -> str:
    """What was written, what was there already, what could not be, and what nobody got."""
    wrong = [entry for entry in done.entries if entry.problem]
    again = sum(entry.again for entry in done.entries)
    parts = [
        _("{count}組織に配布しました。").format(count=len(done.entries) - len(wrong) - again),
        _("{count}組織は前に配ったままです。").format(count=again) if again else "",
        _("途中で中止しました。続きは、もう一度「配布」で始まります。") if done.cancelled else "",
        *(f"{entry.organisation.name}: {told(entry.problem).whole}" for entry in wrong[:3]),
    ]
    if done.unclaimed:
        titles = "、".join(f"{issue.area or ''}{issue.number or ''}" for issue in done.unclaimed[:8])
        text = _("担当課が一覧にない課題は配られていません: {titles}")
        parts.append(text.format(titles=titles))
    return " ".join(part for part in parts if part)
