"""What a person can do to an activity's quarter grid: functions from the activity as it is to the next.

Rows count from 0; the row behind the last one stands for a new one. Column 0 is the label, 1 to 4 quarters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from kxdesk.domain.policy import Activity, Milestone, Track
from kxdesk.domain.schedule import QUARTERS, cells_from_milestones, is_arrow, rows_without_overlap

LABEL = 0
COLUMNS = (LABEL, *QUARTERS)
NewId: TypeAlias = Callable[[], str]
Table: TypeAlias = Sequence[Sequence[str]]


class Cell(NamedTuple):
    """Where something is written: a row, a quarter, and the band that lies there, "" where none does."""

    row: int
    quarter: int
    band: str = ""


def bands_at(track: Track, quarter: int) -> list[tuple[int, Milestone]]:
    """The bands over a quarter, each with the lane it is drawn in, from the top."""
    lanes = enumerate(rows_without_overlap(track.milestones))
    return [(lane, band) for lane, row in lanes for band in row if band.start <= quarter <= band.end]


def row_of(activity: Activity, band: str) -> int | None:
    """The row in which a band lies."""
    return next(
        (r for r, track in enumerate(activity.tracks) if any(m.id == band for m in track.milestones)), None
    )


def write_label(activity: Activity, row: int, text: str, new_id: NewId) -> Activity:
    """Name a row; naming the row behind the last one makes it."""
    if row >= len(activity.tracks) and not text:
        return activity
    activity = _with_rows(activity, row + 1, new_id)
    return _with_track(activity, row, replace(activity.tracks[row], label=text))


def write_cell(activity: Activity, cell: Cell, text: str, new_id: NewId) -> Activity:
    """Write into a band or an empty quarter; blank clears, an arrow prolongs the band before it."""
    row, quarter, band = cell
    if not band and not text.strip():
        return activity
    activity = _with_rows(activity, row + 1, new_id)
    track = activity.tracks[row]
    others = [m for m in track.milestones if m.id != band]
    first = next((m.start for m in track.milestones if m.id == band), quarter)
    if is_arrow(text) and (longer := _prolonged(others, first, near=False)) is not None:
        return _with_bands(activity, row, longer)
    if not band:
        return _with_bands(activity, row, (*track.milestones, Milestone(quarter, quarter, text, new_id())))
    written = (replace(m, text=text) if m.id == band else m for m in track.milestones)
    return _with_bands(activity, row, (m for m in written if m.id != band or text.strip()))


def reshape(activity: Activity, band: str, span: tuple[int, int], row: int, new_id: NewId) -> Activity:
    """Let a band lie from one quarter to another, in another row if that is asked."""
    start, end = span
    if not 1 <= start <= end <= 4:
        return activity
    home = row_of(activity, band)
    if home is None:
        return activity
    moved = replace(next(m for m in activity.tracks[home].milestones if m.id == band), start=start, end=end)
    activity = _with_bands(activity, home, (m for m in activity.tracks[home].milestones if m.id != band))
    activity = _with_rows(activity, row + 1, new_id)
    return _with_bands(activity, row, (*activity.tracks[row].milestones, moved))


def clear(activity: Activity, rows: Iterable[int], columns: Iterable[int]) -> Activity:
    """Empty a range: its labels, and every band that lies over one of its quarters."""
    columns = set(columns)
    for row in (row for row in rows if row < len(activity.tracks)):
        track = activity.tracks[row]
        kept = [m for m in track.milestones if columns.isdisjoint(range(m.start, m.end + 1))]
        label = "" if LABEL in columns and track.label else track.label
        activity = _with_track(activity, row, replace(track, label=label, milestones=tuple(kept)))
    return activity


def add_row(activity: Activity, row: int, new_id: NewId) -> Activity:
    """An empty row in front of `row`."""
    tracks = activity.tracks
    return replace(activity, tracks=(*tracks[:row], Track(id=new_id()), *tracks[row:]))


def remove_rows(activity: Activity, rows: Iterable[int]) -> Activity:
    gone = set(rows)
    return replace(activity, tracks=tuple(t for row, t in enumerate(activity.tracks) if row not in gone))


def shift_row(activity: Activity, row: int, by: int) -> Activity:
    """Let a row change places with the one above (-1) or below (1); at the edge it stays."""
    return replace(activity, tracks=shifted(activity.tracks, row, by))


def shifted(things: tuple, place: int, by: int) -> tuple:  # type: ignore[type-arg]
    """The same things with the one at `place` moved; unchanged where it would fall off."""
    if not (0 <= place < len(things) and 0 <= place + by < len(things)):
        return things
    rest = [*things[:place], *things[place + 1 :]]
    rest.insert(place + by, things[place])
    return tuple(rest)


def table_of(activity: Activity, rows: Iterable[int], columns: Sequence[int]) -> list[list[str]]:
    """A range as the cells of a sheet; a row whose bands overlap takes as many rows as it needs."""
    table = []
    for row in (row for row in rows if row < len(activity.tracks)):
        track = activity.tracks[row]
        for line, cells in enumerate(cells_from_milestones(track.milestones)):
            whole = [(track.label or "") if line == 0 else "", *cells]
            table.append([whole[column] for column in columns])
    return table


def paste(activity: Activity, row: int, column: int, table: Table, new_id: NewId) -> Activity:
    """Lay a table's cells on the grid from one cell on, adding rows where it has too few.

    As in a sheet, a blank cell clears, a text cuts short what ran into its quarter, an arrow prolongs.
    """
    activity = _with_rows(activity, row + len(table), new_id)
    for offset, cells in enumerate(table):
        track = activity.tracks[row + offset]
        bands = list(track.milestones)
        for place, text in enumerate(cells):
            if column + place == LABEL:
                track = replace(track, label=text.replace("\n", " "))
            elif column + place in QUARTERS:
                bands = _laid(bands, column + place, text, new_id, first=place == 0)
        activity = _with_track(activity, row + offset, track)
        activity = _with_bands(activity, row + offset, bands)
    return activity


def _laid(bands: list[Milestone], quarter: int, text: str, new_id: NewId, *, first: bool) -> list[Milestone]:
    if is_arrow(text) and (longer := _prolonged(bands, quarter, near=not first)) is not None:
        return [m for m in longer if m.start != quarter]
    here = [m for m in bands if m.start == quarter]
    rest = [
        replace(m, end=quarter - 1) if m.start < quarter <= m.end else m for m in bands if m.start != quarter
    ]
    if not text.strip():
        return rest
    return [*rest, replace(here[0], text=text) if here else Milestone(quarter, quarter, text, new_id())]


def _prolonged(bands: Iterable[Milestone], quarter: int, *, near: bool) -> list[Milestone] | None:
    """The bands with the one before `quarter` drawn on to it; None where there is none.

    `near`: only a band that ends in the quarter just before, as a sheet is read.
    """
    bands = list(bands)
    before = [m for m in bands if m.start < quarter and (m.end >= quarter - 1 or not near)]
    if not before:
        return None
    last = max(before, key=lambda m: (m.end, m.start))
    return [replace(m, end=max(m.end, quarter)) if m is last else m for m in bands]


def _with_rows(activity: Activity, count: int, new_id: NewId) -> Activity:
    missing = count - len(activity.tracks)
    return replace(activity, tracks=(*activity.tracks, *(Track(id=new_id()) for _ in range(missing))))


def _with_track(activity: Activity, row: int, track: Track) -> Activity:
    return replace(activity, tracks=(*activity.tracks[:row], track, *activity.tracks[row + 1 :]))


def _with_bands(activity: Activity, row: int, bands: Iterable[Milestone]) -> Activity:
    in_order = tuple(sorted(bands, key=lambda m: m.start))
    return _with_track(activity, row, replace(activity.tracks[row], milestones=in_order))
