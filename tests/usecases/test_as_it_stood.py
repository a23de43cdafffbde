"""As it stood: the history alone gives back what was there, at any change and on any day."""

from __future__ import annotations

import random
from pathlib import Path

from kxdesk.domain.fields import FieldKind, fields_of
from kxdesk.domain.policy import ref_of, walk
from kxdesk.domain.things import Kind
from kxdesk.store.desk import Desk
from kxdesk.store.editions import editions, freeze, policies_in
from kxdesk.store.policies import load_policy, policies
from kxdesk.usecases.as_it_stood import after_change, before_moment
from kxdesk.usecases.sample_desk import sample_desk
from tests.store.desks import TickingClock, first, make_desk, open_again, small_policy

EDITABLE = {FieldKind.TEXT, FieldKind.LINE}


def _whole(desk: Desk) -> tuple[object, ...]:
    return tuple(load_policy(desk, line.id) for line in policies(desk))


def test_every_state_comes_back(tmp_path: Path) -> None:
    """After each of many chance edits, retirings and returns the replay equals what was there then."""
    chance = random.Random(6)
    sample_desk(tmp_path / "desk.kxdesk")
    states: dict[int, tuple[object, ...]] = {}
    with open_again(tmp_path / "desk.kxdesk") as desk:
        for step in range(25):
            things = [thing for thing, _ in walk(load_policy(desk, policies(desk)[0].id))]
            thing = chance.choice(things)
            ref = ref_of(thing)
            keys = [field.key for field in fields_of(ref.kind) if field.kind in EDITABLE]
            with desk.write("fields-edited") as writing:
                if step % 5 == 4 and ref.kind in (Kind.ISSUE, Kind.ACTIVITY, Kind.MILESTONE, Kind.PROGRESS):
                    writing.retire(ref)
                elif keys:
                    writing.set(ref, chance.choice(keys), f"文{step}")
                number = writing.facts.number
            states[number] = _whole(desk)
        for number, state in states.items():
            stood = after_change(desk, number)
            assert stood.then == state
            assert stood.now == _whole(desk)


def test_equals_what_an_edition_froze(tmp_path: Path) -> None:
    """The state at the head an edition names is the edition."""
    with make_desk(tmp_path / "desk.kxdesk", small_policy()) as desk:
        with desk.write("fields-edited") as writing:
            writing.set(first(desk, Kind.ISSUE), "title", "凍らせる前")
            number = writing.facts.number
        freeze(desk, "八月", "", TickingClock().now())
        with desk.write("fields-edited") as writing:
            writing.set(first(desk, Kind.ISSUE), "title", "あと")
        (edition,) = editions(desk)
        stood = after_change(desk, number)
        assert stood.seq == edition.history_length
        assert stood.then == policies_in(desk, edition)


def test_on_a_day(tmp_path: Path) -> None:
    """What was written before the moment counts, what came later does not."""
    with make_desk(tmp_path / "desk.kxdesk", small_policy()) as desk:
        with desk.write("fields-edited") as writing:
            writing.set(first(desk, Kind.ISSUE), "title", "朝")
            at = writing.facts.at
        before = before_moment(desk, at)
        assert [issue.title for issue in before.then[0].issues] == ["いち", "に"]
        assert before.change is not None
        assert before.change.number == 1
        assert [issue.title for issue in before.now[0].issues] == ["朝", "に"]
        nothing = before_moment(desk, "2000-01-01")
        assert (nothing.seq, nothing.change, nothing.then) == (0, None, ())
