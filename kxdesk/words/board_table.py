"""The return board as the table that is exported."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kxdesk.domain.board import Board, Stage, day_of
from kxdesk.domain.file_names import safe_stem
from kxdesk.report.table_book import Table, table_book
from kxdesk.system.atomic_file import replace_file
from kxdesk.words.board import deadline_day, headings, row_of, total_name
from kxdesk.words.language import _

if TYPE_CHECKING:
    from kxdesk.domain.round import Round

# Quiet colours that a black-and-white printer turns into light greys.
_COLOURS = {
    Stage.SENT_BACK: "FFF4DC",
    Stage.DISPUTED: "FFF4DC",
    Stage.SETTLED: "E9F5EA",
    Stage.EXCUSED: "F1F1F1",
}
_LATE = "FBE6E4"


def board_book(round_: Round, board: Board, now: datetime) -> bytes:
    """The bytes of the .xlsx."""
    today: date = now.astimezone().date()
    totals: list[tuple[str, str | int | date | None]] = [
        (total_name(key), count) for key, count in board.totals.items()
    ]
    table = Table(
        _("回収状況 {round}").format(round=round_.name),
        [
            (_("作成日"), today),
            (_("締切"), day_of(round_.deadline) or deadline_day(round_.deadline)),
            *totals,
        ],
        headings(),
        [row_of(line) for line in board.lines],
        {
            at: _LATE if line.is_late else _COLOURS[line.stage]
            for at, line in enumerate(board.lines)
            if line.is_late or line.stage in _COLOURS
        },
    )
    return table_book(table, now)


def file_name(round_: Round) -> str:
    """The name that is offered."""
    return f"{safe_stem(_('回収状況 {round}').format(round=round_.name))}.xlsx"


def write_board(out: Path, round_: Round, board: Board) -> Path:
    """Write the .xlsx; where it really is. Raises as `replace_file`."""
    return replace_file(out, board_book(round_, board, datetime.now().astimezone()))
