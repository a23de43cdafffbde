"""A file that cannot be read ends as a reason that the person can act on."""

from __future__ import annotations

from pathlib import Path

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.system import incoming
from kxdesk.system.incoming import file_bytes


def test_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "提出.xlsx"
    path.write_bytes(b"PK\3\4")
    assert file_bytes(path) == b"PK\3\4"


@pytest.mark.parametrize("name", ["nowhere.xlsx", ".", "file/in a file", "nul\0", "長" * 300])
def test_what_is_no_file_is_missing(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Problem) as raised:
        file_bytes(tmp_path / name)
    assert raised.value.code in {"file-missing", "file-locked"}


def test_what_another_program_holds_is_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.touch()

    def held(_: Path) -> bytes:
        raise PermissionError(13, "held")

    monkeypatch.setattr(Path, "read_bytes", held)
    with pytest.raises(Problem) as raised:
        file_bytes(path)
    assert raised.value.code == "file-locked"


def test_what_fills_the_memory_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(bytes(11))
    monkeypatch.setattr(incoming, "_MOST_BYTES", 10)
    with pytest.raises(Problem) as raised:
        file_bytes(path)
    assert raised.value.code == "too-large"
