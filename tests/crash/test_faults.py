"""At every call that writes, a full disk, a failing one or a kill: the answer is true, the desk whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from kxdesk.domain.things import Kind
from kxdesk.store import policies
from kxdesk.store.verifying import verify
from tests.conftest import REPOSITORY
from tests.store.desks import files, first, make_desk, open_again, small_policy

# The long profile tries every writing call of a save; the short one every ninth of those that matter most.
LONG = os.environ.get("KXDESK_LONG") == "1"
STEP = 1 if LONG else 9
CALLS = ("openat", "pwrite64", "fdatasync", "ftruncate", "unlink") if LONG else ("pwrite64", "unlink")
NAMED = {"disk-full", "write-failed", "desk-unreadable", "read-only-place", "desk-damaged"}

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="not run here, it needs strace")


def save(path: Path, title: str, call: str, fault: str, number: int) -> tuple[str, bool]:
    """What the program said, and whether the fault came to pass."""
    log = path.with_name("strace.log")
    watched = [word for name in (path, f"{path}-journal") for word in ("-P", str(name))]
    inject = f"inject={call}:{fault}:when={number}"
    command = ["strace", "-f", "-qq", "-o", str(log), *watched, "-e", f"trace={call}", "-e", inject]
    command += [sys.executable, "-m", "tests.crash.one_save", str(path), title]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=False)
    assert not done.stderr, done.stderr
    happened = "INJECTED" in log.read_text() or "SIGKILL" in log.read_text()
    log.unlink()
    return done.stdout.strip(), happened


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("fault", ["error=ENOSPC", "error=EIO", "signal=KILL"])
def test_every_writing_call_of_a_save(tmp_path: Path, call: str, fault: str) -> None:
    """The program says it saved only what is there afterwards; else it names the fault; nothing is torn."""
    path = tmp_path / "a.kxdesk"
    make_desk(path, small_policy()).close()
    old = "いち"
    for number in count(1, STEP):
        new = f"{number}番目の文" * 2000
        said, happened = save(path, new, call, fault, number)
        with open_again(path) as desk:
            now = policies.value_of(desk, first(desk, Kind.ISSUE), "title")
            assert verify(desk).sound
        assert now in {old, new}
        assert said in {"saved", "", *NAMED}
        assert said != "saved" or now == new
        assert said not in NAMED or now == old
        assert (said == "") <= (fault == "signal=KILL")
        assert files(tmp_path) == ["a.kxdesk"]
        old = str(now)
        if not happened:
            break
    assert number > 1 or call == "ftruncate"
