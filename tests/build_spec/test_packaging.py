"""What is shipped is what was locked and tested: pins, version resource, frozen program."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

import build
import kxdesk
import wheelhouse
from devkit.console import ROOT, Stop
from devkit.version_info import version_resource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_every_dependency_is_pinned_by_hash() -> None:
    """The lock file pins each package to one version with hashes, and names no place to fetch it from."""
    entries = wheelhouse.entries()
    assert {"pyside6-essentials", "sqlalchemy", "alembic", "lxml", "openpyxl", "babel"} <= entries.keys()
    assert all("--hash=sha256:" in pin.text for pins in entries.values() for pin in pins)
    for lock in (ROOT / "build_spec").glob("*.lock"):
        assert "://" not in lock.read_text("utf-8")


@pytest.mark.parametrize("version", wheelhouse.VERSIONS)
def test_each_python_gets_one_entry_of_a_package(version: str) -> None:
    """A package that is locked several times, each time for other Pythons, is fetched once for each."""
    for name, pins in wheelhouse.entries().items():
        wanted = [pin for pin in pins if wheelhouse.holds(pin.marker, version)]
        assert len(wanted) == 1, name
        assert ";" not in wanted[0].text


@pytest.mark.parametrize(
    ("marker", "holds"),
    [
        ("", True),
        ("python_full_version < '3.12'", False),
        ("python_full_version >= '3.12' and sys_platform == 'win32'", True),
        ("sys_platform == 'darwin' or sys_platform == 'linux'", False),
        ("platform_python_implementation != 'PyPy'", True),
    ],
)
def test_a_marker_is_weighed_for_the_windows_pc(marker: str, *, holds: bool) -> None:
    """Not for the machine that fetches."""
    assert wheelhouse.holds(marker, "3.12") is holds


def test_a_marker_nobody_knows_is_no_guess() -> None:
    """It ends with a sentence."""
    with pytest.raises(Stop, match="extra"):
        wheelhouse.holds("extra == 'x'", "3.12")


def test_version_resource() -> None:
    """Windows is told the program's own version, as four numbers and as text."""

    def node(*args: Any, **kwargs: Any) -> tuple[Any, ...]:
        return (*args, kwargs)

    text = version_resource(build._version())
    names = re.findall(r"[A-Z][A-Za-z]+(?=\()", text)
    (parts,) = eval(text, dict.fromkeys(names, node))
    (fixed,) = parts["ffi"]
    assert fixed == {"filevers": (0, 1, 0, 0), "prodvers": (0, 1, 0, 0)}
    strings = {entry[0]: entry[1] for entry in parts["kids"][0][0][0][1]}
    assert strings["ProductVersion"] == kxdesk.__version__


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build.freeze(sys.executable, tmp_path_factory.mktemp("dist"))


@pytest.mark.frozen
def test_frozen_program_passes_its_self_test(program: Path) -> None:
    """Frozen and taken away from the source tree, the program still does its whole job."""
    assert build.self_test(program) == 0


@pytest.mark.frozen
@pytest.mark.screen
def test_frozen_program_opens_its_window(program: Path, tmp_path: Path) -> None:
    """The frozen program shows its window on a desk and has nothing to complain of."""
    desk = tmp_path / "見本.kxdesk"
    subprocess.run([program, "sample", desk], check=True, capture_output=True)
    with display() as screen:
        env = {**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
        window = subprocess.Popen([program, "open", desk], env=env, stderr=subprocess.PIPE, text=True)
        search = ["xdotool", "search", "--onlyvisible", "--name", desk.stem]
        give_up = time.monotonic() + 30
        shown = False
        while not shown and window.poll() is None and time.monotonic() < give_up:
            time.sleep(0.2)
            shown = subprocess.run(search, env=env, check=False, capture_output=True).returncode == 0
        window.terminate()
        _out, complaints = window.communicate(timeout=10)
    assert (shown, complaints) == (True, "")


@contextmanager
def display() -> Iterator[str]:
    """A screen without hardware, on a number that is free."""
    ours, theirs = os.pipe()
    command = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[theirs], stderr=subprocess.DEVNULL) as server:
        os.close(theirs)
        with os.fdopen(ours) as numbers:
            number = numbers.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()
