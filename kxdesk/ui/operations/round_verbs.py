"""What is done from the return board: rounds, lists of organisations, sending, chasing, settling."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from kxdesk.domain.board import WAITED_FOR, Line
from kxdesk.ui.round import distribute_dialog, list_dialog, round_dialog
from kxdesk.ui.text import _
from kxdesk.usecases import board as boards
from kxdesk.usecases import rounds
from kxdesk.usecases import send_back as sending
from kxdesk.words import board as words
from kxdesk.words import board_table
from kxdesk.words.problems import told_error

if TYPE_CHECKING:
    from kxdesk.ui.round.board_page import BoardPage


def folder_of(page: BoardPage) -> Path:
    """Beside the desk."""
    facts = page.session.facts
    return Path(facts.home or facts.path).parent if facts else Path()


def failed(page: BoardPage, error: Exception) -> None:
    """In its own words, on the page it was asked from."""
    page.say(told_error(error).whole)


def begin(page: BoardPage) -> None:
    """Ask for a new round."""
    dialog = round_dialog.RoundDialog(page.session, None, page.round, page)
    dialog.wanted.connect(lambda wanted: _write(page, rounds.begin_round, wanted))
    dialog.open()


def change(page: BoardPage) -> None:
    """Ask what is to be different in this one."""
    if page.round is None:
        return
    dialog = round_dialog.RoundDialog(page.session, page.round, None, page)
    id_ = page.round.id
    dialog.changed.connect(lambda values, why: _write(page, rounds.change_round, id_, values, why))
    dialog.open()


def _write(page: BoardPage, work: Any, *args: Any) -> None:
    page.say("")

    def done(_result: Any) -> None:
        page.round = None
        page.reload()

    page.session.submit(work, *args, done=done, failed=partial(failed, page))


def load_organisations(page: BoardPage) -> None:
    """Choose a list, look at what it would change, take it in."""
    kinds = _("組織の一覧 (*.xlsx *.xlsm *.csv *.txt *.tsv);;すべてのファイル (*)")
    name, _kind = QFileDialog.getOpenFileName(page, _("組織の一覧を選ぶ"), str(folder_of(page)), kinds)
    if name:
        list_dialog.open_list(page, Path(name), partial(failed, page))


def distribute(page: BoardPage) -> None:
    """Ask where to, write on the worker with progress, tell what came of it."""
    assert page.round is not None
    chosen = page.chosen
    dialog = distribute_dialog.DistributeDialog(page.session, page.round, chosen, folder_of(page), page)
    dialog.told.connect(page.say)
    dialog.finished.connect(lambda _code: page.reload())
    dialog.open()


def remind(page: BoardPage) -> None:
    """The reminder of those chosen who are waited for, or of all of them, goes to the clipboard."""
    assert page.round is not None
    waited = [line for line in page.chosen if line.stage in WAITED_FOR]
    if len(page.chosen) < 2 or not waited:
        waited = [line for line in page.board.lines if line.stage in WAITED_FOR]
    if not waited:
        page.say(_("待っている組織はありません。"))
        return
    QGuiApplication.clipboard().setText(words.reminder(page.round, waited))
    text = _("{count}組織への催促の文をコピーしました。メールに貼り付けてください。")

    def done(_result: Any) -> None:
        page.say(text.format(count=len(waited)))
        page.reload()

    page.session.submit(boards.note_reminder, page.round.id, waited, done=done, failed=partial(failed, page))


def settle(page: BoardPage) -> None:
    """Those chosen are agreed, or not after all where all of them were."""
    lines = page.chosen
    day = "" if all(line.settled for line in lines) else date.today().isoformat()  # noqa: DTZ011
    page.session.submit(boards.settle, lines, day, failed=partial(failed, page))


def send_back(page: BoardPage, line: Line) -> None:
    """Ask for the file, make the workbook again with its remarks, tell what came of it."""
    round_, facts = page.round, page.session.facts
    assert round_ is not None
    assert facts is not None

    def on_named(name: str) -> None:
        kinds = _("Excelブック (*.xlsx *.xlsm)")
        out, _kind = QFileDialog.getSaveFileName(
            page, _("差し戻すブックの名前"), str(folder_of(page) / name), kinds
        )
        if out:
            sender = sending.Sender(facts.person, date.today())  # noqa: DTZ011
            page.session.submit(
                sending.send_back,
                Path(out),
                round_,
                line.organisation,
                sender,
                done=on_sent,
                failed=partial(failed, page),
                title=_("差戻しのブックを書き出しています…"),
            )

    def on_sent(sent: Any) -> None:
        text = _("「{file}」に書き出しました（指摘 {count} 件）。")
        page.say(text.format(file=sent.path.name, count=len(sent.remarks)))
        page.reload()

    page.session.read(sending.proposed_name, round_, line.organisation, owner=page, done=on_named)


def export(page: BoardPage) -> None:
    """The whole board as a workbook."""
    round_, board = page.round, page.board
    assert round_ is not None
    proposed = folder_of(page) / board_table.file_name(round_)
    out, _kind = QFileDialog.getSaveFileName(
        page, _("一覧を書き出す"), str(proposed), _("Excelブック (*.xlsx)")
    )
    if not out:
        return

    def done(path: Path) -> None:
        page.say(_("「{file}」に書き出しました。").format(file=path.name))

    page.session.read(
        _write_board, Path(out), round_, board, owner=page, done=done, failed=partial(failed, page)
    )


def _write_board(_desk: Any, out: Path, round_: Any, board: Any) -> Path:
    return board_table.write_board(out, round_, board)
