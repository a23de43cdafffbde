"""Each thing a person does to the quarter grid changes just what she meant."""

from __future__ import annotations

from itertools import count

import pytest

from kxdesk.domain.policy import Activity, Milestone, Track
from kxdesk.domain.steps import Create, Move, Put, Retire, steps_between
from kxdesk.domain.things import Kind, Ref
from kxdesk.ui.schedule import actions
from kxdesk.ui.schedule.actions import Cell


@pytest.fixture
def new_id() -> actions.NewId:
    numbers = count(1)
    return lambda: f"N{next(numbers)}"


def row(*bands: tuple[int, int, str], label: str = "", id_: str = "T1") -> Track:
    return Track(label, tuple(Milestone(s, e, t, f"{id_}.{t}") for s, e, t in bands), id_)


def plan(*tracks: Track) -> Activity:
    return Activity("1", "窓口", "", tracks, "A1")


def shape(activity: Activity) -> list[list[tuple[int, int, str]]]:
    return [[(m.start, m.end, m.text) for m in track.milestones] for track in activity.tracks]


def test_writing_into_an_empty_quarter_makes_a_band(new_id: actions.NewId) -> None:
    """A band of one quarter, in its place by start."""
    after = actions.write_cell(plan(row((3, 3, "c"))), Cell(0, 1), "a", new_id)
    assert shape(after) == [[(1, 1, "a"), (3, 3, "c")]]


def test_writing_behind_the_last_row_makes_the_row_too(new_id: actions.NewId) -> None:
    """One action, two new things: the band hangs in the row made for it."""
    before = plan(row())
    after = actions.write_cell(before, Cell(1, 2), "新", new_id)
    assert shape(after) == [[], [(2, 2, "新")]]
    steps = steps_between(before, after)
    assert [(type(s), s.ref.kind) for s in steps] == [(Create, Kind.TRACK), (Create, Kind.MILESTONE)]


def test_blank_text_in_an_empty_quarter_is_nothing(new_id: actions.NewId) -> None:
    """Opening a cell and leaving it must not grow the plan."""
    before = plan(row())
    assert actions.write_cell(before, Cell(1, 2), " \n", new_id) is before


def test_emptied_band_goes(new_id: actions.NewId) -> None:
    """A band without words is no band."""
    before = plan(row((1, 2, "a"), (3, 3, "b")))
    after = actions.write_cell(before, Cell(0, 1, "T1.a"), "", new_id)
    assert steps_between(before, after) == (Retire(Ref(Kind.MILESTONE, "T1.a")),)


@pytest.mark.parametrize("arrow", ["→", "⇒", "➡", "－＞", "->"])
def test_arrow_prolongs_the_band_before_it(arrow: str, new_id: actions.NewId) -> None:
    """Typed in an empty quarter, also across a gap, it draws the band on to there, no more."""
    before = plan(row((1, 1, "a")))
    after = actions.write_cell(before, Cell(0, 3), arrow, new_id)
    assert steps_between(before, after) == (Put(Ref(Kind.MILESTONE, "T1.a"), "end", 3, 1),)


def test_arrow_typed_over_a_band_gives_its_quarter_to_the_one_before(new_id: actions.NewId) -> None:
    """As in a sheet: the cell's text goes, the arrow stands."""
    after = actions.write_cell(plan(row((1, 1, "a"), (2, 2, "b"))), Cell(0, 2, "T1.b"), "→", new_id)
    assert shape(after) == [[(1, 2, "a")]]


def test_arrow_typed_on_a_band_itself_loses_nothing(new_id: actions.NewId) -> None:
    """With nothing before it, an arrow is text like any other and the band is still there."""
    after = actions.write_cell(plan(row((1, 3, "a"))), Cell(0, 2, "T1.a"), "→", new_id)
    assert shape(after) == [[(1, 3, "→")]]


def test_band_moves_to_another_row_and_quarter(new_id: actions.NewId) -> None:
    """It keeps its id: history follows it."""
    before = plan(row((1, 2, "a")), row((1, 1, "x"), id_="T2"))
    after = actions.reshape(before, "T1.a", (3, 4), 1, new_id)
    ref = Ref(Kind.MILESTONE, "T1.a")
    assert steps_between(before, after) == (
        Move(ref, "T2", "T2.x"),
        Put(ref, "start", 3, 1),
        Put(ref, "end", 4, 2),
    )


