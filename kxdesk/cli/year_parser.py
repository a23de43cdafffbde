"""What can be typed about years: carrying over, and the thread from one year to the next."""

from __future__ import annotations

import argparse

from kxdesk.cli import year_commands
from kxdesk.domain.fields import RELATIONS
from kxdesk.system.server_address import desk_path
from kxdesk.words.language import _

_Commands = argparse._SubParsersAction  # noqa: SLF001 argparse gives its type no public name


def add_to(commands: _Commands[argparse.ArgumentParser]) -> None:
    """Two commands of any desk."""
    command = commands.add_parser("carry-over", help=_("次の年度の方針を、今の方針から始める"))
    command.add_argument("desk", type=desk_path)
    command.add_argument("--fiscal-year", required=True, type=int, help=_("年度（西暦）"))
    command.add_argument("--form", help=_("様式（省くと、その年度の様式）"))
    command.add_argument("--bureau")
    command.add_argument("--without-plan", action="store_true", help=_("四半期の工程を引き継がない"))
    command.set_defaults(run=year_commands.carry_over)

    command = commands.add_parser("years", help=_("前の年度と並べる: つながり・変わらない文・約束"))
    command.add_argument("desk", type=desk_path)
    command.add_argument("--bureau")
    command.add_argument("--link", metavar="B1=A2", help=_("前年度の課題=今年度の課題 のつながりを決める"))
    command.add_argument("--relation", choices=RELATIONS[:-1], default=RELATIONS[0])
    command.add_argument("--end", metavar="B1", help=_("前年度の課題を終了とする（--reason が要る）"))
    command.add_argument("--own", metavar="N=A2", help=_("N番の約束を今年度の課題が引き受ける"))
    command.add_argument(
        "--disown", metavar="N", type=int, help=_("N番の約束は引き受けない（--reason が要る）")
    )
    command.add_argument("--reason", default="", help=_("理由"))
    command.set_defaults(run=year_commands.years)
