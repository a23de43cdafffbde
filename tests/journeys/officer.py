"""The officer's day, done with real keys and clicks: new desk, an issue with its plan, undo, history, export.

`python tests/journeys/officer.py FOLDER` on a screen of its own leaves pictures, desk and workbook there.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from kxdesk.app import compose
from kxdesk.domain.fields import LEVELS
from kxdesk.domain.things import Kind, Ref
from kxdesk.ui.background import Worker
from kxdesk.ui.desks.new_desk_dialog import NewDeskDialog
from kxdesk.ui.issues.issue_page import IssuePage
from kxdesk.ui.main_window import MainWindow
from kxdesk.ui.schedule.grid import QuarterGrid
from kxdesk.ui.schedule.section import ScheduleSection
from kxdesk.ui.session import SaveState
from kxdesk.ui.widgets.matrix import Matrix
from tests.journeys.screen import Hands

BUREAU = "みなと局"
TITLE = "港の手続を一つに"
FIRST = "三つの窓口に分かれている。"
SECOND = "受付は一つで足りる。"
STEPS = 10
W = TypeVar("W", bound=QWidget)


class Officer:
    """One person at one window."""

    def __init__(self, window: MainWindow, hands: Hands, folder: Path) -> None:
        self.window = window
        self.hands = hands
        self.folder = folder

    @property
    def page(self) -> IssuePage:
        assert self.window.view
        page = self.window.view.stack.currentWidget()
        assert isinstance(page, IssuePage)
        return page

    @property
    def ref(self) -> Ref:
        assert self.window.view
        assert self.window.view.spot
        return Ref(Kind.ISSUE, self.window.view.spot.id)

    def part(self, kind: type[W]) -> W:
        found = self.page.findChild(kind)
        assert isinstance(found, kind)
        return found

    def dialog(self, kind: type[W]) -> W:
        shown: list[W] = []

        def look() -> bool:
            tops = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind)]
            shown[:] = [each for each in tops if each.isVisible()]
            return bool(shown)

        self.hands.until(look, kind.__name__)
        self.hands.activate(shown[0])
        return shown[0]

    def saved(self) -> None:
        session = self.window.session
        assert session
        self.hands.until(lambda: not session.has_typing and session.state is SaveState.SAVED, "saved")

    def picture(self, name: str, of: QWidget | None = None) -> None:
        self.hands.pause(0.3)
        (of or self.window).grab().save(str(self.folder / f"{name}.png"))

    def make_desk(self) -> None:
        """Ctrl+N, whose policy, which year, who, where; Enter."""
        hands, window = self.hands, self.window
        hands.press("ctrl+n")
        dialog = self.dialog(NewDeskDialog)
        hands.write(BUREAU)
        assert dialog.bureau.text() == BUREAU
        hands.press("Tab")
        while dialog.year.currentData() != 2025:
            hands.press("Down" if dialog.year.currentData() > 2025 else "Up")
        assert dialog.wanted.form.name == "R7"
        hands.press("Tab", "Tab", "ctrl+a")
        hands.write("Hanako")
        hands.press("Tab", "ctrl+a")
        hands.write(str(self.folder / "desk"))
        self.picture("1-new-desk", dialog)
        hands.press("Return")
        hands.until(lambda: window.session is not None and window.session.facts is not None, "an open desk")
        hands.until(lambda: window.writing is not None, "the menus of a desk that can be written")
        hands.activate(window)

    def write_issue(self) -> None:
        """A new issue: title, content, the matrix by mouse."""
        hands = self.hands
        hands.press("ctrl+shift+n")
        hands.until(lambda: isinstance(self.window.view.stack.currentWidget(), IssuePage), "the issue's page")
        hands.until(lambda: self.page.thing is not None, "the new issue")
        for field, text in (("title", TITLE), ("content", FIRST)):
            self.page.show_field(self.ref, field)
            hands.write(text)
        self.saved()
        assert self.page.thing.title == TITLE, self.page.thing.title
        matrix = self.part(Matrix)
        matrix_cell(hands, matrix, LEVELS[0], LEVELS[1])
        self.saved()
        self.picture("2-issue")

    def plan(self) -> None:
        """Three activities; a band written in Q1 and stretched over three quarters by keyboard."""
        hands, section = self.hands, self.part(ScheduleSection)
        add = next(button for button in section.findChildren(QPushButton) if "取組を追加" in button.text())
        for number in (1, 2, 3):
            self.page._scroll.ensureWidgetVisible(add)
            hands.pause(0.1)
            hands.click(add)
            hands.until(lambda number=number: len(section.findChildren(QuarterGrid)) == number, "activity")
            hands.write(f"取組{number}")
        self.saved()
        grid = section.findChildren(QuarterGrid)[0]
        self.page._scroll.ensureWidgetVisible(grid)
        hands.pause(0.2)
        cell = grid.geometry_now.cell(0, 1).center().toPoint()
        hands.click(grid, cell)
        hands.write("準備会")
        hands.press("Return", "Up", "alt+shift+Right", "alt+shift+Right")
        hands.until(
            lambda: [(m.start, m.end) for m in bands(self.page)] == [(1, 3)], "a band over three quarters"
        )
        self.saved()
        self.picture("3-plan")

    def undo_and_redo(self) -> None:
        """Ten steps back, ten steps forward: the same issue."""
        session = self.window.session
        before = self.page.thing
        seen: list[int] = []
        session.changed.connect(lambda change: seen.append(change.number))
        for keys in ("ctrl+z", "ctrl+y"):
            for _step in range(STEPS):
                count = len(seen)
                self.hands.press(keys)
                self.hands.until(lambda count=count: len(seen) > count, f"a step of {keys}")
        self.hands.until(lambda: self.page.thing == before, "the same issue after ten steps back and forth")

    def put_back(self) -> None:
        """Write over the content, then put the old one back from the history."""
        hands, window = self.hands, self.window
        self.page.show_field(self.ref, "content")
        hands.press("ctrl+a")
        hands.write(SECOND)
        self.saved()
        hands.press("ctrl+4")
        history = window.view.side.history
        hands.until(
            lambda: history.entries and history.entries[0].after == SECOND, "the history of the content"
        )
        self.picture("4-history")
        button = next(each for each in history.findChildren(QPushButton) if each.isVisible())
        hands.click(button)
        hands.until(lambda: self.page.thing.content == FIRST, "the old content")

    def export(self) -> None:
        """Ctrl+E, a name, Enter; the notice says where it is."""
        hands = self.hands
        hands.press("ctrl+e")
        self.dialog(QFileDialog)
        hands.press("ctrl+a")
        hands.write(str(self.folder / "out.xlsx"))
        hands.press("Return")
        hands.until(lambda: self.window.notices.texts, "a notice of the export")
        self.picture("5-exported")
        assert (self.folder / "out.xlsx").is_file(), self.window.notices.texts


def bands(page: IssuePage) -> list:
    return [
        band for activity in page.thing.activities for track in activity.tracks for band in track.milestones
    ]


def matrix_cell(hands: Hands, matrix: Matrix, impact: str, urgency: str) -> None:
    """Walk to the cell with the arrows after a click, and mark it."""
    hands.click(matrix, QPoint(matrix.width() // 2, matrix.height() // 3))
    hands.press("Delete")
    for _step in range(3):
        hands.press("Up", "Right")
    for _step in range(LEVELS.index(impact)):
        hands.press("Down")
    for _step in range(LEVELS.index(urgency)):
        hands.press("Left")
    hands.press("space")
    assert matrix.value() == (impact, urgency), matrix.value()


def main() -> int:
    folder = Path(sys.argv[1])
    app = QApplication(sys.argv[:1])
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    worker = Worker()
    window = compose(worker)
    window.show_welcome()
    window.show()
    officer = Officer(window, Hands(app), folder)
    officer.hands.activate(window)
    officer.make_desk()
    officer.write_issue()
    officer.plan()
    officer.undo_and_redo()
    officer.put_back()
    officer.export()
    window.close()
    officer.hands.until(lambda: not window.isVisible(), "the window closed")
    return 0 if worker.stop() else 1


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)
