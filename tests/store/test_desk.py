"""A desk is written through one door, by one person at a time, and says what it is."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from kxdesk.domain.problems import Problem
from kxdesk.domain.roles import Role
from kxdesk.domain.things import Kind
from kxdesk.store import database, policies
from kxdesk.store.desk import Desk
from tests.store.desks import (
    PERSON,
    TickingClock,
    files,
    first,
    make_desk,
    open_again,
    small_policy,
    write_and_fail,
)


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    """A policy comes out as it went in, not-asked apart from blank, and no file is left beside the desk."""
    path = tmp_path / "局.kxdesk"
    with make_desk(path, small_policy()) as desk:
        identity = desk.id
    with open_again(path) as desk:
        (line,) = policies.policies(desk)
        policy = policies.load_policy(desk, line.id)
        assert desk.id == identity
        assert desk.role is Role.DIVISION
    assert (policy.bureau, policy.mission, policy.budget) == ("試験局", "", None)
    assert policies.without_ids(policy) == small_policy()
    assert files(tmp_path) == ["局.kxdesk"]


def test_second_opening_reads_and_names_the_holder(file_desk: Desk) -> None:
    """While one writes, another reads the same file, learns who writes, and cannot write."""
    with open_again(file_desk.path) as second:
        assert second.read_only
        assert second.holder is not None
        assert (second.holder.name, second.holder.pc) == ("山田", "PC-01")
        with pytest.raises(Problem, match="desk-held"), second.write("fields-edited"):
            pass
        with file_desk.write("fields-edited") as writing:
            writing.set(first(file_desk, Kind.ISSUE), "title", "あとから")
        assert policies.value_of(second, first(file_desk, Kind.ISSUE), "title") == "あとから"


def test_write_outside_the_door_is_an_error(desk: Desk) -> None:
    """Even raw SQL cannot change a desk outside of `write`, and one change is not begun inside another."""
    with pytest.raises(DBAPIError), desk.reading() as connection:
        connection.exec_driver_sql("UPDATE issue SET title='x'")
    with desk.write("fields-edited"), pytest.raises(RuntimeError), desk.write("fields-edited"):
        pass
    assert policies.value_of(desk, first(desk, Kind.ISSUE), "title") == "いち"


def test_failed_change_leaves_nothing(desk: Desk) -> None:
    """An error inside `write` undoes all of it, and the desk can be written afterwards."""
    ref = first(desk, Kind.ISSUE)
    with pytest.raises(KeyError):
        write_and_fail(desk, ref)
    assert policies.value_of(desk, ref, "title") == "いち"
    with desk.write("fields-edited") as writing:
        writing.set(ref, "title", "後")
    assert policies.value_of(desk, ref, "title") == "後"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "not-a-desk"), (b"PK\x03\x04" + b"x" * 5000, "not-a-desk"), (None, "desk-missing")],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes | None, code: str) -> None:
    """What is no desk is refused by name and left as it is, with nothing beside it."""
    path = tmp_path / "a.kxdesk"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Problem, match=code):
        open_again(path)
    assert files(tmp_path) == ([] if content is None else ["a.kxdesk"])
    assert content is None or path.read_bytes() == content


def test_foreign_database_is_refused(tmp_path: Path) -> None:
    """Another program's SQLite file is no desk."""
    path = tmp_path / "a.kxdesk"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE t (x)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(Problem, match="not-a-desk"):
        open_again(path)
    assert path.read_bytes() == before


def test_damage_is_named(tmp_path: Path) -> None:
    """A desk whose pages were overwritten is refused as damaged."""
    path = tmp_path / "a.kxdesk"
    make_desk(path, small_policy()).close()
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(Problem, match="desk-damaged"):
        open_again(path)


def test_existing_file_is_never_made_anew(tmp_path: Path) -> None:
    """A new desk replaces nothing, and no journal of a former one is played into it."""
    path = tmp_path / "a.kxdesk"
    path.write_text("x")
    with pytest.raises(Problem, match="file-exists"):
        make_desk(path)
    assert path.read_text() == "x"
    path.rename(tmp_path / "a.kxdesk-journal")
    with pytest.raises(Problem, match="file-exists"):
        make_desk(path)
    with pytest.raises(Problem, match="folder-missing"):
        make_desk(tmp_path / "無い" / "a.kxdesk")


def test_read_only_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk that may not be written opens for reading, names no holder, and nothing is created."""
    path = tmp_path / "a.kxdesk"
    make_desk(path, small_policy()).close()
    monkeypatch.setattr("os.access", lambda *_: False)  # root may write anywhere
    with open_again(path) as desk:
        assert desk.read_only
        assert desk.holder is None
        assert files(tmp_path) == ["a.kxdesk"]


def test_current_desk_opens_without_alembic(tmp_path: Path) -> None:
    """Start-up does not pay for migrations where there is nothing to migrate."""
    path = tmp_path / "a.kxdesk"
    make_desk(path).close()
    code = (
        "import sys; from pathlib import Path; from kxdesk.store.desk import Desk;"
        "from kxdesk.system.clock import SystemClock; from kxdesk.system.person import current_person;"
        "Desk.open(Path(sys.argv[1]), person=current_person(), clock=SystemClock()).close();"
        "sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True, cwd=Path(__file__).parents[2])


def test_reader_that_takes_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit that a reader holds up is refused by name, writes nothing, and the next one goes through."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with make_desk(tmp_path / "a.kxdesk", small_policy()) as desk, open_again(desk.path) as reader:
        ref = first(desk, Kind.ISSUE)
        with reader.reading():
            assert policies.value_of(reader, ref, "title") == "いち"
            with pytest.raises(Problem, match="desk-busy"), desk.write("fields-edited") as writing:
                writing.set(ref, "title", "待たされた")
            assert policies.value_of(reader, ref, "title") == "いち"
        with desk.write("fields-edited") as writing:
            writing.set(ref, "title", "通った")
        assert policies.value_of(reader, ref, "title") == "通った"


def test_desk_may_pass_to_another_thread(desk: Desk) -> None:
    """A desk opened in one thread can be used by the worker."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    with ThreadPoolExecutor(1) as worker:
        assert len(worker.submit(policies.policies, desk).result()) == 1


def test_settings_of_the_connection(file_desk: Desk) -> None:
    """The rules for a live desk hold on its connection."""
    wanted = {
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
    }
    with file_desk.reading() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
    assert found == wanted


def test_clock_set_back_changes_no_order(tmp_path: Path) -> None:
    """The history is in the order of its numbers whatever the clock says."""
    path = tmp_path / "a.kxdesk"
    make_desk(path, small_policy()).close()
    early = TickingClock(TickingClock().now().replace(year=2001))
    with Desk.open(path, person=PERSON, clock=early) as desk:
        with desk.write("fields-edited") as writing:
            writing.set(first(desk, Kind.ISSUE), "title", "昔")
        assert writing.change is not None
        assert writing.change.number == 2
