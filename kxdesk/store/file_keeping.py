"""A desk in a file of its own: SQLite, one writer at a time by a lock."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from sqlalchemy import Connection

from kxdesk.domain.problems import Problem
from kxdesk.domain.roles import Role
from kxdesk.store import database, history
from kxdesk.store.database import Mode
from kxdesk.store.desk_file import (
    build_new,
    clear_leftovers,
    hold,
    is_older,
    open_audit_copy,
    upgrade,
)
from kxdesk.store.failures import named_failures
from kxdesk.store.history import Head
from kxdesk.store.soundness import hash_of_content, leftovers
from kxdesk.system.clock import Clock
from kxdesk.system.copy_mark import is_audit_copy
from kxdesk.system.file_lock import FileLock, Holder
from kxdesk.system.person import Person


class FileKeeping:
    """As `Keeping`."""

    shared = False

    def __init__(  # noqa: PLR0913 composed here and nowhere else
        self,
        path: Path,
        connection: Connection,
        *,
        lock: FileLock | None,
        holder: Holder | None = None,
        kept: Path | None = None,
        is_audit_copy: bool = False,
    ) -> None:
        self.is_audit_copy = is_audit_copy
        self.path = path
        self.connection = connection
        self.holder = holder
        self.kept = kept
        self._lock = lock

    @classmethod
    def create(cls, path: Path, *, role: Role, person: Person, clock: Clock) -> Self:
        """As `Desk.create`."""
        path = Path(os.path.realpath(path))  # one file, one lock, whatever link led here
        # Path.exists raises where a name is too long; what is to be said of that, `hold` says.
        for found in filter(os.path.exists, (path, *leftovers(path))):
            raise Problem("file-exists", path=str(found))
        lock, holder = hold(path, person, clock)
        if lock is None:
            code = "file-locked" if holder else "no-right-to-write"
            raise Problem(code, path=str(path), name=_name(holder))
        try:
            build_new(path, role, clock.now())
            return cls._opened(path, lock=lock, person=person, clock=clock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, path: Path, *, person: Person, clock: Clock, read_only: bool) -> Self:
        """As `Desk.open`."""
        path = Path(os.path.realpath(path))  # one file, one lock, whatever link led here
        if not os.path.isfile(path):  # noqa: PTH113 Path.is_file raises where a name is too long
            raise Problem("desk-missing", path=str(path))
        if is_audit_copy(path):
            with named_failures(path):
                return cls(path, open_audit_copy(path), lock=None, is_audit_copy=True)
        lock, holder = (None, None) if read_only else hold(path, person, clock)
        try:
            return cls._opened(path, lock=lock, holder=holder, person=person, clock=clock)
        except BaseException:
            if lock is not None:
                lock.release()
            raise

    @classmethod
    def _opened(
        cls, path: Path, *, lock: FileLock | None, person: Person, clock: Clock, holder: Holder | None = None
    ) -> Self:
        kept = None
        if lock is not None:
            clear_leftovers(path.parent, person, clock)
        with named_failures(path):
            if is_older(path, writable=lock is not None):
                kept = upgrade(path, clock.now())
            connection = database.connect(path, Mode.READ if lock is None else Mode.WRITE)
            try:
                if lock is not None:
                    _settle_journal(path, connection)
            except BaseException:
                database.close(connection)
                raise
        return cls(path, connection, lock=lock, holder=holder, kept=kept)

    def refusal(self) -> Problem | None:
        if self._lock is not None:
            return None
        if self.is_audit_copy:
            return Problem("audit-copy-read-only", path=str(self.path))
        if self.holder is not None:
            return Problem("desk-held", path=str(self.path), name=self.holder.name, pc=self.holder.pc)
        return Problem("desk-read-only", path=str(self.path))

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        with named_failures(self.path), database.reading(self.connection):
            yield

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        with named_failures(self.path, writing=True), database.writing(self.connection):
            yield

    def copy_into(self, target: Path) -> tuple[str, Head]:
        with self.reading():
            held = (hash_of_content(self.connection), history.head(self.connection))
        database.vacuum_into(self.connection, target)
        return held

    def close(self) -> None:
        database.close(self.connection)
        if self._lock is not None:
            self._lock.release()


def _settle_journal(path: Path, connection: Connection) -> None:
    """Undo what a killed process left half done, and remove a journal that never came to count.

    SQLite keeps the latter until the next commit; nobody should find it beside a desk and wonder.
    """
    database.pragma(connection, "journal_mode=DELETE")
    version = database.pragma(connection, "user_version")
    if path.with_name(f"{path.name}-journal").exists():
        with database.writing(connection):
            connection.exec_driver_sql(f"PRAGMA user_version={version}")


def _name(holder: Holder | None) -> str | None:
    return None if holder is None else holder.name
