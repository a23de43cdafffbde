"""`kxdesk` and `kxdesk open DESK`: the window."""

from __future__ import annotations

import argparse


def run(options: argparse.Namespace) -> int:
    """Until the window is closed."""
    from kxdesk.app import run as run_window  # noqa: PLC0415 a command without a window must not load Qt

    return run_window(options.desk)
