"""年間工程: what is planned and where it stands, filtered, gone to, printed on A3."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kxdesk.domain.fields import AREAS
from kxdesk.domain.fiscal_year import year_label
from kxdesk.domain.policy import Milestone
from kxdesk.domain.survey import Survey
from kxdesk.domain.things import Kind, Ref
from kxdesk.ui import reading
from kxdesk.ui.desk_page import DeskPage
from kxdesk.ui.icons import icon
from kxdesk.ui.labels import heading, muted
from kxdesk.ui.navigator.spots import Page, Spot
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _, ngettext
from kxdesk.ui.theme import colours
from kxdesk.ui.year.chart import YearChart
from kxdesk.ui.year.lines import Filter, Line, lines_of
from kxdesk.ui.year.printing import print_year, save_year


class YearPage(DeskPage):
    """All bands of the desk's latest year."""

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        now = QDate.currentDate()
        self.chart = YearChart(date(now.year(), now.month(), now.day()))
        self.bureau = QComboBox()
        self.areas = [QCheckBox(area) for area in AREAS]
        self.late_only = QCheckBox(_("遅れだけ(&L)"))
        self.filter_box = QLineEdit(clearButtonEnabled=True)
        self.counts = muted()
        self._survey: Survey | None = None
        self._lay_out()
        self.setFocusProxy(self.chart)
        self.chart.line_activated.connect(self._on_activated)
        session.changed.connect(self.on_changed)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 20)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(heading(_("年間工程"), points=13), 1)
        for words, act in ((_("PDFに保存(&D)…"), self._on_pdf), (_("印刷(&R)…"), self._on_print)):
            button = QPushButton(words)
            button.clicked.connect(act)
            head.addWidget(button)
        column.addLayout(head)
        column.addLayout(self._filters())
        column.addWidget(self.counts)
        column.addWidget(self.chart, 1)

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.bureau.setAccessibleName(_("局・区"))
        self.bureau.addItem(_("すべての局区"), "")
        self.bureau.currentIndexChanged.connect(self._refresh)
        self.filter_box.setPlaceholderText(_("課題・取組・工程の言葉で絞り込み"))
        self.filter_box.setAccessibleName(_("工程の絞り込み"))
        self.filter_box.addAction(icon("search", colours().muted), QLineEdit.ActionPosition.LeadingPosition)
        self.filter_box.textChanged.connect(self._refresh)
        row.addWidget(self.bureau)
        for box in (*self.areas, self.late_only):
            box.toggled.connect(self._refresh)
            row.addWidget(box)
        row.addWidget(self.filter_box, 1)
        return row

    def reload(self) -> None:
        if self.isVisible():
            self.session.read(reading.survey, owner=self, done=self._on_survey, key=f"year{id(self)}")

    def _on_survey(self, survey: Survey) -> None:
        self._survey = survey
        names = list(dict.fromkeys(issue.bureau for issue in survey.issues))
        shown = [self.bureau.itemData(place) for place in range(1, self.bureau.count())]
        if names != shown:
            chosen = self.bureau.currentData()
            self.bureau.blockSignals(True)
            self.bureau.clear()
            self.bureau.addItem(_("すべての局区"), "")
            for name in names:
                self.bureau.addItem(name or _("（局・区名なし）"), name)
            self.bureau.setCurrentIndex(max(0, self.bureau.findData(chosen)))
            self.bureau.blockSignals(False)
        self.bureau.setVisible(len(names) > 1)
        self._refresh()

    def wanted(self) -> Filter:
        """What the person wants to see."""
        areas = frozenset(box.text() for box in self.areas if box.isChecked())
        return Filter(
            self.bureau.currentData() or "", areas, self.late_only.isChecked(), self.filter_box.text()
        )

    def _refresh(self) -> None:
        if self._survey is None:
            return
        lines = lines_of(self._survey.rows, self.wanted())
        rows = [line.row for line in lines if line.row]
        late = sum(row.is_late for row in rows)
        self.chart.show_lines(lines, self._survey.as_of)
        told = ngettext("{count}行の工程", "{count}行の工程", len(rows)).format(count=len(rows))
        self.counts.setText(_("{rows}、うち遅れ {late}行").format(rows=told, late=late) if late else told)

    def _on_activated(self, line: Line, band: Milestone | None) -> None:
        if band is None:
            self.policy_requested.emit(line.issue.policy, Spot(Page.ISSUE, line.issue.id))
        else:
            self.field_requested.emit(line.issue.policy, Ref(Kind.MILESTONE, band.id), "text", line.issue.id)

    def title(self) -> str:
        """What stands above the printed view."""
        year = year_label(self.chart.lines[0].issue.fiscal_year) if self.chart.lines else ""
        return _("{year}　局区Ｘ方針　年間工程").format(year=year)

    def save_pdf(self, path: Path) -> None:
        """On the worker; what came of it is said above the view."""
        what = (path, self.chart.lines, self.title(), self.chart.dates())
        self.session.worker.run(
            save_year, *what, owner=self, done=self._on_saved, title=_("PDFに保存しています…")
        )

    def _on_saved(self, saved: tuple[Path, int]) -> None:
        path, pages = saved
        told = ngettext("{count}ページ", "{count}ページ", pages).format(count=pages)
        self.counts.setText(_("保存しました: {path}（{pages}）").format(path=path, pages=told))

    def _on_pdf(self) -> None:
        facts = self.session.facts
        folder = Path(facts.home or facts.path).parent if facts else Path()
        name, _kind = QFileDialog.getSaveFileName(
            self, _("年間工程をPDFに保存"), str(folder / _("年間工程.pdf")), _("PDF (*.pdf)")
        )
        if name:
            self.save_pdf(Path(name))

    def _on_print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            print_year(printer, self.chart.lines, self.title(), self.chart.dates())
