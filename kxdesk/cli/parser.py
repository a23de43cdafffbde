"""What can be typed after `kxdesk`."""

from __future__ import annotations

import argparse
from pathlib import Path

from kxdesk import __version__
from kxdesk.cli import (
    desk_commands,
    indicator_commands,
    intake_parser,
    proof_parser,
    round_parser,
    template_commands,
    window,
    workbook_commands,
    year_parser,
)
from kxdesk.system.server_address import desk_path
from kxdesk.words.language import _


def parser() -> argparse.ArgumentParser:
    """One subparser for each command; each sets `run`."""
    top = argparse.ArgumentParser(prog="kxdesk", description=_("局区Ｘ方針を書き、集め、点検し、証明する。"))
    top.add_argument("--version", action="version", version=f"kxdesk {__version__}")
    top.set_defaults(run=window.run, desk=None)
    commands = top.add_subparsers(title=_("コマンド"), metavar="")
    _window(commands)
    _desks(commands)
    _figures(commands)
    _workbooks(commands)
    intake_parser.add_to(commands)
    round_parser.add_to(commands)
    proof_parser.add_to(commands)
    year_parser.add_to(commands)
    _templates(commands)
    return top


_Commands = argparse._SubParsersAction  # noqa: SLF001 argparse gives its type no public name


def _window(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("open", help=_("作業ファイルを画面で開く"))
    command.add_argument("desk", type=desk_path)
    command.set_defaults(run=window.run)


def _desks(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("new", help=_("作業ファイルをつくる"))
    command.add_argument("desk", type=desk_path)
    command.add_argument("--bureau", required=True, help=_("局・区の名前"))
    command.add_argument("--fiscal-year", required=True, type=int, help=_("年度（西暦）"))
    command.add_argument("--form", default=None, help=_("様式"))
    command.add_argument("--role", choices=("division", "consolidation"), default="division")
    command.set_defaults(run=desk_commands.new)

    command = commands.add_parser("sample", help=_("見本の作業ファイルをつくる（すでにあれば何もしない）"))
    command.add_argument("desk", type=desk_path)
    command.set_defaults(run=desk_commands.sample)

    command = commands.add_parser("dump", help=_("作業ファイルの方針を JSON で出す"))
    command.add_argument("desk", type=desk_path)
    command.add_argument("--bureau")
    command.set_defaults(run=desk_commands.dump)

    command = commands.add_parser("history", help=_("だれが、いつ、何を変えたか"))
    command.add_argument("desk", type=desk_path)
    command.add_argument("--issue", help=_("課題の番号: B2"))
    command.add_argument("--field", help=_("項目: title"))
    command.set_defaults(run=desk_commands.history)

    command = commands.add_parser("search", help=_("言葉で探す"))
    command.add_argument("desk", type=desk_path)
    command.add_argument("words", nargs="+")
    command.add_argument("--everything", action="store_true", help=_("履歴と、固定したすべての版から探す"))
    command.add_argument("--bureau", help=_("この局・区だけ（履歴と版から探す。次も同じ）"))
    command.add_argument("--fiscal-year", help=_("この年度だけ（西暦）"))
    command.add_argument("--area", help=_("この課題領域だけ: A"))
    command.add_argument("--field", help=_("この項目だけ: issue.title"))
    command.add_argument("--limit", type=int, default=50, help=_("新しい順に何件まで"))
    command.set_defaults(run=desk_commands.search)

    command = commands.add_parser("move", help=_("作業ファイルをサーバーへ、またはサーバーから移す"))
    command.add_argument("desk", type=desk_path)
    command.add_argument("target", type=desk_path, help=_("移す先: 空のデータベースか、新しいファイル"))
    command.set_defaults(run=desk_commands.move)

    command = commands.add_parser("check", help=_("点検する"))
    command.add_argument("desk", type=desk_path)
    command.add_argument(
        "--close", nargs=2, metavar=("CODE", "PLACE"), help=_("食い違いを、理由を添えて閉じる")
    )
    command.add_argument("--reason", default="", help=_("閉じる理由: 定義が異なる"))
    command.add_argument("--xlsx", type=Path, help=_("指摘を表にして、この Excel ファイルにも書く"))
    command.add_argument("--closed", action="store_true", help=_("閉じた食い違いを、理由とともに出す"))
    command.set_defaults(run=desk_commands.check)

    command = commands.add_parser("self-test", help=_("書き、書き出し、読み戻し、取り込みを一通り試す"))
    command.add_argument("--keep", type=Path, help=_("できた物を残すフォルダー"))
    command.set_defaults(run=desk_commands.self_test)


def _figures(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("indicators", help=_("指標を JSON で出す、資料から読み込む"))
    command.add_argument("desk", type=desk_path)
    command.add_argument("--load", type=Path, metavar="FILE.json", help=_("資料の目標・実績を台帳に加える"))
    command.add_argument(
        "--chart", nargs=2, metavar=("NAME", "OUT.svg"), help=_("指標の図を SVG か PNG に書く")
    )
    command.add_argument("--bureau")
    command.set_defaults(run=indicator_commands.indicators)


def _workbooks(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("read", help=_("提出ブックを読んで JSON で出す（何も保存しない）"))
    command.add_argument("workbook", type=Path)
    command.add_argument("--layout", help=_("配置の名前またはファイル"))
    command.add_argument("--receipts", action="store_true", help=_("値ごとに、元のセルを添える"))
    command.set_defaults(run=workbook_commands.read)

    command = commands.add_parser("export", help=_("様式ファイルに書き出す"))
    command.add_argument("desk", type=desk_path)
    command.add_argument("out", type=Path)
    command.add_argument("--template", help=_("様式の名前または様式ファイル"))
    command.add_argument("--bureau")
    command.add_argument(
        "--with-checks", action="store_true", help=_("点検の指摘を、並びの Excel ファイルに添える")
    )
    command.set_defaults(run=workbook_commands.export)


def _templates(commands: _Commands[argparse.ArgumentParser]) -> None:
    template = commands.add_parser("template", help=_("様式ファイルの配置"))
    verbs = template.add_subparsers(title=_("コマンド"), metavar="", required=True)

    command = verbs.add_parser("list", help=_("使える配置"))
    command.set_defaults(run=template_commands.list_)

    command = verbs.add_parser("check", help=_("配置が様式ファイルに合うか確かめる"))
    command.add_argument("form", type=Path)
    command.add_argument("layout", help=_("配置の名前またはファイル"))
    command.set_defaults(run=template_commands.check)

    command = verbs.add_parser("learn", help=_("見たことのない様式ファイルの配置を提案する"))
    command.add_argument("form", type=Path)
    command.add_argument("--name", help=_("様式の名前: R8"))
    command.add_argument("-o", "--out", type=Path, help=_("書き出す layout.toml"))
    command.set_defaults(run=template_commands.learn)

    command = verbs.add_parser("put", help=_("配置なしで、どの様式ファイルにも書き込む"))
    command.add_argument("form", type=Path)
    command.add_argument("out", type=Path)
    command.add_argument("cells", nargs="*", help=_("シート!B4=文字"))
    command.add_argument("--clone", action="append", default=[], help=_("シート=新しい名前"))
    command.add_argument("--insert-rows", action="append", default=[], help=_("シート!12=3"))
    command.set_defaults(run=template_commands.put)
