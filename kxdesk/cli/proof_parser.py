"""What can be typed about editions, audit copies, keys and verification."""

from __future__ import annotations

import argparse
from pathlib import Path

from kxdesk.cli import edition_commands, proof_commands
from kxdesk.system.server_address import desk_path
from kxdesk.words.language import _

_Commands = argparse._SubParsersAction  # noqa: SLF001 argparse gives its type no public name


def add_to(commands: _Commands[argparse.ArgumentParser]) -> None:
    """`edition`, `audit-copy`, `key`, `verify`."""
    _editions(commands)
    _keys(commands)

    command = commands.add_parser("audit-copy", help=_("監査用の写しをつくる"))
    command.add_argument("desk", type=desk_path)
    command.add_argument("out", type=Path)
    command.add_argument("--key", type=Path, help=_("署名する鍵のファイル"))
    command.add_argument("--password-file", type=Path, help=_("鍵のパスワードを書いたファイル"))
    command.add_argument("--manifest", type=Path, help=_("目録の控えを JSON で書き出すファイル"))
    command.set_defaults(run=proof_commands.audit_copy)

    command = commands.add_parser("verify", help=_("写しや作業ファイルが書き換えられていないか検証する"))
    command.add_argument("file", type=Path)
    command.add_argument("--public-key", type=Path, help=_("発行元の公開鍵"))
    command.add_argument("--head", default="", help=_("紙に印刷された照合コード"))
    command.add_argument("--known", type=Path, help=_("前に受け取った写し、または目録の控え"))
    command.set_defaults(run=proof_commands.verify)


def _editions(commands: _Commands[argparse.ArgumentParser]) -> None:
    edition = commands.add_parser("edition", help=_("版を固定する・比べる"))
    edition.add_argument("desk", type=desk_path)
    verbs = edition.add_subparsers(title=_("コマンド"), metavar="", required=True)

    command = verbs.add_parser("freeze", help=_("いまの方針を、書き換えられない版として固定する"))
    command.add_argument("name", help=_("版の名前: 令和7年12月時点 確定版"))
    command.add_argument("--as-of", default="", help=_("時点: 令和7年12月"))
    command.set_defaults(run=edition_commands.freeze)

    command = verbs.add_parser("list", help=_("版の一覧"))
    command.set_defaults(run=edition_commands.list_)

    command = verbs.add_parser("compare", help=_("二つの版を比べる（いまの内容は now）"))
    command.add_argument("before")
    command.add_argument("after")
    command.add_argument("--xlsx", type=Path, help=_("変更の一覧を書き出すブック"))
    command.add_argument("--html", type=Path, help=_("変更の一覧を書き出すページ"))
    command.set_defaults(run=edition_commands.compare)


def _keys(commands: _Commands[argparse.ArgumentParser]) -> None:
    key = commands.add_parser("key", help=_("監査用の写しに署名する鍵"))
    verbs = key.add_subparsers(title=_("コマンド"), metavar="", required=True)

    command = verbs.add_parser("make", help=_("鍵をつくる（パスワードで守る）"))
    command.add_argument("key", type=Path)
    command.add_argument("--password-file", type=Path, help=_("鍵のパスワードを書いたファイル"))
    command.set_defaults(run=proof_commands.make_key)

    command = verbs.add_parser("export", help=_("公開鍵を取り出す"))
    command.add_argument("key", type=Path)
    command.add_argument("public", type=Path)
    command.add_argument("--password-file", type=Path, help=_("鍵のパスワードを書いたファイル"))
    command.set_defaults(run=proof_commands.export_key)

    command = verbs.add_parser("print", help=_("公開鍵の指紋を見る"))
    command.add_argument("public", type=Path)
    command.set_defaults(run=proof_commands.print_key)
