"""The guards of conftest.py bite: what they forbid fails the test that does it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

CASES = """
import logging, os, sqlite3, threading, warnings
import pytest
from PySide6.QtCore import qWarning

def test_bad_log(): logging.getLogger("kxdesk.x").warning("oops")
def test_good_log(expected_log): expected_log("WARNING.*oops"); logging.getLogger("a").warning("oops")
def test_bad_silence(expected_log): expected_log("oops")
def test_bad_qt(): qWarning("oops")
@pytest.fixture
def messy():
    yield
    qWarning("oops")
def test_bad_qt_late(messy): pass
def test_bad_warning(): warnings.warn("oops")
def test_bad_thread():
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start(); thread.join()
def test_good_home(tmp_path): assert os.path.expanduser("~").startswith(str(tmp_path.parent))
@pytest.mark.office
def test_needs_office(): raise AssertionError
@pytest.mark.screen
def test_needs_screen(): raise AssertionError
"""


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest says of CASES under our conftest and settings, with no program on the PATH."""
    folder = tmp_path_factory.mktemp("cases")
    (folder / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text("utf-8"), "utf-8")
    (folder / "test_cases.py").write_text(CASES, "utf-8")
    (folder / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8"), "utf-8")
    command = [sys.executable, "-m", "pytest", "-v", "--tb=no", "-p", "no:cacheprovider", str(folder)]
    done = subprocess.run(
        command, cwd=folder, env={"PATH": ""}, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return done.stdout


def test_every_guard_bites(verdicts: str) -> None:
    """Each bad case fails or errs, each good one passes, each case that needs a program is skipped."""
    lines = [line for line in verdicts.splitlines() if line.startswith("test_cases.py::test_")]
    last = {line.partition("::")[2].split()[0]: line.split()[1] for line in lines}
    outcome = {"bad": {"FAILED", "ERROR"}, "good": {"PASSED"}, "needs": {"SKIPPED"}}
    assert len(last) == 10
    assert {
        name: verdict for name, verdict in last.items() if verdict not in outcome[name.split("_")[1]]
    } == {}


def test_skips_are_named(verdicts: str) -> None:
    """The summary names the programs that were missing."""
    assert "LibreOffice Calc: 1 件" in verdicts
    assert "Xvfb, xdotool: 1 件" in verdicts
