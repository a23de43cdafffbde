"""指標: the ledger as a table to type and paste into, what contradicts at its cell, and a chart below."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QMenu,
    QPushButton,
    QSplitter,
    QWidget,
)

from kxdesk.domain import indicator_grid
from kxdesk.domain.checks import Finding
from kxdesk.domain.edits import Change
from kxdesk.domain.indicator_grid import Row
from kxdesk.domain.policy import Policy
from kxdesk.domain.things import LEDGER, Kind, Ref
from kxdesk.system.ids import new_id
from kxdesk.ui import reading
from kxdesk.ui.indicators.cells import Cells
from kxdesk.ui.indicators.chart_pane import ChartPane, Drawn
from kxdesk.ui.indicators.columns import COMPUTED, KEYS
from kxdesk.ui.indicators.model import IndicatorModel
from kxdesk.ui.indicators.table import IndicatorTable
from kxdesk.ui.issues.form_page import FormPage
from kxdesk.ui.labels import heading, muted
from kxdesk.ui.schedule.tsv import table_from_text, text_from_table
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _
from kxdesk.usecases import close_finding
from kxdesk.words.findings import told_finding

FINDINGS_MS = 400  # after the last change


class IndicatorsPage(FormPage):
    """One table for all indicators of the policy."""

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        super().__init__(session, reading.ledger, parent)
        self.model = IndicatorModel(self._on_typed, self)
        self.table = IndicatorTable(self.model)
        self.table.setItemDelegate(Cells(self.form, self.table))
        self.pane = ChartPane(session)
        self.counts = muted()
        self._findings: tuple[Finding, ...] = ()
        self._checking = QTimer(self, interval=FINDINGS_MS, singleShot=True)
        self._checking.timeout.connect(self._ask_findings)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)
        assert session.facts is not None
        self.show_id(session.facts.policy_id)

    def _lay_out(self) -> None:
        sheet = self.column.parentWidget()
        assert sheet is not None
        sheet.setMaximumWidth(16_777_215)  # a table may be as wide as the window
        self.column.setContentsMargins(28, 20, 28, 20)
        self.column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(heading(_("指標"), points=13))
        head.addWidget(self.counts, 1)
        self.add_button = QPushButton(_("実績を加える(&R)"))
        self.add_button.clicked.connect(self._on_add)
        self.remove_button = QPushButton(_("行を取り除く(&D)"))
        self.remove_button.clicked.connect(self._on_remove)
        self.close_button = QPushButton(_("食い違いを了解(&A)…"))
        self.close_button.clicked.connect(self._on_close)
        for button in (self.add_button, self.remove_button, self.close_button):
            head.addWidget(button)
        self.column.addLayout(head)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(self.pane)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setChildrenCollapsible(False)
        self.column.addWidget(splitter, 1)

    def _connect(self) -> None:
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.table.pasted.connect(self.paste)
        self.table.copied.connect(self.copy)
        self.table.cleared.connect(self._on_cleared)
        self.pane.save_requested.connect(self._on_save)
        for keys, act in (("Ctrl+Return", self._on_add), ("Ctrl+-", self._on_remove)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # Showing

    def _show(self, thing: Policy) -> None:
        keep = self.table.currentIndex()
        at = (keep.row(), keep.column()) if keep.isValid() else (0, KEYS.index("name"))
        self.model.show(thing, writable=not self.session.read_only)
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.go(self.model.index(min(at[0], self.model.rowCount() - 1), at[1]))
        self._show_current()
        self._checking.start()

    def _concerns(self, change: Change) -> bool:
        return any(ref.kind in LEDGER or ref.kind is Kind.POLICY for ref in change.touched)

    def _focus(self, ref: Ref, field: str) -> bool:
        index = self.model.place_of(ref.id, field)
        if index.isValid():
            self.table.go(index)
            self.table.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self.table.setFocus()
        return True

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        self._show_current()
        if index.isValid() and index.row() < len(self.model.rows):
            row, key = self.model.rows[index.row()], KEYS[index.column()]
            kind = (
                Kind.OBSERVATION
                if row.observation and key not in ("name", "unit", "group_name")
                else Kind.INDICATOR
            )
            if key not in COMPUTED and key not in (indicator_grid.TARGET, indicator_grid.TARGET_YEAR):
                self.field_focused.emit(
                    Ref(kind, row.observation if kind is Kind.OBSERVATION else row.indicator), key
                )

    def _show_current(self) -> None:
        at = self.table.currentIndex().row()
        indicator = self.model.indicator_at(at)
        writable = self.model.writable
        self.add_button.setEnabled(writable and indicator is not None)
        self.remove_button.setEnabled(writable and indicator is not None)
        self.close_button.setEnabled(writable and bool(self._here()))
        if indicator is None:
            self.pane.show_indicator(None)
            return
        told = tuple(told_finding(finding, self.form) for finding in self._of(indicator.id))
        self.pane.show_indicator(Drawn(indicator, self.model.measures(indicator), told))

    # Contradictions

    def _ask_findings(self) -> None:
        assert self.session.facts is not None
        policy = self.session.facts.policy_id
        self.session.read(
            reading.contradictions, policy, owner=self, done=self._on_findings, key=f"figures{id(self)}"
        )

    def _on_findings(self, found: tuple[Finding, ...]) -> None:
        self._findings = found
        self.model.show_findings(found)
        told = _("{count}件の指標").format(count=len(self.thing.indicators) if self.thing else 0)
        if found:
            told += _("、食い違い {count}件").format(count=len(found))
        self.counts.setText(told)
        self._show_current()

    def _of(self, indicator_id: str) -> list[Finding]:
        indicator = next((one for one in self.thing.indicators if one.id == indicator_id), None)
        if indicator is None:
            return []
        ids = {indicator.id, *(one.id for one in (*indicator.targets, *indicator.observations))}
        return [finding for finding in self._findings if finding.ref.id in ids]

    def _here(self) -> list[Finding]:
        """Those of the cell one is at, else those of its indicator."""
        index = self.table.currentIndex()
        indicator = self.model.indicator_at(index.row())
        if indicator is None or self.thing is None:
            return []
        return self.model.findings_at(index.row(), KEYS[index.column()]) or self._of(indicator.id)

    def _on_close(self) -> None:
        here = self._here()
        if not here:
            return
        told = "\n".join(told_finding(finding, self.form) for finding in here)
        asked = _("了解する理由（値が変わると、また示されます）:")
        reason, taken = QInputDialog.getText(
            self, _("食い違いを了解"), f"{told}\n\n{asked}", text=_("定義が異なる")
        )
        if taken and reason.strip():
            self.close_findings(here, reason)

    def close_findings(self, findings: list[Finding], reason: str) -> None:
        """Closed with a reason that stays."""
        assert self.session.facts is not None
        self.session.submit(close_finding.close_findings, self.session.facts.policy_id, findings, reason)

    # Typing

    def _on_typed(self, row: Row | None, key: str, text: str) -> None:
        if self.thing is not None:
            self.change(indicator_grid.with_cell(self.thing, row, key, text, new_id), "indicators-typed")

    def paste(self) -> None:
        """What Excel put on the clipboard, by its headings or cell by cell from here."""
        text = QGuiApplication.clipboard().text()
        if self.thing is None or not text or not self.model.writable:
            return
        index = self.table.currentIndex()
        column = indicator_grid.COLUMNS.index(_typed_key(index.column()))
        at = (max(0, index.row()), column)
        table = table_from_text(text)
        after = indicator_grid.with_table(self.thing, self.model.rows, at, table, new_id)
        self.change(after, "indicators-pasted")

    def copy(self) -> None:
        """The chosen cells as Excel takes them."""
        chosen = self.table.selectedIndexes()
        if not chosen:
            return
        rows = sorted({index.row() for index in chosen})
        columns = sorted({index.column() for index in chosen})
        cells = [[self.model.text(row, KEYS[column]) for column in columns] for row in rows]
        QGuiApplication.clipboard().setText(text_from_table(cells))

    def _on_cleared(self) -> None:
        after = self.thing
        if after is None or not self.model.writable:
            return
        for index in self.table.selectedIndexes():
            key = KEYS[index.column()]
            if key not in COMPUTED and index.row() < len(self.model.rows):
                after = indicator_grid.with_cell(after, self.model.rows[index.row()], key, "", new_id)
        self.change(after, "cells-cleared")

    def _on_add(self) -> None:
        at = self.table.currentIndex().row()
        if self.thing is None or not self.model.writable or not 0 <= at < len(self.model.rows):
            return
        after, row = indicator_grid.with_figure(self.thing, self.model.rows[at], new_id)
        self.change(after, "indicators-typed")
        self.table.go(self.model.index(self.model.rows.index(row), KEYS.index("as_of")))
        self.table.setFocus()

    def _on_remove(self) -> None:
        rows = sorted(
            {index.row() for index in self.table.selectedIndexes()} or {self.table.currentIndex().row()}
        )
        chosen = [self.model.rows[row] for row in rows if 0 <= row < len(self.model.rows)]
        if self.thing is not None and chosen and self.model.writable:
            self.change(indicator_grid.without_rows(self.thing, chosen), "indicators-retired")

    def flush(self) -> None:
        self.table.commit()
        super().flush()

    # Around it

    def _on_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(_("コピー"), self.copy)
        menu.addAction(_("貼り付け"), self.paste).setEnabled(self.model.writable)
        menu.addSeparator()
        for button in (self.add_button, self.remove_button, self.close_button):
            menu.addAction(button.text(), button.click).setEnabled(button.isEnabled())
        menu.exec(self.table.viewport().mapToGlobal(place))

    def _on_save(self, form: str) -> None:
        indicator = self.model.indicator_at(self.table.currentIndex().row())
        if indicator is None:
            return
        name = "".join("_" if sign in '\\/:*?"<>|' else sign for sign in indicator.name or _("指標"))
        wanted = f"{name}.{form}"
        path, _kind = QFileDialog.getSaveFileName(self, _("図を保存"), wanted, f"{form.upper()} (*.{form})")
        if path:
            self.pane.write(Path(path), form)


def _typed_key(column: int) -> str:
    """The column itself, or the next one that is typed."""
    return next((key for key in KEYS[max(0, column) :] if key in indicator_grid.COLUMNS), "note")
