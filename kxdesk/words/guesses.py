"""Why a box was taken for a field, in words."""

from __future__ import annotations

from kxdesk.domain.fields import field_named
from kxdesk.words.fields import field_name
from kxdesk.words.language import N_, _
from kxdesk.workbook.layout import CONTROL_NUMBER
from kxdesk.workbook.learn.guess import Guess, Reason, Refusal

REASONS = {
    Reason.EXACT: N_("見出しがこの項目の名前です"),
    Reason.ALIKE: N_("見出しがこの項目の名前に似ています"),
    Reason.CHOICES: N_("選択肢がこの項目の値です"),
    Reason.HOLE: N_("見出しの中に書く場所があります"),
    Reason.PLACE: N_("欄の位置から"),
    Reason.HEADING: N_("列の見出しから"),
    Reason.REPEATED: N_("同じ形の行が続いています"),
    Reason.PERSON: N_("人が確かめました"),
}
REFUSALS = {
    "half-years": N_("上期・下期に分かれた計画の表です。四半期の工程を入れる場所がないため、使いません。"),
    "months": N_("月ごとの計画の表です。四半期の工程を入れる場所がないため、使いません。"),
    "quarters-down": N_("四半期が縦に並んだ計画の表です。四半期を横に見出しとして並べた表だけを使えます。"),
}
PREAMBLE = N_(
    "配置: 様式ファイルの項目とセルの対応。書き出しにも読み取りにも使う。\n"
    "項目は見出し (label) とその位置 (at) で探す。\n"
    "セル番地は白紙の様式でのもので、迷ったときの手がかりにすぎない。\n"
    "「要確認」とあるものは、様式と見比べて直してください。"
)


def told_guess(guess: Guess) -> str:
    """`確からしさ 0.97: 見出しがこの項目の名前です`, with 要確認 where a person should look."""
    sentence = _("確からしさ {confidence}: {reason}").format(
        confidence=f"{guess.confidence:.2f}", reason=_(REASONS[guess.reason])
    )
    return sentence if guess.sure else _("要確認 {sentence}").format(sentence=sentence)


def told_refusal(refusal: Refusal) -> str:
    """Why a part of the form cannot be used."""
    return _(REFUSALS[refusal.code])


def name_of(field: str) -> str:
    """The field's plain name: 課題名."""
    known = field_named(field)
    if known is not None:
        return field_name(known.thing, known.key)
    return _("管理番号") if field == CONTROL_NUMBER else field
