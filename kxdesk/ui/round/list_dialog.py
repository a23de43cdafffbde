"""A list of organisations before it is taken in: what is added, what changes, what it does not name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from kxdesk.domain.organisation import Organisation
from kxdesk.domain.organisation_list import Listed, Loaded
from kxdesk.ui.desk_page import DeskPage
from kxdesk.ui.labels import heading, muted
from kxdesk.ui.text import _
from kxdesk.usecases import organisations, read_table


def open_list(page: DeskPage, path: Path, failed: Callable[[Exception], None]) -> None:
    """Read the file on the worker, show what it would do, and take it in when the person says so."""

    def on_read(found: tuple[tuple[Listed, ...], Loaded]) -> None:
        lines, loaded = found
        dialog = ListDialog(path, loaded, page)

        def on_accepted() -> None:
            gone = [entry.id for entry in loaded.not_listed] if dialog.retire.isChecked() else []
            page.session.submit(_take, lines, path.name, gone, failed=failed)

        dialog.accepted.connect(on_accepted)
        dialog.open()

    title = _("組織の一覧を読んでいます…")
    page.session.read(_look, path, owner=page, done=on_read, failed=failed, title=title)


def _look(desk: Any, path: Path) -> tuple[tuple[Listed, ...], Loaded]:
    lines = read_table.read_organisations(path)
    return lines, organisations.look_at_list(desk, lines)


def _take(desk: Any, lines: Sequence[Listed], source: str, gone: Sequence[str]) -> Any:
    change = organisations.load_organisations(desk, lines, source)[1]
    return organisations.retire_organisations(desk, gone) if gone else change


class ListDialog(QDialog):
    """Nothing is stored before it is accepted."""

    def __init__(self, path: Path, loaded: Loaded, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("組織の一覧"))
        self.setMinimumSize(520, 460)
        self.list = QListWidget()
        self.list.setAccessibleName(_("一覧で変わること"))
        self._fill(loaded)
        self.retire = QCheckBox(_("この一覧にない{count}組織を外す(&R)").format(count=len(loaded.not_listed)))
        self.retire.setVisible(bool(loaded.not_listed))
        self.buttons = QDialogButtonBox()
        take = self.buttons.addButton(_("取り込む"), QDialogButtonBox.ButtonRole.AcceptRole)
        take.setDefault(True)
        self.buttons.addButton(_("キャンセル"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        counts = _("追加 {added}　変更 {changed}　変わらず {unchanged}　一覧になし {gone}").format(
            added=len(loaded.added),
            changed=len(loaded.changed),
            unchanged=loaded.unchanged,
            gone=len(loaded.not_listed),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(heading(path.name, points=13))
        column.addWidget(muted(counts))
        column.addWidget(self.list, 1)
        column.addWidget(self.retire)
        column.addWidget(self.buttons)

    def _fill(self, loaded: Loaded) -> None:
        for text, entries in (
            (_("追加"), loaded.added),
            (_("変更"), loaded.changed),
            (_("一覧になし（残ります）"), loaded.not_listed),
        ):
            self.list.addItems([f"{text}　{_line(entry)}" for entry in entries])


def _line(entry: Organisation) -> str:
    return "　".join(part for part in (entry.code, entry.name, entry.contact) if part)
