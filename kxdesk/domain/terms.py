"""What a Japanese phrase is about, without a dictionary: katakana and Latin words whole, kanji by twos.

Most Sino-Japanese words have two characters, so a run is read in pairs from its left; a character left over
(案, 等, 性) says little. Words that only say that something is done (実施, 検討 …) are kept apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kxdesk.domain.keys import folded

_RUN = re.compile(r"[一-鿿々〆ヶ]+|[ァ-ヴー]{2,}|[A-Za-z]{2,}")
_KANJI = re.compile(r"[一-鿿々〆ヶ]+")
_ORDINAL = re.compile(r"第\s*(\d+)")
# The verbs of administration and the words of time; none names what a policy is about.
_DOING = frozenset({
    "実施", "検討", "開催", "推進", "策定", "作成", "開始", "実現", "構築",
    "確認", "調整", "運営", "整理", "対応", "準備", "拡大", "強化", "支援",
    "実行", "取組", "活用", "導入", "展開", "公表", "共有", "協議", "提供",
    "決定", "締結", "完了", "継続", "促進", "充実", "改善", "整備", "設置",
    "連携",
})  # fmt: skip
_TIME = frozenset({"年度", "今年", "昨年", "来年", "毎年", "四半", "半期", "月末"})


@dataclass(frozen=True, slots=True)
class Terms:
    """`about` names things, `doing` what is done with them, `ordinals` which of a series (第2期)."""

    about: frozenset[str]
    doing: frozenset[str]
    ordinals: frozenset[str]


def terms(text: str) -> Terms:
    """What a phrase asks for."""
    return _terms(text, step=2)


def all_terms(text: str) -> Terms:
    """What a text can answer: every pair, whatever word it begins in."""
    return _terms(text, step=1)


def _terms(text: str, *, step: int) -> Terms:
    plain = folded(text)
    about: set[str] = set()
    doing: set[str] = set()
    for run in _RUN.findall(plain):
        if not _KANJI.fullmatch(run):
            about.add(run.casefold())
            continue
        pairs = {run[place : place + 2] for place in range(0, len(run) - 1, step)} - _TIME
        doing |= pairs & _DOING
        about |= pairs - _DOING
    return Terms(frozenset(about), frozenset(doing), frozenset(_ORDINAL.findall(plain)))
