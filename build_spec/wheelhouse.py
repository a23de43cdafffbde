"""Fetch the wheels that a Windows PC needs, and show that each locked dependency has one.

python3 build_spec/wheelhouse.py FOLDER [--python 3.11 --python 3.12 …]

Prints a table of package against Python version; the exit code is 1 when a wheel is missing. The folder then
serves `KXDESK_WHEELHOUSE` on a PC without a network.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from devkit import environment, machine
from devkit.console import ROOT, Stop, speak_any_script

PLATFORM = "win_amd64"
VERSIONS = ["3.11", "3.12", "3.13"]


def main() -> int:
    speak_any_script()
    parser = argparse.ArgumentParser(prog="wheelhouse.py", description="Windows 用の部品を集める")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--python", action="append", help="版 (何度でも)")
    options = parser.parse_args()
    versions = options.python or VERSIONS
    try:
        machine.ensure_venv_module()
        python = environment.ensure("start")
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 3
    found = {name: wheels(python, name, pin, versions, options.folder) for name, pin in pins().items()}
    print_table(found, versions)
    return 1 if any(None in row.values() for row in found.values()) else 0


def pins(lock: Path = ROOT / "build_spec" / "requirements.lock") -> dict[str, str]:
    """Package name -> its whole entry in the lock file, hashes included."""
    entries = lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    return {entry.partition("==")[0]: entry for entry in entries if "==" in entry}


def wheels(python: str, name: str, pin: str, versions: list[str], folder: Path) -> dict[str, str | None]:
    """Fetch the wheel of one pinned package for each Python; None where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    return {version: _fetch(python, name, pin, version, folder) for version in versions}


def _fetch(python: str, name: str, pin: str, version: str, folder: Path) -> str | None:
    with tempfile.TemporaryDirectory() as scratch:
        asked = Path(scratch) / "one.lock"
        asked.write_text(pin + "\n", encoding="utf-8")
        command = [python, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--only-binary=:all:", "--platform", PLATFORM, "--python-version", version]
        command += ["--require-hashes", "--dest", str(folder), "-r", str(asked)]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        print(done.stderr.strip(), file=sys.stderr)
        return None
    stem = name.replace("-", "_").lower()
    tag = f"cp{version.replace('.', '')}"
    found = [file.name for file in folder.glob("*.whl") if file.name.lower().startswith(stem + "-")]
    return next((file for file in found if tag in file), found[0] if found else None)


def print_table(found: dict[str, dict[str, str | None]], versions: list[str]) -> None:
    width = max(len(name) for name in found)
    print("  ".join([" " * width, *(f"{version:5}" for version in versions), "wheel"]))
    for name, row in found.items():
        marks = [f"{'なし' if row[version] is None else 'OK':5}" for version in versions]
        print(
            "  ".join([f"{name:{width}}", *marks, ", ".join(sorted({file for file in row.values() if file}))])
        )


if __name__ == "__main__":
    sys.exit(main())
