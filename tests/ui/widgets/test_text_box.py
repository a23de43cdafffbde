"""The counter counts as a person does and says so when a text is too long."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kxdesk.domain.characters import characters_in
from kxdesk.ui.widgets.counting import difference
from kxdesk.ui.widgets.text_box import TextBox


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("abc", 3),
        ("あ\nい\r\n", 2),
        ("葛󠄀飾", 2),
        ("𠮷", 1),
        ("か\u3099", 1),
        ("👨‍👩‍👧", 1),
        ("ｶﾞ", 1),
    ],
)
def test_counts_what_is_seen(text: str, count: int) -> None:
    """One for each character on paper, none for a line end."""
    assert characters_in(text) == count


def test_common_ends_do_not_overlap() -> None:
    """Where a text repeats itself, start and end never claim the same character."""
    assert difference("aa", "aaa") == (2, 0)
    assert difference("abcab", "abxab") == (2, 2)
    assert difference("", "x") == (0, 0)


def test_counter_turns_when_the_text_is_too_long(qtbot: QtBot) -> None:
    """In words, not in colour alone, and for the screen reader too."""
    box = TextBox("②課題の内容", recommended=3)
    qtbot.addWidget(box)
    box.show_text("一二三")
    assert box.counter.text() == "3／3字"
    within = box.counter.palette().windowText().color()
    box.editor.insertPlainText("四")
    assert box.counter.text() == "4／3字（1字超過）"
    assert box.counter.palette().windowText().color() != within
    assert box.editor.accessibleDescription() == "4／3字（1字超過）"
    assert box.editor.accessibleName() == "②課題の内容"


def test_no_counter_where_nothing_is_recommended(qtbot: QtBot) -> None:
    """An idle counter would only be noise."""
    box = TextBox("課題名")
    qtbot.addWidget(box)
    box.show()
    assert not box.counter.isVisible()
