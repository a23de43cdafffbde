"""What a reader made of a cell, how surely it knows a workbook, and what to ask a division for, in words."""

from __future__ import annotations

from kxdesk.domain.problems import Problem
from kxdesk.words.language import N_, _
from kxdesk.words.problems import told

NORMALISED = {
    "fiscal-year": N_("年度を西暦で読みました"),
    "number-plain": N_("数字を半角に、桁区切りと単位を除いて読みました"),
    "number-in-words": N_("数値にできないため、書かれたまま読みました"),
    "choice-folded": N_("選択肢の表記に合わせました"),
    "not-a-choice": N_("選択肢にないため、書かれたまま読みました"),
    "date-far": N_("様式の年度から離れた日付です"),
    "date-unclear": N_("日付か分からないため、書かれたまま読みました"),
    "date-shown": N_("日付のセルを、表示されているとおりに読みました"),
    "serial-date": N_("日付の通し番号を日付に直しました"),
    "percent-shown": N_("割合を、表示されているとおりに読みました"),
    "formula-value": N_("計算式の、最後に表示されていた値を読みました"),
    "formula-without-value": N_("計算式に値がなく、空欄として読みました"),
    "struck-through": N_("取り消し線の部分を除きました"),
    "error-value": N_("エラーのセルを空欄として読みました"),
    "value-lost": N_("値が失われています"),
    "band": N_("続く矢印を一つの工程として読みました"),
}
_AS_XLSX = N_("「Excelブック (.xlsx)」の形で保存し直したものを、もう一度提出してください。")
_AGAIN = N_("Excelで開いて保存し直したものを、もう一度提出してください。")
_REQUESTS = {
    **dict.fromkeys(
        (
            "not-a-workbook", "xlsb-renamed", "ods-renamed", "old-xls", "xml-spreadsheet", "html-renamed",
            "pdf-renamed", "image-renamed", "document-renamed", "text-renamed", "strict-ooxml",
        ),
        _AS_XLSX,
    ),
    "archive-renamed": N_("圧縮せずに、ブックのまま、もう一度提出してください。"),
    "encrypted": N_("パスワードを外したものを、もう一度提出してください。"),
    "too-large": N_("画像などを除いたものを、もう一度提出してください。"),
    "form-unknown": N_("お配りした様式に記入したものを、もう一度提出してください。"),
}  # fmt: skip
# What a division cannot mend: it lies on this PC, or with us.
_OURS = frozenset(
    {
        "file-missing", "file-locked", "lock-file", "reader-unavailable", "reader-failed", "layout-unknown",
    }
)  # fmt: skip


def told_normalised(code: str) -> str:
    """What was done to the cell's content; a code without words of its own is named as it is."""
    return _(NORMALISED[code]) if code in NORMALISED else code


def told_confidence(share: float) -> str:
    """確度 98%, with a word where a person should look."""
    percent = _("確度{percent}%").format(percent=int(share * 100))
    return percent if share >= 0.8 else _("{confidence}（要確認）").format(confidence=percent)


def request(problem: Problem, file: str) -> str:
    """A sentence to paste into a mail to the division; "" where the division cannot help."""
    if problem.code in _OURS:
        return ""
    sentence = _("ご提出の「{file}」を読み取れませんでした。{what}お手数ですが、{request}")
    return sentence.format(file=file, what=told(problem).what, request=_(_REQUESTS.get(problem.code, _AGAIN)))
