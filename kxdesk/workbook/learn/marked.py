"""Blocks and lists whose rows a person has shown: what stands in them is still found by its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind
from kxdesk.workbook.layout import Relation
from kxdesk.workbook.learn.grids import FoundBlock, Headings, block_guesses, heading_guess, track_label
from kxdesk.workbook.learn.guess import Guess, Reason
from kxdesk.workbook.learn.lists import COLUMNS, FoundList, FoundSection, list_columns, section_heading
from kxdesk.workbook.learn.tiles import Plate, Tile
from kxdesk.workbook.learn.vocabulary import Vocabulary

_MOST_BLOCKS = 50


def marked_block(
    plate: Plate, vocabulary: Vocabulary, rows: tuple[int, int], quarters: Sequence[Tile]
) -> FoundBlock:
    """The block with these rows and these four headings; how often it repeats is seen.

    Raises:
        Problem: quarters-not-in-a-row, no-rows-for-tracks.
    """
    first, last = min(rows), max(rows)
    heads = tuple(sorted(quarters, key=lambda tile: tile.area.first_column))
    row = heads[0].area.first_row
    if len({tile.area for tile in heads}) != 4 or {tile.area.first_row for tile in heads} != {row}:
        raise Problem("quarters-not-in-a-row")
    inside = first <= row
    top = max(tile.area.last_row for tile in heads) + 1 if inside else first
    if not row < top <= last:
        raise Problem("no-rows-for-tracks", first=first, last=last)
    headings = Headings(row, heads, top, last)
    if inside:
        guesses = block_guesses(plate, vocabulary, first, row - 1)
    else:
        guesses = tuple(_under_headings(plate, headings))
    label = track_label(plate, vocabulary, headings)
    held = tuple(guess for guess in guesses if label is None or guess.at != label.at)
    count = _count(plate, first, last)
    all_rows = range(min(first, row), last + (last - first + 1) * (count - 1) + 1)
    return FoundBlock(first, last, count, headings, label, held, all_rows)


def _under_headings(plate: Plate, headings: Headings) -> Iterator[Guess]:
    """Where one row of headings serves all blocks, a box as tall as the block names the activity."""
    for tile in plate.row_tiles(headings.row):
        box = plate.at(headings.first, tile.area.first_column)
        if not tile.text or tile.area.last_column >= headings.columns[0] or box is None or not box.blank:
            continue
        if box.area.first_row <= headings.first and box.area.last_row >= headings.last:
            yield heading_guess("activity.title", tile, box.area)
            return


def _count(plate: Plate, first: int, last: int) -> int:
    """How many times rows of these shapes follow each other."""
    height = last - first + 1
    shapes = _shapes(plate, first, last)
    steps = range(1, _MOST_BLOCKS)
    return 1 + sum(
        1
        for _ in takewhile(
            lambda step: (
                bool(shapes) and _shapes(plate, first + step * height, last + step * height) == shapes
            ),
            steps,
        )
    )


def _shapes(plate: Plate, first: int, last: int) -> list[tuple[int, int, int, int, bool]]:
    """Where framed boxes stand in rows, how large they are, and whether they are blank."""
    return [
        (row - first, column, tile.area.last_row - row, tile.area.last_column, tile.blank)
        for (row, column), tile in sorted(plate.tiles.items())
        if first <= row <= last and (tile.framed or tile.text)
    ]


def marked_list(
    plate: Plate, vocabulary: Vocabulary, of: Kind, rows: tuple[int, int]
) -> tuple[FoundSection, tuple[Guess, ...]]:
    """The section with these rows, and its columns as far as the headings over it name them."""
    first, last = min(rows), max(rows)
    heads = [tile for tile in plate.row_tiles(_heading_row(plate, first)) if tile.text]
    columns = [
        guess for _, guess in list_columns(vocabulary, heads, of) if plate.at(first, guess.at[1]) is not None
    ]
    value, heading = section_heading(plate, vocabulary, heads[0].area.first_row if heads else first)
    return FoundSection(value, heading, first, last), tuple(columns)


def _heading_row(plate: Plate, first: int) -> int:
    """The nearest row above with several texts."""
    for row in range(first - 1, max(0, first - 5), -1):
        if sum(bool(tile.text) for tile in plate.row_tiles(row)) > 1:
            return row
    return first - 1


def column_guess(plate: Plate, field: str, section: FoundSection, box: Tile) -> Guess:
    """A list's column through a box in its rows, with the heading over it."""
    head = plate.at(_heading_row(plate, section.first), box.area.first_column)
    text = head.text if head is not None else ""
    place = head.area[:2] if head is not None else box.area[:2]
    at = section.first, box.area.first_column
    return Guess(
        field, text, place, Relation.BELOW, at, 1.0, Reason.PERSON, choices=box.choices, note=box.note
    )


def may_be_column(listed: FoundList, field: str) -> bool:
    return field in COLUMNS[listed.of]


def quarters_from(plate: Plate, first: Tile) -> tuple[Tile, ...] | None:
    """The four headings that begin with this one, where three more texts as wide follow it in its row."""
    row = [tile for tile in plate.row_tiles(first.area.first_row) if tile.text]
    heads = tuple(tile for tile in row if tile.area.first_column >= first.area.first_column)[:4]
    if len(heads) < 4 or heads[0] != first:
        return None
    widths = {tile.width for tile in heads}
    return heads if max(widths) - min(widths) <= 1 else None
