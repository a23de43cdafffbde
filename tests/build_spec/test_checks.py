"""`dev.py test` runs every check to its end, fails when one failed, and lets pytest have the last word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devkit import checks

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest


def test_a_failed_check_stops_nothing_and_is_not_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """With mypy failing, the rest still runs, pytest last and told of the failure; the exit code is 1."""
    ran: list[str] = []
    told: list[str] = []

    def run_here(command: list[str], env: Mapping[str, str] | None = None) -> int:
        ran.append(command[2])
        told.append((env or {}).get("KXDESK_CHECKS", ""))
        return int(command[2] == "mypy")

    monkeypatch.setattr(checks, "run_here", run_here)
    assert checks.run_all("python", {}) == 1
    assert ran == ["ruff", "ruff", "mypy", "pytest"]
    assert told[-1] == "ruff check: OK\nruff format: OK\nmypy: NG"


def test_all_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """With nothing failing the exit code is 0."""
    monkeypatch.setattr(checks, "run_here", lambda _command, _env=None: 0)
    assert checks.run_all("python", {}) == 0
