"""What a person calls a kind of thing, a field, a section; the form's own heading goes before ours."""

from __future__ import annotations

from kxdesk.domain.edits import PARENT, POSITION, PRESENT
from kxdesk.domain.form import AskedField, Form
from kxdesk.domain.things import Kind, Value
from kxdesk.words.language import N_, _

KINDS = {
    Kind.POLICY: N_("局区Ｘ方針"),
    Kind.FACILITY: N_("公共施設"),
    Kind.ISSUE: N_("課題"),
    Kind.ACTIVITY: N_("取組"),
    Kind.TRACK: N_("項目"),
    Kind.MILESTONE: N_("工程"),
    Kind.PROGRESS: N_("進捗状況"),
    Kind.ORGANISATION: N_("組織"),
    Kind.ROUND: N_("回"),
    Kind.EXPECTED: N_("提出先への依頼"),
    Kind.REMARK: N_("指摘"),
    Kind.STATEMENT: N_("指摘のやり取り"),
    Kind.SOURCE: N_("出典の資料"),
    Kind.INDICATOR: N_("指標"),
    Kind.TARGET: N_("目標"),
    Kind.OBSERVATION: N_("実績値"),
    Kind.CLOSING: N_("了解した食い違い"),
    Kind.EDITION: N_("版"),
    Kind.LINEAGE: N_("前年度とのつながり"),
    Kind.PROMISE: N_("前年度の約束"),
}
FIELDS = {
    "policy.bureau": N_("局・区"),
    "policy.fiscal_year": N_("年度"),
    "policy.form": N_("様式"),
    "policy.mission": N_("使命"),
    "policy.budget": N_("当初予算"),
    "policy.general_account_oku_yen": N_("一般会計（億円）"),
    "policy.general_funds_oku_yen": N_("うち一般財源（億円）"),
    "policy.special_account_oku_yen": N_("特別会計（億円）"),
    "policy.organization_as_of": N_("組織の時点"),
    "policy.organization": N_("組織"),
    "policy.partner_bodies": N_("政策連携団体"),
    "policy.retrospective_fiscal_year": N_("振り返る年度"),
    "policy.retrospective_overall": N_("全体の振り返り"),
    "policy.retrospective_achieved": N_("変革が実現したもの"),
    "policy.retrospective_insufficient": N_("十分でなかったもの"),
    "facility.operation": N_("運営方法"),
    "facility.name": N_("施設名"),
    "issue.area": N_("課題領域"),
    "issue.number": N_("番号"),
    "issue.policy_field": N_("政策分野"),
    "issue.title": N_("課題名"),
    "issue.division": N_("担当課"),
    "issue.author": N_("記入者"),
    "issue.impact": N_("インパクト"),
    "issue.urgency": N_("緊急度"),
    "issue.content": N_("課題の内容"),
    "issue.background": N_("課題の背景や現状"),
    "issue.target_outcome": N_("目指す成果"),
    "issue.approach": N_("課題に対する取り組み"),
    "issue.plan_preface": N_("取組内容の前書き"),
    "activity.number": N_("取組の番号"),
    "activity.title": N_("取組名"),
    "activity.description": N_("取組の説明"),
    "track.label": N_("項目名"),
    "milestone.start": N_("開始の四半期"),
    "milestone.end": N_("終了の四半期"),
    "milestone.text": N_("工程"),
    "progress.as_of": N_("進捗の時点"),
    "progress.activity": N_("進捗の対象の取組"),
    "progress.text": N_("進捗状況"),
    "organisation.code": N_("組織コード"),
    "organisation.name": N_("組織名"),
    "organisation.contact": N_("連絡先"),
    "round.name": N_("回の名前"),
    "round.fiscal_year": N_("年度"),
    "round.form": N_("様式"),
    "round.as_of": N_("時点"),
    "round.deadline": N_("締切"),
    "round.level": N_("提出する単位"),
    "expected.organisation": N_("提出する組織"),
    "expected.deadline": N_("この組織の締切"),
    "expected.excused": N_("提出を求めない理由"),
    "expected.settled": N_("確定した日"),
    "remark.thing_kind": N_("指摘の対象"),
    "remark.thing": N_("指摘の対象"),
    "remark.field": N_("指摘の項目"),
    "remark.state": N_("指摘の状態"),
    "remark.quoted": N_("指摘したときの内容"),
    "remark.organisation": N_("指摘の相手"),
    "remark.round": N_("回"),
    "remark.sent": N_("差し戻した日"),
    "remark.outcome": N_("返ってきた内容"),
    "statement.side": N_("だれの側"),
    "statement.author": N_("書いた人"),
    "statement.said_on": N_("書いた日"),
    "statement.text": N_("内容"),
    "source.title": N_("資料の名前"),
    "source.printed": N_("資料の原文"),
    "source.fingerprint": N_("資料の指紋"),
    "indicator.group_number": N_("分野の番号"),
    "indicator.group_name": N_("分野"),
    "indicator.name": N_("指標名"),
    "indicator.unit": N_("単位"),
    "indicator.polarity": N_("よい向き"),
    "indicator.cumulative": N_("数え方"),
    "indicator.base_fiscal_year": N_("基準年度"),
    "indicator.base_value": N_("基準値"),
    "indicator.part_of": N_("内訳の元の合計"),
    "indicator.note": N_("出典・備考"),
    "target.comparator": N_("目標の向き"),
    "target.value": N_("目標値"),
    "target.unit": N_("目標の単位"),
    "target.words": N_("言葉の目標"),
    "target.fiscal_year": N_("目標年度"),
    "target.base_fiscal_year": N_("目標の基準年度"),
    "target.base_value": N_("目標の基準値"),
    "target.note": N_("目標の備考"),
    "target.source": N_("目標の出典"),
    "target.place": N_("資料での場所"),
    "target.printed": N_("資料の原文"),
    "observation.as_of": N_("時点・年度"),
    "observation.value": N_("実績"),
    "observation.numerator": N_("分子"),
    "observation.denominator": N_("分母"),
    "observation.unit": N_("実績の単位"),
    "observation.previous": N_("前年度"),
    "observation.previous_numerator": N_("前年度の分子"),
    "observation.previous_denominator": N_("前年度の分母"),
    "observation.printed_change": N_("印刷された増減"),
    "observation.approximate": N_("約・超"),
    "observation.provisional": N_("暫定・速報"),
    "observation.base_fiscal_year": N_("実績の基準年度"),
    "observation.base_value": N_("実績の基準値"),
    "observation.note": N_("備考"),
    "observation.who": N_("だれの言"),
    "observation.source": N_("出典"),
    "observation.place": N_("資料での場所"),
    "observation.printed": N_("資料の原文"),
    "closing.code": N_("食い違いの種類"),
    "closing.about": N_("食い違いの対象"),
    "closing.fingerprint": N_("了解したときの値"),
    "closing.reason": N_("了解した理由"),
    "edition.name": N_("版の名前"),
    "edition.as_of": N_("版の時点"),
    "edition.frozen_at": N_("版を固定した日時"),
    "edition.policies": N_("版に含む方針"),
    "edition.history_length": N_("版を固定したときの履歴の件数"),
    "edition.history_head": N_("版を固定したときの履歴の末尾"),
    "edition.digest": N_("版の指紋"),
    "lineage.earlier": N_("前年度の課題"),
    "lineage.later": N_("今年度の課題"),
    "lineage.relation": N_("つながり"),
    "lineage.reason": N_("理由"),
    "promise.issue": N_("前年度の課題"),
    "promise.text": N_("約束"),
    "promise.owner": N_("引き受ける課題"),
    "promise.reason": N_("引き受けない理由"),
}
_STRUCTURE = {PRESENT: N_("有無"), PARENT: N_("属するもの"), POSITION: N_("並び順")}


def kind_name(kind: Kind) -> str:
    """課題, 取組, …"""
    return _(KINDS[kind])


_IN_TITLES = "fiscal_year"  # a form prints it in its titles, under no heading of its own


def field_name(kind: Kind, key: str, form: Form | None = None) -> str:
    """As the form heads it, else as we call it; a field we do not know by its key."""
    asked = form.find(kind, key) if form else None
    if form and asked and not key.endswith(_IN_TITLES) and not _is_shared(form, asked):
        return asked.heading
    if key in _STRUCTURE:
        return _(_STRUCTURE[key])
    return _(FIELDS[f"{kind}.{key}"]) if f"{kind}.{key}" in FIELDS else key


def _is_shared(form: Form, asked: AskedField) -> bool:
    """A heading that stands over several fields of a thing, as the quarters over a band, names none."""
    return any(
        other.heading == asked.heading and other.thing is asked.thing and other.key != asked.key
        for other in form.asked
    )


def shown(value: Value) -> str:
    """A value for reading: what was not asked and what was left blank say so."""
    if value is None:
        return _("（なし）")
    return str(value) if value != "" else _("（空欄）")
