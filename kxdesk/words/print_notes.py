"""What of a policy its paper does not show as it is, in words."""

from __future__ import annotations

from kxdesk.words.language import N_
from kxdesk.words.sentence import filled
from kxdesk.workbook.sheet_filler import FillNote

NOTES = {
    "too-tall": N_("文字が欄に収まりません。続きは印刷されません。"),
    "too-wide": N_("文字が欄の幅に収まりません。はみ出した分は印刷されません。"),
    "hidden": N_("隠れた行または列にあるため、印刷されません。"),
    "page-cut": N_(
        "ページの境目が欄の途中にあり、行が切れて印刷されることがあります。文章を短くするか、続きを別紙にしてください。"
    ),
    "not-repeated": N_(
        "行を増やしましたが、{text}行目のグラフや入力部品は増えていません。必要なら写してください。"
    ),
    "not-asked": N_("様式に欄がないため、書き出されません: {text}"),
    "area-not-on-form": N_("課題領域「{text}」の場所が様式にありません。"),
    "other-year": N_("様式の年度と違います（{text}年度）。"),
    "sheet-renamed": N_("シートの名前を「{text}」にしました。"),
    "number-not-kept": N_("番号「{text}」は様式の書き方と違います。"),
    "band-without-text": N_("文字のない工程は、様式に書けません。"),
}


def told_note(note: FillNote) -> str:
    """One sentence; a code without words of its own is named as it is."""
    return filled(NOTES.get(note.code, N_("{code}: {text}")), {"code": note.code, "text": note.text})
