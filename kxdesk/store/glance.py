"""A first look into a desk while the libraries that can write it are still loading: read-only, plain SQL.

It reads a desk of this program's own schema that lies on this PC, and gives up on anything else: then one
waits for `Desk.open`, which knows what to say.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kxdesk.domain.edits import PARENT, POSITION, PRESENT
from kxdesk.domain.fields import fields_of
from kxdesk.domain.policy import CHILDREN, CLASS_OF, Thing
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.version import CURRENT

APPLICATION_ID = 0x6B784473  # as in `database`, which cannot be asked without SQLAlchemy


@dataclass(frozen=True, slots=True)
class Line:
    """An issue in a list, as `policies.IssueLine`."""

    id: str
    area: str | None
    number: str | None
    policy_field: str | None
    title: str | None
    missing: tuple[str, ...]


class Glance:
    """What is on the disk now; closed as soon as the desk itself is open."""

    def __init__(self, path: Path) -> None:
        """Look into the file.

        Raises:
            LookupError: it cannot be looked into like this.
        """
        try:
            self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0)
            self._connection.row_factory = sqlite3.Row
            known = self._pragma("application_id"), self._pragma("user_version")
        except (sqlite3.Error, ValueError) as error:
            raise LookupError(str(path)) from error
        if known != (APPLICATION_ID, CURRENT.number):
            self.close()
            raise LookupError(str(path))

    def close(self) -> None:
        self._connection.close()

    def policy_line(self) -> dict[str, str]:
        """Id, bureau, fiscal year and form of the first policy; empty where there is none."""
        for row in self._rows(Kind.POLICY, f"{PRESENT} = 1"):
            return {key: row[key] or "" for key in ("id", "bureau", "fiscal_year", "form")}
        return {}

    def outline(self, policy_id: str) -> tuple[Line, ...]:
        """As `policies.outline`."""
        keys = [entry.key for entry in fields_of(Kind.ISSUE)]
        return tuple(
            Line(
                id=row["id"],
                area=row["area"],
                number=row["number"],
                policy_field=row["policy_field"],
                title=row["title"],
                missing=tuple(key for key in keys if row[key] == ""),
            )
            for row in self._below(Kind.ISSUE, policy_id)
        )

    def load(self, ref: Ref) -> Any:
        """As `policies.load`."""
        for row in self._rows(ref.kind, f"id = ? AND {PRESENT} = 1", ref.id):
            return self._thing(ref.kind, row)
        raise Problem("no-such-thing", kind=str(ref.kind), id=ref.id)

    def _thing(self, kind: Kind, row: sqlite3.Row) -> Thing:
        values: dict[str, Any] = {entry.key: row[entry.key] for entry in fields_of(kind)}
        for child, name in CHILDREN.get(kind, {}).items():
            values[name] = tuple(self._thing(child, below) for below in self._below(child, row["id"]))
        return CLASS_OF[kind](id=row["id"], **values)

    def _below(self, kind: Kind, parent: str) -> Iterator[sqlite3.Row]:
        return self._rows(kind, f"{PARENT} = ? AND {PRESENT} = 1", parent)

    def _rows(self, kind: Kind, where: str, *values: str) -> Iterator[sqlite3.Row]:
        first = "start, " if kind is Kind.MILESTONE else ""
        # The names are the catalogue's own, never a person's.
        statement = f'SELECT * FROM "{kind}" WHERE {where} ORDER BY {first}{POSITION}, id'  # noqa: S608
        return iter(self._connection.execute(statement, values).fetchall())

    def _pragma(self, name: str) -> int:
        return int(self._connection.execute(f"PRAGMA {name}").fetchone()[0])
