"""A person's file is either the old one whole or the new one whole, and nothing is left beside it."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.system import atomic_file
from kxdesk.system.atomic_file import remove_stale_temporaries, replace_file, replace_with
from kxdesk.system.fingerprint import fingerprint


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "令和７年度 方針#1%20.xlsx"
    path.write_bytes(b"old")
    return path


def only(target: Path) -> list[str]:
    return sorted(entry.name for entry in target.parent.iterdir())


def test_the_new_file_is_there_and_nothing_else(target: Path) -> None:
    assert replace_file(target, b"new") == target
    assert target.read_bytes() == b"new"
    assert only(target) == [target.name]


def test_a_check_that_fails_keeps_the_old_file(target: Path) -> None:
    def refuse(path: Path) -> None:
        assert path.read_bytes() == b"new"
        raise Problem("not-as-written")

    with pytest.raises(Problem, match="not-as-written"):
        replace_file(target, b"new", refuse)
    assert target.read_bytes() == b"old"
    assert only(target) == [target.name]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EROFS, "read-only-place"),
        (errno.EACCES, "no-right-to-write"),
        (errno.EIO, "write-failed"),
    ],
)
@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
def test_a_failing_disk_is_named_and_the_old_file_stays(
    target: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str, call: str
) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(Problem) as caught:
        replace_file(target, b"new")
    monkeypatch.undo()
    assert caught.value.code == code
    assert target.read_bytes() == b"old"
    assert only(target) == [target.name]


def busy(times: int):
    """Excel has the target open for so many tries; a new name is never busy."""
    left, real = [times], os.replace

    def replace(source: Path, to: Path) -> None:
        if Path(to).exists() and left[0]:
            left[0] -= 1
            error = PermissionError(errno.EACCES, "busy")
            error.winerror = 32
            raise error
        real(source, to)

    return replace


def test_a_target_that_is_open_for_a_moment_is_waited_for(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    monkeypatch.setattr(os, "replace", busy(3))
    assert replace_file(target, b"new") == target


def test_a_target_that_stays_open_gets_a_new_name_beside_it(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    monkeypatch.setattr(os, "replace", busy(99))
    written = replace_file(target, b"new")
    assert written.name == f"{target.stem} (2).xlsx"
    assert (written.read_bytes(), target.read_bytes()) == (b"new", b"old")


def test_a_target_that_changed_meanwhile_is_kept_beside(target: Path) -> None:
    seen = fingerprint(target)
    target.write_bytes(b"somebody else's")
    written = replace_with(target, lambda path: path.write_bytes(b"new") and None, expected=seen)
    assert written != target
    assert target.read_bytes() == b"somebody else's"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="folder-missing"):
        replace_file(tmp_path / "none" / "a.xlsx", b"new")


def test_leftovers_of_the_dead_go_and_those_of_the_living_stay(tmp_path: Path) -> None:
    living = atomic_file.temporary_beside(tmp_path / "a")
    living.touch()
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    dead = living.name.replace(str(os.getpid()), str(process.pid))
    other_pc = f".000000{dead[7:]}"
    for name in (dead, f"{dead}-journal", other_pc):
        (tmp_path / name).touch()
    remove_stale_temporaries(tmp_path)
    assert {entry.name for entry in tmp_path.iterdir()} == {living.name, other_pc}


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_at_any_moment_the_file_is_old_or_new(target: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from kxdesk.system.atomic_file import replace_file\n"
        "print('ready', flush=True)\n"
        "while True: replace_file(Path(sys.argv[1]), b'n' * 300_000)"
    )
    for delay in (0.001, 0.003, 0.007, 0.012, 0.02):
        with subprocess.Popen([sys.executable, "-c", script, str(target)], stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
        assert target.read_bytes() in {b"old", b"n" * 300_000}
        remove_stale_temporaries(target.parent)
        assert only(target) == [target.name]
