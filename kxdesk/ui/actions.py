"""Making actions: a verb with its words, icon, keys and tooltip."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from kxdesk.ui.icons import icon


def action(  # noqa: PLR0913 -- what an action is made of, by name
    parent: QObject,
    text: str,
    act: Callable[[], object],
    *,
    keys: str | tuple[str, ...] = (),
    icon_name: str = "",
    short: str = "",
) -> QAction:
    """`text` for the menu, `short` for the toolbar; the tooltip names the keys."""
    result = QAction(text, parent)
    shortcuts = [QKeySequence(each) for each in ((keys,) if isinstance(keys, str) else keys)]
    result.setShortcuts(shortcuts)
    if short:
        result.setIconText(short)
    if icon_name:
        result.setIcon(icon(icon_name))
        result.setProperty("icon_name", icon_name)
    name_keys(result, plain(text))
    result.triggered.connect(lambda _checked=False: act())
    return result


def name_keys(target: QAction, words: str) -> None:
    """The tooltip: the words with the first key sequence behind them."""
    keys = target.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    target.setToolTip(f"{words}（{keys}）" if keys else words)


def plain(text: str) -> str:
    """Without accelerator and dots."""
    head, bracket, _rest = text.partition("(&")
    return (head if bracket else text.replace("&", "")).rstrip("….")


def tint(actions: list[QAction]) -> None:
    """Draw the icons again after light turned dark."""
    for each in actions:
        if name := each.property("icon_name"):
            each.setIcon(icon(str(name)))
