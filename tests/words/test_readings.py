"""What was made of a cell, and what a division is asked for, is said in words."""

from __future__ import annotations

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.words.readings import NORMALISED, request, told_confidence, told_normalised
from kxdesk.workbook.values import FLAGGED


def test_every_code_that_is_flagged_is_also_told_at_its_cell() -> None:
    assert sorted(FLAGGED - NORMALISED.keys()) == []
    assert told_normalised("struck-through") == "取り消し線の部分を除きました"


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("encrypted", "パスワードを外したもの"),
        ("old-xls", "「Excelブック (.xlsx)」の形"),
        ("broken-zip", "Excelで開いて保存し直したもの"),
    ],
)
def test_a_division_is_asked_for_what_it_can_mend(code: str, asked: str) -> None:
    sentence = request(Problem(code), "提出.xlsx")
    assert sentence.startswith("ご提出の「提出.xlsx」を読み取れませんでした。")
    assert asked in sentence


def test_a_division_is_not_asked_for_what_lies_with_us() -> None:
    assert request(Problem("file-locked", path="a.xlsx"), "a.xlsx") == ""


@pytest.mark.parametrize(
    ("share", "told"), [(1.0, "確度100%"), (0.999, "確度99%"), (0.6, "確度60%（要確認）")]
)
def test_no_confidence_is_rounded_up_to_certainty(share: float, told: str) -> None:
    assert told_confidence(share) == told
