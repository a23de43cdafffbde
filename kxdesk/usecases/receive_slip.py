"""What a workbook brings of remarks: answers for those who gather, remarks for those who write.

Part of the transaction that takes the workbook in. Nothing here settles a remark.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kxdesk.domain.identity import id_from_control_number
from kxdesk.domain.keys import comparison_key
from kxdesk.domain.policy import Policy, find, ref_of
from kxdesk.domain.remarks import Outcome, Remark, RemarkState, Side, outcome_of
from kxdesk.domain.roles import Role
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.exchanges import state_of_file
from kxdesk.store.passages import PassageKind, passages
from kxdesk.store.remarks import insert_remark, insert_statement, remarks
from kxdesk.usecases.receipt_places import thing_at
from kxdesk.usecases.remarks import statement_of
from kxdesk.usecases.slips import kind_of_code, value_at
from kxdesk.workbook.addresses import address

if TYPE_CHECKING:
    from collections.abc import Collection

    from kxdesk.store.desk import Desk
    from kxdesk.store.writing import Writing
    from kxdesk.workbook.receipts import Reading
    from kxdesk.workbook.slip import SlipLine

_SENDER = "取りまとめ"


def receive_slip(
    desk: Desk, writing: Writing, theirs: Policy, reading: Reading, senders: Collection[str]
) -> None:
    """By the role of the desk.

    Args:
        desk: that takes the workbook in.
        writing: its transaction.
        theirs: what the workbook says, in the desk's ids.
        reading: as it was read.
        senders: ids of the organisations whose return it is.
    """
    if desk.role is Role.CONSOLIDATION:
        _take_answers(desk, writing, theirs, reading, senders)
    elif reading.slip:
        _take_remarks(desk, writing, theirs, reading)


def _take_answers(
    desk: Desk, writing: Writing, theirs: Policy, reading: Reading, senders: Collection[str]
) -> None:
    lines = {line.remark: line for line in reading.slip}
    concerned = [
        remark
        for remark in remarks(desk, theirs.id)
        if remark.state is not RemarkState.SETTLED
        and (remark.id in lines or (remark.sent and remark.organisation in senders))
    ]
    sent = _sent(desk, concerned) if concerned else {}
    for remark in concerned:
        answered = _take_answer(writing, remark, lines.get(remark.id))
        ref = Ref(Kind.REMARK, remark.id)
        if remark.sent:
            outcome = outcome_of(remark, theirs, sent.get(remark.organisation))
            writing.set(ref, "outcome", str(outcome))
            answered = answered or outcome is Outcome.CHANGED
        if answered and remark.state is RemarkState.OPEN:
            writing.set(ref, "state", str(RemarkState.ANSWERED))


def _take_answer(writing: Writing, remark: Remark, line: SlipLine | None) -> bool:
    """Whether the slip brings an answer that is not here yet."""
    if line is None or not line.answer:
        return False
    said = [entry.text for entry in remark.statements if entry.side is Side.DIVISION]
    if any(comparison_key(text) == comparison_key(line.answer) for text in (*said[-1:], remark.answer)):
        return False
    insert_statement(writing, remark.id, statement_of(writing, Side.DIVISION, line.answer, ""))
    return True


def _sent(desk: Desk, concerned: list[Remark]) -> dict[str, Policy]:
    """What each organisation was sent last with remarks on it."""
    last = {
        passage.organisation: passage.sha256
        for round_id in {remark.round for remark in concerned}
        for passage in passages(desk, round_id)
        if passage.kind is PassageKind.SENT_BACK
    }
    states = {organisation: state_of_file(desk, sha256) for organisation, sha256 in last.items()}
    return {organisation: state for organisation, state in states.items() if state is not None}


def _take_remarks(desk: Desk, writing: Writing, theirs: Policy, reading: Reading) -> None:
    here = {remark.id: remark for remark in remarks(desk)}
    for line in reading.slip:
        known = here.get(line.remark)
        if known is None:
            ref, field = _pinned(theirs, reading, line)
            said = statement_of(writing, Side.DESK, line.demand, _SENDER)
            remark = Remark(theirs.id, ref, field, statements=(said,), id=line.remark)
            insert_remark(writing, replace(remark, quoted=value_at(theirs, remark)))
        elif line.demand and comparison_key(line.demand) != comparison_key(known.demand):
            insert_statement(writing, known.id, statement_of(writing, Side.DESK, line.demand, _SENDER))
            writing.set(Ref(Kind.REMARK, known.id), "state", str(RemarkState.OPEN))


def _pinned(theirs: Policy, reading: Reading, line: SlipLine) -> tuple[Ref, str]:
    """The field that a line means: by its code, by its cell, by its sheet; else the policy as a whole."""
    code = kind_of_code(line.code)
    if code is not None:
        kind, field, number = code
        ref = Ref(kind, id_from_control_number(number) or "")
        if kind is Kind.POLICY:
            return Ref(kind, theirs.id), field
        if find(theirs, ref) is not None:
            return ref, field
    for receipt in reading.receipts:
        if (receipt.sheet, address(receipt.row, receipt.column)) == (line.sheet, line.cell):
            thing = thing_at(theirs, receipt)
            if thing is not None:
                return ref_of(thing), receipt.key
    at = next((sheet.issue for sheet in reading.sheets if sheet.sheet == line.sheet), None)
    if at is not None and at < len(theirs.issues):
        field = code[1] if code and code[0] is Kind.ISSUE else ""
        return Ref(Kind.ISSUE, theirs.issues[at].id), field
    return Ref(Kind.POLICY, theirs.id), ""
