"""Where the program's own files lie: in the source tree, in an installed wheel, or in the frozen program."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def resource(*parts: str) -> Path:
    """The path of a file or folder below `resources/`; it is not looked up whether it exists."""
    return _base("resources").joinpath(*parts)


def migrations() -> Path:
    """The folder `db/`: the Alembic environment with its numbered versions."""
    return _base("db")


def _base(folder: str) -> Path:
    bundle = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's start-up code only
    if bundle is not None:
        return Path(bundle) / folder
    in_wheel = _PACKAGE / f"_{folder}"
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent / folder
