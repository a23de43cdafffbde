"""The one way to reach PostgreSQL: how a session begins, and what a server's refusals mean.

Outside of a writing transaction a session refuses to write. A writer first takes the desk's one advisory
lock: writers follow each other as on a file, so that no place and no number is given twice.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sqlalchemy import Connection, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from kxdesk.domain.problems import Problem
from kxdesk.system.server_address import ServerAddress

BUSY_SECONDS = 5  # how long a writer waits for another
_LOCK = "pg_advisory_xact_lock(hashtext('kxdesk ' || current_schema()))"
BEGIN_READING = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
BEGIN_WRITING = f"BEGIN READ WRITE; SELECT {_LOCK}"

# A cut line is noticed within half a minute on both sides, and a frozen PC does not shut the others out.
_SETTINGS = {
    "default_transaction_read_only": "on",
    "lock_timeout": f"{BUSY_SECONDS}s",
    "idle_in_transaction_session_timeout": "60s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}
_LINE = {
    "connect_timeout": 5,
    "application_name": "kxdesk",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15000,
}
# By the beginning of the SQLSTATE.
_CODES = (
    ("55P03", "desk-busy"),
    ("40", "desk-busy"),
    ("53100", "disk-full"),
    ("42501", "server-no-right"),
    ("42P01", "not-a-desk"),
)
_GONE = ("08", "57P", "53300")


def connect(address: ServerAddress) -> Connection:
    """A session of its own, with no transaction begun; it is made anew by itself after it was lost."""
    try:
        url = make_url(address.secret)
    except (ArgumentError, ValueError) as error:  # the latter where the port is no number
        raise Problem("server-address-wrong", path=str(address)) from error
    if not url.database:
        raise Problem("server-address-wrong", path=str(address))
    given = url.query.get("options", "")
    options = " ".join([*(f"-c {key}={value}" for key, value in _SETTINGS.items()), str(given)])
    engine = create_engine(
        url.set(drivername="postgresql+psycopg").difference_update_query(["options"]),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",  # transactions begin and end by our own statements
        connect_args={**_LINE, "options": options},
    )
    with named_failures(address):
        return engine.connect()


def close(connection: Connection) -> None:
    """Ends what is left open; nothing is committed."""
    connection.close()
    connection.engine.dispose()


def is_lost(error: DBAPIError) -> bool:
    """Whether the session is gone, or there is no server to have one with."""
    state = getattr(error.orig, "sqlstate", None)
    return error.connection_invalidated or (state or "08").startswith(_GONE)


@contextlib.contextmanager
def named_failures(address: ServerAddress) -> Iterator[None]:
    """Turns what a person can mend into a Problem; anything else is our bug and goes through."""
    try:
        yield
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None) or ""
        for start, code in _CODES:
            if state.startswith(start):
                raise Problem(code, path=str(address), system=_said(error)) from error
        if is_lost(error):
            raise Problem(_unreachable(error), path=str(address), system=_said(error)) from error
        raise


def _unreachable(error: DBAPIError) -> str:
    session = getattr(error.orig, "pgconn", None)
    if session is None:
        return "server-lost"
    return "server-wants-password" if session.needs_password else "server-unreachable"


def _said(error: DBAPIError) -> str:
    return str(error.orig).strip().partition("\n")[0]
