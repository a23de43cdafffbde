"""The one way to reach SQLite: how a file is opened, and how a transaction begins and ends.

DELETE journal and synchronous=EXTRA, so that what was committed is on the disk; outside of a writing
transaction the connection refuses to write.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

APPLICATION_ID = 0x6B784473  # "kxDs"
BUSY_SECONDS = 5.0  # a reader in another process holds a commit up for as long as one query takes
_ALWAYS = (
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "foreign_keys=ON",
    "synchronous=EXTRA",
    "temp_store=MEMORY",
)


_LONGEST_PATH = 240  # Windows without its long paths; elsewhere SQLite takes 512 bytes
_GUARDED = ("query_only=ON",)
_BUILDING = ("journal_mode=MEMORY", "synchronous=OFF")


class Mode(StrEnum):
    """How a file is opened; none of these makes a file that is not there."""

    READ = "ro"
    COPY = "copy"  # as READ, and SQLite looks for no journal and takes no lock: nobody writes the file
    WRITE = "rw"
    BUILD = (
        "build"  # a temporary file that is synced and put in place as a whole: needs no journal of its own
    )


def connect(path: Path, mode: Mode) -> Connection:
    """A connection of its own, with no transaction begun."""

    def opened() -> sqlite3.Connection:
        raw = sqlite3.connect(
            _uri(path, mode), uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            for pragma in (*_ALWAYS, *(_BUILDING if mode is Mode.BUILD else _GUARDED)):
                raw.execute(f"PRAGMA {pragma}")
        except BaseException:
            raw.close()
            raise
        return raw

    return create_engine("sqlite://", creator=opened, poolclass=NullPool).connect()


def connect_copy(path: Path) -> Connection:
    """A file that nobody writes, `Mode.COPY`; read into memory where its path is too long."""
    if len(os.fsencode(path.absolute())) <= _LONGEST_PATH:
        return connect(path, Mode.COPY)
    data = path.read_bytes()
    size, pages = int.from_bytes(data[16:18], "big"), int.from_bytes(data[28:32], "big")
    data = data[: (65536 if size == 1 else size) * pages]  # the manifest stands behind the last page

    def opened() -> sqlite3.Connection:
        raw = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        raw.deserialize(data)
        for pragma in (*_ALWAYS, *_GUARDED):
            raw.execute(f"PRAGMA {pragma}")
        return raw

    return create_engine("sqlite://", creator=opened, poolclass=NullPool).connect()


def in_memory(connection: Connection) -> Connection:
    """What another connection sees, in memory and in no file."""

    def opened() -> sqlite3.Connection:
        raw = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        source: Any = connection.connection.dbapi_connection
        source.backup(raw)
        for pragma in _ALWAYS:
            raw.execute(f"PRAGMA {pragma}")
        return raw

    return create_engine("sqlite://", creator=opened, poolclass=NullPool).connect()


def close(connection: Connection) -> None:
    """Ends what is left open; nothing is committed."""
    connection.close()
    connection.engine.dispose()


def _uri(path: Path, mode: Mode) -> str:
    access = {Mode.READ: "ro", Mode.COPY: "ro&immutable=1"}.get(mode, "rw")
    uri = path.absolute().as_uri()
    if not uri.startswith("file:///"):  # a UNC path: SQLite wants an empty authority
        uri = f"file:////{uri.removeprefix('file://')}"
    return f"{uri}?mode={access}"


@contextlib.contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """One writing transaction: all of it is on the disk when this ends, or none of it."""
    _execute_alone(connection, "PRAGMA query_only=OFF")
    transaction = connection.begin()
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield
        transaction.commit()
    finally:
        transaction.close()
        _roll_back(connection)
        _execute_alone(connection, "PRAGMA query_only=ON")


def _roll_back(connection: Connection) -> None:
    """After a COMMIT that failed SQLAlchemy holds the transaction for ended, and SQLite for open."""
    raw = connection.connection.dbapi_connection
    assert raw is not None
    raw.rollback()


@contextlib.contextmanager
def reading(connection: Connection) -> Iterator[None]:
    """Everything read inside comes from one state of the desk."""
    with connection.begin() as transaction:
        connection.exec_driver_sql("BEGIN")
        yield
        transaction.rollback()


def pragma(connection: Connection, name: str) -> int | str:
    """The value of a pragma that has one."""
    return _execute_alone(connection, f"PRAGMA {name}")[0][0]


def _execute_alone(connection: Connection, statement: str, *values: str) -> list[tuple[int | str, ...]]:
    """Outside of any transaction of SQLAlchemy's."""
    raw = connection.connection.dbapi_connection
    assert raw is not None
    cursor = raw.cursor()
    try:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
    finally:
        cursor.close()


def vacuum_into(connection: Connection, target: Path) -> None:
    """A compact copy in a file that is empty or not there yet."""
    _execute_alone(connection, "PRAGMA query_only=OFF")
    try:
        _execute_alone(connection, "VACUUM INTO ?", str(target))
    finally:
        _execute_alone(connection, "PRAGMA query_only=ON")
