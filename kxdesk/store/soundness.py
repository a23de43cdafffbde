"""Whether a desk's file is whole, and what its content comes to."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from sqlalchemy import Connection, func, select

from kxdesk.domain.problems import Problem
from kxdesk.store import database, history
from kxdesk.store.chain import canonical
from kxdesk.store.database import Mode
from kxdesk.store.failures import named_failures
from kxdesk.store.history import Head
from kxdesk.store.tables import METADATA, OF_THE_PLACE, THINGS


def check_sound(path: Path) -> None:
    """Reads the whole file.

    Raises:
        Problem: desk-damaged. It proves the file's structure only: a changed letter passes.
    """
    with named_failures(path):
        connection = database.connect(path, Mode.READ)
        try:
            with database.reading(connection):
                said = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
                dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        finally:
            database.close(connection)
    if said != "ok" or dangling is not None:
        raise Problem("desk-damaged", path=str(path), system=str(said))


def content_of(path: Path) -> tuple[str, Head]:
    """Content hash and head of the history of a desk's file that nobody has open."""
    with named_failures(path):
        connection = database.connect(path, Mode.READ)
        try:
            with database.reading(connection):
                return hash_of_content(connection), history.head(connection)
        finally:
            database.close(connection)


def rows_of(connection: Connection) -> dict[str, int]:
    """How many rows each table of the desk has."""
    return {
        name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in sorted(METADATA.tables.items())
        if table not in OF_THE_PLACE
    }


def leftovers(path: Path) -> tuple[Path, ...]:
    """Journals beside a path. SQLite would play them into whatever file is put there."""
    beside = (path.with_name(path.name + suffix) for suffix in ("-journal", "-wal"))
    return tuple(found for found in beside if os.path.exists(found))  # noqa: PTH110 as in Desk.create


def hash_of_content(connection: Connection) -> str:
    """SHA-256 over every thing with its structure and values, retired ones too, in the order of their ids.

    Equal for equal content, whatever the database, its history and version: what has no value is left out.
    """
    digest = hashlib.sha256()
    for kind, table in THINGS.items():
        columns = sorted(table.c, key=lambda column: column.name)
        names = [column.name for column in columns]
        rows = connection.execute(select(*columns)).all()
        for row in sorted(rows, key=lambda row: str(row.id)):  # each server sorts texts in its own way
            said = (part for pair in zip(names, row, strict=True) if pair[1] is not None for part in pair)
            digest.update(canonical((str(kind), *said)) + b"\n")
    return digest.hexdigest()
