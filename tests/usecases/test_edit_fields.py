"""No field is written over that somebody else changed while it was being written."""

from __future__ import annotations

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.domain.steps import Put
from kxdesk.domain.things import Kind
from kxdesk.store import policies
from kxdesk.store.desk import Desk
from kxdesk.usecases.edit_fields import save_fields
from kxdesk.usecases.take_steps import take_steps
from tests.store.desks import first


@pytest.mark.parametrize(
    ("base", "ours", "left", "disputed"),
    [
        ("いち", "新", "新", False),
        ("前", "新", "いち", True),
        ("前", "いち", "いち", False),  # both wrote the same
        ("前", "前", "いち", False),  # taken back: theirs stays
        (None, "新", "新", False),  # it is not known what the screen showed
    ],
)
def test_only_what_is_as_it_was_shown_is_written(
    desk: Desk, base: str | None, ours: str, left: str, disputed: bool
) -> None:
    """Equal texts and taken-back ones are no dispute; a dispute carries all three values and who wrote."""
    place = (first(desk, Kind.ISSUE), "title")
    saved = save_fields(desk, {place: ours}, {} if base is None else {place: base})
    assert policies.value_of(desk, *place) == left
    assert [(d.base, d.theirs, d.ours, d.who) for d in saved.disputes] == (
        [(base, "いち", ours, "山田")] if disputed else []
    )


def test_steps_of_a_screen_that_is_behind_are_refused(desk: Desk) -> None:
    """All of them, and the refusal carries both values."""
    ref = first(desk, Kind.ISSUE)
    with pytest.raises(Problem) as caught:
        take_steps(desk, [Put(ref, "number", "9", "1"), Put(ref, "title", "新", "前")], "fields-edited")
    assert caught.value.code == "changed-meanwhile"
    assert (caught.value.facts["theirs"], caught.value.facts["ours"]) == ("いち", "新")
    assert policies.value_of(desk, ref, "number") == "1"
