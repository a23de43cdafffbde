"""The program finds its own files wherever it was put: source tree, wheel, frozen."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kxdesk.system.resources import migrations, resource

ROOT = Path(__file__).resolve().parents[2]


def test_source_tree() -> None:
    """In the source tree the folders beside the package are used."""
    assert resource("forms", "R7", "template.xlsx").is_file()
    assert migrations() == ROOT / "db"


def test_frozen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In the frozen program they lie in the bundle's folder."""
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("icons", "x.svg") == tmp_path / "resources" / "icons" / "x.svg"
    assert migrations() == tmp_path / "db"


def test_wheel(tmp_path: Path) -> None:
    """A built wheel carries both folders whole and finds them without the source tree."""
    site = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(site)

    code = "from kxdesk.system.resources import *; print(resource('locale')); print(migrations())"
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=site, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout.splitlines()
    assert shown == [str(site / "kxdesk" / "_resources" / "locale"), str(site / "kxdesk" / "_db")]
    assert (site / "kxdesk" / "_resources" / "forms" / "R7" / "template.xlsx").is_file()
    assert (site / "kxdesk" / "_db" / "env.py").is_file()
