"""The chain of a value in words, a step after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from kxdesk.domain.merging import Decision
from kxdesk.store.history import Entry
from kxdesk.usecases.origin import Origin
from kxdesk.words.changes import label_name
from kxdesk.words.fields import field_name, shown
from kxdesk.words.history_table import presence
from kxdesk.words.language import N_, _
from kxdesk.words.readings import told_normalised
from kxdesk.words.times import day_and_clock
from kxdesk.workbook.receipts import Receipt

Step = tuple[str, list[str]]
_CHOICES = {
    Decision.OURS: N_("作業ファイルの値を残した"),
    Decision.THEIRS: N_("返ってきた値を採った"),
}


def steps_of(origin: Origin, cells: Sequence[Receipt] | None) -> Iterator[Step]:
    """Title and lines of each; `cells` where they were looked up."""
    entry = origin.entry
    yield (
        _("値"),
        [
            field_name(entry.ref.kind, entry.field),
            presence(entry) or shown(entry.after),
            _("履歴の番号 {seq}　指紋 {hash}").format(seq=entry.seq, hash=entry.hash),
        ],
    )
    for other in origin.through:
        yield _("元に戻した操作"), [_who(other)]
    yield _("だれが決めたか"), [*_decided(origin)]
    if not origin.sha256:
        yield _("どこから来たか"), [origin.file_name or _("この作業ファイルに直接入力された。")]
        return
    yield _("届いたファイル"), [*_file(origin)]
    if cells is not None:
        yield _("シートとセル"), [*_cells(cells)]


def _who(entry: Entry) -> str:
    when = day_and_clock(datetime.fromisoformat(entry.at))
    return f"{when}　{entry.display_name}（{entry.os_user} / {entry.pc}）　{label_name(entry.label)}"


def _decided(origin: Origin) -> Iterator[str]:
    yield _who(origin.entry)
    if origin.entry.why:
        yield _("理由: {why}").format(why=origin.entry.why)
    if made := origin.decision:
        choice = _(_CHOICES.get(made.choice.decision, N_("二つの値を見て決めた")))
        yield _("{who} が選んだ: {choice}").format(who=made.display_name, choice=choice)
        _base, theirs, ours = made.seen
        yield _("そのとき見た値: 返却「{theirs}」、作業ファイル「{ours}」").format(
            theirs=shown(theirs), ours=shown(ours)
        )


def _file(origin: Origin) -> Iterator[str]:
    yield origin.file_name
    yield f"SHA-256 {origin.sha256}"
    if item := origin.item:
        when = day_and_clock(datetime.fromisoformat(item.at))
        yield _("取込の一覧に {when}、{who} が入れた。").format(when=when, who=item.display_name)
    if origin.size is None:
        yield _("原本はこのファイルの中に保管されていません。")
    else:
        yield _("原本を保管: {size:,} バイト").format(size=origin.size)


def _cells(cells: Sequence[Receipt]) -> Iterator[str]:
    if not cells:
        yield _("このブックの中に、この値を読んだセルが見つかりません。")
    for cell in cells:
        yield _("シート「{sheet}」のセル {cell}").format(sheet=cell.sheet, cell=cell.cell)
        yield _("セルの中身: {raw}").format(raw=cell.raw)
        if cell.normalised:
            yield "、".join(map(told_normalised, cell.normalised))
