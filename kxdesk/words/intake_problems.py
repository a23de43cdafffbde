"""Sentences for the problems of the intake queue."""

from __future__ import annotations

from kxdesk.words.language import N_
from kxdesk.words.workbook_problems import NOTHING_CHANGED, Three

INTAKE: dict[str, Three] = {
    "intake-unknown": (
        N_("取込の一覧に「{file}」はありません。"),
        NOTHING_CHANGED,
        N_("取込の一覧を見て、ファイル名かハッシュの初めの文字で指定してください。"),
    ),
    "difference-unknown": (
        N_("決めることのできる違い「{id}」はありません。"),
        NOTHING_CHANGED,
        N_("取込の一覧をもう一度出して、その記号を使ってください。"),
    ),
    "choice-impossible": (
        N_("この項目は、両方を残したり文字を打ち込んだりできません。"),
        NOTHING_CHANGED,
        N_("提出か現在のどちらかを選んでください。"),
    ),
    "policy-unknown": (
        N_("選んだ方針は、作業ファイルにありません。"),
        NOTHING_CHANGED,
        N_("候補からもう一度選んでください。"),
    ),
    "bureau-missing-for-new": (
        N_("「{file}」には局区名がないため、新しい方針をつくれません。"),
        NOTHING_CHANGED,
        N_("今ある方針から選ぶか、提出元に局区名を書いてもらってください。"),
    ),
    "intake-refused": (
        N_("「{file}」は読めなかったファイルで、取り込めません。"),
        NOTHING_CHANGED,
        N_("提出元に、直したブックをもう一度出してもらってください。"),
    ),
    "intake-in": (
        N_("「{file}」はもう取り込んであります。"),
        NOTHING_CHANGED,
        N_("取り消すときは「元に戻す」を使ってください。"),
    ),
    "reason-missing": (
        N_("理由が書かれていません。"),
        NOTHING_CHANGED,
        N_("取り込まない理由を書いてください。あとで分かるように残します。"),
    ),
}
