"""Many rows at once, past what the toolkit does for each of them: one workbook makes thousands of entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert

from kxdesk.domain.things import Value


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Value]]) -> None:
    """All with the same columns, texts and numbers; nothing is done where there are none."""
    if rows:
        statement, values_of = _statement(table, tuple(sorted(rows[0])), connection.dialect)
        connection.exec_driver_sql(statement, list(map(values_of, rows)))


@lru_cache(maxsize=64)
def _statement(
    table: Table, names: tuple[str, ...], dialect: Dialect
) -> tuple[str, Callable[[Mapping[str, Value]], Any]]:
    """What the driver is told, and how it wants a row: by place or by name."""
    compiled = insert(table).compile(dialect=dialect, column_keys=names)
    places = compiled.positiontup
    if not places:
        return str(compiled), dict
    return str(compiled), itemgetter(*places) if len(places) > 1 else lambda row: (row[places[0]],)
