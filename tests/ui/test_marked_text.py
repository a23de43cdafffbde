"""What changed in a text is marked by character, not by colour alone; nothing typed becomes markup."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kxdesk.ui.marked_text import as_html, differences


def test_changes_are_marked_by_character() -> None:
    """Japanese has no spaces between words; only what differs is marked."""
    gone, new = differences("令和7年度に10万時間を削減する", "令和8年度に10万時間を創出する")
    assert [("令和7年度に10万時間を削減する"[a:b]) for a, b in gone] == ["7", "削減"]
    assert [("令和8年度に10万時間を創出する"[a:b]) for a, b in new] == ["8", "創出"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_is_unmarked_is_equal_or_too_short_to_matter(before: str, after: str) -> None:
    """Equal texts have no marks; marks lie in order inside their text."""
    gone, new = differences(before, after)
    assert (not gone and not new) == (before == after)
    for spans, text in ((gone, before), (new, after)):
        flat = [edge for span in spans for edge in span]
        assert flat == sorted(flat)
        assert all(0 <= a < b <= len(text) for a, b in spans)


def test_typed_text_never_becomes_markup() -> None:
    """< and & come out as typed."""
    assert as_html("<b>&", [(0, 3)], removed=True).count("<b>") == 0
    assert "line-through" in as_html("x", [(0, 1)], removed=True)
    assert "underline" in as_html("x", [(0, 1)], removed=False)
