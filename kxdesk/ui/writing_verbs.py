"""編集 and 課題: everything that writes. A desk opened for reading never gets these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from kxdesk.domain.fields import AREAS
from kxdesk.ui.actions import action, name_keys
from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.navigator.spots import Page, Spot
from kxdesk.ui.notices import Notices
from kxdesk.ui.operations import (
    add_issue,
    carry_over,
    duplicate_issue,
    move_issue,
    renumber_issues,
    restore_issue,
    retire_issue,
)
from kxdesk.ui.text import _
from kxdesk.words import changes


@dataclass(frozen=True)
class WritingActions:
    """For the menus, the toolbar and the navigator's own menu."""

    undo: QAction
    redo: QAction
    add: QAction
    add_to: tuple[QAction, ...]
    of_issue: tuple[QAction, ...]
    of_all: tuple[QAction, ...]


def writing_actions(parent: QWidget, view: DeskView, notices: Notices) -> WritingActions:
    """Bound to this desk; they enable and name themselves."""

    def of_all(act: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            view.flush()
            act()

        return run

    def of_issue(act: Callable[[str], object]) -> Callable[[], None]:
        def run() -> None:
            if view.spot and view.spot.page is Page.ISSUE:
                view.flush()
                act(view.spot.id)

        return run

    made = WritingActions(
        undo=action(parent, _("元に戻す(&U)"), of_all(view.session.undo), keys="Ctrl+Z", icon_name="undo"),
        redo=action(
            parent,
            _("やり直し(&R)"),
            of_all(view.session.redo),
            keys=("Ctrl+Y", "Ctrl+Shift+Z"),
            icon_name="redo",
        ),
        add=action(
            parent,
            _("課題を追加(&A)"),
            of_all(lambda: add_issue.add_issue(view)),
            keys="Ctrl+Shift+N",
            icon_name="add",
            short=_("課題を追加"),
        ),
        add_to=tuple(
            action(parent, _("課題領域&{area}に追加").format(area=area), of_all(partial(_add_to, view, area)))
            for area in AREAS
        ),
        of_issue=(
            action(
                parent,
                _("課題を複製(&D)"),
                of_issue(lambda issue: duplicate_issue.duplicate_issue(view, issue)),
                keys="Ctrl+Shift+D",
                icon_name="duplicate",
            ),
            action(
                parent,
                _("上へ移す(&P)"),
                of_issue(lambda issue: move_issue.move_issue(view, issue, -1)),
                keys="Alt+Shift+Up",
                icon_name="up",
            ),
            action(
                parent,
                _("下へ移す(&N)"),
                of_issue(lambda issue: move_issue.move_issue(view, issue, 1)),
                keys="Alt+Shift+Down",
                icon_name="down",
            ),
            action(
                parent,
                _("課題を取りやめる(&T)"),
                of_issue(lambda issue: retire_issue.retire_issue(view, notices, issue)),
                icon_name="retire",
            ),
        ),
        of_all=(
            action(
                parent,
                _("番号を付け直す(&M)"),
                of_all(lambda: renumber_issues.renumber_issues(view, notices)),
                icon_name="renumber",
            ),
            action(
                parent,
                _("取りやめた課題を戻す(&B)…"),
                of_all(lambda: restore_issue.restore_issue(view, notices)),
                icon_name="restore",
            ),
            action(
                parent,
                _("次の年度へ引き継ぐ(&Y)…"),
                of_all(lambda: carry_over.carry_over(view, notices)),
                icon_name="years",
            ),
        ),
    )
    _keep_true(view, made)
    return made


def _add_to(view: DeskView, area: str) -> None:
    add_issue.add_issue(view, area)


def fill_edit_menu(menu: QMenu, made: WritingActions) -> None:
    menu.addActions([made.undo, made.redo])


def fill_issue_menu(menu: QMenu, made: WritingActions) -> None:
    menu.addAction(made.add)
    areas = menu.addMenu(_("領域を選んで追加(&R)"))
    areas.addActions(list(made.add_to))
    menu.addSeparator()
    menu.addActions(list(made.of_issue))
    menu.addSeparator()
    menu.addActions(list(made.of_all))


def open_menu(parent: QWidget, made: WritingActions, where: QPoint, *, of_issue: bool) -> None:
    """The navigator's own, at a place of the screen; with the verbs of the issue one is at."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if of_issue:
        menu.addActions(list(made.of_issue))
        menu.addSeparator()
    menu.addAction(made.add)
    menu.popup(where)


def _keep_true(view: DeskView, made: WritingActions) -> None:
    """Undo says what it takes back; verbs of an issue wait for one."""

    def on_undo_changed() -> None:
        for target, label, words, named in (
            (made.undo, view.session.undo_label, _("元に戻す"), _("元に戻す: {step}")),
            (made.redo, view.session.redo_label, _("やり直し"), _("やり直し: {step}")),
        ):
            text = named.format(step=changes.label_name(label)) if label else words
            target.setText(text)
            target.setIconText(words)
            name_keys(target, text)
            target.setEnabled(label is not None)

    def on_state() -> None:
        if view.session.has_typing:
            made.undo.setEnabled(True)

    def on_spot(spot: Spot) -> None:
        for target in made.of_issue:
            target.setEnabled(spot.page is Page.ISSUE)

    view.session.undo_changed.connect(on_undo_changed)
    view.session.state_changed.connect(lambda _state: on_state())
    view.spot_changed.connect(on_spot)
    on_undo_changed()
    for target in made.of_issue:
        target.setEnabled(view.spot is not None and view.spot.page is Page.ISSUE)
