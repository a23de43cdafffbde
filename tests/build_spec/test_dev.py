"""`dev.py` makes what it needs from nothing, once, and says in a sentence what it cannot do.

Run for real on a small stand-in project, in a folder whose name has Japanese letters and spaces.
"""

from __future__ import annotations

import ast
import hashlib
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STAND_IN = """
import json, sys, probe
from pathlib import Path
print("ran", json.dumps(sys.argv[1:], ensure_ascii=False))
if sys.argv[1] == "sample":
    Path(sys.argv[2]).touch()
"""


class Project:
    """A stand-in for the project: our dev.py, its own lock files, a `kxdesk` that says how it was called."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "日本語 の 箱" / "kxdesk"
        self.wheels = folder / "車輪 wheels"
        self.wheels.mkdir()
        shutil.copytree(
            ROOT / "build_spec",
            self.root / "build_spec",
            ignore=shutil.ignore_patterns("__pycache__", "wheelhouse", "*.lock"),
        )
        package = self.root / "kxdesk"
        package.mkdir()
        (package / "__init__.py").touch()
        (package / "__main__.py").write_text(STAND_IN, "utf-8")
        self.lock("1.0")

    def lock(self, version: str) -> None:
        """Pin the package `probe` to a version, and lay its wheel into the wheelhouse."""
        wheel = self.wheels / f"probe-{version}-py3-none-any.whl"
        info = f"probe-{version}.dist-info"
        with zipfile.ZipFile(wheel, "w") as out:
            out.writestr("probe.py", "")
            out.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: probe\nVersion: {version}\n")
            out.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            out.writestr(
                f"{info}/RECORD", f"probe.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n"
            )
        pin = f"probe=={version} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"
        for name in ("requirements.lock", "requirements-dev.lock"):
            (self.root / "build_spec" / name).write_text(pin, "utf-8")

    def dev(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        variables = {**os.environ, "KXDESK_WHEELHOUSE": str(self.wheels), **env}
        if "DISPLAY" not in env:
            variables.pop("DISPLAY", None)
            variables.pop("WAYLAND_DISPLAY", None)
        return subprocess.run(
            [sys.executable, str(self.root / "build_spec" / "dev.py"), *arguments],
            env=variables, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_start_twice_then_after_a_change(project: Project) -> None:
    """From nothing to the job; again at once; a changed lock or a broken environment is renewed."""
    first = project.dev("start")
    sample = project.root / "sample" / "見本.kxdesk"
    assert first.returncode == 0, first.stderr
    assert f'ran ["sample", "{sample}"]' in first.stdout
    assert f'ran ["self-test", "--keep", "{sample.parent}/without-window"]' in first.stdout

    began = time.monotonic()
    second = project.dev("start", DISPLAY=":9")
    assert time.monotonic() - began < 2
    assert f'ran ["open", "{sample}"]' in second.stdout
    assert 'sample"' not in second.stdout
    assert ".venv" not in second.stdout

    launcher = project.root / ".venv" / "bin" / "kxdesk"
    elsewhere = subprocess.run(
        [launcher, "dump", "机 上"], cwd="/", capture_output=True, text=True, check=True
    )
    assert elsewhere.stdout == 'ran ["dump", "机 上"]\n'

    project.lock("2.0")
    assert "renewing .venv" in project.dev("start").stdout
    assert list((project.root / ".venv").rglob("probe-2.0.dist-info"))
    assert not list((project.root / ".venv").rglob("probe-1.0.dist-info"))

    for python in (project.root / ".venv" / "bin").glob("python*"):
        python.unlink()
    assert "renewing .venv" in project.dev("start").stdout


@pytest.mark.parametrize(
    ("env", "sentence"),
    [
        ({"KXDESK_WHEELHOUSE": "/nowhere"}, "no such folder: /nowhere"),
        ({"KXDESK_WHEELHOUSE": str(ROOT / "resources")}, "cannot install the packages"),
    ],
)
def test_what_cannot_be_done_is_said(project: Project, env: dict[str, str], sentence: str) -> None:
    """A wheelhouse that is absent or lacks a package ends with a sentence, not a traceback."""
    done = project.dev("start", **env)
    assert done.returncode == 3
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_old_python_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """dev.py itself parses on Python 3.6 and stops there with a sentence."""
    source = (ROOT / "build_spec" / "dev.py").read_text("utf-8")
    ast.parse(source, feature_version=(3, 6))
    scope: dict[str, object] = {"__name__": "dev"}
    exec(source, scope)
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    main = scope["main"]
    assert callable(main)
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed \(this is 3\.10\)"):
        main()
