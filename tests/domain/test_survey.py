"""A desk looked over at once: each issue stands where its due steps and its progress say."""

from __future__ import annotations

import pytest

from kxdesk.domain.dates import AsOf
from kxdesk.domain.plan_check import Standing
from kxdesk.domain.policy import Activity, Issue, Milestone, Policy, Progress, Track
from kxdesk.domain.survey import IssueStanding, survey


def issue(text: str, *steps: str) -> Issue:
    bands = tuple(Milestone(1, 1, step, f"b{place}") for place, step in enumerate(steps))
    activity = Activity("1", "岸壁", tracks=(Track(milestones=bands, id="t"),), id="a")
    progress = (Progress("R7.12", text, id="p"),) if text else ()
    return Issue(id="i", area="A", number="1", title="港", activities=(activity,), progress=progress)


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("", IssueStanding.BLANK),
        ("岸壁の調査を終えた。", IssueStanding.ON_TRACK),
        ("岸壁の調査を検討中。", IssueStanding.LATE),
        ("港まつりを開いた。", IssueStanding.UNCLEAR),
    ],
)
def test_an_issue_stands_as_its_worst_step(text: str, standing: IssueStanding) -> None:
    """Late before unclear before on track; without progress nothing is claimed."""
    found = survey([Policy(fiscal_year="2025", issues=(issue(text, "岸壁の調査"),))])
    assert found.issues[0].standing is standing


def test_a_band_stands_as_its_worst_line() -> None:
    """One line done and one late make a late band; what is not due has no standing."""
    late = issue("岸壁の調査を終えた。手引きの配布は検討中。", "・岸壁の調査\n・手引きの配布")
    (row,) = survey([Policy(fiscal_year="2025", issues=(late,))]).rows
    assert [each.standing for each in row.bands] == [Standing.LATE]
    assert row.is_late


def test_the_latest_date_of_all_is_the_as_of_date() -> None:
    """The line in the view is where progress was last told."""
    policy = Policy(fiscal_year="2025", issues=(issue("調査を終えた。", "調査"),))
    assert survey([policy]).as_of == AsOf(2025, 12)
    assert survey([Policy(fiscal_year="2025")]).as_of is None
