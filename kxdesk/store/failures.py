"""What a database answers when it cannot, as a Problem the person can act on."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from kxdesk.domain.problems import Problem

# By the beginning of SQLite's own name of the failure: SQLITE_IOERR_FSYNC is an SQLITE_IOERR.
_CODES = (
    ("SQLITE_FULL", "disk-full"),
    ("SQLITE_READONLY_ROLLBACK", "desk-unfinished"),
    ("SQLITE_READONLY", "read-only-place"),
    ("SQLITE_IOERR", "write-failed"),
    ("SQLITE_BUSY", "desk-busy"),
    ("SQLITE_CANTOPEN", "desk-unreadable"),
    ("SQLITE_NOTADB", "not-a-desk"),
    ("SQLITE_CORRUPT", "desk-damaged"),
)
# The statements are tested against every schema of ours, so that it is the file that lacks what they name.
_NOT_OURS = ("no such table", "no such column")


@contextlib.contextmanager
def named_failures(path: Path, *, writing: bool = False) -> Iterator[None]:
    """Turns what a person can mend into a Problem; anything else is our bug and goes through.

    Args:
        path: the file, for the sentence.
        writing: a refusal to write is the place's; while reading it is our bug.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        name = getattr(cause, "sqlite_errorname", "")
        for start, code in _CODES:
            if name.startswith(start) and (writing or code != "read-only-place"):
                unread = code == "write-failed" and not writing
                code = "desk-unreadable" if unread else code  # noqa: PLW2901 the one code with two readings
                raise Problem(code, path=str(path), system=str(cause)) from error
        if str(cause).startswith(_NOT_OURS):
            raise Problem("desk-damaged", path=str(path), system=str(cause)) from error
        raise
