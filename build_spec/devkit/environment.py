"""The project's own Python environment `.venv`: made from a lock file, renewed when the file changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from .console import ROOT, Stop, must, say

VENV = ROOT / ".venv"
STAMP = VENV / "kxdesk-stamp.json"
LOCKS = {"start": "requirements.lock", "test": "requirements-dev.lock"}
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
PYTHON = str(VENV / SCRIPTS / ("python.exe" if os.name == "nt" else "python"))
LAUNCHERS = {
    "kxdesk": '#!/bin/sh\nexec "$(dirname -- "$0")/python" -m kxdesk "$@"\n',
    "kxdesk.cmd": '@"%~dp0python.exe" -m kxdesk %*\r\n',
}


def ensure(purpose: str) -> str:
    """Make `.venv` fit for "start" or "test" and return its Python.

    The packages of "test" hold those of "start". What is there already is looked at by its stamp only.
    """
    wanted = {name: _digest(ROOT / "build_spec" / lock) for name, lock in LOCKS.items()}
    have = _stamp()
    fits = bool(have) and all(have[name] == wanted.get(name) for name in have) and _runs()
    if fits and purpose in have:
        return PYTHON
    source = _source()
    if not fits:
        have = {}
        _create()
    _install(ROOT / "build_spec" / LOCKS[purpose], source)
    # "test" holds "start", so its stamp answers for both.
    done = {**have, purpose: wanted[purpose], "start": wanted["start"]}
    STAMP.write_text(json.dumps(done, indent=1), encoding="utf-8")
    return PYTHON


def _stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _runs() -> bool:
    """Whether the environment's Python still starts: the one it was made from may be gone."""
    try:
        return (
            subprocess.run([PYTHON, "-I", "-S", "-c", ""], check=False, capture_output=True).returncode == 0
        )
    except OSError:
        return False


def _create() -> None:
    if VENV.exists():
        say("古い .venv を作り直します", "renewing .venv")
        _remove()
    else:
        say("Python の環境 .venv を作ります", "making the Python environment .venv")
    base = getattr(sys, "_base_executable", sys.executable)
    must([base, "-m", "venv", str(VENV)], ".venv を作れません", "cannot make .venv")
    _make_importable()


def _remove() -> None:
    try:
        shutil.rmtree(VENV)
    except OSError as error:
        raise Stop(
            f".venv を消せません。開いているプログラムを閉じてください: {error.filename}\n"
            "Cannot remove .venv; close the programs that use it."
        ) from error


def _make_importable() -> None:
    """Let the environment find `kxdesk` in the source tree, and give it the command of that name.

    The path is relative: the folder's name may hold letters that a .pth file cannot, and the folder may move.
    """
    (packages,) = VENV.glob("Lib/site-packages" if os.name == "nt" else "lib/python*/site-packages")
    (packages / "kxdesk.pth").write_text(os.path.relpath(ROOT, packages) + "\n", encoding="ascii")
    name = "kxdesk.cmd" if os.name == "nt" else "kxdesk"
    launcher = VENV / SCRIPTS / name
    launcher.write_bytes(LAUNCHERS[name].encode("ascii"))
    launcher.chmod(0o755)


def _install(lock: Path, source: list[str]) -> None:
    count = sum(1 for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line)
    say(f"固定された部品 最大 {count} 個を入れます", f"installing up to {count} locked packages")
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    # A lock names every package there is: an old pip that resolves again may want a newer release of one.
    command += ["--no-deps", "--require-hashes", "--only-binary=:all:", *source, "-r", str(lock)]
    must(
        command,
        "部品を入れられません。ネットワークか KXDESK_WHEELHOUSE を確かめてください",
        "cannot install the packages; check the network, or KXDESK_WHEELHOUSE",
    )


def _source() -> list[str]:
    """Where pip takes the packages from: a folder of wheels when there is one, else as pip is set up."""
    named = os.environ.get("KXDESK_WHEELHOUSE")
    folder = Path(named) if named else ROOT / "build_spec" / "wheelhouse"
    if named and not folder.is_dir():
        raise Stop(f"KXDESK_WHEELHOUSE のフォルダーがありません / no such folder: {folder}")
    return ["--no-index", "--find-links", str(folder.resolve())] if folder.is_dir() else []
