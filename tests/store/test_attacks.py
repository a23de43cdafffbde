"""Each way of touching a history is told from the others, and the first bad entry is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kxdesk.domain.things import Kind
from kxdesk.store.faults import Fault
from kxdesk.store.verifying import verify
from tests.store.attacks import BROKEN, attack, cut
from tests.store.desks import first, make_desk, open_again, small_policy


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.kxdesk"
    with make_desk(path, small_policy()) as desk:
        for number in range(20):
            with desk.write("fields-edited") as writing:
                writing.set(first(desk, Kind.ISSUE), "title", str(number))
    return path


@pytest.mark.parametrize("name", BROKEN)
def test_what_was_done_is_named(path: Path, name: str) -> None:
    """Edited, removed, inserted and reordered entries are called that, also where the rest was made fit."""
    act, fault, seq = BROKEN[name]
    attack(path, act)
    with open_again(path) as desk:
        verdict = verify(desk)
    assert (verdict.fault, verdict.bad_seq) == (Fault(fault), seq)


def test_clean_cut_needs_something_kept_elsewhere(path: Path) -> None:
    """An end cut off together with what it did leaves a shorter history that is whole in itself."""
    with open_again(path) as desk:
        before = verify(desk)
    attack(path, cut)
    with open_again(path) as desk:
        after = verify(desk)
    assert after.sound
    assert (after.entries, after.head) != (before.entries, before.head)
