"""Ask what a new desk needs: whose policy, which year, which form, the person's name, where it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kxdesk.domain.fiscal_year import FiscalYear
from kxdesk.domain.form import Form
from kxdesk.ui.labels import heading, muted
from kxdesk.ui.text import _

SUFFIX = ".kxdesk"
NOT_IN_A_NAME = '\\/:*?"<>|'


@dataclass(frozen=True, slots=True)
class NewDesk:
    """What was asked for."""

    path: Path
    bureau: str
    fiscal_year: int
    form: Form
    display_name: str


class NewDeskDialog(QDialog):
    """The file's name follows bureau and year until the person chooses one herself."""

    def __init__(
        self, forms: Sequence[Form], year: int, display_name: str, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("新しい作業ファイル"))
        self.setMinimumWidth(540)
        self._forms = list(forms)
        self._folder = folder
        self._chosen = False
        self.bureau = QLineEdit()
        self.bureau.setPlaceholderText(_("例: 政策局、○○区役所"))
        self.year = QComboBox()
        for western in range(year + 1, year - 4, -1):
            self.year.addItem(FiscalYear(western).label, western)
        self.year.setCurrentIndex(1)
        self.form = QComboBox()
        for form in self._forms:
            self.form.addItem(_("様式{form}").format(form=form.name), form.name)
        self.display_name = QLineEdit(display_name)
        self.path = QLineEdit()
        self.buttons = self._buttons()
        self._lay_out()
        self.bureau.textChanged.connect(self._on_changed)
        self.display_name.textChanged.connect(self._on_changed)
        self.year.currentIndexChanged.connect(self._on_year)
        self.path.textEdited.connect(self._on_path_typed)
        self._on_year()

    def _lay_out(self) -> None:
        fields = QFormLayout()
        fields.setHorizontalSpacing(16)
        fields.setVerticalSpacing(10)
        fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        fields.addRow(_("局・区(&B)"), self.bureau)
        fields.addRow(_("年度(&Y)"), self.year)
        fields.addRow(_("様式(&F)"), self.form)
        fields.addRow(_("あなたの名前(&M)"), self.display_name)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.path, 1)
        browse = QPushButton(_("参照(&R)…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._on_browse)
        where.addWidget(browse)
        label = QLabel(_("保存先(&P)"))  # a row that is a layout finds no buddy by itself
        label.setBuddy(self.path)
        fields.addRow(label, where)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(heading(_("新しい作業ファイルをつくる"), points=13))
        column.addWidget(muted(_("名前は履歴に残ります。入力した内容は、つくったあと自動で保存されます。")))
        column.addLayout(fields)
        column.addSpacing(6)
        column.addWidget(self.buttons)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.make = buttons.addButton(_("つくる"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.make.setDefault(True)
        buttons.addButton(_("キャンセル"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    @property
    def wanted(self) -> NewDesk:
        path = Path(self.path.text().strip())
        if path.suffix != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        return NewDesk(
            path=path,
            bureau=self.bureau.text().strip(),
            fiscal_year=int(self.year.currentData()),
            form=self._forms[self.form.currentIndex()],
            display_name=self.display_name.text().strip(),
        )

    def _on_year(self) -> None:
        """The form of that year, or else the newest one before it."""
        year = int(self.year.currentData())
        fitting = [form for form in self._forms if form.fiscal_year and form.fiscal_year <= year]
        if fitting:
            best = max(fitting, key=lambda form: form.fiscal_year or 0)
            self.form.setCurrentIndex(self._forms.index(best))
        self._on_changed()

    def _on_changed(self) -> None:
        bureau = self.bureau.text().strip()
        if not self._chosen:
            year = FiscalYear(int(self.year.currentData()))
            name = "".join("_" if character in NOT_IN_A_NAME else character for character in bureau)
            self.path.setText(str(self._folder / f"{name}_{year.short}{SUFFIX}") if bureau else "")
        complete = bool(
            bureau and self.path.text().strip() and self.display_name.text().strip() and self._forms
        )
        self.make.setEnabled(complete)

    def _on_path_typed(self) -> None:
        self._chosen = True
        self._on_changed()

    def _on_browse(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("保存先"), self.path.text() or str(self._folder), _("作業ファイル (*.kxdesk)")
        )
        if chosen:
            self.path.setText(chosen)
            self._on_path_typed()