@pytest.mark.parametrize(("start", "end"), [(0, 1), (2, 5), (3, 2)])
def test_band_stays_inside_the_year(start: int, end: int, new_id: actions.NewId) -> None:
    """A stretch past April or March, or past the other edge, changes nothing."""
    before = plan(row((1, 2, "a")))
    assert actions.reshape(before, "T1.a", (start, end), 0, new_id) is before


def test_clear_takes_what_lies_over_the_range() -> None:
    """Bands that touch the range go, others stay, labels only when their column is in it."""
    before = plan(row((1, 2, "a"), (3, 4, "b"), label="項目"))
    assert shape(actions.clear(before, [0], [2])) == [[(3, 4, "b")]]
    assert actions.clear(before, [0], [2]).tracks[0].label == "項目"
    assert actions.clear(before, [0, 9], [0]).tracks[0].label == ""


def test_overlapping_bands_share_a_row_in_lanes() -> None:
    """At a quarter both are found, from the top."""
    track = row((1, 3, "a"), (2, 2, "b"))
    assert [(lane, m.text) for lane, m in actions.bands_at(track, 2)] == [(0, "a"), (1, "b")]


def test_pasted_range_lands_as_cells_and_grows_rows(new_id: actions.NewId) -> None:
    """Texts with line feeds, arrows, a label; two rows where there was one."""
    table = [["○準備", "・一\n・二", "→", "→", "終"], ["", "", "始", "→", ""]]
    after = actions.paste(plan(row()), 0, 0, table, new_id)
    assert shape(after) == [[(1, 3, "・一\n・二"), (4, 4, "終")], [(2, 3, "始")]]
    assert [track.label for track in after.tracks] == ["○準備", ""]


def test_pasted_text_cuts_what_ran_into_its_quarter(new_id: actions.NewId) -> None:
    """A sheet's cell has one text: the longer band ends before it and keeps its id."""
    before = plan(row((1, 4, "a")))
    after = actions.paste(before, 0, 3, [["b"]], new_id)
    assert shape(after) == [[(1, 2, "a"), (3, 3, "b")]]
    assert Put(Ref(Kind.MILESTONE, "T1.a"), "end", 2, 4) in steps_between(before, after)


def test_pasted_blank_clears(new_id: actions.NewId) -> None:
    """As a sheet does."""
    after = actions.paste(plan(row((1, 2, "a"), (3, 3, "b"))), 0, 2, [["", ""]], new_id)
    assert shape(after) == [[(1, 1, "a")]]


def test_pasted_arrow_behind_a_blank_is_kept_as_text(new_id: actions.NewId) -> None:
    """A range is read as the sheet is: nothing written is lost."""
    after = actions.paste(plan(row()), 0, 1, [["a", "", "→"]], new_id)
    assert shape(after) == [[(1, 1, "a"), (3, 3, "→")]]


def test_cells_beyond_the_fourth_quarter_fall_off(new_id: actions.NewId) -> None:
    """A wide range never wraps into the next row."""
    after = actions.paste(plan(row()), 0, 4, [["a", "b", "c"]], new_id)
    assert shape(after) == [[(4, 4, "a")]]


def test_copy_then_paste_elsewhere_is_the_same(new_id: actions.NewId) -> None:
    """Spans, gaps and overlaps come through the clipboard's shape."""
    source = plan(row((1, 2, "a"), (4, 4, "d"), label="甲"), row((1, 4, "x"), (2, 3, "y"), id_="T2"))
    table = actions.table_of(source, [0, 1], actions.COLUMNS)
    after = actions.paste(plan(), 0, 0, table, new_id)
    assert shape(after) == [[(1, 2, "a"), (4, 4, "d")], [(1, 4, "x")], [(2, 3, "y")]]


def test_rows_are_added_removed_and_moved(new_id: actions.NewId) -> None:
    """A moved row is one step, and at the edge it stays."""
    before = plan(row(), row(id_="T2"), row(id_="T3"))
    moved = actions.shift_row(before, 2, -1)
    assert steps_between(before, moved) == (Move(Ref(Kind.TRACK, "T3"), "A1", "T1"),)
    assert actions.shift_row(before, 0, -1) == before
    added = actions.add_row(before, 1, new_id)
    assert steps_between(before, added) == (Create(Ref(Kind.TRACK, "N1"), "A1", {"label": ""}, "T1"),)
    assert steps_between(before, actions.remove_rows(before, [0, 2])) == (
        Retire(Ref(Kind.TRACK, "T1")),
        Retire(Ref(Kind.TRACK, "T3")),
    )
