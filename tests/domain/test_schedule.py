"""Quarter cells and bands say the same thing, whichever way one goes."""

from hypothesis import given
from hypothesis import strategies as st

from kxdesk.domain.policy import Milestone
from kxdesk.domain.schedule import cells_from_milestones, is_arrow, milestones_from_cells


def test_an_arrow_prolongs_the_band_before_it() -> None:
    bands = milestones_from_cells(["調査", "→", "⇒", "報告"])
    assert bands == (Milestone(1, 3, "調査"), Milestone(4, 4, "報告"))


def test_an_arrow_with_nothing_before_it_is_kept_as_written() -> None:
    assert milestones_from_cells(["", "→", "", ""]) == (Milestone(2, 2, "→"),)
    assert milestones_from_cells(["調査", "", "→", ""])[1] == Milestone(3, 3, "→")


def test_every_habit_of_drawing_an_arrow_is_known_and_words_are_not() -> None:
    assert all(
        map(
            is_arrow,
            ["→", " → ", "⇒", "➡", "➡️", "－＞", "->", "ー＞", "━>", "＝＞", "―→", "→→"],
        )
    )
    assert not any(map(is_arrow, ["", "→調査", "-", "継続", ">"]))


def test_bands_that_overlap_take_a_row_more() -> None:
    rows = cells_from_milestones([Milestone(1, 3, "a"), Milestone(2, 2, "b"), Milestone(4, 4, "c")])
    assert rows == [["a", "→", "→", "c"], ["", "b", "", ""]]


@st.composite
def rows(draw: st.DrawFn) -> list[Milestone]:
    start, found = 1, []
    while start <= 4:
        end = draw(st.integers(start, 4))
        if draw(st.booleans()):
            found.append(Milestone(start, end, draw(st.text("調査報告・\n ", min_size=1).filter(str.strip))))
        start = end + 1
    return found


@given(rows())
def test_a_row_without_overlaps_comes_back_as_it_went(row: list[Milestone]) -> None:
    (cells,) = cells_from_milestones(row)
    assert list(milestones_from_cells(cells)) == row
