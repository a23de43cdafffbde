"""Killed at any moment: every acknowledged edit is there, every start works, and no file is astray."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kxdesk.domain.edits import Change
from kxdesk.domain.things import Kind
from kxdesk.store import history, policies
from kxdesk.store.drafts import drafts
from kxdesk.store.verifying import verify
from kxdesk.system.places import places
from kxdesk.usecases.bring_back import Outcome, bring_back, close_copy
from kxdesk.usecases.open_desk import open_desk
from tests.crash.typist import edit_for_ever, work_away_for_ever
from tests.store.desks import PERSON, TickingClock, files, first, make_desk, open_again, small_policy

KILLS = 1000 if os.environ.get("KXDESK_LONG") == "1" else 50
STEPS = 20  # opening and about this many steps fall between start and the latest kill

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


@pytest.fixture(scope="module")
def children() -> Any:
    """Processes that start with everything imported."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.crash.typist"])
    return context


def told_until_killed(
    context: Any, work: Callable[..., None], path: Path, seed: int, delay: float
) -> list[tuple[str, Any]]:
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=work, args=(path, seed, theirs))
    child.start()
    theirs.close()
    limit, told = time.monotonic() + delay, []
    try:
        while (left := limit - time.monotonic()) > 0 and ours.poll(left):
            told.append(ours.recv())
        os.kill(child.pid, signal.SIGKILL)
        while True:
            told.append(ours.recv())
    except EOFError:  # a message cut off was not told
        pass
    child.join()
    assert child.exitcode == -signal.SIGKILL
    return told


def desk_apart(factory: pytest.TempPathFactory) -> Path:
    """A desk in a synced folder of its own, only to see how fast this machine is now."""
    path = factory.mktemp("pace") / "OneDrive" / "局.kxdesk"
    path.parent.mkdir()
    make_desk(path, small_policy()).close()
    return path


def pace(context: Any, work: Callable[..., None], path: Path) -> float:
    """Seconds this machine needs now for opening and STEPS steps; its child is killed then."""
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=work, args=(path, 0, theirs))
    begun = time.monotonic()
    child.start()
    theirs.close()
    for _ in range(STEPS):
        ours.recv()
    taken = time.monotonic() - begun
    child.kill()
    child.join()
    return taken


def test_editing(children: Any, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The same desk through all the kills."""
    path = tmp_path / "局.kxdesk"
    make_desk(path, small_policy()).close()
    longest = pace(children, edit_for_ever, desk_apart(tmp_path_factory))
    chance, steps = random.Random(7), 0
    for seed in range(KILLS):
        told = told_until_killed(children, edit_for_ever, path, seed, chance.uniform(0.02, longest))
        steps += len(told)
        with open_again(path) as desk:
            for kind, fact in told:
                if isinstance(fact, Change):
                    assert history.change(desk, fact.number) == fact
                elif kind == "draft":
                    assert len(drafts(desk)) == 1
            if seed % 10 == 9:
                assert verify(desk).sound
        for name in [name for name in files(tmp_path) if name.startswith("新")]:
            open_again(tmp_path / name).close()
            (tmp_path / name).unlink()
        assert set(files(tmp_path)) <= {"局.kxdesk", "写し.kxdesk"}, seed
    assert steps > KILLS
    with open_again(path) as desk:
        assert verify(desk).sound


def test_working_copy(
    children: Any,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever was acknowledged, at home or in the copy, is shown by the next opening, and comes home."""
    monkeypatch.setenv("KXDESK_DATA", str(tmp_path_factory.mktemp("apart")))
    longest = pace(children, work_away_for_ever, desk_apart(tmp_path_factory))
    monkeypatch.setenv("KXDESK_DATA", str(tmp_path / "data"))
    home = tmp_path / "OneDrive" / "局.kxdesk"
    home.parent.mkdir()
    make_desk(home, small_policy()).close()
    chance, steps = random.Random(11), 0
    for seed in range(KILLS // 2):
        told = told_until_killed(children, work_away_for_ever, home, seed, chance.uniform(0.05, longest))
        steps += len(told)
        opened = open_desk(home, PERSON, TickingClock())
        assert opened.working_copy is not None
        title = policies.value_of(opened.desk, first(opened.desk, Kind.ISSUE), "title")
        acknowledged = [fact for kind, fact in told if kind == "title"]
        assert not acknowledged or number(title) - number(acknowledged[-1]) in {0, 1}
        result = bring_back(opened.desk, opened.working_copy, PERSON, TickingClock())
        assert result.outcome is not Outcome.KEPT_BOTH
        close_copy(opened.desk, result.copy)
        assert files(home.parent) == ["局.kxdesk"]
        assert files(places().working_copies) == []
    assert steps > KILLS // 2
    with open_again(home) as desk:
        assert verify(desk).sound


def number(title: object) -> int:
    return int(str(title).partition("-")[2])
