"""Put the return board together, and keep its few facts: settled, excused, reminded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kxdesk.domain.board import WAITED_FOR, Board, Line, Stage, days_late, in_order, stage_of
from kxdesk.domain.keys import search_key
from kxdesk.domain.shares import share_of
from kxdesk.store.passages import Passage, PassageKind, passages, record_passage
from kxdesk.store.policies import load_policy, policies
from kxdesk.store.remarks import counts
from kxdesk.store.rounds import organisations, rounds
from kxdesk.usecases.rounds import change_expected

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kxdesk.domain.edits import Change
    from kxdesk.domain.organisation import Organisations
    from kxdesk.domain.round import Expected, Round
    from kxdesk.store.desk import Desk

_AWAITED = WAITED_FOR | {Stage.UNSENT}


def board(desk: Desk, round_id: str, today: date) -> Board:
    """Of one round; a handful of queries, however many organisations there are."""
    round_ = next(entry for entry in rounds(desk) if entry.id == round_id)
    known = organisations(desk)
    passed: dict[str, list[Passage]] = {}
    for passage in passages(desk, round_id):
        passed.setdefault(passage.organisation, []).append(passage)
    remarks = counts(desk)
    homes = {
        search_key(line.bureau or ""): line.id
        for line in policies(desk)
        if line.fiscal_year == round_.fiscal_year
    }
    lines = [
        replace(
            _line(known, round_, entry, passed.get(entry.organisation, ()), today),
            open_remarks=remarks.get((entry.organisation, "open"), 0),
            answered_remarks=remarks.get((entry.organisation, "answered"), 0),
            policy=homes.get(search_key(known.bureau_of(known.by_id[entry.organisation]).name), ""),
        )
        for entry in round_.expected
        if entry.organisation in known.by_id
    ]
    return Board(in_order(lines))


def _line(
    known: Organisations, round_: Round, entry: Expected, passed: Sequence[Passage], today: date
) -> Line:
    organisation = known.by_id[entry.organisation]
    bureau = known.bureau_of(organisation)
    last = {passage.kind: passage.at for passage in passed}
    kinds = [passage.kind for passage in passed]
    line = Line(
        entry.id,
        organisation.id,
        organisation.code,
        bureau.name,
        "" if organisation is bureau else organisation.name,
        organisation.contact,
        Stage.UNSENT,
        deadline=entry.deadline or round_.deadline,
        distributed=max(last.get(PassageKind.DISTRIBUTED, ""), last.get(PassageKind.DESK, "")),
        returned=last.get(PassageKind.RETURNED, ""),
        sent_back=last.get(PassageKind.SENT_BACK, ""),
        reminded=last.get(PassageKind.REMINDED, ""),
        returns=kinds.count(PassageKind.RETURNED),
        rounds_back=kinds.count(PassageKind.SENT_BACK),
        settled=entry.settled,
        excused=entry.excused,
    )
    line = replace(line, stage=stage_of(line))
    late = days_late(line.deadline, today) if line.stage in _AWAITED else None
    return replace(line, days_late=late)


def settle(desk: Desk, lines: Iterable[Line], day: str, why: str = "") -> Change | None:
    """Agreed on that day ("" takes it back); only a person says so."""
    return change_expected(desk, [line.expected for line in lines], {"settled": day}, why)


def note_reminder(desk: Desk, round_id: str, lines: Iterable[Line]) -> None:
    """Somebody asked for them; the board says when that was last done."""
    with desk.write("reminded") as writing:
        for line in lines:
            record_passage(writing, PassageKind.REMINDED, round_id=round_id, organisation=line.organisation)


def first_issue(desk: Desk, line: Line) -> str:
    """Id of the first issue that the organisation writes; "" where it has none."""
    if not line.policy:
        return ""
    share = share_of(load_policy(desk, line.policy), organisations(desk).by_id[line.organisation])
    return share.issues[0].id if share.issues else ""
