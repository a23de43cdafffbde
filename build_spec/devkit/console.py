"""What the two commands say, and how they run other programs."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]


class Stop(Exception):
    """The command cannot go on; its text says why and what to do."""


def say(japanese: str, english: str) -> None:
    print(f"▶ {japanese} / {english}", flush=True)


def speak_any_script() -> None:
    """A Windows console in another code page shows '?' for a letter it lacks, and does not fail."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def run_here(command: Sequence[str], env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> int:
    """Run a program on this console and return its exit code.

    `env` is added to the environment of this process.
    """
    sys.stdout.flush()
    return subprocess.run(list(command), cwd=cwd, env=_with(env), check=False).returncode


def must(command: Sequence[str], japanese: str, english: str, env: Mapping[str, str] | None = None) -> None:
    """Run a program; stop with the sentence when it fails."""
    if code := run_here(command, env):
        shown = shlex.join(command)
        raise Stop(f"{japanese} / {english} (exit {code})\n  {shown}")


def _with(env: Mapping[str, str] | None) -> dict[str, str] | None:
    return None if env is None else {**os.environ, **env}
