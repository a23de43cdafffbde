"""Forms that chance draws from other words and habits: nearly all is found, nothing wrong is called sure."""

from __future__ import annotations

from tests.workbook.learn.drawn.rates import run

FIRST, FORMS = 9001, 24


def test_most_fields_are_right_and_nothing_wrong_is_sure() -> None:
    rates = run(range(FIRST, FIRST + FORMS), "all")
    assert rates.wrong == []
    assert rates.refusals == []
    assert rates.right >= 0.95 * rates.fields


def test_words_that_it_was_not_mended_by_are_found_too() -> None:
    rates = run(range(FIRST, FIRST + FORMS), "even")
    assert rates.wrong == []
    assert rates.right >= 0.93 * rates.fields
