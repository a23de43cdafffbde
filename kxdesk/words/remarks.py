"""Remarks in words: how far they are, what a return did, and phrases to begin with."""

from __future__ import annotations

from kxdesk.domain.remarks import Outcome, Remark, RemarkState, Side
from kxdesk.words.language import N_, _

STATES = {
    RemarkState.OPEN: N_("未回答"),
    RemarkState.ANSWERED: N_("回答あり"),
    RemarkState.SETTLED: N_("解決"),
}
OUTCOMES = {
    Outcome.CHANGED: N_("この欄が直っています"),
    Outcome.ELSEWHERE: N_("この欄はそのままで、同じ課題のほかの欄が変わっています"),
    Outcome.UNTOUCHED: N_("そのまま返ってきました"),
    Outcome.GONE: N_("返ってきたブックに、この箇所がありません"),
}
SIDES = {Side.DESK: N_("取りまとめ"), Side.DIVISION: N_("担当課")}

# A desk's own phrases come before these as soon as they are used.
PHRASES = (
    N_("数値で書いてください。"),
    N_("根拠となる資料や時点を書いてください。"),
    N_("市民にとって何が変わるのかを書いてください。"),
    N_("前年度の振り返りとのつながりが分かるように書いてください。"),
    N_("四半期ごとの到達点が分かるように書いてください。"),
    N_("文字数の目安に収めてください。"),
    N_("ほかの局の取組と重なっていないか確認してください。"),
    N_("空欄です。記入するか、記入しない理由を回答してください。"),
)


def state_name(state: RemarkState) -> str:
    """未回答, 回答あり, 解決."""
    return _(STATES[state])


def outcome_told(remark: Remark) -> str:
    """What the last return did at its place; "" before one came."""
    if remark.outcome is None:
        return ""
    return _(OUTCOMES[remark.outcome])


def side_name(side: Side) -> str:
    """取りまとめ, 担当課."""
    return _(SIDES[side])


def own_phrases() -> tuple[str, ...]:
    """Those that come along, in the language spoken."""
    return tuple(_(phrase) for phrase in PHRASES)
