"""The grid's context menu: everything the keys do, each with its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from kxdesk.ui.schedule.grid_keys import SHOWN, Key
from kxdesk.ui.schedule.selection import band_under
from kxdesk.ui.text import N_, _

if TYPE_CHECKING:
    from kxdesk.ui.schedule.grid import QuarterGrid

_ENTRIES: tuple[tuple[Key, str] | None, ...] = (
    (Key.EDIT, N_("書く")),
    (Key.STACK, N_("同じ四半期に重ねて書く")),
    (Key.LONGER, N_("次の四半期まで延ばす")),
    (Key.SHORTER, N_("終わりを1四半期縮める")),
    (Key.MOVE_RIGHT, N_("次の四半期へ移す")),
    (Key.MOVE_LEFT, N_("前の四半期へ移す")),
    None,
    (Key.CUT, N_("切り取り")),
    (Key.COPY, N_("コピー")),
    (Key.PASTE, N_("貼り付け")),
    (Key.CLEAR, N_("消す")),
    None,
    (Key.ADD_ROW, N_("下に行を追加")),
    (Key.ROW_UP, N_("行を上へ")),
    (Key.ROW_DOWN, N_("行を下へ")),
    (Key.REMOVE_ROW, N_("行を削除")),
)
_FOR_BANDS = (Key.LONGER, Key.SHORTER, Key.MOVE_LEFT, Key.MOVE_RIGHT, Key.STACK)
_FOR_ROWS = (Key.ROW_UP, Key.ROW_DOWN, Key.REMOVE_ROW, Key.COPY, Key.CUT, Key.CLEAR)


def open_menu(grid: QuarterGrid, where: QPoint) -> None:
    """Show it at a place on the screen, for the current cell."""
    menu = QMenu(grid)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for entry in _ENTRIES:
        if entry is None:
            menu.addSeparator()
            continue
        key, words = entry
        action = menu.addAction(_(words))
        action.setShortcut(QKeySequence(SHOWN[key]))
        action.setEnabled(_usable(grid, key))
        action.triggered.connect(lambda _checked=False, key=key: grid.obey(key))
    menu.popup(where)


def _usable(grid: QuarterGrid, key: Key) -> bool:
    if grid.read_only:
        return key is Key.COPY
    if key in _FOR_BANDS:
        return band_under(grid.activity, grid.selection) is not None
    if key in _FOR_ROWS:
        return grid.selection.row < len(grid.activity.tracks)
    return key is not Key.PASTE or bool(QGuiApplication.clipboard().text())
