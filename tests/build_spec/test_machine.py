"""What the machine lacks is named, and installed only where that is ours to do."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

from devkit import machine

if TYPE_CHECKING:
    import pytest


def test_missing_libraries_and_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each library that the loader does not know stands for its package; so does a missing Japanese font."""
    known = "".join(f"\t{library} (libc6,x86-64) => /x\n" for library in machine.QT_LIBRARIES)
    answers = {"/sbin/ldconfig": known.replace("\tlibEGL.so.1 ", "\tlibEGL.so.10 "), "fc-list": ""}
    monkeypatch.setattr(machine, "_output", lambda command: answers[command[0]])
    assert machine.missing_for_qt() == ["libegl1", "fonts-ipafont", "fontconfig"]
    answers["fc-list"] = "IPAGothic\n"
    assert machine.missing_for_qt() == ["libegl1"]


def test_only_root_on_debian_installs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Anybody else reads what to ask for, in both languages, and the command goes on."""
    ran: list[list[str]] = []

    def run_here(command: list[str], _env: dict[str, str]) -> int:
        ran.append(command)
        return 0

    monkeypatch.setattr(machine, "run_here", run_here)
    monkeypatch.setattr(machine, "_is_debian", lambda: True)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    machine.provide(["libegl1", "xvfb"])
    assert ran == []
    assert "sudo apt-get install libegl1 xvfb" in capsys.readouterr().out

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    machine.provide(["libegl1"])
    assert [command[:2] for command in ran] == [["apt-get", "update"], ["apt-get", "install"]]
    assert ran[1][-1] == "libegl1"
    assert "libegl1" in capsys.readouterr().out

    monkeypatch.setattr(machine, "_is_debian", lambda: False)
    machine.provide(["libegl1"])
    assert len(ran) == 2
    assert "libegl1" in capsys.readouterr().out


def test_a_distribution_keeps_its_python_library_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Freezing asks for the library of a distribution's Python, not for that of one built by hand."""
    monkeypatch.setattr(shutil, "which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(machine, "_output", lambda _command: "")
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    assert machine.missing_for_freezing() == [f"libpython{sys.version_info[0]}.{sys.version_info[1]}"]
    monkeypatch.setattr(sys, "base_prefix", "/opt/python")
    assert machine.missing_for_freezing() == []
