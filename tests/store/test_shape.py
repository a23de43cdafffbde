"""A file with anybody else's trigger, view, table or column is refused by name, at every door, untouched."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.store import database
from kxdesk.store.audit_copy import make_audit_copy
from kxdesk.store.database import Mode
from kxdesk.store.examining import examine
from kxdesk.store.shape import strangers
from tests.store.desks import files, make_desk, open_again, small_policy

DOCTORED = {
    "trigger": "CREATE TRIGGER spy AFTER UPDATE ON issue BEGIN UPDATE issue SET title='x'; END",
    "guard in name only": "DROP TRIGGER issue_no_delete; "
    "CREATE TRIGGER issue_no_delete BEFORE DELETE ON issue BEGIN DELETE FROM history; END",
    "view": "CREATE VIEW extra AS SELECT 1",
    "view in place of a table": "DROP TABLE draft; CREATE VIEW draft AS SELECT 1 AS thing",
    "table": "CREATE TABLE extra (x)",
    "virtual table": "CREATE VIRTUAL TABLE extra USING fts5(x)",
    "column": "ALTER TABLE issue ADD COLUMN extra TEXT",
    "computed column": "ALTER TABLE issue ADD COLUMN extra TEXT AS (title) VIRTUAL",
    "column of another type": "DROP TABLE draft; "
    "CREATE TABLE draft (thing BLOB, field TEXT, kind TEXT, text TEXT, at TEXT, PRIMARY KEY (thing, field))",
    "check": "DROP TABLE moved; CREATE TABLE moved (place TEXT PRIMARY KEY, at TEXT CHECK (at > abs(1)))",
    "index": "CREATE INDEX extra ON issue (title)",
    "index on what is computed": "DROP INDEX issue_by_parent; "
    "CREATE INDEX issue_by_parent ON issue (parent, upper(title)) WHERE title > ''",
    "missing table": "DROP TABLE draft",
    "missing index": "DROP INDEX issue_by_parent",
}  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "desks" / "a.kxdesk"
    path.parent.mkdir()
    make_desk(path, small_policy()).close()
    return path


@pytest.mark.parametrize("name", DOCTORED)
def test_doctored_desk_is_refused(path: Path, name: str) -> None:
    """To write, to read and to verify: by name, with its bytes and its folder as they were."""
    raw = sqlite3.connect(path)
    raw.executescript(DOCTORED[name])
    raw.close()
    before = path.read_bytes()
    for door in (lambda: open_again(path), lambda: open_again(path, read_only=True), lambda: examine(path)):
        with pytest.raises(Problem) as caught:
            door()
        assert caught.value.code == ("desk-damaged" if name.startswith("missing") else "foreign-schema")
    assert path.read_bytes() == before
    assert files(path.parent) == ["a.kxdesk"]


def test_doctored_copy_is_refused_and_named(path: Path) -> None:
    """An audit copy too; verifying it is a verdict, because it was altered."""
    copy = path.with_name("copy.kxdesk")
    with open_again(path) as desk:
        make_audit_copy(desk, copy, None)
    raw = sqlite3.connect(copy)
    raw.executescript(DOCTORED["trigger"])
    raw.close()
    with pytest.raises(Problem, match="foreign-schema"):
        open_again(copy)
    found = examine(copy).findings[0]
    assert (found.code, found.name) == ("foreign-schema", "spy")


def test_what_sqlite_itself_adds_is_no_stranger(path: Path) -> None:
    """Statistics of ANALYZE, and a desk whose seat belts are off, are read: a chain proves the history."""
    raw = sqlite3.connect(path)
    raw.executescript("ANALYZE; DROP TRIGGER history_no_update")
    raw.close()
    connection = database.connect(path, Mode.READ)
    with database.reading(connection):
        assert list(strangers(connection, whole=True)) == []
    database.close(connection)
    open_again(path).close()
