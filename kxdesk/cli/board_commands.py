"""The return board from the command line."""

from __future__ import annotations

import argparse
import dataclasses
from typing import TYPE_CHECKING, Any

from kxdesk.cli.output import put, say
from kxdesk.cli.round_commands import consolidating
from kxdesk.words.language import _

if TYPE_CHECKING:
    from kxdesk.domain.board import Board, Line


def board(options: argparse.Namespace) -> int:
    from kxdesk.store.rounds import organisations
    from kxdesk.system.clock import SystemClock
    from kxdesk.usecases.board import board as board_of
    from kxdesk.usecases.board import note_reminder, settle
    from kxdesk.usecases.rounds import find_round

    now = SystemClock().now()
    today = now.astimezone().date()
    with consolidating(options.desk, read_only=not (options.settle or options.remind)) as desk:
        round_ = find_round(desk, options.round)
        found = board_of(desk, round_.id, today)
        if options.settle:
            from kxdesk.cli.distribute_commands import organisation_of

            known = organisations(desk)
            wanted = {organisation_of(known, name) for name in options.settle}
            settle(desk, [line for line in found.lines if line.organisation in wanted], today.isoformat())
            found = board_of(desk, round_.id, today)
        mail = ""
        if options.remind:
            from kxdesk.domain.board import WAITED_FOR
            from kxdesk.words.board import reminder

            lines = [line for line in found.lines if line.stage in WAITED_FOR]
            mail = reminder(round_, lines) if lines else ""
            note_reminder(desk, round_.id, lines)
    if options.xlsx is not None:
        from kxdesk.system.atomic_file import replace_file
        from kxdesk.words.board_table import board_book

        path = replace_file(options.xlsx, board_book(round_, found, now))
        say(_("書き出しました: {path}").format(path=path))
    put({"round": round_.name, **_told(found), **({"reminder": mail} if options.remind else {})})
    return 0


def _told(found: Board) -> dict[str, Any]:
    return {"totals": found.totals, "lines": [_line(line) for line in found.lines]}


def _line(line: Line) -> dict[str, Any]:
    hidden = ("expected",)
    plain = {key: value for key, value in dataclasses.asdict(line).items() if key not in hidden}
    return {"name": line.name, **plain}
