"""Where a due step and an issue stand, in words."""

from __future__ import annotations

from kxdesk.domain.plan_check import Standing
from kxdesk.domain.survey import IssueStanding
from kxdesk.words.language import N_, _

_STEPS = {
    Standing.DONE: N_("済み（進捗状況による）"),
    Standing.RUNNING: N_("予定どおり進行中（進捗状況による）"),
    Standing.LATE: N_("遅れ（進捗状況による）"),
    Standing.UNMENTIONED: N_("進捗状況に見当たりません"),
}
_ISSUES = {
    IssueStanding.LATE: N_("遅れあり"),
    IssueStanding.UNCLEAR: N_("要確認"),
    IssueStanding.BLANK: N_("進捗未記入"),
    IssueStanding.ON_TRACK: N_("予定どおり"),
}


def standing_name(standing: Standing | None) -> str:
    """Of a step; "" while it is not due."""
    return _(_STEPS[standing]) if standing else ""


def issue_standing_name(standing: IssueStanding) -> str:
    """Of an issue."""
    return _(_ISSUES[standing])
