"""`start` and `test`, as a person types them."""

from __future__ import annotations

import argparse
import os
import sys

from . import checks, environment, machine
from .console import ROOT, Stop, must, run_here, say, speak_any_script

SAMPLE = ROOT / "sample" / "見本.kxdesk"


def run(arguments: list[str]) -> int:
    """Carry out a command line and return the exit code."""
    speak_any_script()
    parser = argparse.ArgumentParser(prog="dev.py", description="局区Ｘ方針ツール kxdesk の開発用コマンド")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("start", help="見本の作業ファイルで画面を開く / open the window on a sample desk")
    test = commands.add_parser("test", help="すべての検査 / run every check; the rest goes to pytest")
    test.add_argument("--full", action="store_true", help="足りないプログラムを apt で入れてから / apt first")
    options, rest = parser.parse_known_args(arguments)
    if rest and options.command == "start":
        parser.error("start takes no arguments")
    try:
        return start() if options.command == "start" else check(rest, full=options.full)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130


def start() -> int:
    """The window on the sample desk; without a display the same job without a window."""
    python = _prepare("start")
    kxdesk = [python, "-m", "kxdesk"]
    if not SAMPLE.exists():
        SAMPLE.parent.mkdir(exist_ok=True)
        must([*kxdesk, "sample", str(SAMPLE)], "見本を作れません", "cannot make the sample")
    say(f"見本の作業ファイル: {SAMPLE}", "the sample desk")
    if _has_display():
        return run_here([*kxdesk, "open", str(SAMPLE)])
    say("画面がないので、同じ仕事を画面なしで行います", "no display: doing the same job without a window")
    return run_here([*kxdesk, "self-test", "--keep", str(SAMPLE.parent / "without-window")])


def check(pytest_arguments: list[str], *, full: bool) -> int:
    """Run all checks, or only pytest when arguments for it are given."""
    python = _prepare("test")
    if full:
        machine.provide(machine.missing_for_tests() + machine.missing_for_freezing())
    env = {"KXDESK_FULL": "1"} if full else {}
    if pytest_arguments:
        return run_here([python, "-m", "pytest", *pytest_arguments], env)
    return checks.run_all(python, env)


def _prepare(purpose: str) -> str:
    machine.ensure_venv_module()
    python = environment.ensure(purpose)
    machine.provide(machine.missing_for_qt())
    return python


def _has_display() -> bool:
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
