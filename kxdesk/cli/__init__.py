"""The one console command. JSON alone on stdout, sentences on stderr.

Exit codes: 0 done, 1 our bug, 2 wrong usage, 3 refused for a reason the person can mend,
4 decisions are left.
"""

from __future__ import annotations

import io
import logging
import sys
from typing import TYPE_CHECKING

from kxdesk.cli import window
from kxdesk.cli.output import say
from kxdesk.domain.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, BUG, USAGE, REFUSED, UNDECIDED = range(5)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a Windows console would write cp932 and lose characters
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        if window.is_asked_for(arguments):
            return window.show(*arguments[1:])
        from kxdesk.cli.parser import parser

        options = parser().parse_args(arguments)
        return int(options.run(options))
    except Problem as problem:
        from kxdesk.words.problems import told

        say(f"{problem.code}: {told(problem).whole}")
        return REFUSED
    except KeyboardInterrupt:
        return REFUSED
    except Exception as error:  # noqa: BLE001 the edge of the program: no traceback reaches a person
        _report_bug(error)
        return BUG


def _report_bug(error: Exception) -> None:
    from kxdesk.system.logs import set_up_logs
    from kxdesk.system.places import places
    from kxdesk.words.problems import told_error

    set_up_logs(places().logs)
    logging.getLogger("kxdesk.cli").error("command failed", exc_info=error)
    say(f"bug: {told_error(error).whole}")
