"""One open desk: a file, who works in it, and the one door through which it is written."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, select

from kxdesk.domain.problems import Problem
from kxdesk.domain.roles import Role
from kxdesk.store import database, history
from kxdesk.store.chain import ChangeFacts
from kxdesk.store.database import Mode
from kxdesk.store.desk_file import build_new, clear_leftovers, hold, is_older, upgrade
from kxdesk.store.failures import named_failures
from kxdesk.store.soundness import leftovers
from kxdesk.store.tables import DESK
from kxdesk.store.writing import Writing
from kxdesk.system.clock import Clock
from kxdesk.system.file_lock import FileLock, Holder
from kxdesk.system.person import Person


class Desk:
    """An open desk. One thread at a time may use it.

    Attributes:
        path: the file.
        id: what tells this desk from any other, through renaming and copying.
        role: what it is for.
        read_only: nothing can be written.
        holder: who has it open for writing, where that is why we may only read.
        kept: the file as it was before it was brought up to date, where that was just done.
    """

    def __init__(  # noqa: PLR0913 composed here and nowhere else
        self,
        path: Path,
        connection: Connection,
        *,
        person: Person,
        clock: Clock,
        lock: FileLock | None,
        holder: Holder | None = None,
        kept: Path | None = None,
    ) -> None:
        self.path = path
        self.read_only = lock is None
        self.holder = holder
        self.kept = kept
        self._connection = connection
        self._person = person
        self._clock = clock
        self._lock = lock
        self._writing: Writing | None = None
        with self.reading():
            row = connection.execute(select(DESK.c.id, DESK.c.role)).one()
        self.id: str = row[0]
        self.role = Role(row[1])

    @classmethod
    def create(cls, path: Path, *, role: Role, person: Person, clock: Clock) -> Self:
        """A new, empty desk, open for writing.

        Raises:
            Problem: file-exists, file-locked, folder-missing, no-right-to-write, disk-full and their like.
        """
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
    def open(cls, path: Path, *, person: Person, clock: Clock, read_only: bool = False) -> Self:
        """An existing desk; read-only too where somebody else has it open, or where nothing may be written.

        Raises:
            Problem: desk-missing, not-a-desk, desk-newer, desk-older (it is read-only and so cannot be
                brought up to date), desk-damaged, desk-unfinished, desk-busy.
        """
        path = Path(os.path.realpath(path))  # one file, one lock, whatever link led here
        if not os.path.isfile(path):  # noqa: PTH113 Path.is_file raises where a name is too long
            raise Problem("desk-missing", path=str(path))
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
                return cls(path, connection, person=person, clock=clock, lock=lock, holder=holder, kept=kept)
            except BaseException:
                database.close(connection)
                raise

    @contextlib.contextmanager
    def write(
        self, label: str, why: str = "", source: str = "", *, undo_of: int | None = None
    ) -> Iterator[Writing]:
        """The one door for writing: the edits made inside are one change, on disk when this ends, or none.

        Args:
            label: kebab-case code of what the person does.
            why: in the person's words.
            source: which file it came from.
            undo_of: number of the change it takes back.

        Raises:
            Problem: desk-held, desk-read-only, desk-busy, disk-full, write-failed; nothing was written then.
        """
        with self._transaction() as connection:
            facts = self._facts(connection, label, why, source, undo_of)
            writing = Writing(connection, facts)
            self._writing = writing
            try:
                yield writing
                writing.finish()
                change = None
                if writing.edits:
                    change = history.append(connection, facts, writing.edits)
            finally:
                self._writing = None
        writing.change = change

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """For the store's own queries: all that is read inside comes from one state of the desk."""
        if self._writing is not None:
            self._writing.flush()
            yield self._connection
        elif self._connection.in_transaction():
            yield self._connection
        else:
            with named_failures(self.path), database.reading(self._connection):
                yield self._connection

    @contextlib.contextmanager
    def noting(self) -> Iterator[Connection]:
        """For the store's own notes beside the content: drafts. They are no part of the history."""
        with self._transaction() as connection:
            yield connection

    def copy_into(self, target: Path) -> None:
        """The whole desk into an empty file, as it is on disk; see `snapshot` for one that is checked."""
        database.vacuum_into(self._connection, target)

    def close(self) -> None:
        """Give the file up; the next one can write."""
        database.close(self._connection)
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self.read_only:
            if self.holder is not None:
                raise Problem("desk-held", path=str(self.path), name=self.holder.name, pc=self.holder.pc)
            raise Problem("desk-read-only", path=str(self.path))
        if self._connection.in_transaction():
            raise RuntimeError("a transaction is already open")
        with named_failures(self.path, writing=True), database.writing(self._connection):
            yield self._connection

    def _facts(
        self, connection: Connection, label: str, why: str, source: str, undo_of: int | None
    ) -> ChangeFacts:
        return ChangeFacts(
            number=history.next_number(connection),
            at=self._clock.now().isoformat(timespec="microseconds"),
            os_user=self._person.os_user,
            display_name=self._person.display_name,
            pc=self._person.pc,
            label=label,
            why=why,
            source=source,
            undo_of=undo_of,
        )


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
