"""One holder at a time; a dead one holds nothing; the second learns who the first is."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kxdesk.system.file_lock import FileLock, Holder

if TYPE_CHECKING:
    from pathlib import Path

ME = Holder("港 さくら", "PC-01", "2026-01-05T05:03:00+00:00")
HOLD = (
    "import sys; from pathlib import Path; from kxdesk.system.file_lock import FileLock, Holder\n"
    "lock = FileLock(Path(sys.argv[1])); print(lock.acquire(Holder('a', 'b', 'c')), flush=True)\n"
    "sys.stdin.read()"
)


def test_the_second_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    desk = tmp_path / "机.kxdesk"
    first, second = FileLock(desk), FileLock(desk)
    assert first.acquire(ME)
    assert not second.acquire(Holder("岸", "PC-02", ""))
    assert second.holder() == ME
    first.release()
    assert list(tmp_path.iterdir()) == []
    assert second.acquire(ME)
    second.release()


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    desk = tmp_path / "机.kxdesk"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(desk)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == b"True"
        lock = FileLock(desk)
        assert not lock.acquire(ME)
        process.send_signal(signal.SIGKILL)
    assert lock.acquire(ME)
    lock.release()
    assert list(tmp_path.iterdir()) == []
