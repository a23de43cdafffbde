"""A newer desk is left alone, byte for byte; an older one is upgraded on a copy and kept as it was."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from kxdesk.domain.problems import Problem
from kxdesk.store import policies, schema, version
from kxdesk.store.desk import Desk
from kxdesk.store.schema import CURRENT, Version
from kxdesk.store.verifying import verify
from kxdesk.system.resources import migrations
from tests.store.desks import files, let_time_pass, make_desk, open_again, small_policy


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "desks").mkdir()
    path = tmp_path / "desks" / "政策局.kxdesk"
    make_desk(path, small_policy()).close()
    return path


def tables(path: Path) -> set[str]:
    raw = sqlite3.connect(path)
    names = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type='table'")}
    raw.close()
    return names


@pytest.mark.parametrize(
    "version", [Version(CURRENT.major + 1, 0), Version(CURRENT.major, CURRENT.minor + 1)]
)
@pytest.mark.parametrize("read_only", [False, True])
def test_newer_is_refused_and_untouched(path: Path, version: Version, read_only: bool) -> None:
    """A desk of a later program, by a major or a minor step, keeps its bytes and gets no company."""
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version={version.number}")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(Problem) as caught:
        open_again(path, read_only=read_only)
    assert caught.value.code == "desk-newer"
    assert caught.value.facts["found"] == str(version)
    assert path.read_bytes() == before
    assert files(path.parent) == ["政策局.kxdesk"]


def test_older_is_kept_and_a_copy_upgraded(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After it the desk is up to date with all it held, and the old file lies beside it as it was."""
    before = path.read_bytes()
    let_time_pass(tmp_path, monkeypatch)
    with open_again(path) as desk:
        assert policies.policies(desk)[0].bureau == "試験局"
        assert verify(desk).sound
        kept = desk.kept
    assert kept is not None
    assert kept.read_bytes() == before
    assert files(path.parent) == ["政策局 (旧版 20251201).kxdesk", "政策局.kxdesk"]
    assert tables(path) - tables(kept) == {"later"}
    with open_again(path) as desk:
        assert desk.kept is None


@pytest.mark.parametrize("others", [True, False])
def test_upgrade_goes_on_after_a_crash(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, others: bool
) -> None:
    """A file kept already is used when it is this desk's, and never overwritten when it is another's."""
    beside = path.with_name("政策局 (旧版 20251201).kxdesk")
    beside.write_bytes(b"x" if others else path.read_bytes())
    let_time_pass(tmp_path, monkeypatch)
    open_again(path).close()
    second = ["政策局 (旧版 20251201) (2).kxdesk"] if others else []
    assert files(path.parent) == [*second, beside.name, path.name]
    assert not others or beside.read_bytes() == b"x"


def test_failed_upgrade_changes_nothing(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a step fails the desk is what it was, is not opened, and no half-made file is left."""
    before = path.read_bytes()
    orphan = "INSERT INTO issue (id, parent, position, present) VALUES ('x', 'none', 1, 1)"
    let_time_pass(tmp_path, monkeypatch, f'op.execute("{orphan}")')
    with pytest.raises(IntegrityError):
        open_again(path)
    assert path.read_bytes() == before
    assert [name for name in files(path.parent) if name.startswith(".")] == []


def test_reader_cannot_upgrade(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read-only, an older desk is refused by name and left alone."""
    let_time_pass(tmp_path, monkeypatch)
    with pytest.raises(Problem, match="desk-older"):
        open_again(path, read_only=True)
    assert files(path.parent) == ["政策局.kxdesk"]


def test_new_desks_have_the_current_version(file_desk: Desk) -> None:
    """The file says what it is in its header, where any tool can see it."""
    header = file_desk.path.read_bytes()[:100]
    assert int.from_bytes(header[60:64], "big") == CURRENT.number
    assert header[68:72] == b"kxDs"


def test_every_step_is_counted() -> None:
    """The version is the number of the last step; the first look into a desk knows the same one."""
    last = max(int(path.name[:4]) for path in migrations().joinpath("versions").glob("[0-9]*.py"))
    assert schema.CURRENT == version.CURRENT
    assert version.CURRENT.minor == last - 1
