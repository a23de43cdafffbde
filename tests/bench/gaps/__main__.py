"""How long the window stands still while returned workbooks are dropped on it, read, compared and taken in.

Run: python -m tests.bench.gaps [--files 48] [--stacks]
A timer asks for its turn every 5 ms; what it waits longer than that is a gap. With --stacks it is told what
all threads were doing in the long ones.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer

from kxdesk.domain.roles import Role
from kxdesk.store.desk import Desk
from kxdesk.store.intake import NEW
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import Person
from kxdesk.ui.application import application
from kxdesk.ui.background import Worker
from kxdesk.ui.desks.live_desk import LiveDesk
from kxdesk.ui.intake.entries import Standing
from kxdesk.ui.intake.screen import IntakeScreen
from kxdesk.ui.rubbish import Collector
from kxdesk.ui.session import DeskSession
from kxdesk.usecases.apply_intake import apply_intake
from kxdesk.usecases.read_workbook import read_files
from kxdesk.usecases.stage_workbooks import stage_file
from kxdesk.workbook.bounded import ReaderPool
from tests.bench.intake.engines import BUREAUS, megabytes, workbook

PERSON = Person("bench", "bench", "bench")
LONG = 0.05
PATIENCE = 600.0


class Probe:
    """Gaps of the event loop, in seconds, since it was last asked."""

    def __init__(self, *, stacks: bool) -> None:
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._on_turn)
        self._timer.start()
        if stacks:
            threading.Thread(target=self._watch, daemon=True).start()

    def _on_turn(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last - 0.005)
        self._last = now

    def _watch(self) -> None:
        told = 0.0
        while True:
            time.sleep(0.01)
            if told != self._last and time.perf_counter() - self._last > LONG:
                told = self._last
                faulthandler.dump_traceback()  # a frame that is held here would die on this thread

    def told_since(self, what: str) -> str:
        """The gaps since it was last asked."""
        gaps, self.gaps = sorted(self.gaps), []
        long = sum(gap > LONG for gap in gaps)
        told = f"worst {gaps[-1] * 1000:4.0f} ms, {long} of {len(gaps)} turns over 50 ms"
        return f"{what:10} {told}, {megabytes()} MB"


def prepared(folder: Path, path: Path) -> None:
    """A desk that holds a policy of each bureau, from the first workbook of each."""
    files = sorted(folder.iterdir())[:BUREAUS]
    with (
        Desk.create(path, role=Role.CONSOLIDATION, person=PERSON, clock=SystemClock()) as desk,
        ReaderPool(2) as pool,
    ):
        hashes = [stage_file(desk, file, placed=NEW)[0].sha256 for file in read_files(files, pool)]
        for _ in apply_intake(desk, hashes):
            pass


def wait_for(reached: Callable[[], bool]) -> None:
    loop = QEventLoop()
    timer = QTimer(interval=50)
    end = time.monotonic() + PATIENCE

    def on_turn() -> None:
        if reached():
            loop.quit()
        elif time.monotonic() > end:
            sys.exit("the window never came that far")

    timer.timeout.connect(on_turn)
    timer.start()
    loop.exec()


def run(folder: Path, desk: Path, *, stacks: bool) -> None:
    application()
    collector = Collector()
    worker = Worker()
    session = DeskSession(worker, LiveDesk(desk, PERSON, SystemClock()).hands())
    opened: list[bool] = []
    session.opened.connect(lambda *_: opened.append(True))
    session.open()
    wait_for(lambda: bool(opened))
    screen = IntakeScreen(session)
    screen.resize(1300, 820)
    screen.show()
    screen.show_queue()
    wait_for(lambda: len(screen.files.entries) == BUREAUS)
    probe = Probe(stacks=stacks)
    begun = time.perf_counter()
    screen.add(sorted(folder.iterdir())[BUREAUS:])
    wait_for(lambda: not screen.reader.busy and all(_is_read(entry) for entry in screen.files.entries))
    wait_for(screen.take_button.isEnabled)
    print(probe.told_since("read"), f"{time.perf_counter() - begun:.1f} s")
    begun = time.perf_counter()
    screen.take()
    wait_for(lambda: not screen.taking.busy)
    print(probe.told_since("taken in"), f"{time.perf_counter() - begun:.1f} s")
    screen.close()
    session.close()
    worker.stop()
    collector.deleteLater()


def _is_read(entry: object) -> bool:
    return getattr(entry, "standing", None) is not Standing.READING


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=48)
    parser.add_argument("--stacks", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "returned"
        folder.mkdir()
        for number in range(BUREAUS + options.files):
            (folder / f"{number:03}.xlsx").write_bytes(workbook(number))
        prepared(folder, Path(place) / "bench.kxdesk")
        run(folder, Path(place) / "bench.kxdesk", stacks=options.stacks)


if __name__ == "__main__":
    main()
