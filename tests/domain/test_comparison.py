"""Two sets of policies: each thing is compared with itself, by its id or by what it says."""

from __future__ import annotations

from dataclasses import replace

from kxdesk.domain.comparison import Delta, Sort, compare_policies
from kxdesk.domain.policy import Activity, Issue, Milestone, Policy, Progress, Track
from kxdesk.words.deltas import growth, issue_place, place_name, runs_of

TRACK = Track("窓口", (Milestone(1, 2, "調査", "m1"), Milestone(3, 4, "試行", "m2")), "t1")
ISSUE = Issue(
    "B",
    "2",
    "DX推進",
    "書かない窓口",
    content="待ち時間が長い。",
    activities=(Activity("1", "窓口の見直し", "", (TRACK,), "a1"),),
    progress=(Progress("令和7年8月", "設計中", id="p1"),),
    id="i1",
)
OTHER = Issue("A", "1", "計画", "まちづくり計画", content="計画が古い。", id="i2")
POLICY = Policy("試験局", "2025", "R7", mission="役に立つ", budget=None, issues=(ISSUE, OTHER), id="P")


def deltas(before: Policy, after: Policy) -> list[Delta]:
    return list(compare_policies([before], [after]))


def summary(found: list[Delta]) -> list[tuple[str, str, object, object]]:
    return [(delta.sort, delta.field, delta.before, delta.after) for delta in found]


def with_issues(*issues: Issue) -> Policy:
    return replace(POLICY, issues=issues)


def test_equal_sets_have_no_difference() -> None:
    """Not asked and left blank, and two kinds of line end, say the same."""
    after = replace(POLICY, budget="", mission="役に立つ")
    assert deltas(POLICY, after) == []
    assert deltas(replace(POLICY, mission="一\n二"), replace(POLICY, mission="一\r\n二")) == []


def test_changed_fields_with_their_place() -> None:
    """A text deep in the plan is named by issue, activity, track and quarters."""
    track = replace(TRACK, milestones=(TRACK.milestones[0], Milestone(3, 4, "試行と評価", "m2")))
    activity = replace(ISSUE.activities[0], tracks=(track,))
    after = with_issues(replace(ISSUE, number="3", activities=(activity,)), OTHER)
    found = deltas(POLICY, after)
    assert summary(found) == [
        (Sort.CHANGED, "number", "2", "3"),
        (Sort.CHANGED, "text", "試行", "試行と評価"),
    ]
    assert issue_place(found[1]) == "B(2) → B(3)"
    assert place_name(found[1]) == "取組1「窓口の見直し」 › 項目「窓口」 › 第3～4四半期"
    assert [run.text for run in runs_of(found[1])] == ["試行", "と評価"]


def test_whole_issues_come_and_go() -> None:
    """An issue that is new or gone is told with its texts, and each activity in one piece."""
    new = Issue("C", "1", "国際", "新しい課題", content="これから", id="i3")
    found = deltas(POLICY, with_issues(OTHER, new))
    assert summary(found) == [
        (Sort.ADDED, "present", None, "新しい課題"),
        (Sort.ADDED, "policy_field", None, "国際"),
        (Sort.ADDED, "content", None, "これから"),
        (Sort.REMOVED, "present", "書かない窓口", None),
        (Sort.REMOVED, "policy_field", "DX推進", None),
        (Sort.REMOVED, "content", "待ち時間が長い。", None),
        (Sort.REMOVED, "present", "1\n窓口の見直し\n窓口\n調査\n試行", None),
        (Sort.REMOVED, "present", "令和7年8月\n設計中", None),
    ]


def test_same_by_content_where_ids_differ() -> None:
    """Another desk's or next year's edition is aligned by what it says, through renumbering and moving."""
    strip = replace(
        ISSUE,
        id="x1",
        number="7",
        content="待ち時間がとても長い。",
        activities=(replace(ISSUE.activities[0], id="x2", tracks=(replace(TRACK, id="x3"),)),),
        progress=(replace(ISSUE.progress[0], id="x4"),),
    )
    after = replace(POLICY, id="Q", issues=(replace(OTHER, id="x5"), strip))
    assert summary(deltas(POLICY, after)) == [
        (Sort.CHANGED, "number", "2", "7"),
        (Sort.CHANGED, "content", "待ち時間が長い。", "待ち時間がとても長い。"),
    ]


def test_figures_say_by_how_much() -> None:
    """A figure's growth is counted, whatever its width and commas; a number that is a name has none."""
    before = replace(POLICY, general_account_oku_yen="1,204", special_account_oku_yen="10")
    after = replace(
        POLICY,
        general_account_oku_yen="１２１０．５",
        special_account_oku_yen="8",
        issues=(replace(ISSUE, number="9"), OTHER),
    )
    assert [growth(delta) for delta in deltas(before, after)] == ["+6.5", "▲2", ""]


def test_bureaus_are_paired_and_whole_ones_named() -> None:
    """A bureau that joined or left is one of the differences; the others are compared with themselves."""
    other = Policy("別局", "2025", "R7", id="R")
    found = compare_policies([POLICY, other], [replace(POLICY, mission="もっと役に立つ")])
    assert [(delta.sort, delta.policy.bureau, delta.field) for delta in found] == [
        (Sort.CHANGED, "試験局", "mission"),
        (Sort.REMOVED, "別局", "present"),
    ]
