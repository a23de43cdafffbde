"""Freeze the program and let the frozen program test itself.

python3 build_spec/build.py [--dist FOLDER]

Leaves the program in FOLDER/kxdesk (dist/kxdesk). The exit code is that of its self-test.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from devkit import environment, machine
from devkit.console import ROOT, Stop, must, run_here, say, speak_any_script
from devkit.version_info import version_resource

WORK = ROOT / "build"


def main() -> int:
    speak_any_script()
    parser = argparse.ArgumentParser(prog="build.py", description="kxdesk を凍結して自己診断する")
    parser.add_argument("--dist", type=Path, default=ROOT / "dist")
    dist = parser.parse_args().dist.resolve()
    try:
        machine.ensure_venv_module()
        python = environment.ensure("test")
        machine.provide(machine.missing_for_qt() + machine.missing_for_freezing())
        program = freeze(python, dist)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 3
    return self_test(program)


def freeze(python: str, dist: Path) -> Path:
    """Run PyInstaller and return the path of the console program."""
    started = time.monotonic()
    WORK.mkdir(exist_ok=True)
    (WORK / "version_info.txt").write_text(version_resource(_version()), encoding="utf-8")
    places = ["--distpath", str(dist), "--workpath", str(WORK / "pyinstaller")]
    spec = str(ROOT / "build_spec" / "kxdesk.spec")
    must(
        [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, spec],
        "凍結できません",
        "PyInstaller failed",
        {"PYINSTALLER_CONFIG_DIR": str(WORK / "cache")},
    )
    folder = dist / "kxdesk"
    size = sum(file.lstat().st_size for file in folder.rglob("*")) / 1e6
    seconds = time.monotonic() - started
    say(f"凍結しました: {folder} ({size:.0f} MB, {seconds:.0f} 秒)", "frozen")
    return folder / ("kxdesk.exe" if os.name == "nt" else "kxdesk")


def self_test(program: Path) -> int:
    """Run the frozen program away from the source tree, in an empty home, without a display."""
    home = tempfile.mkdtemp(prefix="kxdesk-frozen-")
    try:
        env = {"HOME": home, "USERPROFILE": home, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": ""}
        code = run_here([str(program), "self-test"], env, Path(home))
    finally:
        shutil.rmtree(home, ignore_errors=True)
    say(f"凍結したプログラムの自己診断: {'合格' if code == 0 else f'不合格 ({code})'}", f"self-test: {code}")
    return code


def _version() -> str:
    package = (ROOT / "kxdesk" / "__init__.py").read_text(encoding="utf-8")
    return package.partition('__version__ = "')[2].partition('"')[0]


if __name__ == "__main__":
    sys.exit(main())
