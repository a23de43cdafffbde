"""A desk in a database on a server: many write, one after the other, and a lost answer is asked for again."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, RootTransaction, insert, select
from sqlalchemy.exc import DBAPIError

from kxdesk.domain.problems import Problem
from kxdesk.domain.roles import Role
from kxdesk.store import history, server_database
from kxdesk.store.copying import copy_into_file
from kxdesk.store.history import Head
from kxdesk.store.server_database import BEGIN_READING, BEGIN_WRITING, is_lost, named_failures
from kxdesk.store.server_schema import build_new, ready
from kxdesk.store.soundness import hash_of_content
from kxdesk.store.tables import COMMIT_TOKEN
from kxdesk.system.clock import Clock
from kxdesk.system.ids import new_id
from kxdesk.system.server_address import ServerAddress

_PAUSES = (0.0, 0.5, 1.0, 2.0)  # seconds before each attempt to ask after a commit


class ServerKeeping:
    """As `Keeping`."""

    holder = None
    kept = None
    shared = True
    is_audit_copy = False

    def __init__(self, address: ServerAddress, connection: Connection, *, read_only: bool) -> None:
        self.path = address
        self.connection = connection
        self._read_only = read_only
        self._doubt = ""  # token of a commit of which we do not know whether it went through

    @classmethod
    def create(cls, address: ServerAddress, *, role: Role, clock: Clock) -> Self:
        """As `Desk.create`."""
        keeping = cls.reach(address)
        try:
            with keeping.writing():
                build_new(keeping.connection, address, role, clock.now())
        except BaseException:
            keeping.close()
            raise
        return keeping

    @classmethod
    def open(cls, address: ServerAddress, *, read_only: bool) -> Self:
        """As `Desk.open`."""
        keeping = cls(address, server_database.connect(address), read_only=read_only)
        try:
            ready(keeping, upgrading=not read_only)
        except BaseException:
            keeping.close()
            raise
        return keeping

    @classmethod
    def reach(cls, address: ServerAddress) -> Self:
        """Whatever is there."""
        return cls(address, server_database.connect(address), read_only=False)

    def refusal(self) -> Problem | None:
        return Problem("desk-read-only", path=str(self.path)) if self._read_only else None

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        with named_failures(self.path), self._begun(BEGIN_READING):
            yield

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """As `Keeping.writing`.

        Raises:
            Problem: server-lost where the session ended: nothing was written; commit-unknown where the
                server cannot be asked whether it was; commit-went-through where an earlier one of those did:
                nothing was written now.
        """
        with named_failures(self.path), self._begun(BEGIN_WRITING) as transaction:
            if self._doubt and self._went_through():
                raise Problem("commit-went-through", path=str(self.path))
            yield
            token = new_id()
            self.connection.execute(insert(COMMIT_TOKEN), {"token": token})
            self._commit(transaction, token)

    def copy_into(self, target: Path) -> tuple[str, Head]:
        with self.reading():
            copy_into_file(self.connection, target)
            return hash_of_content(self.connection), history.head(self.connection)

    def close(self) -> None:
        server_database.close(self.connection)

    @contextlib.contextmanager
    def _begun(self, statement: str) -> Iterator[RootTransaction]:
        transaction = self._begin(statement)
        try:
            yield transaction
        finally:
            transaction.close()

    def _begin(self, statement: str) -> RootTransaction:
        """A session that was lost while nobody used it is made anew; nothing hangs on it."""
        try:
            return self._begin_once(statement)
        except DBAPIError as error:
            if not is_lost(error):
                raise
        return self._begin_once(statement)

    def _begin_once(self, statement: str) -> RootTransaction:
        transaction = self.connection.begin()
        try:
            self.connection.exec_driver_sql(statement)
        except BaseException:
            transaction.close()
            raise
        return transaction

    def _commit(self, transaction: RootTransaction, token: str) -> None:
        """Where the answer is lost, ask; whoever holds the lock knows that no commit is under way."""
        try:
            transaction.commit()
        except DBAPIError as error:
            if not is_lost(error):
                raise
            transaction.close()
            self._doubt = token
            if not self._ask():
                raise

    def _ask(self) -> bool:
        for pause in _PAUSES:
            time.sleep(pause)
            with contextlib.suppress(DBAPIError), self._begun(BEGIN_WRITING):
                return self._went_through()
        raise Problem("commit-unknown", path=str(self.path))

    def _went_through(self) -> bool:
        """Under the lock: the answer is final."""
        statement = select(COMMIT_TOKEN.c.token).where(COMMIT_TOKEN.c.token == self._doubt)
        found = self.connection.execute(statement).first() is not None
        self._doubt = ""
        return found
