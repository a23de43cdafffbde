"""What an examination came to, in words; and what none can prove.

改変あり (altered) and 発行者を確認できません (issuer not confirmed) are different words everywhere.
"""

from __future__ import annotations

from datetime import datetime

from kxdesk.store.examined import Evidence, Examined, Outcome, Signature
from kxdesk.store.faults import Fault
from kxdesk.words.fields import field_name
from kxdesk.words.language import N_, _
from kxdesk.words.sentence import filled
from kxdesk.words.times import day_and_clock
from kxdesk.words.verdicts import FAULTS

VERDICTS = {
    Outcome.SOUND: N_("改変なし"),
    Outcome.ALTERED: N_("改変あり"),
    Outcome.ISSUER_UNCONFIRMED: N_("発行者を確認できません"),
    Outcome.OUTDATED: N_("古い写しです"),
}
_FINDINGS = {
    "bytes-changed": N_("ファイルの中身が、発行されたときと違います（SHA-256 が一致しません）。"),
    "manifest-missing": N_("目録がありません。切り取られたか、ほかのプログラムで書き直されています。"),
    "manifest-damaged": N_("目録か署名の部分が、発行されたときと違います。"),
    "manifest-swapped": N_("目録が、この写しのものではありません。ほかの写しの目録と差し替えられています。"),
    "signature-broken": N_("署名が目録に合いません。目録が書き換えられています。"),
    "other-key": N_("署名の鍵（{name}）は、指定された公開鍵と違います。"),
    "unsigned": N_("署名がありません。だれが発行したかは、このファイルからは分かりません。"),
    "unreadable": N_("中身を最後まで読めません。"),
    "foreign-schema": N_("ほかのプログラムの仕掛け（{name}）が入っています。中身は読みませんでした。"),
    "content-differs": N_("方針の内容が、発行されたときと違います。"),
    "rows-differ": N_("表「{name}」の件数が、発行されたときと違います。"),
    "history-rehashed-from": N_("履歴の{seq}番から、書き換えて作り直されています。"),
    "history-rehashed-between": N_(
        "履歴の{seq}番から{until}番までのどこかから、書き換えて作り直されています。"
    ),
    "older-copy": N_(
        "これより新しい写し（{name}）が発行されています。この写しには、履歴の{seq}番から後がありません。"
    ),
    "head-not-reached": N_("紙の照合コードまでの履歴がありません。古い写しか、別の写しです。"),
}
_SIGNATURES = {
    Signature.NONE: N_("署名なし"),
    Signature.BROKEN: N_("署名が合いません"),
    Signature.UNCHECKED: N_("署名あり（鍵 {print}）。だれの鍵かは、公開鍵がないので確かめていません"),
    Signature.OTHER_KEY: N_("署名は、指定された公開鍵のものではありません"),
    Signature.VALID: N_("署名は、指定された公開鍵（{print}）のものです"),
}


def verdict_word(examined: Examined) -> str:
    """改変なし, 改変あり, 発行者を確認できません, 古い写しです."""
    return _(VERDICTS[examined.outcome])


def told_finding(finding: Evidence) -> str:
    """One sentence."""
    facts = {
        "seq": finding.entry,
        "until": finding.until,
        "name": finding.name,
        "field": field_name(finding.ref.kind, finding.field) if finding.ref and finding.field else "",
    }
    if finding.code == "history-rehashed" and finding.entry:
        return filled(_FINDINGS[f"{finding.code}-{'between' if finding.until else 'from'}"], facts)
    if finding.code in _FINDINGS:
        return filled(_FINDINGS[finding.code], facts)
    return filled(FAULTS[Fault(finding.code.removeprefix("history-"))], facts)


def told_signature(examined: Examined) -> str:
    """What can be said of the signature."""
    manifest = examined.manifest
    return filled(_SIGNATURES[examined.signature], {"print": manifest.key_print if manifest else ""})


def proven(examined: Examined) -> tuple[str, ...]:
    """What holds, a sentence each; nothing where something was altered."""
    if examined.outcome is Outcome.ALTERED:
        return ()
    facts = {"length": examined.length, "entry": examined.code_entry}
    said = [N_("履歴{length}件は、書かれた順につながっていて、抜けも書き換えもありません。")]
    said.append(N_("いまの値と固定した版は、どれも履歴どおりです。"))
    if examined.manifest is not None:
        said.append(N_("ファイルの全体が、目録に書かれた SHA-256 と一致します。"))
    if examined.signature is Signature.VALID:
        said.append(N_("目録は、指定された公開鍵の持ち主が署名したものです。"))
    if examined.code_entry is not None and examined.code_entry == examined.length:
        said.append(N_("紙の照合コードと一致します。"))
    elif examined.code_entry is not None:
        said.append(
            N_("紙の照合コードは履歴の{entry}番までと一致します。そこまでは紙を出したときのままです。")
        )
    if examined.known_checked and examined.outcome is not Outcome.OUTDATED:
        said.append(N_("前から知っている写しの履歴を、そのまま引き継いでいます。"))
    return tuple(filled(sentence, facts) for sentence in said)


def not_proven(examined: Examined) -> tuple[str, ...]:
    """What this file cannot show, however sound it is."""
    said = []
    if examined.is_altered:
        said.append(N_("改変される前の内容。発行元から受け取り直すか、控えと比べてください。"))
    elif examined.signature in {Signature.NONE, Signature.UNCHECKED}:
        said.append(
            N_("だれが発行したか。中身と目録をそろえて作り直せば、ここまでの検査は通ります。")
            if examined.is_copy
            else N_("履歴の全体が作り直されていないこと。比べる物（照合コードか写し）が別に要ります。")
        )
    if not (examined.is_altered or examined.code_checked or examined.known_checked):
        said.append(
            N_("これより新しい写しがないこと。紙の照合コードか、前に受け取った写しと比べると分かります。")
        )
    said += [
        N_("名前の出ている本人が入力したこと。記録は、PCにログオンした名前によります。"),
        N_("日時が正しいこと。記録は、そのPCの時計によります。順序は番号で決まり、時計によりません。"),
        N_("書かれた内容が事実であること。"),
    ]
    return tuple(_(sentence) for sentence in said)


def facts_of(examined: Examined) -> tuple[tuple[str, str], ...]:
    """Name and value of what a copy says of itself, for a person with the paper beside her."""
    facts = [(_("ファイル"), examined.path.name)]
    manifest = examined.manifest
    if manifest is not None:
        name, user, pc = (*manifest.made_by, "", "", "")[:3]
        facts += [
            (_("発行"), day_and_clock(datetime.fromisoformat(manifest.made_at))),
            (_("発行した人"), f"{name}（{user}、{pc}）"),
            (_("署名"), told_signature(examined)),
            (_("写しの番号"), manifest.id),
            (_("前の写しの番号"), manifest.previous or _("（なし）")),
            ("SHA-256", manifest.sha256),
            (_("版"), "、".join(entry[0] for entry in manifest.editions) or _("（なし）")),
        ]
    facts.append((_("履歴"), _("{length}件").format(length=f"{examined.length:,}")))
    return (*facts, (_("照合コード"), examined.head_code))
