"""`kxdesk` and `kxdesk open DESK`: the window."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from kxdesk.domain.problems import Problem
from kxdesk.system.server_address import DeskPath, desk_path

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def is_asked_for(arguments: Sequence[str]) -> bool:
    """Told without argparse and the other commands: the window is waited for every morning."""
    return not arguments or (
        len(arguments) == 2 and arguments[0] == "open" and not arguments[1].startswith("-")
    )


def run(options: argparse.Namespace) -> int:
    """As `show`."""
    return show(options.desk)


def show(desk: str | DeskPath | None = None) -> int:
    """Until the window is closed.

    Raises:
        Problem: no-display; Qt would end the process without a word a person understands.
    """
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise Problem("no-display")
    gc.set_threshold(50_000, 20, 20)  # hardly anything of a start is rubbish, and no keystroke waits for it
    from kxdesk.app import run as run_window

    return run_window(desk_path(desk) if isinstance(desk, str) else desk)
