"""Records beside the content, in a transaction of their own; `Writing` has the same two verbs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from sqlalchemy import Connection, Table, insert, update

from kxdesk.domain.things import Value

Row = Mapping[str, Value | bytes]


class Noting(Protocol):
    """What can take notes: a `Writing`, or `Notes`."""

    def note(self, table: Table, row: Row) -> None:
        """A new record."""

    def amend(self, table: Table, key: Mapping[str, Value], row: Mapping[str, Value]) -> None:
        """Other values in the records that have these."""


class Notes:
    """Inside `Desk.noting`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def note(self, table: Table, row: Row) -> None:
        self.connection.execute(insert(table), dict(row))

    def amend(self, table: Table, key: Mapping[str, Value], row: Mapping[str, Value]) -> None:
        where = [table.c[name] == value for name, value in key.items()]
        self.connection.execute(update(table).where(*where).values(dict(row)))
