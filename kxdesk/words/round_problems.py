"""Sentences for the problems of rounds: lists of organisations, distribution, remarks."""

from __future__ import annotations

from kxdesk.words.language import N_
from kxdesk.words.workbook_problems import NOTHING_CHANGED, Three

ROUNDS: dict[str, Three] = {
    "not-a-consolidation-desk": (
        N_("「{file}」は担当課用の作業ファイルで、取りまとめの操作はできません。"),
        NOTHING_CHANGED,
        N_("取りまとめ用の作業ファイルを開いてください。つくるときに「取りまとめ」を選びます。"),
    ),
    "list-without-headings": (
        N_("組織の一覧の見出しが分かりません。"),
        NOTHING_CHANGED,
        N_(
            "「局区」と、「課」「コード」「メール」のどれかの見出しがある行を入れてください。列の順は自由です。"
        ),
    ),
    "list-empty": (
        N_("組織の一覧に、読める行がありません。"),
        NOTHING_CHANGED,
        N_("見出しの下に、局区の名前を入れてください。"),
    ),
    "list-code-twice": (
        N_("組織コード {number} が、「{first}」と「{second}」の両方にあります。"),
        NOTHING_CHANGED,
        N_("一覧を直してから、もう一度読み込んでください。"),
    ),
    "text-encoding-unknown": (
        N_("文字コードが分からず、一覧を読めません。"),
        NOTHING_CHANGED,
        N_("Excel の「名前を付けて保存」で、CSV（UTF-8）か .xlsx にしてください。"),
    ),
    "organisation-unknown": (
        N_("組織「{name}」が一覧にありません。"),
        NOTHING_CHANGED,
        N_("組織コードか、「局区名 課名」で指定してください。"),
    ),
    "no-organisations": (
        N_("組織の一覧が空です。"),
        NOTHING_CHANGED,
        N_("先に、局区と課の一覧（.xlsx か .csv）を読み込んでください。"),
    ),
    "no-round": (
        N_("まだ回がありません。"),
        NOTHING_CHANGED,
        N_("先に、年度と締切を決めて回をつくってください。"),
    ),
    "round-unknown": (
        N_("回「{round}」がありません（あるのは: {here}）。"),
        NOTHING_CHANGED,
        N_("回の名前か、1 からの番号で指定してください。"),
    ),
    "round-name-missing": (
        N_("回の名前がありません。"),
        NOTHING_CHANGED,
        N_("「令和7年度 当初」のように名前を付けてください。"),
    ),
    "name-rule-wrong": (
        N_("ファイル名の規則の「{place}」が分かりません。"),
        NOTHING_CHANGED,
        N_("使えるのは {known} です。"),
    ),
    "no-styles": (
        N_("様式ファイルに書式の情報がなく、色やメモを付けられません。"),
        NOTHING_CHANGED,
        N_("様式ファイルを Excel で開き、保存し直してください。"),
    ),
    "remark-empty": (
        N_("指摘の文がありません。"),
        NOTHING_CHANGED,
        N_("何を直してほしいか、ひとこと書いてください。"),
    ),
    "remark-unknown": (
        N_("指摘「{number}」がありません。"),
        NOTHING_CHANGED,
        N_("差戻し票にある R- で始まる番号を、そのまま指定してください。"),
    ),
    "nothing-to-send-back": (
        N_("{name}への未回答の指摘がありません。"),
        NOTHING_CHANGED,
        N_("先に、項目に指摘を付けてください。"),
    ),
    "date-unknown": (
        N_("「{field}」の「{text}」を日付として読めません。"),
        NOTHING_CHANGED,
        N_("2025-12-26 や R7.12.26 のように書いてください。"),
    ),
}
