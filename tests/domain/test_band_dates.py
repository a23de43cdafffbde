"""A date in a band lies in its quarters, or is named."""

from __future__ import annotations

import pytest

from kxdesk.domain.band_dates import misdated_bands
from kxdesk.domain.policy import Activity, Issue, Milestone, Policy, Track


@pytest.mark.parametrize(
    ("text", "start", "end", "code"),
    [
        ("10月に説明会", 3, 3, None),
        ("10月に説明会", 1, 2, "date-outside-its-quarters"),
        ("令和8年2月に公表", 4, 4, None),
        ("令和8年5月に公表", 4, 4, "date-outside-the-year"),
        ("説明会の準備", 1, 1, None),
        ("協議（～3月）", 1, 4, None),
    ],
)
def test_a_date_stands_in_its_quarters(text: str, start: int, end: int, code: str | None) -> None:
    """Fiscal year 2025: April is the first month of the first quarter."""
    tracks = (Track(milestones=(Milestone(start, end, text, "b"),)),)
    policy = Policy(fiscal_year="2025", issues=(Issue(id="i", activities=(Activity(tracks=tracks),)),))
    assert [finding.code for finding in misdated_bands(policy)] == ([code] if code else [])
