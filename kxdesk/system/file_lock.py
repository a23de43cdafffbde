"""One writer for a file: a lock the operating system holds for us and drops when the process dies.

The lock lies in a file beside it, never on the file itself: closing ours would drop SQLite's own.
The holder's name stands in it, so that a second person learns who is at work.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Windows locks bytes that others then cannot read; one far behind the text leaves the text readable.
_LOCKED_BYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has it open: display name, PC, and since when (ISO 8601, UTC)."""

    name: str
    pc: str
    since: str


class FileLock:
    """Held from `acquire` to `release`, or to the end of the process."""

    def __init__(self, path: Path) -> None:
        self._file = path.with_name(f".{path.name}.lock")
        self._handle: int | None = None

    def acquire(self, holder: Holder) -> bool:
        """True when the lock is ours now; False when a living process has it."""
        while True:
            handle = os.open(self._file, os.O_CREAT | os.O_RDWR, 0o666)
            if not _try_lock(handle):
                os.close(handle)
                return False
            if self._still_names(handle):
                break
            os.close(handle)  # the former holder removed the file between our opening and our locking
        self._handle = handle
        with contextlib.suppress(OSError):  # a full disk: the lock holds without a name in it
            _write_name(handle, holder)
        return True

    def holder(self) -> Holder | None:
        """What the lock file says of its holder, living or dead."""
        try:
            facts = json.loads(self._file.read_text(encoding="utf-8"))
            return Holder(str(facts["name"]), str(facts["pc"]), str(facts["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def release(self) -> None:
        """Give it up and leave no file behind."""
        if self._handle is None:
            return
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(self._handle)
            with contextlib.suppress(OSError):
                self._file.unlink()
        else:  # removed while still locked, so that no newcomer locks a name that is about to go
            with contextlib.suppress(OSError):
                self._file.unlink()
            os.close(self._handle)
        self._handle = None

    def _still_names(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), self._file.stat())
        except FileNotFoundError:
            return False


def _write_name(handle: int, holder: Holder) -> None:
    text = json.dumps({"name": holder.name, "pc": holder.pc, "since": holder.since}, ensure_ascii=False)
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, text.encode())


def _try_lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
