"""`kxdesk` and `kxdesk open DESK`: the window."""

from __future__ import annotations

import argparse
import os
import sys

from kxdesk.domain.problems import Problem


def run(options: argparse.Namespace) -> int:
    """Until the window is closed.

    Raises:
        Problem: no-display; Qt would end the process without a word a person understands.
    """
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise Problem("no-display")
    from kxdesk.app import run as run_window

    return run_window(options.desk)
