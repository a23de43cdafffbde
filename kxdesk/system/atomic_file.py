"""The one writer of a person's files: beside, synced, checked, then in place in one step.

Never in place, never delete-then-rename; a target that is open elsewhere gets a new name beside it.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import platform
import secrets
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kxdesk.domain.problems import Problem
from kxdesk.system.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kxdesk.system.fingerprint import Fingerprint

# What Windows answers while Excel or an antivirus holds the target: access denied, sharing, lock violation.
_BUSY = {5, 32, 33}
_DATABASE = b"SQLite format 3\0"
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.75, 1.0)  # 2.5 s in all
_CODES = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EROFS: "read-only-place",
    errno.EACCES: "no-right-to-write",
    errno.EPERM: "no-right-to-write",
    errno.ENOENT: "folder-missing",
    errno.ENOTDIR: "folder-missing",
    errno.EISDIR: "file-exists",
    errno.EEXIST: "file-exists",
    errno.ENAMETOOLONG: "name-too-long",
}


class Writer(Protocol):
    """Fills a file that is already there and empty."""

    def __call__(self, path: Path) -> None:
        """Writes to `path` only."""
        ...


def replace_file(target: Path, data: bytes, check: Callable[[Path], None] | None = None) -> Path:
    """Put `data` at `target`.

    Args:
        target: may exist; its bytes stay whole until the new ones are safe on disk.
        data: the whole content.
        check: reads the new file again and raises where it is not what was meant.

    Returns:
        Where it really is: `target`, or a new name beside it when `target` is open elsewhere.

    Raises:
        Problem: disk-full, read-only-place, no-right-to-write, folder-missing, name-too-long, write-failed,
            file-exists (a folder), target-is-desk; the old file is untouched and nothing is left beside it.
    """
    if _is_database(target):
        raise Problem("target-is-desk", path=str(target))

    def write(path: Path) -> None:
        path.write_bytes(data)

    return replace_with(target, write, check)


def replace_with(
    target: Path,
    write: Writer,
    check: Callable[[Path], None] | None = None,
    *,
    expected: Fingerprint | None = None,
) -> Path:
    """As `replace_file`, with a writer for what is too large or too special to hold as bytes.

    Args:
        target: as above.
        write: fills the temporary file.
        check: as above.
        expected: what `target` must still be; where it is something else the new file goes beside it.
    """
    target = Path(os.path.realpath(target))  # a link stays a link
    temporary = temporary_beside(target)
    try:
        with _named_failures(target):
            _create(temporary)
            write(temporary)
            _sync(temporary)
        if check is not None:
            check(temporary)
        with _named_failures(target):
            return _put_in_place(temporary, target, expected)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """With the folders above it; no error where it is there. Raises the Problems of `replace_file`."""
    with _named_failures(folder):
        folder.mkdir(parents=True, exist_ok=True)


def temporary_beside(target: Path) -> Path:
    """A hidden name in the same folder (a rename must not cross disks) that says which process made it.

    And on which PC: a share's folder holds what others are writing at this moment.
    """
    return target.with_name(f".{_this_pc()}{secrets.token_hex(4)}.{os.getpid()}.kxtmp")


def remove_stale_temporaries(folder: Path) -> None:
    """Clear what killed processes of this PC left in a folder, with their journals; the living's stay."""
    for leftover in folder.glob(f".{_this_pc()}*.kxtmp*"):
        pid = leftover.name.rsplit(".", 2)[-2]
        if not (pid.isdigit() and _alive(int(pid))):
            with contextlib.suppress(OSError):
                leftover.unlink()


def _this_pc() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:6]


def free_name(target: Path) -> Path:
    """`報告 (2).xlsx`, the first number that is free."""
    number = 2
    while (candidate := target.with_name(f"{target.stem} ({number}){target.suffix}")).exists():
        number += 1
    return candidate


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file; no where either leads to none, or is no name a file can have."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _is_database(path: Path) -> bool:
    """A year's work is one slip of the finger away: the same command names a desk and the file to write."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False


def _create(path: Path) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _put_in_place(temporary: Path, target: Path, expected: Fingerprint | None) -> Path:
    if expected is not None and fingerprint(target) != expected:
        target = free_name(target)
    for pause in (*_PAUSES, None):
        try:
            os.replace(temporary, target)  # noqa: PTH105 the tests stand in for this one call
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _BUSY:
                raise
            if pause is None:
                break
            time.sleep(pause)
        else:
            _sync_folder(target.parent)
            return target
    beside = free_name(target)
    os.replace(temporary, beside)  # noqa: PTH105
    _sync_folder(beside.parent)
    return beside


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # a folder has no handle to sync there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _named_failures(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0, "write-failed")
        raise Problem(code, path=str(target), system=error.strerror or "") from error


def _alive(pid: int) -> bool:
    if sys.platform == "win32":
        return _alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _alive_on_windows(pid: int) -> bool:
    import ctypes  # noqa: PLC0415

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
    if handle:
        kernel.CloseHandle(handle)
    return bool(handle)
