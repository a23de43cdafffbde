"""The toolbar: the few verbs of every day; what is not for the desk at hand is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QSizePolicy, QToolBar, QWidget

from kxdesk.ui.text import _

if TYPE_CHECKING:
    from kxdesk.ui.writing_verbs import WritingActions

_WITH_WORDS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_ICON_ALONE = Qt.ToolButtonStyle.ToolButtonIconOnly


def make_toolbar(window: QMainWindow) -> QToolBar:
    """Empty, in its place."""
    bar = QToolBar(_("道具"))
    bar.setMovable(False)
    bar.setIconSize(QSize(20, 20))
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    window.addToolBar(bar)
    return bar


def fill_toolbar(
    bar: QToolBar, writing: WritingActions | None, export: QAction, toggles: list[QAction]
) -> None:
    """Adding, the issue's verbs, undo and redo, export; the two sides at the right end."""
    if writing:
        _button(bar, writing.add, _WITH_WORDS)
        for each in writing.of_issue:
            _button(bar, each)
        bar.addSeparator()
        _button(bar, writing.undo)
        _button(bar, writing.redo)
        bar.addSeparator()
    _button(bar, export, _WITH_WORDS)
    spring = QWidget()
    spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(spring)
    for each in toggles:
        _button(bar, each)


def _button(bar: QToolBar, each: QAction, style: Qt.ToolButtonStyle = _ICON_ALONE) -> None:
    bar.addAction(each)
    button: Any = bar.widgetForAction(each)
    button.setToolButtonStyle(style)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
