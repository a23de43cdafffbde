"""What an opened desk has to tell at once: read-only, a working copy, typing brought back, a new schema."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kxdesk.ui.held_desk import DeskFacts
from kxdesk.ui.notices import Notices, Offer, Tone
from kxdesk.ui.text import _, ngettext
from kxdesk.words.problems import Told
from kxdesk.words.times import clock, day_and_clock


def tell_circumstances(
    notices: Notices, facts: DeskFacts, reopen: Callable[[], object], bring_back: Callable[[], object]
) -> None:
    """Each as its own notice; those that stay true stay shown."""
    if facts.read_only:
        notices.tell(
            Tone.WARN,
            Told(_read_only(facts), "", ""),
            Offer(_("もう一度開く"), reopen, closes=False),
            key="read-only",
            icon_name="lock",
            lasting=True,
        )
    if facts.home and not facts.read_only:
        notices.tell(
            Tone.INFO,
            _working_copy(facts),
            Offer(_("いま反映する"), bring_back, closes=False),
            key="working-copy",
            icon_name="copy-here",
        )
    if facts.restored:
        notices.tell(Tone.GOOD, _restored(facts), key="restored")
    if facts.kept:
        told = Told(
            _("作業ファイルを新しい形式に直しました。"),
            _("元のファイルは「{file}」として残してあります。").format(file=Path(facts.kept).name),
            "",
        )
        notices.tell(Tone.INFO, told, key="kept")


def _read_only(facts: DeskFacts) -> str:
    if not facts.holder:
        return _("書き込めない場所にあるため、閲覧のみで開きました。")
    since = clock(facts.holder_since) if facts.holder_since else "…"
    return _("{name}さん（{pc}）が{time}から編集中です。閲覧のみで開きました。").format(
        name=facts.holder, pc=facts.holder_pc, time=since
    )


def _working_copy(facts: DeskFacts) -> Told:
    what = _("このPCに置いた写しで作業しています。")
    if facts.resumed:
        what = _("前回、元の場所へ反映していない入力があります。このPCの写しで続けています。")
    return Told(what, "", _("閉じるときに {folder} へ反映します。").format(folder=Path(facts.home).parent))


def _restored(facts: DeskFacts) -> Told:
    last = day_and_clock(facts.restored_at) if facts.restored_at else "…"
    what = _("前回の入力を復元しました（最終 {time}）。").format(time=last)
    sentence = ngettext(
        "保存の途中だった{count}項目です。内容を確かめてください。",
        "保存の途中だった{count}項目です。内容を確かめてください。",
        facts.restored,
    )
    return Told(what, sentence.format(count=facts.restored), "")
