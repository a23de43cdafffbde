"""The schema of a desk on a server: made in an empty database, brought up to date in one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert

from kxdesk.domain.problems import Problem
from kxdesk.domain.roles import Role
from kxdesk.store.schema import CURRENT, Version, bring_up_to_date, version_of
from kxdesk.store.tables import DESK
from kxdesk.system.ids import new_id
from kxdesk.system.server_address import ServerAddress

if TYPE_CHECKING:
    from kxdesk.store.server_keeping import ServerKeeping

_NAME = "kxdesk "  # a comment on the table `desk` says what a file says in its header


def build_new(connection: Connection, address: ServerAddress, role: Role, now: datetime) -> None:
    """An empty desk.

    Raises:
        Problem: server-not-empty.
    """
    make_tables(connection, address)
    made = {"id": new_id(), "role": str(role), "made_at": now.isoformat(timespec="seconds")}
    connection.execute(insert(DESK), made)


def make_tables(connection: Connection, address: ServerAddress) -> None:
    """The tables alone.

    Raises:
        Problem: server-not-empty.
    """
    statement = "SELECT 1 FROM pg_class WHERE relnamespace = current_schema()::regnamespace LIMIT 1"
    if connection.exec_driver_sql(statement).first() is not None:
        raise Problem("server-not-empty", path=str(address))
    _bring_up_to_date(connection)


def ready(keeping: ServerKeeping, *, upgrading: bool) -> None:
    """Make sure that a desk of this version is there.

    Raises:
        Problem: not-a-desk, desk-newer, or desk-older where it is not to be upgraded.
    """
    with keeping.reading():
        found = _found(keeping.connection, keeping.path)
    if found > CURRENT:
        raise Problem("desk-newer", path=str(keeping.path), found=str(found), known=str(CURRENT))
    if found == CURRENT:
        return
    if not upgrading:
        raise Problem("desk-older", path=str(keeping.path), found=str(found), known=str(CURRENT))
    with keeping.writing():
        if _found(keeping.connection, keeping.path) < CURRENT:  # another may have done it just now
            _bring_up_to_date(keeping.connection)


def _found(connection: Connection, address: ServerAddress) -> Version:
    statement = "SELECT obj_description(to_regclass('desk'), 'pg_class')"
    comment = str(connection.exec_driver_sql(statement).scalar() or "")
    number = comment.removeprefix(_NAME)
    if not comment.startswith(_NAME) or not number.isdecimal():
        raise Problem("not-a-desk", path=str(address))
    return version_of(int(number))


def _bring_up_to_date(connection: Connection) -> None:
    bring_up_to_date(connection)
    connection.exec_driver_sql(f"COMMENT ON TABLE desk IS '{_NAME}{CURRENT.number}'")
