"""What the machine itself must have: Qt's runtime libraries, a Japanese font, and the tests' programs."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from .console import Stop, run_here, say

# Library -> Debian package. Found on a minimal Debian 12 with ldd on the offscreen, xcb and wayland plugins
# of PySide6 6.11 and on all they load; what these packages bring along themselves is not listed.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
FONT = "fonts-ipafont"
TEST_FONT, TEST_FONT_PACKAGE = "Noto Sans CJK JP", "fonts-noto-cjk"
# Program -> Debian package, for `test --full`.
TEST_PROGRAMS = {
    "soffice": "libreoffice-calc",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "pdftotext": "poppler-utils",
    "strace": "strace",
    "postgres": "postgresql",
}
POSTGRES = Path("/usr/lib/postgresql")  # Debian keeps a server's programs out of the PATH


def ensure_venv_module() -> None:
    """Debian keeps the part of Python that makes environments in a package of its own."""
    if importlib.util.find_spec("ensurepip") is None:
        provide([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])
        importlib.invalidate_caches()
        if importlib.util.find_spec("ensurepip") is None:
            raise Stop(
                "Python の venv 部品 (ensurepip) がありません / this Python lacks the venv part (ensurepip)"
            )


def missing_for_qt() -> list[str]:
    """Debian packages of the libraries and the font that this machine lacks; none on Windows and macOS."""
    if not sys.platform.startswith("linux"):
        return []
    known = _output(["/sbin/ldconfig", "-p"])
    missing = [package for library, package in QT_LIBRARIES.items() if f"\t{library} " not in known]
    return missing if _has_japanese_font() else [*missing, FONT, "fontconfig"]


def missing_for_tests() -> list[str]:
    """Debian packages of the programs and the fonts that tests print with, where this machine lacks them."""
    fonts = [] if _output(["fc-list", TEST_FONT]).strip() else [TEST_FONT_PACKAGE]
    return fonts + [package for program, package in TEST_PROGRAMS.items() if program_path(program) is None]


def program_path(name: str) -> str | None:
    """Where a program is, the newest PostgreSQL's too; None where it is not installed."""
    servers = sorted(POSTGRES.glob("*/bin"), reverse=True) if POSTGRES.is_dir() else []
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), *map(str, servers)]))


def missing_for_freezing() -> list[str]:
    """What PyInstaller needs on Linux: a reader of libraries, and the library of a distribution's Python."""
    if not sys.platform.startswith("linux"):
        return []
    missing = [] if shutil.which("objdump") else ["binutils"]
    library = str(sysconfig.get_config_var("INSTSONAME"))
    if sys.base_prefix == "/usr" and library not in _output(["/sbin/ldconfig", "-p"]):
        missing.append(f"libpython{sys.version_info.major}.{sys.version_info.minor}")
    return missing


def provide(packages: list[str]) -> None:
    """Install Debian packages as root; anybody else is told what is missing, and the command goes on."""
    if not packages:
        return
    names = " ".join(packages)
    if not _is_debian():
        say(
            f"次に当たる部品がこの機械にありません: {names}", f"this machine lacks what Debian calls: {names}"
        )
    elif os.geteuid() != 0:
        say(
            f"次の部品がありません。管理者が入れてください: sudo apt-get install {names}",
            f"missing; ask for: sudo apt-get install {names}",
        )
    else:
        say(f"apt で入れます: {names}", f"installing with apt: {names}")
        _apt(packages)


def _apt(packages: list[str]) -> None:
    env = {"DEBIAN_FRONTEND": "noninteractive"}
    run_here(["apt-get", "update", "-qq"], env)
    quiet = ["-qq", "-o", "Dpkg::Use-Pty=0"]
    if run_here(["apt-get", "install", *quiet, "-y", "--no-install-recommends", *packages], env):
        say("apt で入れられませんでした。このまま続けます", "apt failed; going on without")


def _is_debian() -> bool:
    return Path("/etc/debian_version").is_file() and shutil.which("apt-get") is not None


def _has_japanese_font() -> bool:
    return bool(_output(["fc-list", ":lang=ja", "family"]).strip())


def _output(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    except OSError:
        return ""
    return done.stdout
