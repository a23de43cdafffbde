"""Files that went out, came in or were refused: their words, and the table of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kxdesk.domain.problems import Problem
from kxdesk.report.table_book import Table, Value
from kxdesk.store.passed_files import Passed, PassedFile
from kxdesk.words.language import N_, _
from kxdesk.words.problems import told
from kxdesk.words.times import day_and_clock

_PASSED = {
    Passed.EXPORTED: N_("書き出し"),
    Passed.DISTRIBUTED: N_("配布"),
    Passed.SENT_BACK: N_("差戻し"),
    Passed.IMPORTED: N_("取込"),
    Passed.TAKEN_BACK: N_("取込の取消"),
    Passed.WAITING: N_("取込待ち"),
    Passed.REFUSED: N_("読めなかった"),
    Passed.DISCARDED: N_("取り込まない"),
    Passed.COPIED: N_("監査用の写し"),
}


def passed_name(passed: Passed) -> str:
    """取込, 読めなかった, …"""
    return _(_PASSED[passed])


def reason(file: PassedFile) -> str:
    """Why it was refused or put aside; "" where it was not."""
    return told(Problem(file.problem[0], **file.problem[1])).what if file.problem else file.why


def headings() -> list[str]:
    """Of the list on the screen and of the table."""
    return [
        _("日時"),
        _("区分"),
        _("ファイル"),
        _("局・区／組織"),
        _("だれ"),
        _("理由"),
        _("原本"),
        "SHA-256",
    ]


def row_of(file: PassedFile) -> list[str]:
    """Under `headings`."""
    return [
        day_and_clock(datetime.fromisoformat(file.at)),
        passed_name(file.passed),
        file.name,
        file.whose,
        file.who,
        reason(file),
        _("保管") if file.kept else "",
        file.sha256,
    ]


def file_table(files: Sequence[PassedFile], made: datetime) -> Table:
    """To be written down."""
    facts: list[tuple[str, Value]] = [(_("作成"), day_and_clock(made)), (_("件数"), len(files))]
    return Table(_("ファイルの出入り"), facts, headings(), [row_of(file) for file in files], {})
