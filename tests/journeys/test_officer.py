"""A person opens the program, writes an issue with its plan, takes steps back, and hands in a workbook."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kxdesk.store.desk import Desk
from kxdesk.store.policies import load_policy, policies
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import Person
from kxdesk.usecases.read_workbook import read_file

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def screen() -> Iterator[str]:
    """A screen of its own: the name for DISPLAY."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1200x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(10)


@pytest.mark.screen
@pytest.mark.parametrize("scale", ["1", "1.5"])
def test_a_day_at_the_desk(screen: str, tmp_path: Path, scale: str) -> None:
    """With real keys and clicks, at 100 % and 150 %: all is in the desk and in the workbook."""
    environment = os.environ | {
        "DISPLAY": screen,
        "QT_QPA_PLATFORM": "xcb",
        "QT_SCALE_FACTOR": scale,
        "KXDESK_DATA": str(tmp_path / "data"),
        "PYTHONPATH": str(ROOT),
    }
    script = [sys.executable, str(Path(__file__).with_name("officer.py")), str(tmp_path)]
    done = subprocess.run(
        script, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=180, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]

    person = Person("x", "x", "x")
    with Desk.open(tmp_path / "desk.kxdesk", person=person, clock=SystemClock(), read_only=True) as desk:
        policy = load_policy(desk, policies(desk)[0].id)
    (issue,) = policy.issues
    assert (policy.bureau, issue.title, issue.content) == (
        "みなと局",
        "港の手続を一つに",
        "三つの窓口に分かれている。",
    )
    assert (issue.impact, issue.urgency) == ("高", "中")
    assert [activity.title for activity in issue.activities] == ["取組1", "取組2", "取組3"]
    (band,) = issue.activities[0].tracks[0].milestones
    assert (band.start, band.end, band.text) == (1, 3, "準備会")
    (printed,) = read_file(tmp_path / "out.xlsx").policy.issues
    assert (printed.title, printed.content) == (issue.title, issue.content)
