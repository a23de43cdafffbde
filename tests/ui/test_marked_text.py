"""What changed in a text is marked by character, not by colour alone; nothing typed becomes markup."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kxdesk.ui.marked_text import change_html

MARK = re.compile(r'<span style="[^"]*text-decoration:(line-through|underline)">(.*?)</span>')


def test_changes_are_marked_by_character() -> None:
    """Japanese has no spaces between words; only what differs is marked, in one text."""
    found = MARK.findall(change_html("令和7年度に10万時間を削減する", "令和8年度に10万時間を創出する"))
    assert found == [
        ("line-through", "7"),
        ("underline", "8"),
        ("line-through", "削減"),
        ("underline", "創出"),
    ]


@given(st.text("あいう\n", max_size=40), st.text("あいう\n", max_size=40))
def test_both_texts_can_be_read_from_it(before: str, after: str) -> None:
    """Without what came it is the text before, without what went the text after."""
    shown = change_html(before, after).replace("<br>", "\n")
    for kept, dropped, text in (("line-through", "underline", before), ("underline", "line-through", after)):
        without = re.sub(rf'<span style="[^"]*:{dropped}">.*?</span>', "", shown, flags=re.DOTALL)
        assert re.sub(rf'<span style="[^"]*:{kept}">(.*?)</span>', r"\1", without, flags=re.DOTALL) == text


def test_typed_text_never_becomes_markup() -> None:
    """< and & come out as typed, inside and outside of marks."""
    assert "<b>" not in change_html("<b>&同じ文です", "<i>&同じ文です")
    assert "&lt;" in change_html("<b>&同じ文です", "<i>&同じ文です")
