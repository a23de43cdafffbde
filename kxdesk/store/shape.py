"""Whether a file's schema is a desk's own: a trigger, view or table of somebody else's is never run or read.

Compared with what the program itself says of its tables, so that nothing has to be kept beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, LargeBinary, Table

from kxdesk.domain.problems import Problem
from kxdesk.store.tables import METADATA

if TYPE_CHECKING:
    from sqlalchemy import Connection

_Object = tuple[str, str, str, str]  # type, name, table, SQL
# What SQLite and Alembic keep for themselves, as they write it.
_THEIRS = {
    "sqlite_sequence": "CREATE TABLE sqlite_sequence(name,seq)",
    "sqlite_stat1": "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
    "alembic_version": "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT "
    "alembic_version_pkc PRIMARY KEY (version_num))",
}
# None of our steps says any of these in a table or an index; each can hide a computation.
_STRANGE = re.compile(
    r"\b(CHECK|COLLATE|GENERATED|AS|WHERE|CASE|SELECT|WITHOUT|STRICT|USING)\b", re.IGNORECASE
)
_QUOTED = re.compile(r'"[^"]*"|\[[^]]*\]|`[^`]*`')


def check_shape(connection: Connection, path: Path, *, whole: bool) -> None:
    """Refuse what is not ours.

    Args:
        connection: open, in no transaction.
        path: for the sentence.
        whole: the desk is of this version: what we expect has to be there too.

    Raises:
        Problem: foreign-schema, with the first object that is not ours; desk-damaged where one of ours lacks.
    """
    for name in strangers(connection, whole=False):
        raise Problem("foreign-schema", path=str(path), name=name)
    for _ in strangers(connection, whole=True) if whole else ():
        raise Problem("desk-damaged", path=str(path))


def strangers(connection: Connection, *, whole: bool) -> Iterator[str]:
    """Names of what is not ours, or lacks. A missing trigger is no stranger: it guards against slips only."""
    found: list[_Object] = [
        (str(row[0]), str(row[1]), str(row[2]), str(row[3] or ""))
        for row in connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master")
    ]
    columns = _columns(connection)
    for kind, name, table, sql in found:
        if not _is_ours(kind, name, table, sql, columns):
            yield name
    if whole:
        yield from sorted(_expected() - {name for _, name, _, _ in found})


def _is_ours(kind: str, name: str, table: str, sql: str, columns: dict[str, dict[str, _Column]]) -> bool:
    if name in _THEIRS:
        return kind == "table" and _plain(sql) == _plain(_THEIRS[name])
    if kind == "trigger":
        return _is_guard(name, table, sql)
    if kind == "index" and not sql:
        return name.startswith("sqlite_autoindex_")
    if kind not in {"table", "index"} or _STRANGE.search(_QUOTED.sub("", sql)):
        return False
    if kind == "index":
        return _known(table) and name in {str(index.name) for index in METADATA.tables[table].indexes}
    return _known(name) and _known(name, columns.get(name, {}))


_Column = tuple[str, int]  # type, place in the primary key


def _known(name: str, columns: dict[str, _Column] | None = None) -> bool:
    table = METADATA.tables.get(name)
    if table is None:
        return False
    return columns is None or (bool(columns) and columns.items() <= _columns_of(table).items())


def _columns_of(table: Table) -> dict[str, _Column]:
    """As `PRAGMA table_xinfo` tells them."""
    keys = {column.name: place for place, column in enumerate(table.primary_key.columns, 1)}
    return {column.name: (_type(column.type), keys.get(column.name, 0)) for column in table.columns}


def _type(kind: Any) -> str:
    return "INTEGER" if isinstance(kind, Integer) else "BLOB" if isinstance(kind, LargeBinary) else "TEXT"


def _columns(connection: Connection) -> dict[str, dict[str, _Column]]:
    """Of every table; a hidden or computed column has a type that none of ours has."""
    rows = connection.exec_driver_sql(
        "SELECT m.name, c.name, c.type, c.pk, c.hidden FROM sqlite_master m, pragma_table_xinfo(m.name) c "
        "WHERE m.type = 'table'"
    )
    found: dict[str, dict[str, _Column]] = {}
    for table, name, kind, key, hidden in rows:
        found.setdefault(table, {})[name] = (f"hidden {kind}" if hidden else str(kind), int(key))
    return found


def _is_guard(name: str, table: str, sql: str) -> bool:
    """The seat belts of `db/versions`, and nothing that only bears their name."""
    for verb in ("UPDATE", "DELETE"):
        if name == f"{table}_no_{verb.lower()}" and _known(table):
            stop = f"SELECT RAISE(ABORT, '{table}: no {verb.lower()}')"
            return _plain(sql) == _plain(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN {stop}; END")
    return False


def _plain(sql: str) -> str:
    return re.sub(r"\s+", "", sql.replace('"', ""))


def _expected() -> set[str]:
    indexes = {str(index.name) for table in METADATA.tables.values() for index in table.indexes}
    return set(METADATA.tables) | indexes
