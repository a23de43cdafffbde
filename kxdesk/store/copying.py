"""Every row of a desk from one database to another, and the proof that both hold the same."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, select

from kxdesk.store import database, history
from kxdesk.store.database import Mode
from kxdesk.store.desk_file import building
from kxdesk.store.history import Head
from kxdesk.store.soundness import hash_of_content
from kxdesk.store.tables import METADATA, OF_THE_PLACE

_AT_ONCE = 2000


def copy_rows(source: Connection, target: Connection) -> None:
    """Into empty tables of the same schema; part of the target's transaction."""
    for table in METADATA.sorted_tables:
        if table not in OF_THE_PLACE:
            _copy(table, source, target)


def state_of(connection: Connection) -> tuple[str, Head, tuple[int, ...]]:
    """What is equal in two that are the same desk: content, head of the history, rows of each table."""
    counts = tuple(
        connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in METADATA.sorted_tables
        if table not in OF_THE_PLACE
    )
    return hash_of_content(connection), history.head(connection), counts


def state_of_file(path: Path) -> tuple[str, Head, tuple[int, ...]]:
    """As `state_of`, of a file that nobody has open."""
    connection = database.connect(path, Mode.READ)
    try:
        with database.reading(connection):
            return state_of(connection)
    finally:
        database.close(connection)


def copy_into_file(source: Connection, target: Path) -> None:
    """The whole desk into an empty file."""
    with building(target) as connection:
        copy_rows(source, connection)


def _copy(table: Table, source: Connection, target: Connection) -> None:
    statement = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_AT_ONCE)
    with source.execute(statement) as rows:
        for part in rows.mappings().partitions():
            target.execute(insert(table), [dict(row) for row in part])
