"""JSON on stdout, sentences on stderr, and nothing else on either."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from typing import Any

from kxdesk.domain.problems import Problem


def say(sentence: str) -> None:
    """One line for the person; a program without a console has nobody to tell."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(f"{sentence}\n")


def put(document: Any) -> None:
    """One JSON document for the next program.

    Raises:
        Problem: output-failed where stdout is closed, full, or read by nobody.
    """
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    if sys.stdout is None:
        raise Problem("output-failed", system="closed")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        _give_up_stdout()
        raise Problem("output-failed", system=error.strerror or "") from error


def _give_up_stdout() -> None:
    """What is left in its buffer would fail again, loudly, when Python ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
