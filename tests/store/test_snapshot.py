"""A snapshot is the whole desk in one file, read again before it is put in place."""

from __future__ import annotations

from pathlib import Path

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind
from kxdesk.store import policies
from kxdesk.store import snapshot as module
from kxdesk.store.desk import Desk
from kxdesk.store.snapshot import content_hash, snapshot
from kxdesk.store.verifying import verify
from tests.store.desks import files, first, open_again


def test_snapshot_is_the_desk(desk: Desk, tmp_path: Path) -> None:
    """It opens as a desk with equal content, history and identity, and replaces an older snapshot."""
    target = tmp_path / "写し.kxdesk"
    assert snapshot(desk, target) == target
    with desk.write("fields-edited") as writing:
        writing.set(first(desk, Kind.ISSUE), "title", "新")
    snapshot(desk, target)
    with open_again(target) as copy:
        assert copy.id == desk.id
        assert content_hash(copy) == content_hash(desk)
        assert verify(copy) == verify(desk)
    assert [name for name in files(tmp_path) if name.endswith(("kxtmp", "journal"))] == []


def test_reader_may_take_a_snapshot(desk: Desk, tmp_path: Path) -> None:
    """Who only reads may copy."""
    with open_again(desk.path) as reader:
        snapshot(reader, tmp_path / "b.kxdesk")
    assert (tmp_path / "b.kxdesk").exists()


def test_what_differs_is_not_put_in_place(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy that does not hold what the desk holds replaces nothing."""
    target = tmp_path / "写し.kxdesk"
    target.write_text("前の写し")
    monkeypatch.setattr(module, "content_of", lambda _: ("another", None))
    with pytest.raises(Problem, match="snapshot-differs"):
        snapshot(desk, target)
    assert target.read_text() == "前の写し"


def test_journal_of_another_desk_is_not_played_in(desk: Desk, tmp_path: Path) -> None:
    """Where a journal lies beside the target nothing is put: SQLite would take it for the snapshot's own."""
    (tmp_path / "b.kxdesk-journal").touch()
    with pytest.raises(Problem, match="file-exists"):
        snapshot(desk, tmp_path / "b.kxdesk")


def test_content_hash_tells_content(desk: Desk) -> None:
    """It follows values, order and presence, and comes back when they do."""
    ref = first(desk, Kind.ISSUE)
    hashes = [content_hash(desk)]
    for step in ("set", "retire", "move", "back"):
        with desk.write("x") as writing:
            if step == "set":
                writing.set(ref, "content", "")
            elif step == "retire":
                writing.retire(ref)
            elif step == "move":
                position = policies.value_of(desk, ref, "position")
                writing.move(ref, after=None)
            else:
                writing.set(ref, "content", None)
                writing.restore(ref)
                writing._put(ref, "position", policies.value_of(desk, ref, "position"), position)
        hashes.append(content_hash(desk))
    assert len(set(hashes[:4])) == 4
    assert hashes[4] == hashes[0]
