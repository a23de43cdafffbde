"""What a reader noticed in a returned workbook, in words."""

from __future__ import annotations

from kxdesk.words.language import N_, _
from kxdesk.words.sentence import filled
from kxdesk.workbook.receipts import Flag, Hold

FLAGS = {
    "formula-value": N_("計算式のセルです。最後に表示されていた値「{text}」を読みました。"),
    "formula-without-value": N_("計算式のセルに値がありません。空欄として読みました。"),
    "error-value": N_("セルがエラー（{text}）です。空欄として読みました。"),
    "value-lost": N_("ファイルが壊れていて、このセルの値が分かりません。"),
    "struck-through": N_("取り消し線の部分は、消したものとして読んでいません。"),
    "number-in-words": N_("数値の欄に「{text}」とあります。書かれたまま読みました。"),
    "number-missing": N_("取組の番号が消されています: {text}"),
    "control-number-wrong": N_(
        "管理番号「{text}」は正しくありません。課題名と内容でどの課題かを見分けました。"
    ),
    "date-far": N_("日付または年度の「{text}」が様式の年度から離れています。確かめてください。"),
    "date-unclear": N_("日付の欄に「{text}」とあります。日付として読めないため、書かれたまま読みました。"),
    "serial-date": N_("日付の欄の数値「{text}」を、日数で数えた日付として読みました。"),
    "not-a-choice": N_("「{text}」は選択肢にありません。書かれたまま読みました。"),
    "arrow-alone": N_("矢印の前に工程がありません。矢印を文字として読みました。"),
    "mark-unclear": N_("四半期の欄の「{text}」が矢印かどうか分かりません。書かれたまま読みました。"),
    "hidden-sheet": N_("隠れたシートです。読みましたが、確かめてください。"),
    "hidden-cell": N_("隠れた行または列に値があります。読みましたが、確かめてください。"),
    "issue-unnumbered": N_("課題領域または番号がありません: {text}"),
    "label-missing": N_("見出し「{text}」が見つかりません。"),
    "label-twice": N_("見出し「{text}」が二つあります。元の位置に近いほうの欄を読みました。"),
    "label-order": N_("見出し「{text}」の順序が様式と違います。見出しのとおりに読みました。"),
    "box-lost": N_("見出し「{text}」の欄が見つかりません。空欄として読みました。"),
    "label-moved": N_("見出し「{text}」が元の位置と違います。"),
    "label-similar": N_("見出しが「{text}」に変わっています。"),
    "list-differs": N_("課題一覧の「{text}」が課題票と違います。課題票のほうを読みました。"),
    "listed-without-sheet": N_("課題一覧の「{text}」に課題票がありません。"),
    "sheet-without-line": N_("課題「{text}」が課題一覧にありません。"),
    "merged-band": N_("四半期の欄が結合されています。続く工程として読みました。"),
    "note-instead": N_("欄は空ですが、メモがあります: {text}"),
    "sheet-missing": N_("シート「{text}」がありません。"),
    "sheet-twice": N_("同じシートが二つあります。記入の多い方を読みました。"),
    "sheet-unknown": N_("様式にないシートです。読んでいません。"),
    "sheet-unused": N_("記入のない様式のシートです。読み飛ばしました。"),
    "text-in-shape": N_("図形やテキストボックスに文字があります。読んでいません: {text}"),
    "drawn-arrow": N_("矢印の図形があります。工程は欄に「→」と書かれたものだけを読みました。"),
    "text-stray": N_("様式の欄でない所に文字があります: {text}"),
    "text-beside": N_("隣の欄に書かれた文字を読みました: {text}"),
    "text-spread": N_("続く行に書かれた文字を合わせて読みました。"),
    "sheet-lost": N_("シートの中身がファイルから失われています。"),
    "unknown-style": N_(
        "書式が失われたセルがあります（{text}）。日付や取り消し線を見落としたおそれがあります。"
    ),
    "unknown-format": N_("表示形式が失われたセルがあります（{text}）。日付を見落としたおそれがあります。"),
    "lost-content": N_("ファイルが壊れていて、セル{text}の中身が分かりません。"),
    "duplicate-cell": N_("ファイルが壊れていて、セル{text}が二つあります。"),
    "bad-address": N_("ファイルが壊れていて、セルの位置「{text}」が正しくありません。"),
    "unknown-element": N_("ファイルに知らない部分（{text}）があります。読んでいません。"),
    "part-missing": N_("ファイルの一部が失われています。"),
    "broken-part": N_("ファイルの一部が壊れています。"),
    "sheet-unlisted": N_("一覧にないシートが残っています。"),
    "count-differs": N_("ファイルの中の件数が合いません。値が失われたおそれがあります。"),
}
HOLDS = {
    "other-year": N_("年度が違います（提出ブックは{found}年度、様式は{form}年度）。"),
    "bureaus-differ": N_("シートによって局区名が違います（「{found}」と「{expected}」）。"),
    "years-differ": N_("シートによって年度が違います（「{found}」と「{expected}」）。"),
    "issue-twice": N_("同じ課題が二枚のシートにあります（「{first}」と「{second}」）。"),
    "sheets-differ": N_("同じシートが二枚あり、書かれていることが違います（「{first}」と「{second}」）。"),
    "bureau-unknown": N_("局・区「{bureau}」の方針が作業ファイルにありません（あるのは: {here}）。"),
    "bureau-missing": N_("局区名が空欄で、どの局・区の提出か分かりません（あるのは: {here}）。"),
    "policy-other-year": N_("年度が違います（提出ブックは{found}年度、作業ファイルは: {here}）。"),
    "several-policies": N_("当てはまる方針が二つ以上あります（{here}）。"),
    "issue-of-other-bureau": N_("課題{area}({number})「{title}」の管理番号は、{here}の課題のものです。"),
}


def told_flag(flag: Flag) -> str:
    """With the sheet and cell it is about; a code without words of its own is named as it is."""
    sentence = filled(FLAGS.get(flag.code, N_("{code}: {text}")), {"code": flag.code, "text": flag.text})
    place = f"{flag.sheet}!{flag.cell}" if flag.cell else flag.sheet
    return _("{place}: {sentence}").format(place=place, sentence=sentence) if place else sentence


def told_hold(hold: Hold) -> str:
    """Why it waits for a person."""
    return filled(HOLDS.get(hold.code, N_("{code}")), {**hold.facts, "code": hold.code})
