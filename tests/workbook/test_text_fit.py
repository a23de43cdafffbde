"""The lines of a text are counted as the programs that print it set them, never fewer."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kxdesk.workbook.char_widths import FIXED, PROPORTIONAL, SANS, WIDE_SANS
from kxdesk.workbook.text_fit import LATIN_BREAKS, Rule, lines_needed, safe_lines

FREE = Rule(kinsoku=False)
TEXTS = st.text(st.sampled_from("あ、。（）ーｱﾞaB1 \t-/?.％￥\n①→👍か\u3099葛\U000e0100é"), max_size=60)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("漢字かな", 8, 1),
        ("漢字かな", 7.9, 2),
        ("ﾃﾞｼﾞﾀﾙ", 7, 1),
        ("①→％〇", 8, 1),
        ("①→％〇", 7, 2),
        ("か\u3099き\u3099", 4, 1),
        ("葛\U000e0100城", 4, 1),
        ("Cafe\u0301", 4, 1),
        ("👍👍", 4, 1),
        ("a\r\nb\rc\nd", 10, 4),
        ("終わり\n", 10, 2),
        ("\n\n", 10, 3),
        ("あ\tあ", 12, 1),
        ("あ\tあ", 11, 2),
    ],
)
def test_characters_take_their_width(text: str, width: float, lines: int) -> None:
    assert lines_needed(text, width) == lines


@pytest.mark.parametrize(
    ("text", "width", "strict", "free"),
    [
        ("あいう。", 6, 2, 2),
        ("あいうえ。かきく", 8, 3, 2),
        ("あいう「かきく」", 8, 3, 2),
        ("あいうえっかきく", 8, 3, 2),
        ("ｱｲｳｴｯｶｷｸ", 4, 3, 2),
    ],
)
def test_kinsoku_moves_marks_along(text: str, width: float, strict: int, free: int) -> None:
    assert (lines_needed(text, width), lines_needed(text, width, rule=FREE)) == (strict, free)
    assert safe_lines(text, width) == max(strict, free)


def test_words_hold_together_unless_wider_than_a_line() -> None:
    assert lines_needed("abc defgh", 6) == 2
    assert lines_needed("abc defgh", 8) == 2
    assert lines_needed("abcdefghij", 3) == 4
    assert lines_needed("ab cdefghij", 4) == 3
    assert lines_needed("あabcあ", 4) == 3


def test_spaces_hang_at_the_end_of_a_line() -> None:
    assert lines_needed("abc   ", 3) == 1
    assert lines_needed("abc   def", 3) == 2


def test_words_break_behind_marks_only_if_the_rule_says_so() -> None:
    counts = [lines_needed("aaaa/bbbb-cccc", 5, rule=Rule(latin_breaks=marks)) for marks in LATIN_BREAKS]
    assert counts == [3, 3, 3, 3, 3]
    counts = [lines_needed("xx aaaa/bbb?cc", 8, rule=Rule(latin_breaks=marks)) for marks in LATIN_BREAKS]
    assert counts == [3, 3, 2, 2, 2]


def test_signs_stay_with_their_number() -> None:
    assert lines_needed("目標80％", 7, rule=FREE) == 2
    assert lines_needed("目標￥80", 7, rule=FREE) == 2
    assert lines_needed("あい、1200", 8) == 2


def test_a_box_narrower_than_a_character_takes_a_line_for_each() -> None:
    assert lines_needed("漢字", 1) == 2
    assert lines_needed("漢字", 0) == 2
    assert lines_needed("漢字", -3) == 2


@given(text=TEXTS, width=st.floats(0.5, 40))
def test_the_safe_count_is_no_less_than_any_rule_gives(text: str, width: float) -> None:
    for widths in (FIXED, SANS, WIDE_SANS, PROPORTIONAL):
        safe = safe_lines(text, width, widths)
        for kinsoku in (True, False):
            for marks in LATIN_BREAKS:
                assert lines_needed(text, width, widths, Rule(kinsoku, marks)) <= safe


@given(text=TEXTS, width=st.floats(8, 40))
def test_lines_hold_at_least_what_their_width_says(text: str, width: float) -> None:
    paragraphs = text.split("\n")
    least = sum(max(1, -(-sum(map(FIXED.__getitem__, part.rstrip(" "))) // width)) for part in paragraphs)
    assert lines_needed(text, width) >= least


def test_bold_letters_are_wider_and_ideographs_are_not() -> None:
    assert SANS.bold["a"] > SANS["a"]
    assert SANS.bold["漢"] == SANS["漢"] == 2
    assert FIXED.bold["a"] == 1


def test_a_usual_text_takes_less_than_a_tenth_of_a_millisecond() -> None:
    text = "区民が窓口に来なくても手続が完了できるよう、行政手続のオンライン化（スマート申請）を進める。" * 3
    took = []
    for turn in range(50):
        begun = time.perf_counter()
        safe_lines(f"{text}{turn}", 60.0)
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.0001
