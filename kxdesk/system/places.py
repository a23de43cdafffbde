"""Where things lie on this PC, and what sort of place a path is."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath


class Place(StrEnum):
    """What SQLite may be trusted with: only LOCAL."""

    LOCAL = "local"
    SHARE = "share"
    SYNC = "sync"
    REMOVABLE = "removable"


@dataclass(frozen=True, slots=True)
class Places:
    """The program's own folders for this person; made when first used."""

    data: Path

    @property
    def settings(self) -> Path:
        """An .ini file."""
        return self.data / "settings.ini"

    @property
    def working_copies(self) -> Path:
        """Desks whose home is no place for SQLite."""
        return self.data / "working"

    @property
    def drafts(self) -> Path:
        """Typing that has not reached a server yet."""
        return self.data / "drafts"

    @property
    def backups(self) -> Path:
        """Copies made before a risky step."""
        return self.data / "backups"

    @property
    def layouts(self) -> Path:
        """Layouts learnt from other templates."""
        return self.data / "layouts"

    @property
    def forms(self) -> Path:
        """What the forms shown last asked for; may be removed at any time."""
        return self.data / "forms"

    @property
    def charts(self) -> Path:
        """What was found of the fonts of this PC; may be removed at any time."""
        return self.data / "charts"

    @property
    def logs(self) -> Path:
        """Diagnostics without record text."""
        return self.data / "logs"


def places() -> Places:
    """For the person logged on; KXDESK_DATA overrides, so that a test never meets a real folder."""
    override = os.environ.get("KXDESK_DATA")
    if override:
        return Places(Path(override))
    if sys.platform == "win32":
        return Places(Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "kxdesk")
    return Places(Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "kxdesk")


_SYNC_FOLDERS = ("onedrive", "dropbox", "google drive", "googledrive", "box sync", "icloud", "nextcloud")
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NETWORK_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afpfs", "ncpfs", "davfs"}
_REMOVABLE_ROOTS = ("/media/", "/run/media/", "/Volumes/")


def kind_of_place(path: Path) -> Place:
    """By the drive, the mount and the folder's name; LOCAL where nothing speaks against it."""
    path = path.absolute()
    if _in_sync_folder(path):
        return Place.SYNC
    if sys.platform == "win32":
        return _by_windows_drive(path)
    if _mounted_as(path, Path("/proc/mounts")) in _NETWORK_SYSTEMS:
        return Place.SHARE
    if str(path).startswith(_REMOVABLE_ROOTS):
        return Place.REMOVABLE
    return Place.LOCAL


def _in_sync_folder(path: PurePath) -> bool:
    roots = [os.environ[name] for name in _SYNC_VARIABLES if os.environ.get(name)]
    if any(path.is_relative_to(root) for root in roots):
        return True
    return any(part.casefold().startswith(_SYNC_FOLDERS) for part in path.parts[1:])


def _by_windows_drive(path: Path) -> Place:
    import ctypes  # noqa: PLC0415 absent elsewhere

    if path.drive.startswith("\\\\"):
        return Place.SHARE
    drive_type = ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\")  # type: ignore[attr-defined]
    return {2: Place.REMOVABLE, 4: Place.SHARE, 5: Place.REMOVABLE}.get(drive_type, Place.LOCAL)


def _mounted_as(path: Path, mounts: Path) -> str:
    """The file system of the longest mount point above the path; "" where it cannot be told."""
    try:
        lines = mounts.read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    entries = [line.split(" ") for line in lines]
    points = [
        (entry[1].replace("\\040", " "), entry[2])
        for entry in entries
        if len(entry) > 2 and path.is_relative_to(entry[1].replace("\\040", " "))
    ]
    return max(points, key=lambda point: len(point[0]), default=("", ""))[1]
