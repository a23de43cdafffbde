"""The menu 表示: getting about in an open desk by keyboard, and how it looks."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from kxdesk.ui.actions import action
from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.navigator.desk_pages import entries_of
from kxdesk.ui.navigator.spots import Spot
from kxdesk.ui.settings import Settings
from kxdesk.ui.text import N_, _
from kxdesk.ui.theme import Theme

THEMES = (("system", N_("システムに合わせる(&S)")), ("light", N_("明るい(&L)")), ("dark", N_("暗い(&D)")))
LANGUAGES = (("ja", "日本語"), ("en", "English"))


def fill_view_menu(menu: QMenu, parent: QWidget, view: DeskView) -> list[QAction]:
    """Going about; returns the actions for the toolbar: show or hide the two sides."""
    for text, act, keys in (
        (_("絞り込み(&F)"), lambda: focus_filter(view), "Ctrl+F"),
        (_("前の項目(&P)"), lambda: view.navigator.step(-1), "Ctrl+PgUp"),
        (_("次の項目(&N)"), lambda: view.navigator.step(1), "Ctrl+PgDown"),
        (_("隣の枠へ(&6)"), lambda: next_pane(view, 1), "F6"),
        (_("前の枠へ"), lambda: next_pane(view, -1), "Shift+F6"),
    ):
        menu.addAction(action(parent, text, act, keys=keys))
    menu.addSeparator()
    for number, (text, widget) in enumerate(_panes(view), 1):
        menu.addAction(action(parent, text, partial(show_pane, view, widget), keys=f"Ctrl+{number}"))
    menu.addSeparator()
    facts = view.session.facts
    for entry in entries_of(facts) if facts else ():
        menu.addAction(action(parent, _(entry.text), partial(_go, view, Spot(entry.page)), keys=entry.keys))
    menu.addSeparator()
    toggles = [
        _toggle(parent, _("目次を表示(&I)"), view.navigator, "side-left"),
        _toggle(parent, _("右の欄を表示(&R)"), view.side, "side-right"),
    ]
    menu.addActions(toggles)
    menu.addSeparator()
    return toggles


def fill_look_menu(menu: QMenu, parent: QWidget, theme: Theme, settings: Settings) -> None:
    """Light or dark, at once; the language from the next start on."""
    looks = menu.addMenu(_("配色(&C)"))
    group = QActionGroup(parent)
    for key, text in THEMES:
        entry = action(parent, _(text), partial(_choose_theme, theme, settings, key))
        entry.setCheckable(True)
        entry.setChecked(theme.choice == key)
        group.addAction(entry)
        looks.addAction(entry)
    languages = menu.addMenu(_("言語（次の起動から）(&G)"))
    spoken = QActionGroup(parent)
    for key, name in LANGUAGES:
        entry = action(parent, name, partial(settings.put, "language", key))
        entry.setCheckable(True)
        entry.setChecked(settings.text("language", "ja") == key)
        spoken.addAction(entry)
        languages.addAction(entry)


def _go(view: DeskView, spot: Spot) -> None:
    view.go(spot)
    if page := view.stack.currentWidget():
        focus_into(page)


def focus_filter(view: DeskView) -> None:
    view.navigator.setVisible(True)
    view.navigator.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
    view.navigator.filter_box.selectAll()


def next_pane(view: DeskView, by: int) -> None:
    """F6: navigator, page, side, and round again."""
    panes = view.panes()
    focused = QApplication.focusWidget()
    here = next((n for n, pane in enumerate(panes) if pane is focused or _holds(pane, focused)), -1)
    focus_into(panes[(here + by) % len(panes)])


def show_pane(view: DeskView, pane: QWidget) -> None:
    """Ctrl+1 to Ctrl+5: a pane or a tab, shown if it was hidden."""
    if view.side.indexOf(pane) >= 0:
        view.side.setVisible(True)
        view.side.setCurrentWidget(pane)
    elif pane is view.navigator.tree:
        view.navigator.setVisible(True)
    target = view.stack.currentWidget() if pane is view.stack else pane
    if target is not None:
        focus_into(target)


def focus_into(pane: QWidget) -> None:
    """The pane itself, or the first thing in it that takes keys."""
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus or pane.focusProxy():
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return
    for child in pane.findChildren(QWidget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.isEnabled():
            child.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return


def _holds(pane: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and pane.isAncestorOf(focused)


def _panes(view: DeskView) -> tuple[tuple[str, QWidget], ...]:
    side = view.side
    return (
        (_("目次へ"), view.navigator.tree),
        (_("本文へ"), view.stack),
        (_("点検へ"), side.checks),
        (_("履歴へ"), side.history),
        (_("手引きへ"), side.guidance),
    )


def _toggle(parent: QWidget, text: str, widget: QWidget, icon_name: str) -> QAction:
    return action(parent, text, lambda: widget.setVisible(not widget.isVisible()), icon_name=icon_name)


def _choose_theme(theme: Theme, settings: Settings, key: str) -> None:
    settings.put("theme", key)
    theme.choose(key)
