"""How the place of a desk is shown: its name, and the folder or the server it is in."""

from __future__ import annotations

from pathlib import Path

from kxdesk.system.server_address import ServerAddress, desk_path


def name_and_place(path: str) -> tuple[str, str]:
    """Of a file its name without the suffix and its folder, on a server the database and the address."""
    found = desk_path(path)
    if isinstance(found, ServerAddress):
        return found.name, str(found)
    return found.stem, str(found.parent)


def folder_of(path: str, otherwise: Path) -> Path:
    """Where files that belong to a desk are looked for first."""
    found = desk_path(path)
    return otherwise if isinstance(found, ServerAddress) else found.parent


def may_be_there(path: str) -> bool:
    """Of a server one learns that only by asking it."""
    found = desk_path(path)
    return isinstance(found, ServerAddress) or found.exists()
