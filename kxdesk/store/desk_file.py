"""A desk as a file: made, told apart from other files, locked, and brought up to date on a copy."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert

from kxdesk.domain.problems import Problem
from kxdesk.domain.roles import Role
from kxdesk.store import database
from kxdesk.store.database import APPLICATION_ID, Mode
from kxdesk.store.failures import named_failures
from kxdesk.store.schema import CURRENT, Version, bring_up_to_date, version_of
from kxdesk.store.shape import check_shape
from kxdesk.store.soundness import check_sound
from kxdesk.store.tables import DESK
from kxdesk.system.atomic_file import free_name, remove_stale_temporaries, replace_with
from kxdesk.system.clock import Clock
from kxdesk.system.file_lock import FileLock, Holder
from kxdesk.system.fingerprint import fingerprint
from kxdesk.system.ids import new_id
from kxdesk.system.person import Person


def hold(path: Path, person: Person, clock: Clock) -> tuple[FileLock | None, Holder | None]:
    """The lock of a desk, or who has it; neither where nothing may be written in that place.

    Raises:
        Problem: folder-missing, name-too-long.
    """
    lock = FileLock(path)
    if os.path.exists(path) and not os.access(path, os.W_OK):  # noqa: PTH110 as in Desk.create
        return None, None
    try:
        if lock.acquire(Holder(person.display_name, person.pc, clock.now().isoformat(timespec="seconds"))):
            return lock, None
    except FileNotFoundError as error:
        raise Problem("folder-missing", path=str(path)) from error
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise Problem("name-too-long", path=str(path)) from error
        return None, None
    return None, lock.holder()


def clear_leftovers(folder: Path, person: Person, clock: Clock) -> None:
    """What killed processes left beside desks: temporary files, and locks of desks that were never made."""
    remove_stale_temporaries(folder)
    for file in folder.glob(".*.kxdesk.lock"):
        path = folder / file.name[1 : -len(".lock")]
        if not path.exists() and (lock := hold(path, person, clock)[0]):
            lock.release()


def build_new(path: Path, role: Role, now: datetime) -> None:
    """An empty desk at `path`, whole or not at all."""
    desk = path

    def write(path: Path) -> None:
        with named_failures(desk, writing=True), building(path) as connection:
            made = {"id": new_id(), "role": str(role), "made_at": now.isoformat(timespec="seconds")}
            connection.execute(insert(DESK), made)

    replace_with(path, write)


@contextlib.contextmanager
def building(path: Path) -> Iterator[Connection]:
    """A new file's tables, to be filled in one transaction; or those of an older one brought up to date."""
    connection = database.connect(path, Mode.BUILD)
    try:
        with connection.begin():
            connection.exec_driver_sql("BEGIN")
            bring_up_to_date(connection)
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={CURRENT.number}")
            yield connection
    finally:
        database.close(connection)


def open_audit_copy(path: Path) -> Connection:
    """A connection that leaves no trace; a copy of an older version is brought up to date in memory.

    Raises:
        Problem: foreign-schema, desk-newer.
    """
    connection = database.connect_copy(path)
    try:
        found = version_of(int(database.pragma(connection, "user_version")))
        _refuse_newer(path, found)
        with database.reading(connection):
            check_shape(connection, path, whole=found == CURRENT)
        if found == CURRENT:
            return connection
        in_memory = database.in_memory(connection)
    except BaseException:
        database.close(connection)
        raise
    database.close(connection)
    with in_memory.begin():
        in_memory.exec_driver_sql("BEGIN")
        bring_up_to_date(in_memory)
    return in_memory


def is_older(path: Path, *, writable: bool) -> bool:
    """Whether the desk has to be brought up to date first.

    Raises:
        Problem: not-a-desk, foreign-schema, desk-newer, or desk-older where it cannot be written.
    """
    connection = database.connect(path, Mode.WRITE if writable else Mode.READ)
    try:
        ours = database.pragma(connection, "application_id") == APPLICATION_ID
        found = version_of(int(database.pragma(connection, "user_version")))
        if ours and found <= CURRENT:
            with database.reading(connection):
                check_shape(connection, path, whole=found == CURRENT)
    finally:
        database.close(connection)
    if not ours:
        raise Problem("not-a-desk", path=str(path))
    _refuse_newer(path, found)
    if found < CURRENT and not writable:
        raise Problem("desk-older", path=str(path), found=str(found), known=str(CURRENT))
    return found < CURRENT


def _refuse_newer(path: Path, found: Version) -> None:
    if found > CURRENT:
        raise Problem("desk-newer", path=str(path), found=str(found), known=str(CURRENT))


def upgrade(path: Path, now: datetime) -> Path:
    """Bring a copy up to date, put it in place, and keep the old file beside it.

    Returns:
        Where the old file is kept.
    """
    before = fingerprint(path)
    kept = path.with_name(f"{path.stem} (旧版 {now.astimezone():%Y%m%d}){path.suffix}")
    if kept.exists() and fingerprint(kept) != before:
        kept = free_name(kept)
    old = path

    def copy(path: Path) -> None:
        shutil.copyfile(old, path)

    def write(path: Path) -> None:
        copy(path)
        with building(path):
            pass

    replace_with(kept, copy)
    put = replace_with(path, write, check_sound, expected=before)
    if put != path:  # somebody else holds the file itself
        put.unlink()
        raise Problem("file-locked", path=str(path), name=None)
    return kept
