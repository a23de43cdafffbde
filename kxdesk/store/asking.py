"""Questions that are asked at every keystroke, put to the database's driver without anything in between.

Putting a statement together costs several times what answering it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection


def ask(connection: Connection, statement: str, values: Sequence[str | int] = ()) -> Sequence[Any]:
    """All rows.

    Args:
        connection: inside a reading.
        statement: plain SQL of both databases, with `(*)` where the values go; names are the program's own.
        values: as many as there are.
    """
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    listed = f"({','.join([mark] * len(values))})"
    return connection.exec_driver_sql(statement.replace("(*)", listed), tuple(values)).all()
