"""Issues are counted in three ways, and a matrix that tells nothing is said to tell nothing."""

from __future__ import annotations

from dataclasses import replace

from kxdesk.domain.overview import Wanted, overview
from kxdesk.domain.survey import IssueFacts, IssueStanding

ISSUE = IssueFacts("p", "i", "局", "2025", "A", "1", "港", "計画", "高", "高", IssueStanding.LATE, 1, 0)


def test_counts_add_up() -> None:
    """Every issue is in one cell of each count; what is no level or no area is counted as blank."""
    odd = replace(ISSUE, impact="最高", area="Z", policy_field="")
    found = overview([ISSUE, replace(ISSUE, urgency="低"), odd])
    assert found.matrix == {("高", "高"): 1, ("高", "低"): 1, ("", "高"): 1}
    assert sum(found.standings.values()) == sum(found.fields.values()) == found.total == 3
    assert found.policy_fields == ("計画", "")


def test_a_matrix_that_has_nearly_all_in_one_cell_tells_nothing() -> None:
    """Four of five alike say nothing about priority; of very few issues nothing is said."""
    low = replace(ISSUE, impact="低")
    assert overview([ISSUE] * 4 + [low]).telling_nothing == ("高", "高")
    assert overview([ISSUE] * 3 + [low] * 2).telling_nothing is None
    assert overview([ISSUE] * 4).telling_nothing is None


def test_what_is_wanted_leaves_only_that() -> None:
    """None leaves all; a blank is asked for as a blank."""
    assert Wanted().holds(ISSUE)
    assert Wanted(impact="高", urgency="高").holds(ISSUE)
    assert not Wanted(policy_field="").holds(ISSUE)
    assert not Wanted(standing=IssueStanding.BLANK).holds(ISSUE)
