"""From process start to a usable window on a 400-issue desk, beside a bare QMainWindow program, in one run.

Run: python -m tests.bench.startup [--issues 400] [--runs 11]
The programs are started in turns, as a person starts them: `kxdesk open DESK`, with compiled modules as an
installation has them. Each stops its own clock. Bare: the window is shown and painted. Usable: the outline is
listed, the first issue stands painted in its boxes, and a key typed into its title has been taken as the
person's edit. The median counts. On a PC with other work the processor's own time is steadier: shown too.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from kxdesk.domain.roles import Role
from kxdesk.store.desk import Desk
from kxdesk.store.policies import insert_policy, without_ids
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import current_person
from kxdesk.usecases.sample_desk import sample_policy

ROOT = Path(__file__).resolve().parents[3]
GOAL = 2.0
TOLD = "print(time.monotonic(), time.process_time()); sys.stdout.flush(); os._exit(0)"
BARE = f"""
import os, sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
class Window(QMainWindow):
    painted = False
    def paintEvent(self, event):
        self.painted = True
window = Window()
window.show()
while not window.painted:
    app.processEvents()
{TOLD}
"""
OURS = f"""
import os, sys, time
from kxdesk import app, cli
compose = app.compose
def composed(worker):
    global window, timer
    from PySide6.QtCore import QTimer
    window, timer = compose(worker), QTimer(interval=1)
    timer.timeout.connect(look)
    timer.start()
    return window
def look():
    page = window.view and window.view.stack.currentWidget()
    if not (page and page.thing and len(window.view.navigator.lines) == int(sys.argv[2])):
        return
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from kxdesk.domain.policy import ref_of
    timer.stop()
    window.view.repaint()
    page.show_field(ref_of(page.thing), "title")
    editor = window.focusWidget()
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QCoreApplication.sendEvent(editor, key)
    assert "a" in window.session.pending(ref_of(page.thing), "title")
    editor.repaint()
    {TOLD}
app.compose = composed
cli.main(["open", sys.argv[1]])
"""


def make_desk(path: Path, issues: int) -> None:
    """The sample's issues over and over."""
    sample = without_ids(sample_policy())
    several = [
        replace(sample.issues[n % len(sample.issues)], number=str(n), progress=()) for n in range(issues)
    ]
    with (
        Desk.create(path, role=Role.DIVISION, person=current_person(), clock=SystemClock()) as desk,
        desk.write("sample-made") as writing,
    ):
        insert_policy(writing, replace(sample, issues=tuple(several)))


def seconds(program: str, *arguments: str, data: Path) -> tuple[float, float]:
    """From before the process is made until it says that it is usable; and the processor's time of it."""
    environment = os.environ | {
        "KXDESK_DATA": str(data),
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(data / "compiled"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-c", program, *arguments]
    start = time.monotonic()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    end, work = map(float, done.stdout.split())
    return end - start, work


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--issues", type=int, default=400)
    parser.add_argument("--runs", type=int, default=11)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        desk, data = Path(name) / "大.kxdesk", Path(name) / "data"
        make_desk(desk, options.issues)
        bare, ours = [], []
        for run in range(options.runs + 1):
            figures = seconds(BARE, data=data), seconds(OURS, str(desk), str(options.issues), data=data)
            if run:  # the first only fills the caches
                bare.append(figures[0])
                ours.append(figures[1])
    for name, figures in (("bare QMainWindow", bare), ("kxdesk", ours)):
        wall, work = (1000 * statistics.median(column) for column in zip(*figures, strict=True))
        print(f"{name:18}{wall:6.0f} ms, best {1000 * min(figures)[0]:.0f}; processor {work:.0f} ms")
    ratios = [
        statistics.median(column) / statistics.median(other)
        for column, other in zip(zip(*ours, strict=True), zip(*bare, strict=True), strict=True)
    ]
    print(f"ratio             {ratios[0]:6.2f} (goal {GOAL:.1f}); of the processor's time {ratios[1]:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
