"""What is shipped is what was locked and tested: pins, version resource, frozen program."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import build
import pytest
import wheelhouse
from devkit.console import ROOT
from devkit.version_info import version_resource

import kxdesk

if TYPE_CHECKING:
    from pathlib import Path


def test_every_dependency_is_pinned_by_hash() -> None:
    """The lock file pins each package to one version with hashes, and names no place to fetch it from."""
    pins = wheelhouse.pins()
    assert {"pyside6-essentials", "sqlalchemy", "alembic", "lxml", "openpyxl", "babel"} <= pins.keys()
    assert all("--hash=sha256:" in pin for pin in pins.values())
    for lock in (ROOT / "build_spec").glob("*.lock"):
        assert "://" not in lock.read_text("utf-8")


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


@pytest.mark.frozen
def test_frozen_program_passes_its_self_test(tmp_path: Path) -> None:
    """Frozen and taken away from the source tree, the program still does its whole job."""
    assert build.self_test(build.freeze(sys.executable, tmp_path)) == 0
