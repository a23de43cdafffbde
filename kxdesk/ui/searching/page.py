"""すべてから探す: one line to type into, hits as one types, counts to narrow by; Enter goes to the place."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from kxdesk.ui.desk_page import DeskPage
from kxdesk.ui.icons import icon
from kxdesk.ui.labels import heading, muted
from kxdesk.ui.printing import table_files
from kxdesk.ui.searching.facets import Facets
from kxdesk.ui.searching.hits import HIT, HitDelegate, HitModel
from kxdesk.ui.searching.whole_text import whole_text_html
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _, ngettext
from kxdesk.ui.theme import colours
from kxdesk.ui.timeline.origin_dialog import OriginDialog
from kxdesk.usecases import search_everything
from kxdesk.words import hit_table

_PAUSE_MS = 20  # between two keys of somebody who types quickly
_COUNT_MS = 180  # counting reads through every hit: it waits for a breath


class SearchPage(DeskPage):
    """Reads only, so that an auditor has it, too."""

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.words = QLineEdit(clearButtonEnabled=True)
        self.facets = Facets()
        self.model = HitModel(self)
        self.list = QListView()
        self.text = QTextBrowser()
        self.counts = muted()
        self.origin_button = QPushButton(_("由来(&Y)…"))
        self.export_button = QPushButton(_("書き出す(&X)…"))
        self._asked = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._counting = QTimer(self, interval=_COUNT_MS, singleShot=True)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.words)

    def _lay_out(self) -> None:
        box = self.words
        box.setPlaceholderText(_("いまの内容・固定した版・履歴・指摘のすべてから探す（言葉を空白で区切る）"))
        box.setAccessibleName(_("すべてから探す言葉"))
        box.addAction(icon("search", colours().muted), QLineEdit.ActionPosition.LeadingPosition)
        box.installEventFilter(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(_("見つかった文"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.installEventFilter(self)
        self.text.setAccessibleName(_("文の全体"))
        self.text.document().setDocumentMargin(12)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.list)
        right.addWidget(self.text)
        right.setSizes([430, 190])
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self.facets)
        across.addWidget(right)
        across.setStretchFactor(1, 1)
        across.setSizes([230, 800])
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(heading(_("すべてから探す"), points=13), 1)
        foot.addWidget(self.counts, 1)
        foot.addWidget(self.origin_button)
        foot.addWidget(self.export_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(box)
        column.addWidget(across, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda _text: self._asked.start())
        self._asked.timeout.connect(self._ask)
        self._counting.timeout.connect(self._count)
        self.facets.narrowed.connect(self._ask)
        self.model.more_wanted.connect(self._ask_more)
        self.list.doubleClicked.connect(self._go_to)
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._show_text(now))
        self.export_button.clicked.connect(
            lambda: table_files.ask_where(
                self, _("見つかった文を書き出す"), _("見つかった文"), self.export_to
            )
        )
        self.origin_button.clicked.connect(self._show_origin)
        self.session.changed.connect(self.on_changed)

    def reload(self) -> None:
        if self.isVisible():
            self._ask()

    def _question(self) -> tuple[str, dict[str, str]]:
        return self.words.text(), dict(self.facets.chosen)

    def _ask(self) -> None:
        question = self._question()

        def on_hits(hits: Any) -> None:
            if question == self._question():
                self._on_hits(hits)

        self.session.read(_find, *question, None, owner=self, done=on_hits, key=f"everything{id(self)}")
        self._counting.start()

    def _on_hits(self, hits: Any) -> None:
        self.model.show(hits, more=len(hits) == search_everything.PAGE)
        self.export_button.setEnabled(bool(hits))
        self.origin_button.setEnabled(bool(hits))
        if not self.words.text().strip():
            self.facets.clear()
        if hits:
            self._choose(0)
        else:
            self.text.clear()
            self.counts.setText(_("見つかりません。") if self.words.text().strip() else "")

    def _choose(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(self.model.index(row, 0), flags)
        self._show_text(self.list.currentIndex())

    def _ask_more(self, before: int) -> None:
        question = self._question()

        def on_more(hits: Any) -> None:
            if question == self._question():
                self.model.add(hits, more=len(hits) == search_everything.PAGE)

        self.session.read(_find, *question, before, owner=self, done=on_more, key=f"more-hits{id(self)}")

    def _count(self) -> None:
        question = self._question()

        def on_counts(counted: Any) -> None:
            if question != self._question():
                return
            self.facets.show_counts(counted)
            if counted.total:
                told = ngettext("{count}件の文", "{count}件の文", counted.total)
                self.counts.setText(told.format(count=f"{counted.total:,}"))

        self.session.read(_count, *question, owner=self, done=on_counts, key=f"counts{id(self)}")

    def _show_text(self, index: QModelIndex) -> None:
        hit = index.data(HIT) if index.isValid() else None
        self.text.setHtml(whole_text_html(hit) if hit else "")

    def _show_origin(self) -> None:
        hit = self.list.currentIndex().data(HIT)
        if hit is not None:
            dialog = OriginDialog(self.session, hit.seq, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _go_to(self, index: QModelIndex) -> None:
        """To where the field stands, where it belongs to a policy that is still there."""
        hit = index.data(HIT) if index.isValid() else None
        if hit is not None:
            self.lead_to(hit.place, hit.ref, hit.field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down leads from the words into the list, Up back; Enter goes to the place from both."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key, row = event.key(), self.list.currentIndex().row()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_to(self.list.currentIndex())
            return True
        if watched is self.words and key == Qt.Key.Key_Down and self.model.rowCount():
            self.list.setFocus()
            self._choose(min(max(row, 0), self.model.rowCount() - 1))
            return True
        if watched is self.list and key == Qt.Key.Key_Up and row <= 0:
            self.words.setFocus()
            return True
        return super().eventFilter(watched, event)

    def export_to(self, path: Path) -> None:
        """All hits of what is asked, not only those that were scrolled to."""
        question = self._question()
        self.session.read(
            _export,
            *question,
            path,
            self.session.now(),
            owner=self,
            done=lambda written: self.counts.setText(
                _("「{file}」に書き出しました。").format(file=written.name)
            ),
            title=_("書き出しています…"),
        )


def _find(desk: Any, words: str, narrowed: dict[str, str], before: int | None) -> Any:
    return search_everything.find(desk, words, narrowed, before=before)


def _count(desk: Any, words: str, narrowed: dict[str, str]) -> Any:
    return search_everything.count(desk, words, narrowed)


def _export(desk: Any, words: str, narrowed: dict[str, str], path: Path, made: datetime) -> Path:
    hits = search_everything.all_hits(desk, words, narrowed, table_files.most_rows(path))
    return table_files.write_table(path, hit_table.hit_table(words, hits, made), made)
