"""Returned workbooks as divisions make them: the desk's own export, edited in some cells."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kxdesk.store.desk import Desk
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import Person
from kxdesk.ui.background import Worker
from kxdesk.ui.desks.live_desk import LiveDesk
from kxdesk.ui.intake.entries import Entry, Standing
from kxdesk.ui.intake.screen import IntakeScreen
from kxdesk.ui.session import DeskSession
from kxdesk.usecases.export_workbook import export_workbook
from kxdesk.usecases.put_cells import put_cells
from kxdesk.usecases.sample_desk import sample_desk

PERSON = Person("hanako", "北九 花子", "PC-1")
Returned = Callable[..., Path]


@pytest.fixture(scope="session")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a desk and the workbook that it sent out."""
    folder = tmp_path_factory.mktemp("issued")
    sample_desk(folder / "局.kxdesk")
    with Desk.open(folder / "局.kxdesk", person=PERSON, clock=SystemClock()) as desk:
        export_workbook(desk, folder / "配布.xlsx")
    return folder


@pytest.fixture
def desk_file(issued: Path, tmp_path: Path) -> Path:
    path = tmp_path / "局.kxdesk"
    shutil.copy(issued / "局.kxdesk", path)
    return path


@pytest.fixture
def returned(issued: Path, tmp_path: Path) -> Returned:
    """`returned(name, "シート!E4=文字", …, clone="A=B")`: what came back."""

    def make(name: str, *cells: str, clone: str = "") -> Path:
        folder = tmp_path / "提出"
        folder.mkdir(exist_ok=True)
        put_cells(issued / "配布.xlsx", folder / name, cells, [clone] if clone else [], [])
        return folder / name

    return make


@pytest.fixture
def session(
    qtbot: QtBot, worker: Worker, desk_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[DeskSession]:
    monkeypatch.setenv("KXDESK_DATA", str(tmp_path / "data"))
    session = DeskSession(worker, LiveDesk(desk_file, PERSON, SystemClock()).hands())
    with qtbot.waitSignal(session.opened):
        session.open()
    yield session
    with qtbot.waitSignal(session.closed):
        session.close()


@pytest.fixture
def screen(qtbot: QtBot, session: DeskSession) -> Iterator[IntakeScreen]:
    screen = IntakeScreen(session)
    screen.resize(1300, 820)
    screen.show()
    yield screen
    if screen.isVisible():
        screen.close()
    screen.deleteLater()


def read(qtbot: QtBot, screen: IntakeScreen, *paths: Path) -> list[Entry]:
    """The workbooks on the screen, once all are read and compared; the last one given is chosen."""
    screen.add(paths)
    qtbot.waitUntil(
        lambda: (
            not screen.reader.busy
            and bool(screen.files.entries)
            and all(entry.standing is not Standing.READING for entry in screen.files.entries)
        ),
        timeout=30_000,
    )
    chosen = screen.files.entry
    qtbot.waitUntil(lambda: is_shown(chosen), timeout=30_000)
    return screen.files.entries


def is_shown(entry: Entry) -> bool:
    """Compared with the desk, and read again for its cells."""
    return entry.standing is Standing.REFUSED or (entry.looked is not None and entry.file is not None)


def choose(screen: IntakeScreen, name: str) -> Entry:
    """Go to a workbook in the list."""
    for row, entry in enumerate(screen.files.entries):
        if entry.path.name == name:
            screen.files.setCurrentRow(row)
            limit = time.monotonic() + 30
            while not is_shown(entry) and time.monotonic() < limit:
                QTest.qWait(5)
            return entry
    raise AssertionError(name)
