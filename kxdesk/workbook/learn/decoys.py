"""Boxes that ask for none of ours although words over them may: stamps, tables of revisions."""

from __future__ import annotations

from collections.abc import Iterator

from kxdesk.workbook.labels import fold, quarter_in
from kxdesk.workbook.learn.tiles import Plate, Tile
from kxdesk.workbook.learn.vocabulary import Vocabulary

_LEAST = 2  # rows of a table


def stamps(plate: Plate, vocabulary: Vocabulary) -> tuple[Tile, ...]:
    """Titles of officials side by side over blank boxes, and what says that those are for seals."""
    found: list[Tile] = []
    for row in sorted({tile.area.first_row for tile in plate.labels}):
        run = [tile for tile in plate.row_tiles(row) if fold(tile.text) in vocabulary.officials]
        seals = [tile for tile in run if (box := plate.below(tile)) is not None and box.blank]
        if len(seals) >= _LEAST:
            found += run
    return tuple(found)


def table_heads(plate: Plate) -> frozenset[Tile]:
    """Headings side by side over boxes as wide as they are, one below the other: a list of something."""
    found: set[Tile] = set()
    for row in sorted({tile.area.last_row for tile in plate.labels}):
        heads = [tile for tile in plate.ending_in(row) if not quarter_in(tile.text)]
        for run in _runs(heads):
            if len(run) >= _LEAST and all(_is_over_rows(plate, head) for head in run):
                found.update(run)
    return frozenset(found)


def _runs(tiles: list[Tile]) -> Iterator[list[Tile]]:
    """Tiles that adjoin."""
    run: list[Tile] = []
    for tile in tiles:
        if run and tile.area.first_column != run[-1].area.last_column + 1:
            yield run
            run = []
        run.append(tile)
    if run:
        yield run


def _is_over_rows(plate: Plate, head: Tile) -> bool:
    tile: Tile | None = head
    for _ in range(_LEAST):
        tile = plate.below(tile) if tile else None
        if tile is None or not tile.blank or not (tile.framed or tile.open):
            return False
        if (tile.area.first_column, tile.area.last_column) != (head.area.first_column, head.area.last_column):
            return False
    return True
