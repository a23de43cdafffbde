"""Whoever touches a desk past the program is found out, and the first bad entry is named."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from kxdesk.domain.edits import Edit
from kxdesk.domain.policy import Milestone, Track
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.chain import ChangeFacts, canonical, canonical_facts, entry_hash
from kxdesk.store.desk import Desk
from kxdesk.store.faults import Fault
from kxdesk.store.verifying import verify
from tests.store.desks import PERSON, TickingClock, first, make_desk, open_again, small_policy

Tamper = Callable[[sqlite3.Connection], object]
SWAP = """UPDATE history SET seq=1000 WHERE seq=7; UPDATE history SET seq=7 WHERE seq=8;
          UPDATE history SET seq=8 WHERE seq=1000"""
LAST = "(SELECT max(seq) FROM history)"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.kxdesk"
    with make_desk(path, small_policy()) as desk:
        for number in range(20):
            with desk.write("fields-edited", why=f"{number}回目") as writing:
                writing.set(first(desk, Kind.ISSUE), "title", str(number))
    return path


def tamper(path: Path, statement: str) -> None:
    raw = sqlite3.connect(path)
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    raw.executescript(statement)
    raw.close()


def test_honest_desk_is_sound(path: Path) -> None:
    """A desk nobody tampered with holds, also while it is read by another and in any thread of history."""
    with open_again(path) as desk, open_again(path) as second:
        seen: list[int] = []
        verdict = verify(second, seen.append)
        assert verdict.sound
        assert seen == [verdict.entries]
        assert verify(desk) == verdict


@pytest.mark.parametrize(
    ("statement", "fault", "seq"),
    [
        ("UPDATE history SET after_text='x' WHERE seq=5", Fault.ALTERED, 5),
        ("UPDATE history SET after_text=NULL WHERE seq=25", Fault.ALTERED, 25),
        ("UPDATE history SET after_text='1', after_number=NULL WHERE seq=1", Fault.ALTERED, 1),
        ("UPDATE change SET display_name='別人' WHERE number=1", Fault.ALTERED, 1),
        ("UPDATE change SET why='別' WHERE number=21", Fault.ALTERED, 40),
        ("UPDATE change SET at='2000' WHERE number=1", Fault.ALTERED, 1),
        ("DELETE FROM history WHERE seq=7", Fault.REMOVED, 7),
        ("DELETE FROM history WHERE seq=1", Fault.REMOVED, 1),
        (SWAP, Fault.REORDERED, 7),
        ("UPDATE history SET previous_hash=hash WHERE seq=9", Fault.UNLINKED, 9),
        ("DELETE FROM change WHERE number=1", Fault.NO_CHANGE, 1),
        ("UPDATE history SET change=21 WHERE seq=5", Fault.ALTERED, 5),
        (f"DELETE FROM history WHERE seq={LAST}", Fault.CUT, 40),
        ("UPDATE desk SET id='000000000000'", Fault.UNLINKED, 1),
    ],
)  # fmt: skip
def test_tampering_is_found_at_its_place(path: Path, statement: str, fault: Fault, seq: int) -> None:
    """Edited, removed, swapped, unlinked, orphaned and cut entries are found where they are."""
    tamper(path, statement)
    with open_again(path) as desk:
        verdict = verify(desk)
    assert (verdict.fault, verdict.bad_seq) == (fault, seq)
    assert verdict.entries == seq - 1


@pytest.mark.parametrize(
    ("statement", "field"),
    [
        ("UPDATE issue SET title='x' WHERE title='19'", "title"),
        ("UPDATE issue SET content='' WHERE title='19'", "content"),
        ("UPDATE issue SET present=0 WHERE title='19'", "present"),
        ("DELETE FROM issue WHERE title='19'", "present"),
    ],
)
def test_values_that_strayed_from_the_history_are_found(path: Path, statement: str, field: str) -> None:
    """A value changed past the history, or a thing taken away, is named."""
    with open_again(path) as desk:
        issue = first(desk, Kind.ISSUE)
    tamper(path, statement)
    with open_again(path) as desk:
        verdict = verify(desk)
    assert (verdict.fault, verdict.ref, verdict.field) == (Fault.STRAYED, issue, field)


def test_thing_without_history_is_found(path: Path) -> None:
    """A thing put into a table past the history is named."""
    tamper(path, "INSERT INTO issue (id, parent, position, present) SELECT 'X', id, 1, 1 FROM policy")
    with open_again(path) as desk:
        assert verify(desk).ref == Ref(Kind.ISSUE, "X")


def test_numbers_texts_and_nothing_are_told_apart() -> None:
    """1, "1", "" and None hash differently, and the canonical form is plain JSON."""
    facts = canonical_facts(ChangeFacts(1, "t", "u", "n", "p", "l"))
    assert len({entry_hash((1, value), facts) for value in (1, "1", "", None, "null")}) == 5
    values = ('課\n題"\\\x01\u2028', 3, None, "")
    assert canonical(values).decode() == json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def test_quarters_go_through_the_history_as_numbers(desk: Desk) -> None:
    """A milestone's quarters come back as numbers and the chain holds."""
    with desk.write("activity-added") as writing:
        activity = writing.create(Kind.ACTIVITY, first(desk, Kind.ISSUE).id, {"title": ""})
        track = writing.create(Kind.TRACK, activity.id, {"label": ""})
        milestone = writing.create(Kind.MILESTONE, track.id, {"start": 1, "end": 3, "text": "調査"})
    assert writing.change is not None
    assert Edit(milestone, "end", None, 3) in writing.change.edits
    assert verify(desk).sound
    from kxdesk.store.policies import load  # noqa: PLC0415

    assert load(desk, track) == Track("", (Milestone(1, 3, "調査", milestone.id),), track.id)


def test_two_desks_never_share_a_chain(tmp_path: Path) -> None:
    """The same edits at the same time in two desks give different hashes from the first entry on."""
    heads = set()
    for name in ("a", "b"):
        desk = make_desk(tmp_path / f"{name}.kxdesk")
        with desk, desk.write("policy-added") as writing:
            writing.create(Kind.POLICY, "", {"bureau": "局"}, id="P" * 12)
        with open_again(desk.path) as again:
            heads.add(verify(again).head)
    assert len(heads) == 2
    assert (PERSON.display_name, TickingClock().now().year) == ("山田", 2025)
