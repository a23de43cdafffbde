"""What a workbook says, in the ids of the desk it belongs to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kxdesk.domain.alignment import align
from kxdesk.domain.indicator_sheet import restored
from kxdesk.domain.indicators import Indicator
from kxdesk.domain.progress import split_as
from kxdesk.system.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kxdesk.domain.alignment import NewId
    from kxdesk.domain.form import Form
    from kxdesk.domain.policy import Issue, Policy
    from kxdesk.usecases.read_workbook import Read


def aligned(reading: Read, ours: Policy) -> Policy:
    """What the workbook says, in the desk's ids, its progress cut by activity where the desk keeps it so."""
    return align_said(reading.policy, reading.form, ours, (), new_id)


def align_said(theirs: Policy, form: Form, ours: Policy, states: Sequence[Policy], new_id: NewId) -> Policy:
    """The same of a policy that is known without its receipts; see `alignment.align`."""
    heading = form.compose.get("progress", "")
    by_title = align(theirs, ours, new_id, states)
    mine = {issue.id: issue for issue in ours.issues}
    cut = tuple(
        _with_cut_progress(issue, mine[issue.id], heading) if issue.id in mine else issue
        for issue in by_title.issues
    )
    known = {entry.id: entry for entry in ours.indicators}
    indicators = tuple(
        restored(row, known.get(row.id, Indicator(id=row.id)), form) for row in by_title.indicators
    )
    if cut == by_title.issues:
        return replace(by_title, indicators=indicators)
    again = align(replace(by_title, issues=cut), ours, new_id, states)
    return replace(again, indicators=indicators)


def _with_cut_progress(theirs: Issue, ours: Issue, heading: str) -> Issue:
    return replace(
        theirs, progress=tuple(part for said in theirs.progress for part in split_as(ours, said, heading))
    )
