"""Bring a working copy back to its home: checked, in one step, and never over somebody else's work."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from kxdesk.domain.problems import Problem
from kxdesk.store import history, working_copy
from kxdesk.store.desk import Desk
from kxdesk.store.snapshot import snapshot
from kxdesk.store.soundness import leftovers
from kxdesk.store.working_copy import WorkingCopy
from kxdesk.system.atomic_file import free_name, remove_stale_temporaries, replace_with
from kxdesk.system.clock import Clock
from kxdesk.system.file_lock import FileLock, Holder
from kxdesk.system.fingerprint import Fingerprint, fingerprint
from kxdesk.system.person import Person
from kxdesk.usecases.open_desk import is_ahead

_WAIT_SECONDS = 2.5


class Outcome(StrEnum):
    """What became of the home."""

    NOTHING_NEW = "nothing-new"  # nothing was written in the copy
    RETURNED = "returned"
    KEPT_BOTH = "kept-both"  # the home was changed elsewhere; the copy lies beside it under its own name


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """Where the desk is now.

    Attributes:
        outcome: what became of the home.
        path: the file that holds what was written here.
        copy: what is known of the home from now on; the next bringing back needs it.
    """

    outcome: Outcome
    path: Path
    copy: WorkingCopy


def bring_back(desk: Desk, copy: WorkingCopy, person: Person, clock: Clock) -> BroughtBack:
    """Put a checked snapshot of the copy in its home's place; the desk stays open.

    Raises:
        Problem: folder-missing (the stick or the share is away), no-right-to-write, disk-full and their like.
            The copy stays, and the next opening of the same home goes on with it.
    """
    if not is_ahead(desk, copy):
        return BroughtBack(Outcome.NOTHING_NEW, copy.home, copy)
    parcel = snapshot(desk, copy.path.with_name(working_copy.PARCEL))
    packed = fingerprint(parcel)
    assert packed is not None
    with desk.reading() as connection:
        head = history.head(connection).hash
    with _alone_at(copy.home, person, clock):
        remove_stale_temporaries(copy.home.parent)
        found = fingerprint(copy.home)
        may_replace = (found is None or copy.knows(found)) and not leftovers(copy.home)
        target = copy.home if may_replace else _beside(copy.home, person, clock)
        _keep_old_versions(copy)
        working_copy.remember(replace(copy, sent=packed))  # a crash after the next line is no conflict
        put = _send(parcel, target, found if target == copy.home else None, packed)
    parcel.unlink()
    outcome = Outcome.RETURNED if put == copy.home else Outcome.KEPT_BOTH
    known = working_copy.remember(WorkingCopy(copy.path, put, packed, head))
    return BroughtBack(outcome, put, known)


def close_copy(desk: Desk, copy: WorkingCopy) -> None:
    """Close the desk, and remove the copy if its home has all of it."""
    ahead = is_ahead(desk, copy)
    read_only = desk.read_only
    desk.close()
    if not ahead and not read_only:
        working_copy.forget(copy)


def _send(parcel: Path, target: Path, expected: Fingerprint | None, packed: Fingerprint | None) -> Path:
    def write(path: Path) -> None:
        shutil.copyfile(parcel, path)

    def check(path: Path) -> None:
        if fingerprint(path) != packed:
            raise Problem("write-failed", path=str(target), system="")

    return replace_with(target, write, check, expected=expected)


def _keep_old_versions(copy: WorkingCopy) -> None:
    for old in working_copy.kept_versions(copy):
        target = copy.home.with_name(old.name)
        if fingerprint(target) != fingerprint(old):
            _send(old, free_name(target) if target.exists() else target, None, fingerprint(old))
        old.unlink()


def _beside(home: Path, person: Person, clock: Clock) -> Path:
    """`政策局 (山田 20251201-1403).kxdesk`: who wrote it, and when it came."""
    who = "".join(letter if letter not in '\\/:*?"<>|' else "_" for letter in person.display_name)
    when = f"{clock.now().astimezone():%Y%m%d-%H%M}"
    target = home.with_name(f"{home.stem} ({who} {when}){home.suffix}")
    return free_name(target) if target.exists() else target


@contextlib.contextmanager
def _alone_at(home: Path, person: Person, clock: Clock) -> Iterator[None]:
    """Two PCs that bring back at the same moment go one after the other."""
    lock = FileLock(home)
    holder = Holder(person.display_name, person.pc, clock.now().isoformat(timespec="seconds"))
    limit = time.monotonic() + _WAIT_SECONDS
    with contextlib.suppress(OSError):  # no right to make a file there: putting the desk there will say so
        while not lock.acquire(holder) and time.monotonic() < limit:
            time.sleep(0.05)
    try:
        yield
    finally:
        lock.release()
