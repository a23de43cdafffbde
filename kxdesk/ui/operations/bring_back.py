"""Bring a working copy to its home and say what came of it."""

from __future__ import annotations

from typing import Any

from kxdesk.ui.notices import Notices, Tone
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _
from kxdesk.words.problems import Told


def bring_back(session: DeskSession, notices: Notices) -> None:
    def on_done(brought: Any) -> None:
        if brought is not None:
            tone, told = words(brought)
            notices.tell(tone, told, key="brought-back")

    session.bring_back(on_done)


def words(brought: Any) -> tuple[Tone, Told]:
    """How it went, by its outcome."""
    if brought.outcome == "kept-both":
        return Tone.WARN, Told(
            _("元の場所のファイルは、その間にほかで変更されていました。"),
            _("どちらも残してあります。ここで入力した内容は「{file}」です。").format(file=brought.path.name),
            _("二つを見比べて、使う方を決めてください。"),
        )
    if brought.outcome == "nothing-new":
        return Tone.GOOD, Told(_("元の場所のファイルは最新です。"), "", "")
    return Tone.GOOD, Told(
        _("元の場所（{folder}）へ反映しました。").format(folder=brought.path.parent), "", ""
    )
