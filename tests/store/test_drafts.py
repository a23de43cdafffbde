"""Unconfirmed typing is kept until the edit that confirms it, and goes with it in one transaction."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kxdesk.domain.edits import Edit
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind, Ref
from kxdesk.store import history
from kxdesk.store.desk import Desk
from kxdesk.store.drafts import Draft, drafts, drop_draft, save_draft
from kxdesk.store.snapshot import content_hash
from tests.store.desks import first, open_again, write_and_fail

NOW = datetime(2025, 12, 1, 5, 3, 22, tzinfo=UTC)


def test_draft_lasts_until_confirmed(desk: Desk) -> None:
    """The latest draft of a field stays through edits of other fields and goes with its own edit."""
    ref = first(desk, Kind.ISSUE)
    before = (content_hash(desk), len(history.entries(desk)))
    save_draft(desk, ref, "title", "打ちか", NOW)
    save_draft(desk, ref, "title", "打ちかけ", NOW)
    assert drafts(desk) == (Draft(ref, "title", "打ちかけ", NOW.isoformat()),)
    assert (content_hash(desk), len(history.entries(desk))) == before
    with desk.write("fields-edited") as writing:
        writing.set(ref, "number", "5")
    assert len(drafts(desk)) == 1
    with desk.write("fields-edited") as writing:
        writing.set(ref, "title", "打ち終えた")
    assert drafts(desk) == ()


def test_failed_edit_keeps_the_draft(desk: Desk) -> None:
    """Where the edit is not written, its draft is still there."""
    ref = first(desk, Kind.ISSUE)
    save_draft(desk, ref, "title", "打ちかけ", NOW)
    with pytest.raises(KeyError):
        write_and_fail(desk, ref)
    assert len(drafts(desk)) == 1


@pytest.mark.parametrize("how", ["same value", "dropped", "applied"])
def test_ways_to_be_done_with_a_draft(desk: Desk, how: str) -> None:
    """Confirming the value that was there, taking the typing back, and undoing all end a draft."""
    ref = first(desk, Kind.ISSUE)
    save_draft(desk, ref, "title", "打ちかけ", NOW)
    if how == "dropped":
        drop_draft(desk, ref, "title")
    else:
        with desk.write("fields-edited") as writing:
            if how == "applied":
                writing.apply([Edit(ref, "title", "いち", "に")])
            else:
                writing.set(ref, "title", "いち")
    assert drafts(desk) == ()


@pytest.mark.parametrize("text", ["a\0", "a\ud842"])
def test_draft_that_could_not_be_recovered_is_refused(desk: Desk, text: str) -> None:
    """What the field itself would refuse is refused at once, not at the next start."""
    with pytest.raises(Problem, match="text-not-storable"):
        save_draft(desk, first(desk, Kind.ISSUE), "title", text, NOW)
    with pytest.raises(TypeError):
        save_draft(desk, Ref(Kind.MILESTONE, "0" * 12), "start", "1", NOW)
    assert drafts(desk) == ()


def test_reader_keeps_no_draft(file_desk: Desk) -> None:
    """Who only reads cannot leave a draft."""
    with open_again(file_desk.path) as reader, pytest.raises(Problem, match="desk-held"):
        save_draft(reader, first(file_desk, Kind.ISSUE), "title", "x", NOW)
