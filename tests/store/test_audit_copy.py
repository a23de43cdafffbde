"""An audit copy is made of a desk wherever it is kept, and remembers the one before it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from kxdesk.domain.things import Kind
from kxdesk.store.audit_copy import audit_copies, make_audit_copy
from kxdesk.store.desk import Desk
from kxdesk.store.editions import editions, freeze
from kxdesk.store.examining import examine
from tests.store.desks import first, open_again


def test_made_of_a_file_and_of_a_server(desk: Desk, tmp_path: Path) -> None:
    """Content, history and editions are the desk's, and the copy is sound."""
    freeze(desk, "確定版", "令和7年12月", datetime(2025, 12, 5, tzinfo=UTC))
    one = make_audit_copy(desk, tmp_path / "一.kxdesk", None)
    with desk.write("fields-edited") as writing:
        writing.set(first(desk, Kind.ISSUE), "title", "後から")
    two = make_audit_copy(desk, tmp_path / "二.kxdesk", None)
    assert (one.manifest.previous, two.manifest.previous) == (None, one.manifest.id)
    assert [name for _, _, name in audit_copies(desk)] == ["一.kxdesk", "二.kxdesk"]
    examined = examine(two.path, known=one.manifest, code=one.manifest.head_code)
    assert (examined.sound, examined.code_entry) == (True, one.manifest.length)
    with open_again(two.path) as copy:
        assert copy.id == desk.id
        assert editions(copy) == editions(desk)
