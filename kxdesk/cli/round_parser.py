"""What can be typed about rounds: organisations, rounds, distribution, the board, remarks."""

from __future__ import annotations

import argparse
from pathlib import Path

from kxdesk.cli import board_commands, distribute_commands, remark_commands, round_commands
from kxdesk.domain.file_names import RULE
from kxdesk.system.server_address import desk_path
from kxdesk.words.language import _

_Commands = argparse._SubParsersAction  # noqa: SLF001 argparse gives its type no public name


def add_to(commands: _Commands[argparse.ArgumentParser]) -> None:
    """The commands of a consolidation desk."""
    _organisations(commands)
    _round(commands)
    _distribute(commands)
    _board(commands)
    _remarks(commands)
    _send_back(commands)


def _organisations(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("organisations", help=_("局区と課の一覧を見る・読み込む"))
    command.add_argument("desk", type=desk_path)
    command.add_argument("--load", type=Path, help=_("一覧のファイル（.xlsx か .csv）"))
    command.add_argument(
        "--retire-missing", action="store_true", help=_("読み込む一覧にない組織を、一覧から外す")
    )
    command.set_defaults(run=round_commands.organisations)


def _round(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("round", help=_("回（年度・様式・締切・提出する組織）を見る・決める"))
    command.add_argument("desk", type=desk_path)
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


def _distribute(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("distribute", help=_("組織ごとの様式を書き出して配る"))
    command.add_argument("desk", type=desk_path)
    command.add_argument("folder", type=Path)
    command.add_argument("--round", help=_("回の名前か番号（省くと最後の回）"))
    command.add_argument("--desks", action="store_true", help=_("組織ごとの作業ファイル（.kxdesk）もつくる"))
    command.add_argument("--only", action="append", default=[], metavar="ORG", help=_("この組織だけ"))
    command.add_argument("--name", default=RULE, help=_("ファイル名の規則"))
    command.set_defaults(run=distribute_commands.distribute)


def _board(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("board", help=_("回収状況を見る・書き出す"))
    command.add_argument("desk", type=desk_path)
    command.add_argument("--round", help=_("回の名前か番号（省くと最後の回）"))
    command.add_argument("--xlsx", type=Path, metavar="OUT", help=_("一覧を書き出す .xlsx"))
    command.add_argument("--remind", action="store_true", help=_("催促の文を添え、催促したことを控える"))
    command.add_argument(
        "--settle", action="append", default=[], metavar="ORG", help=_("この組織を確定にする")
    )
    command.set_defaults(run=board_commands.board)


def _remarks(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("remarks", help=_("指摘を見る・付ける・答える・解決にする"))
    command.add_argument("desk", type=Path)
    command.add_argument("--bureau", help=_("局・区の名前"))
    command.add_argument(
        "--add",
        nargs=3,
        metavar=("ISSUE", "FIELD", "TEXT"),
        help=_("課題（B2。空なら方針全体）の項目に指摘を付ける"),
    )
    command.add_argument("--say", nargs=2, metavar=("NUMBER", "TEXT"), help=_("指摘に追記する・答える"))
    command.add_argument(
        "--settle", action="append", default=[], metavar="NUMBER", help=_("指摘を解決にする")
    )
    command.add_argument("--reopen", action="append", default=[], metavar="NUMBER", help=_("指摘を再開する"))
    command.add_argument("--phrases", action="store_true", help=_("よく使う指摘の文を添える"))
    command.add_argument("--why", default="", help=_("変更の理由（履歴に残る）"))
    command.set_defaults(run=remark_commands.remarks)


def _send_back(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("send-back", help=_("指摘を付けた様式を組織へ差し戻す"))
    command.add_argument("desk", type=Path)
    command.add_argument("out", type=Path)
    command.add_argument("--organisation", required=True, metavar="ORG", help=_("差し戻す組織"))
    command.add_argument("--round", help=_("回の名前か番号（省くと最後の回）"))
    command.add_argument("--sender", help=_("差出人（省くと操作した人の名前）"))
    command.set_defaults(run=remark_commands.send_back)
