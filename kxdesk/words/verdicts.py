"""What is wrong with a desk's history, in words."""

from __future__ import annotations

from kxdesk.store.faults import Fault
from kxdesk.store.verifying import Verdict
from kxdesk.words.fields import field_name
from kxdesk.words.language import N_
from kxdesk.words.sentence import filled

FAULTS = {
    Fault.ALTERED: N_("履歴の{seq}番が、書かれたときと違います。"),
    Fault.REMOVED: N_("履歴の{seq}番が抜き取られています。"),
    Fault.INSERTED: N_("履歴の{seq}番が、あとから差し込まれています。"),
    Fault.REORDERED: N_("履歴の{seq}番から、順序が入れ替わっています。"),
    Fault.UNLINKED: N_("履歴の{seq}番が、その前の履歴とつながりません。"),
    Fault.NO_CHANGE: N_("履歴の{seq}番の変更の記録がありません。"),
    Fault.CUT: N_("履歴の{seq}番から後がありません。"),
    Fault.STRAYED: N_("「{field}」の値が、履歴にない書き換えを受けています。"),
    Fault.REHASHED: N_("版「{name}」より前の履歴が、書き換えて作り直されています。"),
    Fault.EDITION: N_("版「{name}」が、固定したときと違います。"),
}


def told_verdict(verdict: Verdict) -> str:
    """One sentence; "" where the history is sound."""
    if verdict.fault is None:
        return ""
    field = field_name(verdict.ref.kind, verdict.field) if verdict.field and verdict.ref else ""
    return filled(FAULTS[verdict.fault], {"seq": verdict.bad_seq, "field": field, "name": verdict.name})
