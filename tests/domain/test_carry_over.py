"""A policy into another form and year: what both ask stays, what one does not ask stays with its year."""

from __future__ import annotations

import pytest

from kxdesk.domain.carry_over import CarryOver, Fate, carried
from kxdesk.domain.form import AskedField, Form
from kxdesk.domain.policy import Activity, Facility, Issue, Milestone, Policy, Progress, Track
from kxdesk.domain.things import Kind

SMALL = Form(
    "S1",
    2024,
    (
        AskedField(Kind.POLICY, "mission", "使命"),
        AskedField(Kind.ISSUE, "title", "課題名"),
        AskedField(Kind.ISSUE, "approach", "取組み"),
        AskedField(Kind.PROGRESS, "text", "進捗"),
    ),
)
LARGE = Form(
    "L2",
    2025,
    (
        AskedField(Kind.POLICY, "mission", "使命"),
        AskedField(Kind.POLICY, "general_account_oku_yen", "予算"),
        AskedField(Kind.POLICY, "retrospective_fiscal_year", "振り返り"),
        AskedField(Kind.POLICY, "retrospective_overall", "総評"),
        AskedField(Kind.FACILITY, "operation", "運営"),
        AskedField(Kind.FACILITY, "name", "施設"),
        AskedField(Kind.ISSUE, "title", "課題名"),
        AskedField(Kind.ISSUE, "approach", "取組み"),
        AskedField(Kind.ISSUE, "impact", "インパクト"),
        AskedField(Kind.ACTIVITY, "title", "取組"),
        AskedField(Kind.TRACK, "label", "項目"),
        AskedField(Kind.MILESTONE, "start", "四半期"),
        AskedField(Kind.MILESTONE, "end", "四半期"),
        AskedField(Kind.MILESTONE, "text", "工程"),
        AskedField(Kind.PROGRESS, "as_of", "時点"),
        AskedField(Kind.PROGRESS, "text", "進捗"),
    ),
    compose={"budget": "一般会計{general_account_oku_yen}億円"},
)
BAND = Milestone(1, 3, "岸壁の調査")
POLICY = Policy(
    bureau="みなと局",
    fiscal_year="2025",
    form="L2",
    mission="港をひらく",
    budget="一般会計12億円",
    general_account_oku_yen="12",
    retrospective_fiscal_year="2024",
    retrospective_overall="おおむねできた",
    facilities=(Facility(name="みなと館"),),
    issues=(
        Issue(
            title="岸壁の更新",
            approach="順に直す",
            impact="高",
            activities=(Activity(title="調査", tracks=(Track(milestones=(BAND,)),)),),
            progress=(Progress(as_of="R7.12", text="始めた"),),
        ),
    ),
)


def test_the_next_year_begins_with_the_words_and_without_what_was_said_of_the_last() -> None:
    """Texts and plan carry; budget, progress and retrospective begin blank, with the year looked back on."""
    new = carried(POLICY, CarryOver(LARGE, LARGE, 2026))
    issue = new.issues[0]
    assert (new.fiscal_year, new.form, new.bureau, new.mission) == ("2026", "L2", "みなと局", "港をひらく")
    assert (new.general_account_oku_yen, new.budget, new.retrospective_overall) == ("", "", "")
    assert new.retrospective_fiscal_year == "2025"
    assert issue.activities[0].tracks[0].milestones == (BAND,)
    assert issue.progress == ()
    assert new.facilities == POLICY.facilities


def test_a_plan_can_begin_without_bands() -> None:
    """Who plans anew keeps the activities and their rows alone."""
    new = carried(POLICY, CarryOver(LARGE, LARGE, 2026, with_plan=False))
    assert new.issues[0].activities[0].title == "調査"
    assert new.issues[0].activities[0].tracks[0].milestones == ()


@pytest.mark.parametrize(("before", "after"), [(LARGE, SMALL), (SMALL, LARGE)])
def test_another_form_keeps_all_that_both_ask(before: Form, after: Form) -> None:
    """In the same year nothing both forms ask is touched; what the new one does not ask is not asked."""
    start = carried(POLICY, CarryOver(LARGE, before, 2025, same_year=True))
    new = carried(start, CarryOver(before, after, 2025, same_year=True))
    assert (new.mission, new.issues[0].title, new.issues[0].approach) == (
        "港をひらく",
        "岸壁の更新",
        "順に直す",
    )
    assert new.issues[0].progress[0].text == "始めた"
    if after is SMALL:
        assert (new.general_account_oku_yen, new.issues[0].impact, new.facilities) == (None, None, ())
        assert new.issues[0].activities == ()
    else:
        assert (new.general_account_oku_yen, new.issues[0].impact) == ("", "")


def test_each_field_has_its_fate() -> None:
    """A person is told what carries, what empties, what is newly asked, and what stays with its year."""
    fates = CarryOver(SMALL, LARGE, 2026).fates()
    assert fates["issue.title"] is Fate.KEPT
    assert fates["progress.text"] is Fate.EMPTIED
    assert fates["issue.impact"] is Fate.NEW
    assert CarryOver(LARGE, SMALL, 2026).fates()["issue.impact"] is Fate.LEFT
    assert "issue.background" not in fates
