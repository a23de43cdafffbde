"""From process start to a usable window on a 400-issue desk, beside a bare QMainWindow program, in one run.

Run: python -m tests.bench.startup [--issues 400] [--runs 11]
The programs are started in turns. Each stops its own clock when its window is drawn; usable means that the
outline is listed and the first issue stands in its boxes, ready for typing. The median counts.
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
TOLD = "print(time.monotonic()); sys.stdout.flush(); os._exit(0)"
BARE = f"""
import os, sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
app.processEvents()
{TOLD}
"""
OURS = f"""
import os, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from kxdesk.app import compose
from kxdesk.ui.application import application
from kxdesk.ui.background import Worker
app = application()
window = compose(Worker())
window.open_desk(Path(sys.argv[1]))
window.show()
def look():
    page = window.view and window.view.stack.currentWidget()
    if page and page.thing and len(window.view.navigator.lines) == int(sys.argv[2]):
        app.processEvents()
        {TOLD}
timer = QTimer(interval=2)
timer.timeout.connect(look)
timer.start()
app.exec()
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


def seconds(program: str, *arguments: str, data: Path) -> float:
    """From before the process is made until it says that it is usable."""
    environment = os.environ | {"KXDESK_DATA": str(data), "PYTHONPATH": str(ROOT)}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-c", program, *arguments]
    start = time.monotonic()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    return float(done.stdout) - start


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
    ratio = statistics.median(ours) / statistics.median(bare)
    print(f"bare QMainWindow  {1000 * statistics.median(bare):6.0f} ms (best {1000 * min(bare):.0f})")
    print(f"kxdesk            {1000 * statistics.median(ours):6.0f} ms (best {1000 * min(ours):.0f})")
    print(f"ratio             {ratio:6.2f}    (goal {GOAL:.1f})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
