"""What is due and what is said of it: late, not mentioned, after the date, without a partner."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kxdesk.domain.checks import Finding
from kxdesk.domain.dates import AsOf
from kxdesk.domain.interchange_in import from_document
from kxdesk.domain.plan_check import Standing, due_steps, is_due
from kxdesk.domain.plan_findings import issue_findings, plan_findings, said_by_activity
from kxdesk.domain.policy import Activity, Issue, Milestone, Policy, Progress, Track
from kxdesk.system.ids import new_id

AT = AsOf(2025, 12)


def issue_with(steps: str, text: str, *, start: int = 1, end: int = 1) -> Issue:
    band = Milestone(start, end, steps, "band")
    activity = Activity("1", "岸壁", tracks=(Track(milestones=(band,), id="t"),), id="a1")
    return Issue(id="i", activities=(activity,), progress=(Progress("令和7年12月", text, id="p"),))


def standing(step: str, text: str) -> Standing:
    issue = issue_with(step, text)
    (found,) = due_steps(issue, said_by_activity(issue, issue.progress), 2025, AT)
    return found.standing


@pytest.mark.parametrize(
    ("end", "at", "due"),
    [
        (1, AsOf(2025, 6), True),
        (1, AsOf(2025, 6, 10), False),
        (2, AsOf(2025, 9, 30), True),
        (3, AsOf(2025, 12), True),
        (3, AsOf(2025, 11), False),
        (4, AsOf(2025, 12), False),
        (4, AsOf(2026, 3), True),
        (4, AsOf(2026, 3, 1), False),
    ],
)
def test_a_band_is_due_when_its_last_month_is_over(end: int, at: AsOf, *, due: bool) -> None:
    """January to March end the fiscal year; an as-of date without a day is the month's end."""
    assert is_due(Milestone(1, end, "x"), 2025, at) is due


@pytest.mark.parametrize(
    ("step", "text", "expected"),
    [
        ("岸壁の劣化調査", "6月に岸壁の劣化調査を実施した。", Standing.DONE),
        ("岸壁の劣化調査", "岸壁の劣化について調査を検討中。", Standing.LATE),
        ("岸壁の劣化調査", "岸壁の劣化調査を実施中（予定どおり進捗）。", Standing.RUNNING),
        ("岸壁の劣化調査", "港まつりを開いた。", Standing.UNMENTIONED),
        ("説明会の開催", "説明会は2月に開催予定。", Standing.LATE),
        ("第2期の募集", "第1期の募集を締め切った。", Standing.UNMENTIONED),
        ("電子申請の開始", "電子申請を準備中だった部署も含め、9月に電子申請を始めた。", Standing.DONE),
        ("手引きの配布", "", Standing.UNMENTIONED),
    ],
)
def test_each_step_stands_as_the_text_says(step: str, text: str, expected: Standing) -> None:
    """The end of the closest sentence decides; another one of a series is another step."""
    assert standing(step, text or "何もない。") is expected


def codes(issue: Issue) -> list[str]:
    return [finding.code for finding in issue_findings(issue, 2025)]


def test_what_is_told_as_done_after_the_date_is_named() -> None:
    """A date behind the as-of date is a slip unless the sentence speaks of what is to come."""
    assert codes(issue_with("会議", "会議を開き、結果を公表\n（1月6日）")) == ["event-after-as-of"]
    assert codes(issue_with("会議", "会議を令和8年2月に開いた。")) == ["event-after-as-of"]
    assert codes(issue_with("会議", "会議を開いた。2月に次の会議を開く予定。")) == []
    assert codes(issue_with("会議", "会議を昨年2月に開いた。")) == []
    assert codes(issue_with("会議", "会議で令和7年1月の結果を報告した。")) == []


def test_activities_and_sections_without_a_partner_are_named() -> None:
    """Progress by activity that leaves one out, and progress of an activity that the plan does not have."""
    two = issue_with("会議", "取組内容(1)\n会議を開いた。\n取組内容(3)\n道を直した。")
    two = replace(two, activities=(*two.activities, Activity("2", "橋", id="a2")))
    assert codes(two) == ["activity-without-progress", "progress-without-activity"]


def test_progress_recorded_by_activity_counts_as_its_section() -> None:
    """Where a person keeps progress by activity no heading is needed."""
    issue = issue_with("岸壁の調査", "")
    issue = replace(issue, progress=(Progress("R7.12", "岸壁の調査を終えた。", "a1", "p"),))
    assert codes(issue) == []


def test_without_a_readable_date_nothing_is_due() -> None:
    """What is due is not known, so nothing is claimed; that the date is unreadable is another finding."""
    issue = issue_with("会議", "何もない")
    assert codes(replace(issue, progress=(replace(issue.progress[0], as_of="年末ごろ"),))) == []


# A reader's list, made by hand before the rules: "issue activity track" → first quarter and line of the band.
BY_HAND = {
    "B2 1 1": [(1, 1), (2, 1), (3, 1)],
    "B2 1 2": [(1, 0), (3, 0)],
    "B2 1 3": [(2, 0), (2, 1)],
    "B2 2 1": [(1, 0)],
    "B2 3 3": [(2, 0)],
    "B2 4 2": [(3, 0)],
    "B5 2 1": [(3, 0)],
    "B6 1 1": [(3, 0)],
    "B6 3 1": [(3, 1)],
    "C1 1 1": [(3, 0)],
    "C2 1 1": [(3, 0)],
    "C3 1 1": [(3, 1)],
    "C3 3 1": [(3, 0), (3, 1)],
    "C4 1 1": [(2, 0), (3, 0)],
    "C4 2 1": [(1, 0), (2, 0)],
    "C5 1 1": [(3, 0)],
}


def test_the_real_plan_is_read_as_a_careful_reader_reads_it(shared: Path) -> None:
    """Of what a reader would ask about, nine in ten are found, and nine in ten of what is found is asked."""
    policy = real_policy(shared)
    by_hand = {(place, *step) for place, steps in BY_HAND.items() for step in steps}
    found = set(asked_about(policy))
    hits = len(by_hand & found)
    print(f"precision {hits / len(found):.2f}, recall {hits / len(by_hand):.2f}")
    assert hits / len(found) >= 0.9
    assert hits / len(by_hand) >= 0.9
    beside_steps = [finding for finding in plan_findings(policy) if not finding.code.startswith("step-")]
    assert [(finding.code, issue_of(policy, finding)) for finding in beside_steps] == [
        ("event-after-as-of", "C2")
    ]


def real_policy(shared: Path) -> Policy:
    text = (shared / "real" / "r7-policy-bureau.json").read_text(encoding="utf-8")
    return from_document(json.loads(text), new_id)


def asked_about(policy: Policy) -> Iterator[tuple[str, int, int]]:
    for issue in policy.issues:
        said = said_by_activity(issue, issue.progress)
        steps = list(due_steps(issue, said, 2025, AT))
        for place, activity in enumerate(issue.activities, 1):
            for row, track in enumerate(activity.tracks, 1):
                for band in track.milestones:
                    own = [step for step in steps if step.milestone == band.id]
                    for line, step in enumerate(own):
                        if step.standing in {Standing.LATE, Standing.UNMENTIONED}:
                            yield f"{issue.area}{issue.number} {place} {row}", band.start, line


def issue_of(policy: Policy, finding: Finding) -> str:
    return next(f"{issue.area}{issue.number}" for issue in policy.issues if issue.id == finding.issue)
