"""What a person means who points at a box: its label, where the box stands to it, or the hole in a label."""

from __future__ import annotations

from dataclasses import replace

from kxdesk.domain.problems import Problem
from kxdesk.workbook.layout import Relation
from kxdesk.workbook.learn.grids import number_guess, number_pattern
from kxdesk.workbook.learn.guess import Guess, Reason
from kxdesk.workbook.learn.holes import date_hole, printed_year, room
from kxdesk.workbook.learn.propose import with_remarks
from kxdesk.workbook.learn.tiles import Plate, Tile

Cell = tuple[int, int]  # row, column


def guess_at(plate: Plate, field: str, cell: Cell) -> Guess:
    """The field in the box at a cell, with the label that goes with it. Raises Problem: not-a-box."""
    tile = tile_at(plate, cell)
    if tile.text and (inside := _in_label(field, tile)):
        return inside
    box = tile if tile.blank else _beside(plate, tile)
    if box is None:
        raise Problem("not-a-box", text=tile.text)
    label, relation = label_of(plate, box)
    text, place = (label.text, label.area[:2]) if label else ("", box.area[:2])
    guess = Guess(
        field,
        text,
        place,
        relation,
        box.area[:2],
        1.0,
        Reason.PERSON,
        choices=box.choices,
        note=box.note,
    )
    return with_remarks(plate, guess)


def tile_at(plate: Plate, cell: Cell) -> Tile:
    """The tile over a cell; a blank one where the file says nothing of it."""
    return plate.at(*cell) or Tile(plate.geometry.area_of(*cell), "")


def _in_label(field: str, tile: Tile) -> Guess | None:
    place = tile.area[:2]
    if field in {"policy.fiscal_year", "policy.retrospective_fiscal_year"}:
        parts = printed_year(tile.text)
        if parts is not None:
            pattern = f"{parts[0]}{{{field}}}{parts[2]}"
            return Guess(field, pattern, place, Relation.PRINTED, place, 1.0, Reason.PERSON)
    if field == "activity.number" and (numbered := number_pattern(tile.text)):
        return replace(number_guess(tile, numbered), confidence=1.0, reason=Reason.PERSON)
    gap = date_hole(tile.text) if field.endswith("as_of") else room(tile.text)
    if gap is None:
        return None
    pattern = f"{gap[0]}{{{field}}}{gap[1]}"
    return Guess(field, pattern, place, Relation.INSIDE, place, 1.0, Reason.PERSON, blank=tile.text)


def _beside(plate: Plate, label: Tile) -> Tile | None:
    """The box of a label that was pointed at."""
    places = (plate.right_of(label), plate.below(label))
    return next((tile for tile in places if tile and tile.blank and (tile.framed or tile.open)), None)


def label_of(plate: Plate, box: Tile) -> tuple[Tile | None, Relation]:
    """The nearest text left of a box or above it; one that adjoins goes before one farther off."""
    left, above = _texts_towards(plate, box, (0, -1)), _texts_towards(plate, box, (-1, 0))
    if left and left[0] == 0:
        return left[1], Relation.RIGHT
    if above and (above[0] == 0 or left is None):
        return above[1], Relation.BELOW
    return (left[1], Relation.RIGHT) if left else (None, Relation.BELOW)


def _texts_towards(plate: Plate, box: Tile, step: Cell) -> tuple[int, Tile] | None:
    """The next text in a direction, and how many blank tiles lie between."""
    row, column = box.area.first_row + step[0], box.area.first_column + step[1]
    between = 0
    while row >= 1 and column >= 1:
        tile = plate.at(row, column)
        if tile is not None and tile.text:
            return between, tile
        area = tile.area if tile else None
        row = (area.first_row if area and step[0] else row) + step[0]
        column = (area.first_column if area and step[1] else column) + step[1]
        between += 1
    return None
