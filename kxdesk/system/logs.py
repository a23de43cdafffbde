"""A diagnostic log without record text: what went wrong, where in the program, never what was typed."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def set_up_logs(folder: Path) -> None:
    """Warnings and worse to `folder/kxdesk.log`, half a megabyte, three generations."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "kxdesk.log", maxBytes=512_000, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:  # a PC that lets us write nowhere still gets its window
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger("kxdesk")
    root.addHandler(handler)
    root.setLevel(logging.INFO)
