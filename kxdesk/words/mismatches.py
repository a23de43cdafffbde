"""Where a layout does not fit a template, in words."""

from __future__ import annotations

from kxdesk.usecases.check_layout import Mismatch
from kxdesk.words.language import N_, _
from kxdesk.words.sentence import filled

SENTENCES = {
    "other-file": N_("様式ファイルは保存し直されていますが、見出しは同じです。"),
    "other-form": N_("様式ファイルの見出しが、この配置をつくったときと違います。"),
    "sheet-missing": N_("シートがありません。"),
    "label-missing": N_("見出し「{text}」がありません。"),
    "box-not-empty": N_("書く場所に「{text}」とあります。"),
}


def told_mismatch(mismatch: Mismatch) -> str:
    """With its sheet and cell."""
    sentence = filled(SENTENCES[mismatch.code], {"text": mismatch.text})
    place = f"{mismatch.sheet}!{mismatch.cell}" if mismatch.cell else mismatch.sheet
    return _("{place}: {sentence}").format(place=place, sentence=sentence) if place else sentence
