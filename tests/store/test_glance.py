"""A first look says the same as the desk itself, and gives up on anything that is not plainly ours."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kxdesk.domain.things import Kind, Ref
from kxdesk.store import database, policies
from kxdesk.store.desk import Desk
from kxdesk.store.glance import APPLICATION_ID, Glance
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import Person
from kxdesk.usecases.issues import retire_issue
from kxdesk.usecases.sample_desk import sample_desk

PERSON = Person("x", "x", "x")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "机 #1%20.kxdesk"
    sample_desk(path)
    return path


def test_it_knows_the_desks_of_today() -> None:
    """The number is written twice, because the store's own cannot be asked before SQLAlchemy is loaded."""
    assert database.APPLICATION_ID == APPLICATION_ID


def test_it_says_what_the_desk_says(path: Path) -> None:
    """Lines, every issue and the whole policy are equal, after one was retired too."""
    with Desk.open(path, person=PERSON, clock=SystemClock()) as desk:
        (line,) = policies.policies(desk)
        retire_issue(desk, policies.outline(desk, line.id)[1].id)
        glance = Glance(path)
        assert glance.policy_line()["id"] == line.id
        keys = ("id", "area", "number", "policy_field", "title", "missing")
        lines = policies.outline(desk, line.id)
        assert [[getattr(one, key) for key in keys] for one in glance.outline(line.id)] == [
            [getattr(one, key) for key in keys] for one in lines
        ]
        assert glance.load(Ref(Kind.POLICY, line.id)) == policies.load_policy(desk, line.id)
        assert glance.load(Ref(Kind.ISSUE, lines[0].id)) == policies.load_issue(desk, lines[0].id)
        glance.close()


@pytest.mark.parametrize("spoil", ["newer", "foreign", "missing"])
def test_it_gives_up_on_anything_else(path: Path, spoil: str) -> None:
    """Another version, another program's file, no file: LookupError, and nothing is made or changed."""
    if spoil == "newer":
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version=9000")
        connection.close()
    elif spoil == "foreign":
        path.write_bytes(b"text" * 1000)
    else:
        path.unlink()
    before = {each: each.read_bytes() for each in path.parent.iterdir()}
    with pytest.raises(LookupError):
        Glance(path)
    assert {each: each.read_bytes() for each in path.parent.iterdir()} == before
