"""The window, composed by hand: places → settings → language → theme → worker → window."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kxdesk.system.clock import SystemClock
from kxdesk.system.copy_mark import is_audit_copy
from kxdesk.system.logs import set_up_logs
from kxdesk.system.person import current_person
from kxdesk.system.places import places
from kxdesk.ui.application import application, documents_folder
from kxdesk.ui.background import Worker
from kxdesk.ui.later import load_later
from kxdesk.ui.rubbish import Collector
from kxdesk.ui.settings import Settings
from kxdesk.ui.theme import Theme
from kxdesk.words.language import speak

if TYPE_CHECKING:
    from kxdesk.system.server_address import DeskPath
    from kxdesk.ui.auditing.auditor_window import AuditorWindow
    from kxdesk.ui.held_desk import Hands
    from kxdesk.ui.main_window import MainWindow

# Loaded when first used, so that what nothing of the first picture needs comes behind it.
LATER = tuple(
    f"kxdesk.{room}." for room in ("usecases", "store", "workbook", "report", "words", "domain", "ui")
)


def run(desk: DeskPath | None = None) -> int:
    """Until the window is closed; with a desk, with it open; with an audit copy, in the auditor's window."""
    if isinstance(desk, Path) and is_audit_copy(desk):
        return audit(desk.absolute())
    app = application()
    set_up_logs(places().logs)
    worker = Worker()
    window = compose(worker)
    if desk is None:
        window.show_welcome()
    else:
        window.open_desk(desk.absolute() if isinstance(desk, Path) else desk)
    window.show()
    code = app.exec()
    worker.stop()
    return code


def audit(copy: Path) -> int:
    """An audit copy, until its window is closed. Nothing is written anywhere: no log, no setting, no lock."""
    sys.dont_write_bytecode = True
    app = application()
    worker = Worker()
    load_later(*LATER)
    language, look = _choices(places().settings)
    speak(language)
    Theme(app, look)
    window = compose_audit(worker, copy)
    Collector(app)
    window.show()
    window.start()
    code = app.exec()
    worker.stop()
    return code


def compose_audit(worker: Worker, copy: Path) -> AuditorWindow:
    """The auditor's window; no use case that writes is handed to it."""
    from kxdesk.ui.auditing.auditor_window import AuditorWindow  # noqa: PLC0415 -- as in compose
    from kxdesk.ui.auditing.pages import AUDIT_PAGES  # noqa: PLC0415
    from kxdesk.ui.auditing.reading_desk import ReadingDesk  # noqa: PLC0415

    def hands(path: Path) -> Hands:
        return ReadingDesk(path, current_person(), SystemClock()).hands()

    return AuditorWindow(worker, copy, hands, AUDIT_PAGES)


def _choices(file: Path) -> tuple[str, str]:
    """Language and theme, where somebody chose them on this PC; settings that are not there are not made."""
    if not file.exists():
        return "ja", "system"
    settings = Settings(file)
    return settings.text("language", "ja"), settings.text("theme", "system")


def compose(worker: Worker) -> MainWindow:
    """The window with everything real."""
    load_later(*LATER)
    settings = Settings(places().settings)
    speak(settings.text("language", "ja"))
    theme = Theme(application(), settings.text("theme", "system"))
    Collector(application())
    from kxdesk.ui import crash  # noqa: PLC0415 -- screens are loaded after the language and the loader are set
    from kxdesk.ui.desks.live_desk import LiveDesk  # noqa: PLC0415
    from kxdesk.ui.main_window import MainWindow, Parts  # noqa: PLC0415
    from kxdesk.ui.pages import PAGES  # noqa: PLC0415

    def hands(path: DeskPath) -> Hands:
        return LiveDesk(path, current_person(settings.text("display_name")), SystemClock()).hands()

    def audit_copy(path: Path) -> AuditorWindow:
        return compose_audit(worker, path)

    window = MainWindow(Parts(worker, settings, theme, hands, PAGES, documents_folder(), audit_copy))
    crash.install(window.notices.tell_error)
    return window
