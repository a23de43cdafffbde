"""The menu ファイル: it is there with and without a desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from kxdesk.ui.actions import action
from kxdesk.ui.desks.whereabouts import name_and_place
from kxdesk.ui.text import _


@dataclass(frozen=True)
class FileVerbs:
    """What the window can do about files; None where there is no desk for it."""

    new: Callable[[], object]
    open: Callable[[], object]
    open_path: Callable[[str], object]
    recent: Callable[[], list[str]]
    quit: Callable[[], object]
    learn: Callable[[], object]
    import_: Callable[[], object] | None = None
    queue: Callable[[], object] | None = None
    export: Callable[[], object] | None = None
    issue_copy: Callable[[], object] | None = None
    preview: Callable[[], object] | None = None
    bring_back: Callable[[], object] | None = None
    close: Callable[[], object] | None = None


def fill_file_menu(menu: QMenu, parent: QWidget, verbs: FileVerbs) -> list[QAction]:
    """The actions in their order; the export, where there is one, is the last of the list."""
    made = [
        action(parent, _("新しくつくる(&N)…"), verbs.new, keys="Ctrl+N", icon_name="new"),
        action(parent, _("開く(&O)…"), verbs.open, keys="Ctrl+O", icon_name="open"),
    ]
    menu.addActions(made)
    _add_recent(menu, verbs)
    if verbs.import_ or verbs.export:
        menu.addSeparator()
    if verbs.import_:
        menu.addAction(
            action(parent, _("提出ブックを取り込む(&I)…"), verbs.import_, keys="Ctrl+I", icon_name="import")
        )
    if verbs.queue:
        menu.addAction(action(parent, _("取込の一覧(&Q)…"), verbs.queue, keys="Ctrl+Shift+I"))
    if verbs.export:
        export = action(
            parent,
            _("Excelへ書き出す(&E)…"),
            verbs.export,
            keys="Ctrl+E",
            icon_name="export",
            short=_("書き出し"),
        )
        menu.addAction(export)
        made.append(export)
    if verbs.preview:
        menu.addAction(action(parent, _("印刷の確認(&P)…"), verbs.preview, keys="Ctrl+P"))
    if verbs.issue_copy:
        menu.addAction(action(parent, _("監査用の写しをつくる(&A)…"), verbs.issue_copy))
    if verbs.bring_back:
        menu.addAction(action(parent, _("元の場所へ反映する(&B)"), verbs.bring_back))
    menu.addSeparator()
    menu.addAction(action(parent, _("様式を覚えさせる(&L)…"), verbs.learn))
    menu.addSeparator()
    if verbs.close:
        menu.addAction(action(parent, _("作業ファイルを閉じる(&C)"), verbs.close, keys="Ctrl+W"))
    menu.addAction(action(parent, _("終了(&X)"), verbs.quit, keys="Ctrl+Q"))
    return made


def _add_recent(menu: QMenu, verbs: FileVerbs) -> None:
    recent = menu.addMenu(_("最近使った作業ファイル(&R)"))

    def on_about_to_show() -> None:
        recent.clear()
        for number, path in enumerate(verbs.recent(), 1):
            entry = recent.addAction(f"&{number % 10} {'　'.join(name_and_place(path))}")
            entry.triggered.connect(lambda _checked=False, path=path: verbs.open_path(path))
        recent.setDisabled(recent.isEmpty())

    recent.aboutToShow.connect(on_about_to_show)
