"""The window, composed by hand: places → settings → language → theme → worker → window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kxdesk.system.clock import SystemClock
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
    from kxdesk.ui.held_desk import Hands
    from kxdesk.ui.main_window import MainWindow

# Loaded when first used, so that what nothing of the first picture needs comes behind it.
LATER = tuple(
    f"kxdesk.{room}." for room in ("usecases", "store", "workbook", "report", "words", "domain", "ui")
)


def run(desk: DeskPath | None = None) -> int:
    """Until the window is closed; with a desk, with it open."""
    app = application()
    set_up_logs(places().logs)
    worker = Worker()
    window = compose(worker)
    Collector(app)
    if desk is None:
        window.show_welcome()
    else:
        window.open_desk(desk.absolute() if isinstance(desk, Path) else desk)
    window.show()
    code = app.exec()
    worker.stop()
    return code


def compose(worker: Worker) -> MainWindow:
    """The window with everything real."""
    load_later(*LATER)
    settings = Settings(places().settings)
    speak(settings.text("language", "ja"))
    theme = Theme(application(), settings.text("theme", "system"))
    from kxdesk.ui import crash  # noqa: PLC0415 -- screens are loaded after the language and the loader are set
    from kxdesk.ui.desks.live_desk import LiveDesk  # noqa: PLC0415
    from kxdesk.ui.main_window import MainWindow, Parts  # noqa: PLC0415
    from kxdesk.ui.pages import PAGES  # noqa: PLC0415

    def hands(path: DeskPath) -> Hands:
        return LiveDesk(path, current_person(settings.text("display_name")), SystemClock()).hands()

    window = MainWindow(Parts(worker, settings, theme, hands, PAGES, documents_folder()))
    crash.install(window.notices.tell_error)
    return window
