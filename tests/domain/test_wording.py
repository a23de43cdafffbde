"""Words are found as whole words, in any width, and say what to write instead."""

from __future__ import annotations

import pytest

from kxdesk.domain.policy import Issue, Policy
from kxdesk.domain.wording import WordRule, worded


def found(text: str, rule: WordRule) -> list[str]:
    policy = Policy(issues=(Issue(id="i", content=text),))
    return [finding.code for finding in worded(policy, [rule])]


@pytest.mark.parametrize(
    ("word", "text", "hit"),
    [
        ("出来る", "誰でも出来るようにする", True),
        ("DX", "ＤＸを進める", True),
        ("DX", "DXF形式", False),
        ("サーバ", "サーバーを置く", False),
        ("サーバ", "サーバを置く", True),
        ("サーバ", "ウェブサーバ", False),
        ("子供", "子供たち", True),
    ],
)
def test_a_word_is_found_whole(word: str, text: str, *, hit: bool) -> None:
    """Kanji anywhere, letters and katakana only as a whole run, width never matters."""
    assert found(text, WordRule(word)) == (["word-preferred"] if hit else [])


def test_a_forbidden_word_is_graver() -> None:
    """And every field is looked at once a rule."""
    assert found("出来る、出来る", WordRule("出来る", forbidden=True)) == ["word-forbidden"]
