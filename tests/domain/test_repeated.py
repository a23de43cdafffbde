"""A sentence in two issues is named at the second, once a pair."""

from __future__ import annotations

from kxdesk.domain.policy import Issue, Policy
from kxdesk.domain.repeated import repeated

LONG = "港で働く人と一緒に、三つの様式を一つずつ順に電子申請へ移していくことにする。"


def issue(id_: str, content: str, background: str = "") -> Issue:
    return Issue(id=id_, area="A", number=id_, title=id_, content=content, background=background)


def test_a_long_sentence_in_two_issues_is_named_once() -> None:
    """Whatever its width; within one issue it may be said twice."""
    policy = Policy(
        issues=(issue("1", LONG, LONG), issue("2", f"はじめに。{LONG}", LONG.replace("三", "三")))
    )
    (finding,) = repeated(policy)
    assert (finding.issue, finding.facts["other"], finding.facts["sentence"]) == ("2", "A1", LONG)


def test_phrases_of_the_trade_are_not_named() -> None:
    """Short sentences are everywhere."""
    assert (
        list(repeated(Policy(issues=(issue("1", "協議・調整を行う。"), issue("2", "協議・調整を行う。")))))
        == []
    )
