"""ファイルの出入り: what went out, came in and was refused, each with its hash."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtGui import QFontDatabase, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kxdesk.domain.keys import search_key
from kxdesk.ui.icons import icon
from kxdesk.ui.labels import muted
from kxdesk.ui.printing import table_files
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _, ngettext
from kxdesk.ui.theme import colours
from kxdesk.usecases import list_files
from kxdesk.words import file_list

_FILE, _WHY, _HASH = 2, 5, 7
_WIDTHS = {_FILE: 220, _WHY: 200}


class FilesView(QWidget):
    """Newest first; typing narrows, a hash too."""

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._files: Sequence[Any] = ()
        self.words = QLineEdit(clearButtonEnabled=True)
        self.model = QStandardItemModel(self)
        self.table = QTableView()
        self.counts = muted()
        self.export_button = QPushButton(_("書き出す(&X)…"))
        self._lay_out()
        self.setFocusProxy(self.words)
        self.words.textChanged.connect(lambda _text: self._show())
        self.export_button.clicked.connect(
            lambda: table_files.ask_where(
                self, _("ファイルの出入りを書き出す"), _("ファイルの出入り"), self.export_to
            )
        )

    def _lay_out(self) -> None:
        self.words.setPlaceholderText(_("ファイル名・組織・区分・ハッシュで絞り込み"))
        self.words.setAccessibleName(_("ファイルの絞り込み"))
        self.words.addAction(icon("search", colours().muted), QLineEdit.ActionPosition.LeadingPosition)
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(_("ファイルの出入り"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        foot = QHBoxLayout()
        foot.addWidget(self.counts, 1)
        foot.addWidget(self.export_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(table, 1)
        column.addLayout(foot)

    def reload(self) -> None:
        """When it is shown, and after anything was written."""
        self._session.read(_files, owner=self, done=self._on_files, key=f"files{id(self)}")

    def _on_files(self, files: Sequence[Any]) -> None:
        self._files = files
        self._show()

    def shown(self) -> list[Any]:
        """The files that the words leave."""
        keys = [search_key(word) for word in self.words.text().split()]
        return [file for file in self._files if all(key in _key(file) for key in keys)]

    def _show(self) -> None:
        shown = self.shown()
        self.model.clear()
        self.model.setHorizontalHeaderLabels(file_list.headings())
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        for file in shown:
            items = [QStandardItem(text) for text in file_list.row_of(file)]
            for item in items:
                item.setToolTip(item.text())
            items[_HASH].setFont(fixed)
            self.model.appendRow(items)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column, width in _WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        header.setStretchLastSection(True)
        told = ngettext("{count}件", "{count}件", len(shown)).format(count=len(shown))
        self.counts.setText(told)
        self.export_button.setEnabled(bool(shown))
        if shown:
            self.table.selectRow(0)

    def export_to(self, path: Path) -> None:
        """What is shown."""
        work = (path, self.shown(), self._session.now())
        self._session.read(_export, *work, owner=self, done=self._on_exported, title=_("書き出しています…"))

    def _on_exported(self, path: Path) -> None:
        self.counts.setText(_("「{file}」に書き出しました。").format(file=path.name))


def _key(file: Any) -> str:
    return search_key("\n".join(file_list.row_of(file)))


def _files(desk: Any) -> Any:
    return list_files.list_files(desk)


def _export(_desk: Any, path: Path, files: Sequence[Any], made: datetime) -> Path:
    return table_files.write_table(path, file_list.file_table(files, made), made)
