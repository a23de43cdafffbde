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
    from kxdesk.domain.policy import Issue, Policy
    from kxdesk.usecases.read_workbook import Read


def aligned(reading: Read, ours: Policy) -> Policy:
    """What the workbook says, in the desk's ids, its progress cut by activity where the desk keeps it so."""
    heading = reading.form.compose.get("progress", "")
    by_title = align(reading.policy, ours, new_id)
    mine = {issue.id: issue for issue in ours.issues}
    cut = tuple(
        _with_cut_progress(issue, mine[issue.id], heading) if issue.id in mine else issue
        for issue in by_title.issues
    )
    known = {entry.id: entry for entry in ours.indicators}
    indicators = tuple(
        restored(row, known[row.id], reading.form)
        if row.id in known
        else restored(row, Indicator(id=row.id), reading.form)
        for row in by_title.indicators
    )
    again = align(replace(by_title, issues=cut), ours, new_id)
    return replace(again, indicators=indicators)


def _with_cut_progress(theirs: Issue, ours: Issue, heading: str) -> Issue:
    return replace(
        theirs, progress=tuple(part for said in theirs.progress for part in split_as(ours, said, heading))
    )
