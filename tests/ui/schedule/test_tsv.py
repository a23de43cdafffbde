"""What Excel copies comes in cell for cell, and what we copy Excel would read back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kxdesk.ui.schedule.tsv import table_from_text, text_from_table


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("A\t→\r\nB\t\r\n", [["A", "→"], ["B", ""]]),
        ('"・一\n・二"\t→\r\n', [["・一\n・二", "→"]]),
        ('"言う「""はい""」"\n', [['言う「"はい"」']]),
        ("", [[""]]),
        ("一つ", [["一つ"]]),
        ("a\r\n\r\nb\r\n", [["a"], [""], ["b"]]),
    ],
)
def test_reads_what_excel_copies(text: str, table: list[list[str]]) -> None:
    """Tabs part cells, line ends part rows, quotes hold both."""
    assert table_from_text(text) == table


def test_text_that_is_no_table_is_one_cell() -> None:
    """A page of text too long for a cell parser still comes in whole."""
    text = "長" * 200_000
    assert table_from_text(text) == [[text]]


cell = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=8)


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(cell, min_size=n, max_size=n), min_size=1)))
@example([[""], [""]])
def test_comes_back_as_it_went(table: list[list[str]]) -> None:
    """Copy then paste is the same table, a last row of one empty cell included."""
    assert table_from_text(text_from_table(table) + "\r\n") == table
