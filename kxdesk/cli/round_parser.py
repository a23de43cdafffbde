"""What can be typed about rounds: organisations, rounds."""

from __future__ import annotations

import argparse
from pathlib import Path

from kxdesk.cli import round_commands
from kxdesk.words.language import _

_Commands = argparse._SubParsersAction  # noqa: SLF001 argparse gives its type no public name


def add_to(commands: _Commands[argparse.ArgumentParser]) -> None:
    """The commands of a consolidation desk."""
    _organisations(commands)
    _round(commands)


def _organisations(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("organisations", help=_("局区と課の一覧を見る・読み込む"))
    command.add_argument("desk", type=Path)
    command.add_argument("--load", type=Path, help=_("一覧のファイル（.xlsx か .csv）"))
    command.add_argument(
        "--retire-missing", action="store_true", help=_("読み込む一覧にない組織を、一覧から外す")
    )
    command.set_defaults(run=round_commands.organisations)


def _round(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("round", help=_("回（年度・様式・締切・提出する組織）を見る・決める"))
    command.add_argument("desk", type=Path)
    command.add_argument("--new", metavar="NAME", help=_("この名前で新しい回を始める"))
    command.add_argument("--round", help=_("回の名前か番号（省くと最後の回）"))
    command.add_argument("--fiscal-year", type=int, help=_("年度（西暦）"))
    command.add_argument("--form", help=_("様式"))
    command.add_argument("--as-of", help=_("時点"))
    command.add_argument("--deadline", help=_("締切"))
    command.add_argument(
        "--level", choices=("division", "bureau"), help=_("提出する単位（課は局区へ、局区は所管課へ）")
    )
    command.add_argument(
        "--extend", action="append", default=[], metavar="ORG=DATE", help=_("組織ごとの締切")
    )
    command.add_argument(
        "--excuse", action="append", default=[], metavar="ORG=WHY", help=_("提出を求めない組織と理由")
    )
    command.add_argument("--why", default="", help=_("変更の理由（履歴に残る）"))
    command.set_defaults(run=round_commands.round_)
