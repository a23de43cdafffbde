"""Many files, some bad, killed at any border or inside a commit: begun again, the desk comes out the same."""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import random
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kxdesk.domain.policy import Activity, Issue, Policy
from kxdesk.domain.problems import Problem
from kxdesk.domain.roles import Role
from kxdesk.store.desk import Desk
from kxdesk.store.intake import NEW, IntakeState, intake_items
from kxdesk.store.snapshot import content_hash
from kxdesk.store.verifying import verify
from kxdesk.usecases.apply_intake import apply_intake
from kxdesk.usecases.look_at_intake import look_at_item
from kxdesk.usecases.read_workbook import ReadFile
from kxdesk.usecases.stage_workbooks import stage_file
from tests.store.desks import PERSON, TickingClock, open_again
from tests.usecases.returns import returned

LONG = os.environ.get("KXDESK_LONG") == "1"
FILES = 500 if LONG else 40
KILLS = 200 if LONG else 4
BAD = 20  # one in so many

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


def files() -> list[ReadFile]:
    """Divisions of some bureaus; every twentieth file is no workbook."""
    found = []
    for number in range(FILES):
        if number % BAD == BAD - 1:
            data = f"broken {number}".encode()
            found.append(ReadFile(Path(f"{number}.xlsx"), data, None, Problem("damaged")))
            continue
        activity = Activity("1", f"取組{number}", "", ())
        issue = Issue(
            "A", str(number), "計画", f"課題 {number} 番", content="内容" * 9, activities=(activity,)
        )
        policy = Policy(f"第{number % 7}局", "2025", "R7", mission=f"使命 {number % 14}", issues=(issue,))
        found.append(returned(replace(policy), f"{number}.xlsx"))
    return found


def take_all(path: Path) -> None:
    """As an import does it: everything is staged, then everything goes in."""
    with open_again(path) as desk:
        for file in files():
            stage_file(desk, file, placed=NEW)
        ready = [item.sha256 for item in intake_items(desk) if item.state is IntakeState.STAGED]
        for applied in apply_intake(desk, ready):
            assert applied.problem is None


def new_desk(path: Path) -> Path:
    Desk.create(path, role=Role.CONSOLIDATION, person=PERSON, clock=TickingClock()).close()
    return path


def digest(path: Path) -> str:
    """All things with their ids, the queue, and what waits for a decision."""
    with open_again(path) as desk:
        assert verify(desk).sound
        queue: list[Any] = sorted(
            (item.sha256, item.name, item.state, item.policy, item.counts) for item in intake_items(desk)
        )
        waiting = [sorted(map(str, look_at_item(desk, entry[0]).undecided)) for entry in queue]
        return hashlib.sha256(repr([content_hash(desk), queue, waiting]).encode()).hexdigest()


def test_begun_again_it_comes_out_the_same(tmp_path: Path) -> None:
    """Nineteen in twenty go in, the others are named; kills change nothing, nor does all of it once more."""
    whole = new_desk(tmp_path / "通し.kxdesk")
    begun = time.monotonic()
    take_all(whole)
    longest = time.monotonic() - begun
    with open_again(whole) as desk:
        states = [item.state for item in intake_items(desk)]
        problems = {item.name: item.problem for item in intake_items(desk) if item.problem}
    assert states.count(IntakeState.APPLIED) == FILES - FILES // BAD
    assert len(problems) == FILES // BAD
    expected = digest(whole)
    take_all(whole)
    assert digest(whole) == expected

    broken = new_desk(tmp_path / "中断.kxdesk")
    context = multiprocessing.get_context("forkserver")
    chance = random.Random(5)
    for _kill in range(KILLS):
        child = context.Process(target=take_all, args=(broken,))
        child.start()
        time.sleep(chance.uniform(0.5, 0.5 + longest))
        assert child.pid is not None
        with contextlib.suppress(ProcessLookupError):  # it was quicker than chance
            os.kill(child.pid, signal.SIGKILL)
        child.join()
    take_all(broken)
    assert digest(broken) == expected
