"""All checks of `test`: the quick ones first, then pytest, whose closing line stands last."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .console import run_here, say

if TYPE_CHECKING:
    from collections.abc import Mapping

CHECKS = {
    "ruff check": ["ruff", "check", "--quiet", "."],
    "ruff format": ["ruff", "format", "--quiet", "--check", "."],
    "mypy": ["mypy", "--no-error-summary"],
}


def run_all(python: str, env: Mapping[str, str]) -> int:
    """Run every check even after one failed; 1 when any did."""
    results = {}
    for name, command in CHECKS.items():
        say(f"検査: {name}", "check")
        results[name] = run_here([python, "-m", *command])
    report = "\n".join(f"{name}: {'NG' if code else 'OK'}" for name, code in results.items())
    say("検査: pytest", "tests, import contracts, catalogues")
    workers = str(min(4, os.cpu_count() or 1))
    tests = ["pytest", "-n", workers, "--dist", "worksteal", "--cov", "--cov-report=term"]
    results["pytest"] = run_here([python, "-m", *tests], {**env, "KXDESK_CHECKS": report})
    return 1 if any(results.values()) else 0
