"""A finding of 点検 in words."""

from __future__ import annotations

from kxdesk.domain.checks import Finding, Severity
from kxdesk.domain.form import Form
from kxdesk.words.fields import field_name
from kxdesk.words.language import N_, _
from kxdesk.words.sentence import filled

SENTENCES = {
    "required-blank": N_("「{field}」が空欄です。"),
    "longer-than-recommended": N_("「{field}」が目安の{recommended}字を超えています（{length}字）。"),
    "character-may-be-lost": N_("「{field}」に、ほかの機械で失われることのある文字があります: {characters}"),
    "not-a-choice": N_("「{field}」の「{value}」は選択肢にありません。"),
    "number-twice": N_("課題{area}({number})が二つ以上あります。"),
    "number-missing": N_("課題領域{area}の番号({number})が抜けています。"),
    "activity-without-band": N_("この取組には四半期の工程がありません。"),
    "bands-overlap": N_("同じ項目の中で工程が重なっています。"),
    "outside-the-year": N_("工程が年度の四半期から外れています。"),
    "progress-missing": N_("進捗状況がまだ書かれていません。"),
    "date-unreadable": N_("進捗の時点「{value}」を日付として読めません。"),
    "word-forbidden": N_("「{field}」の「{word}」は使わない言葉です{why}。{instead}"),
    "word-preferred": N_("「{field}」の「{word}」は書き換えをおすすめします{why}。{instead}"),
    "sentence-twice": N_("課題{other}と同じ文があります: 「{sentence}」。"),
    "date-outside-its-quarters": N_("工程の文にある日付（{date}）が、その四半期にありません。"),
    "date-outside-the-year": N_("工程の文にある日付（{date}）が、この年度にありません。"),
    "step-late": N_(
        "期限を過ぎた「{steps}」が終わっていないようです。進捗状況には「{sentence}」とあります。"
    ),
    "step-not-mentioned": N_("期限を過ぎた「{steps}」が進捗状況に見当たりません。"),
    "event-after-as-of": N_(
        "時点（{as_of}）より後の日付のできごとが、済んだこととして書かれています。「{sentence}」をお確かめください。"
    ),
    "activity-without-progress": N_("取組({number})の進捗状況が書かれていません。"),
    "progress-without-activity": N_("取組内容にない取組({number})の進捗状況が書かれています。"),
    "values-differ": N_("「{indicator}」の{when}の値が食い違っています: {figures}。"),
    "previous-differs": N_("「{indicator}」の前年度の値が、前の年の実績と違います（{when}）: {figures}。"),
    "denominators-differ": N_("「{indicator}」の{when}の分母が食い違っています: {figures}。"),
    "denominator-changed": N_(
        "「{indicator}」の分母が{before}から{when}で変わり、率をそのまま比べられません: {figures}。"
    ),
    "cumulative-falls": N_("累計の「{indicator}」が{before}から{when}で減っています: {figures}。"),
    "change-differs": N_(
        "「{indicator}」（{when}）の増減は「{printed}」と書かれていますが、計算すると{computed}です。"
    ),
    "targets-differ": N_("「{indicator}」に違う目標が二つあります: {figures}。"),
    "parts-miss-total": N_(
        "「{indicator}」（{when}）の{figures}が、内訳の計 {computed}（{parts}）と合いません。"
    ),
    "text-differs": N_("文中の「{sentence}」が、指標「{indicator}」（{when}）と違います: {figures}。"),
    "text-falls": N_("文中の「{sentence}」では、累計の「{indicator}」が減っています: {figures}。"),
    "text-target-differs": N_("文中の「{sentence}」が、「{indicator}」の目標と違います: {figures}。"),
    "title-twice": N_("課題{other}と課題名が同じです。"),
}
SEVERITIES = {Severity.ERROR: N_("誤り"), Severity.WARNING: N_("注意"), Severity.NOTICE: N_("参考")}


def told_finding(finding: Finding, form: Form) -> str:
    """One sentence; a rule without words of its own is named by its code."""
    name = field_name(finding.ref.kind, finding.key, form) if finding.key else ""
    facts = {**finding.facts, "field": name, "code": finding.code}
    if facts.get("instead"):
        facts["instead"] = filled(N_("「{instead}」とします。"), facts)
    if facts.get("why"):
        facts["why"] = f"（{facts['why']}）"
    return filled(SENTENCES.get(finding.code, N_("{code}: 「{field}」を確かめてください。")), facts)


def severity_name(severity: Severity) -> str:
    """誤り, 注意, 参考."""
    return _(SEVERITIES[severity])
