"""Whatever is put where, positions give the order that was asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kxdesk.domain.problems import Problem
from kxdesk.store.positions import place


@given(st.lists(st.integers(min_value=-1, max_value=60), max_size=80))
def test_order_is_what_was_asked_for(places: list[int]) -> None:
    """Things put one by one behind others stand in exactly that order, with no two at one position."""
    wanted: list[str] = []
    positions: dict[str, int] = {}
    for number, index in enumerate(places):
        after = wanted[index % len(wanted)] if index >= 0 and wanted else ""
        siblings = [(id_, positions[id_]) for id_ in wanted]
        found = place(siblings, after)
        positions |= found.spread
        positions[str(number)] = found.position
        wanted.insert(wanted.index(after) + 1 if after else 0, str(number))
        assert sorted(positions, key=lambda id_: positions[id_]) == wanted
        assert len(set(positions.values())) == len(positions)


def test_last_is_behind_all() -> None:
    """None is last, among none and among some."""
    assert place([], None).position > 0
    assert place([("a", 7), ("b", 9)], None).position > 9


def test_stranger_is_refused() -> None:
    """A place behind something that is no sibling does not exist."""
    with pytest.raises(Problem, match="no-such-thing"):
        place([("a", 1)], "b")
