"""Make a new desk: read which forms there are, ask, make it on the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget

from kxdesk.domain.fiscal_year import fiscal_year_of
from kxdesk.domain.form import Form
from kxdesk.domain.roles import Role
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import current_person
from kxdesk.ui.background import Worker
from kxdesk.ui.desks.new_desk_dialog import NewDesk, NewDeskDialog
from kxdesk.ui.settings import Settings
from kxdesk.ui.text import _
from kxdesk.usecases import forms
from kxdesk.usecases import new_desk as usecase

Made = Callable[[Path], None]


def new_desk(parent: QWidget, worker: Worker, settings: Settings, folder: Path, made: Made) -> None:
    """`made(path)` once the desk is there."""

    def on_forms(known: Sequence[Form]) -> None:
        today = QDate.currentDate()
        year = fiscal_year_of(today.year(), today.month()).year
        name = settings.text("display_name") or current_person().display_name
        dialog = NewDeskDialog(known, year, name, folder, parent)
        dialog.accepted.connect(lambda: _make(dialog, worker, settings, made))
        dialog.open()

    worker.run(forms.known_forms, owner=parent, done=on_forms)


def _make(dialog: NewDeskDialog, worker: Worker, settings: Settings, made: Made) -> None:
    wanted = dialog.wanted
    settings.put("display_name", wanted.display_name)
    worker.run(_write, wanted, owner=dialog, done=made, title=_("作業ファイルをつくっています…"), keep=True)


def _write(wanted: NewDesk) -> Path:
    person = current_person(wanted.display_name)
    clock = SystemClock()
    desk = usecase.new_desk(
        wanted.path, wanted.bureau, wanted.fiscal_year, wanted.form, Role.DIVISION, person, clock
    )
    desk.close()
    return wanted.path
