"""Progress of one date never touches another date's, however the dates are written."""

from __future__ import annotations

from kxdesk.domain.things import Kind
from kxdesk.store import policies
from kxdesk.store.desk import Desk
from kxdesk.usecases.progress import record_progress
from tests.store.desks import first


def told(desk: Desk) -> list[tuple[str | None, str | None, str]]:
    issue = policies.load_issue(desk, first(desk, Kind.ISSUE).id)
    return [(entry.as_of, entry.text, entry.activity) for entry in issue.progress]


def test_one_text_for_each_date_and_activity(desk: Desk) -> None:
    """The same date in another habit edits its text; another date or activity gets its own."""
    one = first(desk, Kind.ISSUE).id
    with desk.write("activity-added") as writing:
        activity = writing.create(Kind.ACTIVITY, one, {"title": ""}).id
    record_progress(desk, one, "令和7年12月末", "十二月")
    record_progress(desk, one, "R7.9", "九月")
    record_progress(desk, one, "令和7年12月", "取組の十二月", activity)
    record_progress(desk, one, "Ｒ７．１２", "十二月、改め")
    assert told(desk) == [
        ("令和7年12月末", "十二月、改め", ""),
        ("R7.9", "九月", ""),
        ("令和7年12月", "取組の十二月", activity),
    ]
    assert record_progress(desk, one, "2025.9", "九月") is None


def test_undated_progress(desk: Desk) -> None:
    """A text without a date, or with words for one, is kept by what was typed."""
    one = first(desk, Kind.ISSUE).id
    record_progress(desk, one, "", "a")
    record_progress(desk, one, "年度末", "b")
    record_progress(desk, one, "", "c")
    assert told(desk) == [("", "c", ""), ("年度末", "b", "")]
