"""Promises are sentences that say what will be done in a later year, and nothing else."""

from __future__ import annotations

import pytest

from kxdesk.domain.policy import Issue, Policy, Progress
from kxdesk.domain.promises import later_year, promises, sentences


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("令和8年度に岸壁の補修を実施する予定。", 2026),
        ("Ｒ８年度から対象を広げる", 2026),
        ("来年度は三つの港に広げる予定", 2026),
        ("次年度に向けた検討", 2026),
        ("令和9年度までに半分に減らす", 2027),
        ("2027年度に完了する", 2027),
        ("令和8年4月に開始する予定", 2026),
        ("R8予算への反映", 2026),
        ("令和10年の更新に備える", 2028),
    ],
)
def test_a_later_year_is_seen_in_every_habit(sentence: str, year: int) -> None:
    """Eras, letters, western years and "next year", seen from fiscal year 2025."""
    assert later_year(sentence, 2025) == year


@pytest.mark.parametrize(
    "sentence",
    [
        "令和7年度は対象を広げる",
        "令和8年1月に会議を開く予定",
        "令和6年度の成果を確かめた",
        "2026年2月に終える",
        "「2030年の港の姿」に沿って進める",
        "会議室R8で開いた",
        "第8回の会議を開く予定",
    ],
)
def test_what_lies_in_the_year_or_is_a_name_is_none(sentence: str) -> None:
    """January to March belong to the same fiscal year; a quoted name holds no date."""
    assert later_year(sentence, 2025) is None


def test_sentences_stand_without_bullets() -> None:
    """Bulleted lines and sentences are taken one by one."""
    text = "・一つ目。二つ目を行う。\n　○三つ目"
    assert list(sentences(text)) == ["一つ目。", "二つ目を行う。", "三つ目"]


def test_promises_are_listed_once_an_issue_in_its_order() -> None:
    """A sentence repeated in another field is one promise; what was done is no promise, only a mention."""
    again = "令和8年度に橋を直す予定。"
    issues = (
        Issue(id="A", title="橋", content=again, progress=(Progress(id="p", text=f"調べた。{again}"),)),
        Issue(id="B", title="道", background="R8年度予算への反映を依頼した。"),
    )
    found = promises(Policy(fiscal_year="2025", issues=issues))
    assert [(entry.issue, entry.text, entry.sure) for entry in found] == [
        ("A", again, True),
        ("B", "R8年度予算への反映を依頼した。", False),
    ]


def test_a_policy_without_a_year_promises_nothing() -> None:
    """Where the year is not known, later than what?"""
    assert promises(Policy(issues=(Issue(id="A", content="令和8年度に直す予定"),))) == ()
