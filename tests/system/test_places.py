"""A path that SQLite cannot be trusted with is known as such."""

from __future__ import annotations

from pathlib import Path

import pytest

from kxdesk.system.places import Place, _mounted_as, kind_of_place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/home/sakura/机.kxdesk", Place.LOCAL),
        ("/home/sakura/OneDrive - 若波市/机.kxdesk", Place.SYNC),
        ("/home/sakura/Dropbox/机.kxdesk", Place.SYNC),
        ("/media/sakura/USB/机.kxdesk", Place.REMOVABLE),
        ("/run/media/sakura/USB/机.kxdesk", Place.REMOVABLE),
    ],
)
def test_by_name(path: str, place: Place) -> None:
    assert kind_of_place(Path(path)) is place


def test_a_sync_folder_that_only_the_system_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OneDrive", str(tmp_path))
    assert kind_of_place(tmp_path / "a.kxdesk") is Place.SYNC


def test_by_the_mount_above_it(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda / ext4 rw 0 0\n//srv/s /mnt/共有\\040フォルダー cifs rw 0 0\n", encoding="utf-8"
    )
    assert _mounted_as(Path("/mnt/共有 フォルダー/a.kxdesk"), mounts) == "cifs"
    assert _mounted_as(Path("/home/a.kxdesk"), mounts) == "ext4"
