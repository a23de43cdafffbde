"""Put the return board together, and keep its few facts: settled, excused, reminded."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kxdesk.domain.board import WAITED_FOR, Board, Line, Stage, days_late, in_order, stage_of
from kxdesk.domain.keys import search_key
from kxdesk.domain.round import Level
from kxdesk.domain.shares import share_of
from kxdesk.store.intake import IntakeState, intake_items
from kxdesk.store.passages import Passage, PassageKind, passages, record_passage
from kxdesk.store.policies import load_policy, policies
from kxdesk.store.remarks import counts
from kxdesk.store.rounds import organisations, rounds
from kxdesk.usecases.note_return import named_by, sent_names
from kxdesk.usecases.rounds import change_expected

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
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
    queue = _queue(desk, round_, known, passed)
    remarks = counts(desk)
    homes = {
        search_key(line.bureau or ""): line.id
        for line in policies(desk)
        if line.fiscal_year == round_.fiscal_year
    }
    lines = [
        replace(
            _line(known, round_, entry, passed.get(entry.organisation, ()), queue, today),
            open_remarks=remarks.get((entry.organisation, "open"), 0),
            answered_remarks=remarks.get((entry.organisation, "answered"), 0),
            policy=homes.get(search_key(known.bureau_of(known.by_id[entry.organisation]).name), ""),
        )
        for entry in round_.expected
        if entry.organisation in known.by_id
    ]
    return Board(in_order(lines))


@dataclass(slots=True)
class _Queue:
    """What lies in the intake queue of a round.

    Attributes:
        left: decisions that are left, by file.
        files: those that are not in, by organisation: when they came and how far they are.
    """

    left: dict[str, int] = field(default_factory=dict)
    files: dict[str, list[tuple[str, IntakeState]]] = field(default_factory=dict)


def _queue(
    desk: Desk, round_: Round, known: Organisations, passed: Mapping[str, Sequence[Passage]]
) -> _Queue:
    """A file that could not be read has no more than its name to be known by."""
    queue = _Queue()
    sent = sent_names(passage for each in passed.values() for passage in each)
    for item in intake_items(desk):
        if item.state is IntakeState.APPLIED:
            queue.left[item.sha256] = item.counts.waiting
        elif item.state is not IntakeState.DISCARDED and item.fiscal_year in ("", round_.fiscal_year):
            whose = named_by(known, sent, item.name) or known.bureau_named(item.bureau)
            if whose is not None:
                bureau = round_.level is Level.BUREAU
                id_ = known.bureau_of(whose).id if bureau else whose.id
                queue.files.setdefault(id_, []).append((item.at, item.state))
    return queue


def _line(  # noqa: PLR0913, PLR0917 what is known of one organisation
    known: Organisations,
    round_: Round,
    entry: Expected,
    passed: Sequence[Passage],
    queue: _Queue,
    today: date,
) -> Line:
    organisation = known.by_id[entry.organisation]
    bureau = known.bureau_of(organisation)
    last = {passage.kind: passage.at for passage in passed}
    kinds = [passage.kind for passage in passed]
    returned = {passage.sha256 for passage in passed if passage.kind is PassageKind.RETURNED}
    last_return = last.get(PassageKind.RETURNED, "")
    files = queue.files.get(organisation.id, ())
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
        returned=last_return,
        sent_back=last.get(PassageKind.SENT_BACK, ""),
        reminded=last.get(PassageKind.REMINDED, ""),
        returns=kinds.count(PassageKind.RETURNED),
        rounds_back=kinds.count(PassageKind.SENT_BACK),
        disputed=sum(queue.left.get(sha256, 0) for sha256 in returned),
        refused=sum(state is not IntakeState.STAGED for at, state in files if at > last_return),
        staged=sum(state is IntakeState.STAGED for _, state in files),
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
