"""Write down whose workbook came back and what it answers, beside what it said."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from kxdesk.domain.keys import search_key
from kxdesk.domain.shares import senders
from kxdesk.store.passages import Passage, PassageKind, passages, record_passage
from kxdesk.store.policies import load_policy
from kxdesk.store.rounds import organisations, rounds
from kxdesk.usecases.receive_slip import receive_slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kxdesk.domain.organisation import Organisation, Organisations
    from kxdesk.domain.policy import Policy
    from kxdesk.domain.round import Round
    from kxdesk.store.desk import Desk
    from kxdesk.store.writing import Writing
    from kxdesk.workbook.receipts import Reading


def round_of_year(desk: Desk, fiscal_year: str | None) -> Round | None:
    """The latest round of that year: what comes back now belongs to it."""
    return next((entry for entry in reversed(rounds(desk)) if entry.fiscal_year == fiscal_year), None)


def whose(desk: Desk, theirs: Policy, file_name: str) -> tuple[Round | None, tuple[Organisation, ...]]:
    """The round and the organisations that a return belongs to; nobody where there is no round."""
    round_ = round_of_year(desk, theirs.fiscal_year)
    if round_ is None:
        return None, ()
    known = organisations(desk)
    named = organisation_of_file(desk, known, round_, file_name)
    return round_, senders(theirs, load_policy(desk, theirs.id), known, round_.level, named)


def note_return(  # noqa: PLR0913 what came, and out of which file
    desk: Desk, writing: Writing, theirs: Policy, reading: Reading, *, file_name: str, sha256: str
) -> None:
    """Part of the transaction that takes the workbook in, before what it says is written."""
    round_, found = whose(desk, theirs, file_name)
    receive_slip(desk, writing, theirs, reading, {entry.id for entry in found})
    for organisation in found:
        assert round_ is not None
        record_passage(
            writing,
            PassageKind.RETURNED,
            round_id=round_.id,
            organisation=organisation.id,
            policy=theirs.id,
            file_name=file_name,
            sha256=sha256,
        )


def organisation_of_file(
    desk: Desk, known: Organisations, round_: Round, file_name: str
) -> Organisation | None:
    """By the name under which its workbook was sent, else by its own name in the file's."""
    return named_by(known, sent_names(passages(desk, round_.id)), file_name)


def sent_names(passed: Iterable[Passage]) -> dict[str, str]:
    """Organisation's id by the folded name under which its workbook was sent."""
    return {
        search_key(PurePath(passage.file_name).stem): passage.organisation
        for passage in passed
        if passage.kind in (PassageKind.DISTRIBUTED, PassageKind.SENT_BACK)
    }


def named_by(known: Organisations, sent: Mapping[str, str], file_name: str) -> Organisation | None:
    """Whom a file's name means: the longest sent name in it, else bureau and division by name."""
    name = search_key(PurePath(file_name).stem)
    fitting = [stem for stem in sent if stem and stem in name]
    if fitting:
        return known.by_id.get(sent[max(fitting, key=len)])
    named = [
        entry
        for entry in known.entries
        if search_key(entry.name) in name and search_key(known.bureau_of(entry).name) in name
    ]
    divisions = [entry for entry in named if not entry.is_bureau]
    found = divisions or named
    return max(found, key=lambda entry: len(entry.name)) if found else None
