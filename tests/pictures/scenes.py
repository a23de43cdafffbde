"""The screens one after the other, each brought to a state worth looking at."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kxdesk.app import compose
from kxdesk.domain.policy import Activity, Issue, Milestone, Track
from kxdesk.domain.roles import Role
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.desk import Desk
from kxdesk.store.policies import insert_policy, without_ids
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import Person
from kxdesk.ui.application import application
from kxdesk.ui.background import Worker
from kxdesk.ui.navigator.spots import DESK_PAGES, Page, Spot
from kxdesk.ui.operations.import_workbooks import import_workbooks
from kxdesk.ui.operations.learn_form import learn_form
from kxdesk.ui.operations.preview_workbook import preview_workbook
from kxdesk.usecases.edit_fields import set_fields
from kxdesk.usecases.export_workbook import export_workbook
from kxdesk.usecases.forms import layout_named
from kxdesk.usecases.sample_desk import sample_desk, sample_policy
from tests.pictures.round_desk import round_desk

PATIENCE = 60.0
PERSON = Person("hanako", "若葉 花子", "PC-07")


class Stage:
    """The window, a folder with a sample desk, and where pictures go."""

    def __init__(self, out: Path, folder: Path, name: str) -> None:
        self.app = application()
        self.window = compose(Worker())
        self.folder = folder
        self.desk = folder / "みなと創造局_令和7年度.kxdesk"
        self._out, self._name = out, name
        sample_desk(self.desk)
        self.window.resize(1360, 860)
        self.window.show()

    @property
    def view(self) -> Any:
        return self.window.view

    @property
    def page(self) -> Any:
        return self.view.stack.currentWidget()

    def pause(self, seconds: float = 0.4) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.app.processEvents()
            time.sleep(0.005)

    def until(self, seen: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while not seen():
            if time.monotonic() > end:
                raise TimeoutError
            self.pause(0.02)

    def picture(self, name: str, of: QWidget | None = None) -> None:
        self.pause()
        (of or self.window).grab().save(str(self._out / f"{name}-{self._name}.png"))

    def top(self, kind: str) -> Any:
        """A window or dialog of that class, once it is there."""
        found: list[QWidget] = []

        def look() -> bool:
            tops = QApplication.topLevelWidgets()
            found[:] = [each for each in tops if type(each).__name__ == kind and each.isVisible()]
            return bool(found)

        self.until(look)
        return found[0]

    def open(self, desk: Path | None = None) -> None:
        desk = desk or self.desk
        session = self.window.session
        if session is not None and session.facts and Path(session.facts.path) == desk:
            return
        if session is not None and self.view.spot and self.view.spot.page in DESK_PAGES:
            self.view.go(Spot(Page.MISSION))
        self.window.open_desk(desk)
        self.until(lambda: self.window.session is not None and self.window.session.is_open)
        self.until(lambda: getattr(self.page, "thing", None) is not None)
        self.pause(1.2)  # the checks come a moment after

    def go(self, spot: Spot) -> None:
        self.open()
        self.view.go(spot)
        self.pause()

    def issue(self, place: int = 0) -> Ref:
        self.open()
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        line = self.view.navigator.lines[place]
        self.go(Spot(Page.ISSUE, line.id))
        self.until(lambda: self.page.thing and self.page.thing.id == line.id)
        self.pause()
        return Ref(Kind.ISSUE, line.id)

    def write(self, work: Callable[..., Any], *args: Any) -> None:
        done: list[object] = []
        self.window.session.submit(work, *args, done=lambda _r: done.append(1))
        self.until(lambda: done)
        self.pause()


def welcome(stage: Stage) -> None:
    stage.window.show_welcome()
    stage.picture("welcome")


def new_desk(stage: Stage) -> None:
    stage.window.show_welcome()
    stage.window.make_desk()
    dialog = stage.top("NewDeskDialog")
    stage.picture("new-desk", dialog)
    dialog.reject()


def issue(stage: Stage) -> None:
    ref = stage.issue()
    stage.page.show_field(ref, "content")
    stage.picture("issue")


def plan(stage: Stage) -> None:
    stage.issue()
    grid = stage.page._schedule._blocks[0].grid
    stage.page._scroll.ensureWidgetVisible(grid, 0, 260)
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.geometry_now.cell(0, 2).center().toPoint())
    stage.picture("plan")


def progress(stage: Stage) -> None:
    stage.issue()
    bar = stage.page._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    stage.picture("progress")


def history(stage: Stage) -> None:
    ref = stage.issue(1)
    for text in (
        "窓口の予約を、電話でなくても取れるようにする",
        "窓口の予約を、いつでも、どこからでも取れるようにする",
    ):
        stage.write(set_fields, {(ref, "title"): text})
    stage.view.side.setCurrentWidget(stage.view.side.history)
    stage.page.show_field(ref, "title")
    stage.until(lambda: len(stage.view.side.history.entries) > 1)
    stage.picture("history")
    stage.view.side.setCurrentWidget(stage.view.side.guidance)
    stage.page.show_field(ref, "content")
    stage.picture("guidance")
    stage.view.side.setCurrentWidget(stage.view.side.checks)


def mission(stage: Stage) -> None:
    stage.go(Spot(Page.MISSION))
    stage.picture("mission")


def basics(stage: Stage) -> None:
    stage.go(Spot(Page.BASICS))
    stage.picture("basics")


def retrospective(stage: Stage) -> None:
    stage.go(Spot(Page.RETROSPECTIVE))
    stage.picture("retrospective")


def search(stage: Stage) -> None:
    stage.issue()
    stage.view.navigator.filter_box.setText("窓口")
    stage.pause(0.8)
    stage.picture("search")
    stage.view.navigator.filter_box.clear()


def policy_list(stage: Stage) -> None:
    stage.go(Spot(Page.POLICIES))
    stage.picture("policies")


def year(stage: Stage) -> None:
    stage.go(Spot(Page.YEAR))
    stage.pause(0.8)
    stage.picture("year")


def office(stage: Stage) -> Path:
    """A consolidation desk in the middle of a round: some silent, one sent back, one settled."""
    path = stage.folder / "取りまとめ.kxdesk"
    if not path.exists():
        round_desk(path, stage.folder / "配布", sample_policy())
    return path


def board(stage: Stage) -> None:
    stage.open(office(stage))
    stage.view.go(Spot(Page.BOARD))
    stage.until(lambda: bool(stage.page.model.rowCount()))
    stage.picture("board")
    stage.page.buttons["distribute"].click()
    dialog = stage.top("DistributeDialog")
    stage.picture("distribute", dialog)
    dialog.reject()
    stage.page.buttons["round"].menu().actions()[0].trigger()
    dialog = stage.top("RoundDialog")
    stage.picture("round", dialog)
    dialog.reject()


def remarks(stage: Stage) -> None:
    stage.open(office(stage))
    line = stage.view.navigator.lines[1]
    stage.view.go(Spot(Page.ISSUE, line.id))
    stage.until(lambda: stage.page.thing and stage.page.thing.id == line.id)
    side = stage.view.side
    side.setCurrentWidget(side.remarks)
    stage.until(lambda: side.remarks.list.count() == 3)
    stage.view.go_to_field(Ref(Kind.ISSUE, line.id), "background", line.id)
    side.remarks.list.setCurrentRow(0)
    stage.picture("remarks")
    stage.open(stage.desk)


def menu(stage: Stage) -> None:
    stage.issue()
    bar = stage.window.menuBar()
    for number, name in enumerate(("file", "edit", "issue", "view")):
        shown = bar.actions()[number].menu()
        shown.popup(stage.window.mapToGlobal(QPoint(20, 40)))
        stage.picture(f"menu-{name}", shown)
        shown.close()


def intake(stage: Stage) -> None:
    returned = stage.folder / "提出_みなと創造局.xlsx"
    with Desk.open(stage.desk, person=PERSON, clock=SystemClock(), read_only=True) as desk:
        export_workbook(desk, returned)
    ref = stage.issue(1)
    stage.write(set_fields, {(ref, "content"): "こちらで書き直した内容です。予約は三つの方法で取れます。"})
    import_workbooks(stage.view, stage.window.notices, [returned])
    screen = stage.top("IntakeScreen")
    stage.pause(4)
    stage.picture("intake", screen)
    screen.reject()
    stage.pause()


def preview(stage: Stage) -> None:
    stage.issue()
    preview_workbook(stage.view)
    window = stage.top("PreviewWindow")
    stage.pause(2)
    stage.picture("preview", window)
    window.close()


def template(stage: Stage) -> None:
    stage.open()
    learn_form(stage.window, stage.window._parts.worker, stage.window.notices, layout_named("R7").template)
    window = stage.top("TemplateWindow")
    stage.pause(2)
    stage.picture("template", window)
    window.close()


def read_only(stage: Stage) -> None:
    """A desk that somebody else has open."""
    other = stage.folder / "開かれている.kxdesk"
    sample_desk(other)
    with Desk.open(other, person=PERSON, clock=SystemClock()):
        stage.open(other)
        stage.picture("read-only")
        stage.open(stage.desk)


def mean(stage: Stage) -> None:
    """Long titles, a very long text, thirty tracks; then all of it in a small window."""
    path = stage.folder / "むずかしい.kxdesk"
    sample = without_ids(sample_policy())
    tracks = tuple(
        Track(f"行{n}", (Milestone(1 + n % 4, min(4, 1 + n % 4 + n % 3), f"工程{n} を進める"),))
        for n in range(30)
    )
    hard = Issue(
        area="A",
        number="1",
        policy_field="市民・地域・くらし・安全・安心のまちづくり",
        title="とても長い課題名がここに入り、" * 12,
        content="あ" * 10_000,
        background="",
        target_outcome="",
        activities=(Activity("1", "三十の行をもつ取組" * 6, "", tracks),),
    )
    with (
        Desk.create(path, role=Role.DIVISION, person=PERSON, clock=SystemClock()) as desk,
        desk.write("sample-made") as writing,
    ):
        insert_policy(writing, replace(sample, issues=(hard, *sample.issues)))
    stage.open(path)
    stage.picture("mean")
    stage.window.resize(1024, 700)
    stage.picture("mean-small")
    grid = stage.page._schedule._blocks[0].grid
    stage.page._scroll.ensureWidgetVisible(grid, 0, 300)
    stage.picture("mean-tracks")
    stage.window.resize(1360, 860)
    stage.open(stage.desk)


SCENES: dict[str, Callable[[Stage], None]] = {
    "welcome": welcome,
    "new-desk": new_desk,
    "issue": issue,
    "plan": plan,
    "progress": progress,
    "history": history,
    "mission": mission,
    "basics": basics,
    "retrospective": retrospective,
    "search": search,
    "policies": policy_list,
    "year": year,
    "board": board,
    "remarks": remarks,
    "menu": menu,
    "intake": intake,
    "preview": preview,
    "template": template,
    "read-only": read_only,
    "mean": mean,
}


def main() -> int:
    out, folder, theme, language, name = sys.argv[1:6]
    settings = Path(folder) / "data" / "settings.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        f"[General]\ntheme={theme}\nlanguage={language}\ndisplay_name=若葉 花子\n", encoding="utf-8"
    )
    stage = Stage(Path(out), Path(folder), name)
    for scene in sys.argv[6:]:
        try:
            SCENES[scene](stage)
        except TimeoutError:
            print(f"{scene}: what it waits for never came", file=sys.stderr)
            stage.picture(f"{scene}-stuck")
    stage.pause(0.2)
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)
