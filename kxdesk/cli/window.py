"""`kxdesk` and `kxdesk open DESK`: the window."""

from __future__ import annotations

import argparse


def run(options: argparse.Namespace) -> int:
    """Until the window is closed."""
    from kxdesk.app import run as run_window

    return run_window(options.desk)
