"""Progress text is cut where its headings name activities, and nowhere else."""

from __future__ import annotations

import pytest

from kxdesk.domain.progress_sections import sections


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("取組内容(1)", "取組内容(2)"),
        ("○取組内容（１）", "○取組内容（２）"),
        ("(1)", "(2)"),
        ("①窓口の予約", "②書かない窓口"),
        ("1. 窓口", "2. 台帳"),
        ("【取組１】", "【取組２】"),
        ("取組み１：窓口", "取組み２：台帳"),
        ("活動(1) 窓口", "活動(2) 台帳"),
    ],
)
def test_headings_in_every_habit_cut(first: str, second: str) -> None:
    """Each activity has what stands below its heading."""
    cut = sections(f"はじめに。\n{first}\n・始めた\n{second}\n・終えた")
    assert cut.whole == "はじめに。"
    assert list(cut.by_number) == ["1", "2"]
    assert cut.by_number["2"].endswith("・終えた")


def test_a_numbered_list_below_a_heading_stays_there() -> None:
    """Only headings of one style cut."""
    cut = sections("取組内容(1)\n①調べた\n②決めた\n取組内容(2)\n・始めた")
    assert cut.by_number == {"1": "①調べた\n②決めた", "2": "・始めた"}


def test_a_sentence_that_begins_with_a_number_is_no_heading() -> None:
    """Counts and dates at the head of a line are text."""
    text = "12月に試験を行い、30件の意見を受けたので、結果を次の会議で整理して公表することにした。\n3年度目"
    assert sections(text).whole == text
