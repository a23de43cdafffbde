"""Fetch the wheels that a Windows PC needs, and show that each locked dependency has one.

python3 build_spec/wheelhouse.py FOLDER [--python 3.11 --python 3.12 …]

Prints a table of package against Python version; the exit code is 1 when a wheel is missing. The folder then
serves `KXDESK_WHEELHOUSE` on a PC without a network. A package may stand in the lock several times, each time
for other Pythons: the markers are weighed for the Windows PC, not for this machine.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from operator import eq, ge, gt, le, lt, ne
from pathlib import Path
from typing import NamedTuple

from devkit import environment, machine
from devkit.console import ROOT, Stop, speak_any_script

PLATFORM = "win_amd64"
VERSIONS = ["3.11", "3.12", "3.13"]
# What a marker may ask of the PC.
WINDOWS = {
    "sys_platform": "win32",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "os_name": "nt",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
}
_TERM = re.compile(r"(\w+)\s*(==|!=|<=|>=|<|>)\s*['\"]([^'\"]*)['\"]")
_OPERATORS = {"==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
_MARK = {None: "なし", "": "不要"}


class Pin(NamedTuple):
    """One entry of the lock: `name==release --hash=…`, and for which Pythons it is; "" for all."""

    text: str
    marker: str


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
    lock = entries()
    found = {name: wheels(python, several, versions, options.folder) for name, several in lock.items()}
    print_table(found, versions)
    return 1 if any(None in row.values() for row in found.values()) else 0


def entries(lock: Path = ROOT / "build_spec" / "requirements.lock") -> dict[str, list[Pin]]:
    """Package name -> its entries in the lock file, in their order."""
    result: dict[str, list[Pin]] = {}
    for line in lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        if "==" not in line or line.startswith("#"):
            continue
        asked, hashes = (part.strip() for part in line.split("--hash", 1))
        pin, _semicolon, marker = (part.strip() for part in asked.partition(";"))
        result.setdefault(pin.partition("==")[0], []).append(Pin(f"{pin} --hash{hashes}", marker))
    return result


def wheels(python: str, pins: list[Pin], versions: list[str], folder: Path) -> dict[str, str | None]:
    """Fetch a package's wheel for each Python; None where there is none, "" where none is wanted."""
    folder.mkdir(parents=True, exist_ok=True)
    row: dict[str, str | None] = {}
    for version in versions:
        wanted = [pin for pin in pins if holds(pin.marker, version)]
        row[version] = _fetch(python, wanted[0].text, version, folder) if wanted else ""
    return row


def holds(marker: str, version: str) -> bool:
    """Whether a marker of the lock is true on a Windows PC with that Python ("3.12").

    Raises:
        Stop: it asks something that is not known here.
    """
    return not marker or any(
        all(_is_true(term.strip(" ()"), version) for term in each.split(" and "))
        for each in marker.split(" or ")
    )


def _is_true(term: str, version: str) -> bool:
    parts = _TERM.fullmatch(term)
    name, operator, value = parts.groups() if parts else ("", "", "")
    if name in ("python_version", "python_full_version"):
        return bool(_OPERATORS[operator](_release(version), _release(value)))
    if name in WINDOWS:
        return bool(_OPERATORS[operator](WINDOWS[name], value))
    raise Stop(f"固定ファイルの条件「{term}」を判断できません / cannot weigh this marker of the lock")


def _release(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:2])


def _fetch(python: str, pin: str, version: str, folder: Path) -> str | None:
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
    name, _equals, release = pin.partition(" ")[0].partition("==")
    stem = f"{name.replace('-', '_').lower()}-{release}-"
    tag = f"cp{version.replace('.', '')}"
    found = [file.name for file in folder.glob("*.whl") if file.name.lower().startswith(stem)]
    return next((file for file in found if tag in file), found[0] if found else None)


def print_table(found: dict[str, dict[str, str | None]], versions: list[str]) -> None:
    width = max(len(name) for name in found)
    print("  ".join([" " * width, *(f"{version:5}" for version in versions), "wheel"]))
    for name, row in found.items():
        marks = [f"{_MARK.get(row[version], 'OK'):5}" for version in versions]
        print(
            "  ".join([f"{name:{width}}", *marks, ", ".join(sorted({file for file in row.values() if file}))])
        )


if __name__ == "__main__":
    sys.exit(main())
