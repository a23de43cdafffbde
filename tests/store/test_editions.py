"""An edition is what was frozen, for good: kept once, found by name, and nobody can change it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from kxdesk.domain.edits import inverse
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind
from kxdesk.store import history
from kxdesk.store.desk import Desk
from kxdesk.store.editions import edition_named, editions, freeze, policies_in
from kxdesk.store.policies import insert_policy, load_policy, policies
from kxdesk.store.tables import DOCUMENT
from kxdesk.store.verifying import verify
from tests.store.desks import first, small_policy

NOW = datetime(2025, 12, 5, 5, 0, tzinfo=UTC)


def documents(desk: Desk) -> int:
    with desk.reading() as connection:
        return connection.execute(select(func.count()).select_from(DOCUMENT)).scalar_one()


def test_frozen_is_what_was_there(desk: Desk) -> None:
    """Later edits do not reach it; its hash and the head before it stand in the history."""
    before = load_policy(desk, policies(desk)[0].id)
    with desk.reading() as connection:
        head = history.head(connection)
    ref = freeze(desk, " 令和7年12月時点 確定版 ", "令和7年12月", NOW)
    with desk.write("fields-edited") as writing:
        writing.set(first(desk, Kind.ISSUE), "title", "後から")
    (edition,) = editions(desk)
    assert policies_in(desk, edition) == (before,)
    assert (edition.id, edition.name, edition.as_of, edition.by) == (
        ref.id,
        "令和7年12月時点 確定版",
        "令和7年12月",
        "山田",
    )
    assert (edition.history_length, edition.history_head) == (head.seq, head.hash)
    assert [entry.after for entry in history.entries(desk, refs=[ref], field="digest")] == [edition.digest]
    assert verify(desk).sound


def test_unchanged_policies_are_kept_once(desk: Desk) -> None:
    """Two editions share what did not change between them, and differ all the same."""
    with desk.write("policy-added") as writing:
        insert_policy(writing, small_policy())
    freeze(desk, "一", "", NOW)
    with desk.write("fields-edited") as writing:
        writing.set(first(desk, Kind.ISSUE), "title", "変更")
    freeze(desk, "二", "", NOW)
    one, two = editions(desk)
    assert documents(desk) == 3
    assert one.digest != two.digest
    assert [a.sha256 == b.sha256 for a, b in zip(one.policies, two.policies, strict=True)].count(True) == 1


def test_found_by_name_number_and_id(desk: Desk) -> None:
    """Width makes no difference; what there is not is answered with what there is."""
    freeze(desk, "第１版", "", NOW)
    (edition,) = editions(desk)
    for name in ("第1版", "1", edition.id):
        assert edition_named(desk, name) == edition
    with pytest.raises(Problem) as caught:
        edition_named(desk, "第2版")
    assert (caught.value.code, caught.value.facts["here"]) == ("edition-unknown", "第１版")


def test_nobody_changes_it(desk: Desk) -> None:
    """Not by an edit, not by undo, not by retiring, not past the program, and no second of its name."""
    ref = freeze(desk, "確定版", "", NOW)
    change = history.change(desk, history.changes(desk, limit=1)[0].number)
    assert change
    for act in (
        lambda writing: writing.set(ref, "name", "別"),
        lambda writing: writing.retire(ref),
        lambda writing: writing.apply(inverse(change.edits)),
    ):
        with pytest.raises(Problem, match="written-once"), desk.write("fields-edited") as writing:
            act(writing)
    for statement in ("UPDATE edition SET name='別'", "DELETE FROM document", "UPDATE document SET text=''"):
        with pytest.raises(DBAPIError, match=r"no (update|delete)"), desk.noting() as connection:
            connection.exec_driver_sql(statement)
    with pytest.raises(Problem, match="edition-name-taken"):
        freeze(desk, "確定版 ", "", NOW)
    with pytest.raises(Problem, match="edition-unnamed"):
        freeze(desk, " 　", "", NOW)


def test_nothing_to_freeze(desk: Desk) -> None:
    """A desk whose policies are all taken out has no edition, and none is half made."""
    with desk.write("fields-edited") as writing:
        writing.retire(first(desk, Kind.POLICY))
    with pytest.raises(Problem, match="nothing-to-freeze"):
        freeze(desk, "空", "", NOW)
    assert editions(desk) == ()
    assert documents(desk) == 0
