"""Every value's history says who, when, what before and after, and why; newest first."""

from __future__ import annotations

from kxdesk.domain.edits import PRESENT, Edit
from kxdesk.domain.things import Kind
from kxdesk.store import history
from kxdesk.store.desk import Desk
from tests.store.desks import first


def test_entry_says_everything(desk: Desk) -> None:
    """One edit is one entry with its person, PC, time in UTC, reason and source."""
    ref = first(desk, Kind.ISSUE)
    with desk.write("fields-edited", "誤記", "提出.xlsx", undo_of=1) as writing:
        writing.set(ref, "title", "新")
    (entry, older) = history.entries(desk, refs=[ref], field="title")
    assert (entry.os_user, entry.display_name, entry.pc) == ("yamada", "山田", "PC-01")
    assert (entry.label, entry.why, entry.source, entry.undo_of) == ("fields-edited", "誤記", "提出.xlsx", 1)
    assert (entry.ref, entry.field, entry.before, entry.after) == (ref, "title", "いち", "新")
    assert entry.at.startswith("2025-12-01T05:00:")
    assert entry.at.endswith("+00:00")
    assert (older.before, older.after, older.seq < entry.seq) == (None, "いち", True)
    assert history.entry(desk, entry.seq) == entry
    assert history.entry(desk, 10**6) is None


def test_filters_and_limit(desk: Desk) -> None:
    """Entries of some things, one field, or the newest few."""
    ref = first(desk, Kind.ISSUE)
    everything = history.entries(desk)
    assert [entry.seq for entry in everything] == list(range(len(everything), 0, -1))
    assert history.entries(desk, limit=3) == everything[:3]
    assert history.entries(desk, refs=[]) == ()
    assert {entry.ref for entry in history.entries(desk, refs=[ref])} == {ref}
    assert {entry.field for entry in history.entries(desk, field=PRESENT)} == {PRESENT}


def test_change_comes_back_whole(desk: Desk) -> None:
    """A change is found by its number with its edits in their order; the list of changes is newest first."""
    ref = first(desk, Kind.ISSUE)
    with desk.write("fields-edited") as writing:
        writing.set(ref, "title", "一")
        writing.set(ref, "number", "9")
    assert history.change(desk, 2) == writing.change
    assert writing.change is not None
    assert writing.change.edits == (Edit(ref, "title", "いち", "一"), Edit(ref, "number", "1", "9"))
    assert writing.change.touched == {ref}
    assert history.change(desk, 3) is None
    assert [(facts.number, facts.label) for facts in history.changes(desk)] == [
        (2, "fields-edited"),
        (1, "policy-added"),
    ]
    assert len(history.changes(desk, limit=1)) == 1


def test_created_things_are_named_in_order(desk: Desk) -> None:
    """A change names what it brought into being, parents first."""
    change = history.change(desk, 1)
    assert change is not None
    assert [ref.kind for ref in change.created] == [Kind.POLICY, Kind.ISSUE, Kind.ISSUE]
