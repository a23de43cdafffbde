"""Send a return back: the workbook made again with its remarks as notes, colours and a slip in front.

What was sent is a base of later merges, and what each remark's field said then is kept, so that the next
return tells whether it was answered.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kxdesk.domain.board import day_of
from kxdesk.domain.dates import short_day
from kxdesk.domain.file_names import RULE, file_stem
from kxdesk.domain.printed import as_printed
from kxdesk.domain.problems import Problem
from kxdesk.domain.remarks import RemarkState
from kxdesk.domain.shares import share_of
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.exchanges import Direction, record_exchange
from kxdesk.store.passages import PassageKind, record_passage
from kxdesk.store.policies import load_policy
from kxdesk.store.remarks import remarks
from kxdesk.store.rounds import organisations
from kxdesk.system.atomic_file import replace_file
from kxdesk.usecases.align_reading import aligned
from kxdesk.usecases.export_workbook import check_reads_back
from kxdesk.usecases.forms import layout_named
from kxdesk.usecases.homes import homes_of
from kxdesk.usecases.read_workbook import Read, read_own
from kxdesk.usecases.slips import ahead_of, check_slip, line_of, note_of, value_at
from kxdesk.workbook.annotate import annotated
from kxdesk.workbook.fill import fill
from kxdesk.workbook.form_of import form_of
from kxdesk.workbook.slip import DAY, DEADLINE, FROM, ROUND, TO, Slip
from kxdesk.workbook.template import Template

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kxdesk.domain.organisation import Organisation, Organisations
    from kxdesk.domain.policy import Policy
    from kxdesk.domain.remarks import Remark
    from kxdesk.domain.round import Round
    from kxdesk.store.desk import Desk
    from kxdesk.store.writing import Writing


@dataclass(frozen=True, slots=True)
class SentBack:
    """What was written, and the remarks on it."""

    path: Path
    remarks: tuple[Remark, ...]


def remarks_to_send(desk: Desk, organisation_id: str) -> tuple[Remark, ...]:
    """The open ones of an organisation: what is answered or settled is not asked again."""
    return tuple(
        remark
        for remark in remarks(desk)
        if remark.organisation == organisation_id and remark.state is RemarkState.OPEN
    )


def name_for(known: Organisations, round_: Round, organisation: Organisation, suffix: str = ".xlsx") -> str:
    """The file name that is offered."""
    bureau = known.bureau_of(organisation)
    pieces = {
        "bureau": bureau.name,
        "division": "" if organisation is bureau else organisation.name,
        "form": round_.form,
    }
    return f"{file_stem(f'{RULE}_差戻し', pieces)}{suffix}"


def proposed_name(desk: Desk, round_: Round, organisation_id: str) -> str:
    """The file name that is offered for one organisation."""
    known = organisations(desk)
    return name_for(known, round_, known.by_id[organisation_id])


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends something back, and when: both stand on the slip."""

    name: str
    today: date


def send_back(desk: Desk, out: Path, round_: Round, organisation_id: str, sender: Sender) -> SentBack:
    """One organisation's workbook, made again with its present content.

    Args:
        desk: open for writing.
        out: the file to write; an existing one is replaced in one step.
        round_: says the form and the deadline.
        organisation_id: whose.
        sender: stands on the slip and at the notes.

    Raises:
        Problem: nothing-to-send-back, organisation-unknown, export-differs, and what writing may raise.
    """
    known = organisations(desk)
    organisation = known.by_id.get(organisation_id)
    if organisation is None:
        raise Problem("organisation-unknown", name=organisation_id)
    chosen = remarks_to_send(desk, organisation_id)
    if not chosen:
        raise Problem("nothing-to-send-back", name=known.full_name(organisation))
    home = homes_of(desk, round_, [known.bureau_of(organisation)])
    share = share_of(load_policy(desk, *home.values()), organisation)
    place = layout_named(round_.form)
    template = Template.open(place.template.read_bytes())
    filled = fill(template, place.layout, share, ahead_of(organisation))
    lines = tuple(line_of(remark, share, place.layout, filled.places) for remark in chosen)
    notes = [note for remark in chosen if (note := note_of(remark, filled.places, sender.name))]
    slip = Slip(_facts(round_, known.full_name(organisation), sender), lines)
    data = annotated(filled.data, notes, slip)
    reads: list[Read] = []

    def check(path: Path) -> None:
        reads.append(read_own(path.read_bytes(), place.layout))
        check_reads_back(reads[0], as_printed(share, form_of(place.layout)))
        check_slip(reads[0], lines)

    path = replace_file(out, data, check)
    issued = aligned(reads[0], share)
    with desk.write("sent-back") as writing:
        _record(writing, chosen, share, sender)
        sha256 = hashlib.sha256(data).hexdigest()
        record_exchange(writing, Direction.ISSUED, issued, file_name=path.name, sha256=sha256)
        record_passage(
            writing,
            PassageKind.SENT_BACK,
            round_id=round_.id,
            organisation=organisation_id,
            policy=share.id,
            file_name=path.name,
            sha256=sha256,
        )
    return SentBack(path, chosen)


def _facts(round_: Round, name: str, sender: Sender) -> tuple[tuple[str, str], ...]:
    deadline = day_of(round_.deadline)
    facts = (
        (ROUND, round_.name),
        (TO, name),
        (FROM, sender.name),
        (DAY, short_day(sender.today)),
        (DEADLINE, short_day(deadline) if deadline else round_.deadline),
    )
    return tuple(fact for fact in facts if fact[1])


def _record(writing: Writing, chosen: tuple[Remark, ...], share: Policy, sender: Sender) -> None:
    """What each field says now is what the next return is held against."""
    for remark in chosen:
        ref = Ref(Kind.REMARK, remark.id)
        writing.set(ref, "quoted", value_at(share, remark))
        writing.set(ref, "sent", sender.today.isoformat())
        writing.set(ref, "outcome", "")
