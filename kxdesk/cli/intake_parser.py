"""What can be typed about the intake of returned workbooks."""

from __future__ import annotations

import argparse
from pathlib import Path

from kxdesk.cli import intake_commands
from kxdesk.system.server_address import desk_path
from kxdesk.words.language import _

_Commands = argparse._SubParsersAction  # noqa: SLF001 argparse gives its type no public name


def add_to(commands: _Commands[argparse.ArgumentParser]) -> None:
    """import, intake, decide."""
    command = commands.add_parser("import", help=_("提出ブックを作業ファイルに取り込む"))
    command.add_argument("desk", type=desk_path)
    command.add_argument("workbooks", type=Path, nargs="+", help=_("提出ブックか、それらの入ったフォルダー"))
    command.add_argument("--decide", choices=("theirs", "ours"), help=_("競合をまとめて決める"))
    command.add_argument(
        "--stage", action="store_true", help=_("読んでくらべ、一覧に入れるだけにする（方針は変えない）")
    )
    command.set_defaults(run=intake_commands.import_)

    command = commands.add_parser(
        "intake", help=_("取込の一覧（読んだもの、保留、未決の違い）を JSON で出す")
    )
    command.add_argument("desk", type=desk_path)
    command.add_argument("--apply", action="store_true", help=_("取り込めるものを、すべて取り込む"))
    command.set_defaults(run=intake_commands.intake)

    command = commands.add_parser("decide", help=_("違いを決める。保留のブックの行き先を決める"))
    command.add_argument("desk", type=desk_path)
    command.add_argument(
        "choices", nargs="*", metavar="ID=CHOICE", help=_("theirs・ours・both、または text:文字")
    )
    command.add_argument("--file", help=_("このファイルの未決の違いすべて（--all と使う）"))
    command.add_argument("--all", choices=("theirs", "ours"), help=_("そのすべてをこう決める"))
    command.add_argument("--undo", action="append", default=[], metavar="ID", help=_("決定を取り消す"))
    command.add_argument("--place", metavar="FILE", help=_("このファイルの行き先を決める（--to と使う）"))
    command.add_argument("--to", metavar="POLICY", help=_("方針の記号、局区名、または new"))
    command.add_argument("--discard", metavar="FILE", help=_("このファイルを取り込まないことにする"))
    command.add_argument("--why", default="", help=_("理由。履歴に残る"))
    command.set_defaults(run=intake_commands.decide)
