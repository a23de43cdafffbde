"""Take in returned workbooks: choose or drop them, look through them, take them in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.desks.whereabouts import folder_of
from kxdesk.ui.notices import Notices
from kxdesk.ui.text import _

SUFFIXES = (".xlsx", ".xlsm")
_LARGEST = (1560, 940)


def import_workbooks(view: DeskView, notices: Notices, paths: Sequence[Path] = ()) -> None:
    """The files given, or those the person chooses; what is typed is saved first."""
    facts = view.session.facts
    assert facts
    chosen = list(paths) or _ask(view, folder_of(facts.home or facts.path, Path.home()))
    if chosen:
        show_intake(view, notices, chosen)


def show_intake(view: DeskView, notices: Notices, chosen: Sequence[Path] = ()) -> None:
    """The intake queue, and these files into it; what is typed is saved first."""
    view.flush()
    view.session.settle()
    # A screen that many a session never opens loads when it is wanted.
    from kxdesk.ui.intake.screen import IntakeScreen  # noqa: PLC0415
    from kxdesk.ui.intake.taking import Outcome, told_outcome  # noqa: PLC0415

    screen = IntakeScreen(view.session, view.window())

    def on_taken(outcome: Outcome) -> None:
        notices.tell(*told_outcome(outcome), key="imported")

    def on_add() -> None:
        facts = view.session.facts
        folder = (
            chosen[0].parent if chosen else folder_of(facts.home or facts.path if facts else "", Path.home())
        )
        if more := _ask(screen, folder):
            screen.add(more)

    screen.taken.connect(on_taken)
    screen.add_requested.connect(on_add)
    screen.finished.connect(screen.deleteLater)
    room = view.window().size()
    screen.resize(min(room.width() - 24, _LARGEST[0]), min(room.height() - 16, _LARGEST[1]))
    screen.show()
    screen.show_queue()
    if chosen:
        screen.add(chosen)


def workbooks_in(mime: QMimeData) -> list[Path]:
    """Workbooks and folders among what is dragged."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in SUFFIXES or path.is_dir()]


def _ask(parent: QWidget, folder: Path) -> list[Path]:
    names, _kind = QFileDialog.getOpenFileNames(
        parent, _("提出ブックを選ぶ"), str(folder), _("Excelブック (*.xlsx *.xlsm);;すべてのファイル (*)")
    )
    return [Path(name) for name in names]
