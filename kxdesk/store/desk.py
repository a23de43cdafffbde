"""One open desk: where it is kept, who works in it, and the one door through which it is written."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, select

from kxdesk.domain.problems import Problem
from kxdesk.domain.roles import Role
from kxdesk.store import history
from kxdesk.store.chain import ChangeFacts
from kxdesk.store.file_keeping import FileKeeping
from kxdesk.store.history import Head
from kxdesk.store.keeping import Keeping
from kxdesk.store.tables import DESK, MOVED
from kxdesk.store.writing import Writing
from kxdesk.system.clock import Clock
from kxdesk.system.person import Person
from kxdesk.system.server_address import DeskPath, ServerAddress


class Desk:
    """An open desk. One thread at a time may use it.

    Attributes:
        path: the file, or the server's address.
        id: what tells this desk from any other, through renaming and copying.
        role: what it is for.
        read_only: nothing can be written.
        holder: who has it open for writing, where that is why we may only read.
        kept: the file as it was before it was brought up to date, where that was just done.
        shared: others may write while we have it open.
        is_audit_copy: it was issued for auditors; opening it leaves no trace anywhere.
    """

    def __init__(self, keeping: Keeping, *, person: Person, clock: Clock) -> None:
        self.path = keeping.path
        self.holder = keeping.holder
        self.kept = keeping.kept
        self.shared = keeping.shared
        self.is_audit_copy = keeping.is_audit_copy
        self._keeping = keeping
        self._connection = keeping.connection
        self._person = person
        self._clock = clock
        self._writing: Writing | None = None
        with self.reading() as connection:
            row = connection.execute(select(DESK.c.id, DESK.c.role)).one()
            moved = connection.execute(select(MOVED.c.place)).scalar()
        self.id: str = row[0]
        self.role = Role.AUDIT_COPY if self.is_audit_copy else Role(row[1])
        self._refusal = (
            Problem("desk-moved", path=str(self.path), place=moved) if moved else keeping.refusal()
        )
        self.read_only = self._refusal is not None

    @classmethod
    def create(cls, path: DeskPath, *, role: Role, person: Person, clock: Clock) -> Self:
        """A new, empty desk, open for writing; on a server in a database that is empty.

        Raises:
            Problem: file-exists, file-locked, folder-missing, no-right-to-write, disk-full and their like;
                server-not-empty, server-unreachable.
        """
        if isinstance(path, ServerAddress):
            from kxdesk.store.server_keeping import ServerKeeping  # noqa: PLC0415 its driver loads only then

            keeping: Keeping = ServerKeeping.create(path, role=role, clock=clock)
        else:
            keeping = FileKeeping.create(path, role=role, person=person, clock=clock)
        return cls._of(keeping, person, clock)

    @classmethod
    def open(cls, path: DeskPath, *, person: Person, clock: Clock, read_only: bool = False) -> Self:
        """An existing desk; read-only too where somebody else has the file, or where nothing may be written.

        Raises:
            Problem: desk-missing, not-a-desk, foreign-schema, desk-newer, desk-older (it is read-only and so
                cannot be brought up to date), desk-damaged, desk-unfinished, desk-busy, server-unreachable.
        """
        if isinstance(path, ServerAddress):
            from kxdesk.store.server_keeping import ServerKeeping  # noqa: PLC0415 as above

            keeping: Keeping = ServerKeeping.open(path, read_only=read_only)
        else:
            keeping = FileKeeping.open(path, person=person, clock=clock, read_only=read_only)
        return cls._of(keeping, person, clock)

    @classmethod
    def _of(cls, keeping: Keeping, person: Person, clock: Clock) -> Self:
        try:
            return cls(keeping, person=person, clock=clock)
        except BaseException:
            keeping.close()
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
            with self._keeping.reading():
                yield self._connection

    @contextlib.contextmanager
    def noting(self) -> Iterator[Connection]:
        """For the store's own notes beside the content: drafts. They are no part of the history."""
        with self._transaction() as connection:
            yield connection

    def facts(self, label: str) -> ChangeFacts:
        """Who is working here and what the time is, as a change would say it."""
        with self.reading() as connection:
            return self._facts(connection, label, "", "", None)

    def signature(self) -> dict[str, str]:
        """Who does something now, and when: the columns of a record beside the content."""
        person = self._person
        return {
            "at": self._clock.now().isoformat(timespec="microseconds"),
            "os_user": person.os_user,
            "display_name": person.display_name,
            "pc": person.pc,
        }

    def copy_into(self, target: Path) -> tuple[str, Head]:
        """The whole desk into an empty file, and what it held then; `snapshot` checks it."""
        return self._keeping.copy_into(target)

    def close(self) -> None:
        """Give the desk up; the next one can write."""
        self._keeping.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self._refusal is not None:
            raise self._refusal
        if self._connection.in_transaction():
            raise RuntimeError("a transaction is already open")
        with self._keeping.writing():
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
