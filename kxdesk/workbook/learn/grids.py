"""The quarter grid of a form: its headings, the rows of its tracks, and the block of each activity."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from kxdesk.workbook.areas import Area
from kxdesk.workbook.labels import fold, quarter_in
from kxdesk.workbook.layout import Relation
from kxdesk.workbook.learn.guess import SURE, Guess, Reason
from kxdesk.workbook.learn.tiles import Plate, Tile
from kxdesk.workbook.learn.vocabulary import Vocabulary

_NUMBER = re.compile(
    r"^(?P<before>[^0-9０-９]{0,8}?)(?P<number>[1１])(?P<after>[)）.．、]?[^0-9０-９]{0,2})$"
)
_CIRCLED = re.compile(r"^[①❶⑴]$")
_COUNTER = re.compile(r"^\D{0,8}\d\D{0,3}$|^\D{0,4}[a-h一二三四五六七八九十ア-オ]\)?$")
_NAMED = frozenset({"activity.title", "activity.description"})
_TORN, _ASKED = 0.6, 0.8
_EITHER = 0.7  # sure that it is one of two fields
_ACROSS = 0.8  # of the form's width
_SIDE = 0.3  # of the form's width: with less beside it a block takes all of it
_PLANNED = re.compile("計画|予定|取組|内容|目標|工程")
_ABOVE = 6  # rows over the headings that may belong to the block


@dataclass(frozen=True, slots=True)
class Headings:
    """One row of quarter headings; tracks run from `first` to `last`, each `step` rows high."""

    row: int
    quarters: tuple[Tile, ...]
    first: int
    last: int

    @property
    def columns(self) -> tuple[int, ...]:
        """Where the quarters begin."""
        return tuple(tile.area.first_column for tile in self.quarters)


@dataclass(frozen=True, slots=True)
class FoundBlock:
    """A block as proposed.

    Attributes:
        first, last: rows of the first block; count: how many there are.
        headings: its quarter grid; `above` where one row of headings serves all blocks.
        label: the track label's guess, or None.
        guesses: number, title and description.
        rows: all rows that the blocks and their headings take.
    """

    first: int
    last: int
    count: int
    headings: Headings
    label: Guess | None
    guesses: tuple[Guess, ...]
    rows: range

    def holds(self, tile: Tile, width: int) -> bool:
        """Whether a tile is part of the blocks, on a form so many columns wide: they may take half of it."""
        if tile.area.first_row not in self.rows:
            return False
        places = [guess.at for guess in (*self.guesses, *([self.label] if self.label else []))]
        left = min(self.headings.columns[0], *(column for _, column in places), width)
        right = self.headings.quarters[-1].area.last_column
        beside = tile.area.last_column < left and left > _SIDE * width
        return not (beside or (tile.area.first_column > right and right < (1 - _SIDE) * width))


def find_block(plate: Plate, vocabulary: Vocabulary) -> FoundBlock | None:
    """The block of the issue sheet, where there is a quarter grid."""
    grids = find_headings(plate)
    if not grids:
        return None
    if len(grids) == 1:
        return _one_heading_for_all(plate, vocabulary, grids[0]) or _one_block(plate, vocabulary, grids[0])
    return _repeated(plate, vocabulary, grids)


def find_headings(plate: Plate) -> list[Headings]:
    """Rows with the four quarters in order, over blank rows; top to bottom."""
    found = []
    for row in sorted({tile.area.first_row for tile in plate.labels}):
        tiles = [tile for tile in plate.row_tiles(row) if tile.text and quarter_in(tile.text)]
        if [quarter_in(tile.text) for tile in tiles] != [1, 2, 3, 4]:
            continue
        first = tiles[0].area.last_row + 1
        parted = _is_parted(plate, first, tiles)
        first += parted
        last = first - 1
        while _blank_track(plate, last + 1, tiles, parted=parted):
            last = _track_end(plate, last + 1, tiles)
        if last >= first:
            found.append(Headings(row, tuple(tiles), first, last))
    return found


def _is_parted(plate: Plate, row: int, heads: list[Tile]) -> bool:
    """Under each quarter stand narrower headings, the plan's first: 計画 | 実績."""
    parts = [plate.at(row, head.area.first_column) for head in heads]
    texts = {fold(part.text) for part in parts if part is not None and part.area.first_row == row}
    narrower = all(
        part is not None and part.width < head.width for part, head in zip(parts, heads, strict=True)
    )
    return narrower and len(texts) == 1 and bool(_PLANNED.search(texts.pop()))


def _blank_track(plate: Plate, row: int, heads: list[Tile], *, parted: bool) -> bool:
    for head in heads:
        tile = plate.at(row, head.area.first_column)
        if tile is None or not tile.blank or not (tile.framed or tile.open):
            return False
        if tile.area.first_row != row or tile.area.first_column != head.area.first_column:
            return False
        if tile.area.last_column != head.area.last_column and not parted:
            return False
    return True


def _track_end(plate: Plate, row: int, heads: list[Tile]) -> int:
    tile = plate.at(row, heads[0].area.first_column)
    return tile.area.last_row if tile else row


def _repeated(plate: Plate, vocabulary: Vocabulary, grids: list[Headings]) -> FoundBlock | None:
    """Grids with the same columns at the same distance, one right below the other."""
    same = [grid for grid in grids if grid.columns == grids[0].columns]
    steps = {below.row - above.row for above, below in pairwise(same)}
    if len(steps) != 1:
        return _one_block(plate, vocabulary, grids[0])
    height = steps.pop()
    head = _head(plate, same, height)
    first = same[0].row - head
    if head < 0 or first < 1:
        return _one_block(plate, vocabulary, grids[0])
    last = first + height - 1
    guesses = block_guesses(plate, vocabulary, first, same[0].row - 1)
    rows = range(first, last + height * (len(same) - 1) + 1)
    return FoundBlock(first, last, len(same), same[0], track_label(plate, vocabulary, same[0]), guesses, rows)


def _head(plate: Plate, same: list[Headings], height: int) -> int:
    """How many rows over the headings belong to a block: as many as look alike in the first and the second.

    What is left between two blocks is the end of a block, where rows as blank follow the last one too.
    """
    between = same[1].row - same[0].last - 1
    alike = 0
    while alike < between and _shape(plate, same[0].row - alike - 1) == _shape(
        plate, same[1].row - alike - 1
    ):
        alike += 1
    end = same[-1].row - alike + height
    tail = range(same[-1].last + 1, end)
    return alike if not any(tile.text for row in tail for tile in plate.row_tiles(row)) else between


def _shape(plate: Plate, row: int) -> list[tuple[int, int, int, bool]]:
    return [
        (tile.area.first_column, tile.area.last_column, tile.area.last_row - row, tile.blank)
        for tile in plate.row_tiles(row)
        if tile.text or tile.framed
    ]


def _one_block(plate: Plate, vocabulary: Vocabulary, grid: Headings) -> FoundBlock:
    """A single grid: rows over it belong to the block where they number or name the activity."""
    first = grid.row
    adjoins = True
    for row in range(grid.row - 1, max(grid.row - _ABOVE, 0), -1):
        texts = [tile.text for tile in plate.row_tiles(row) if tile.text]
        adjoins = adjoins and any(_resembles_activity(vocabulary, text) for text in texts)
        if adjoins or any(number_pattern(text) or _names_activity(vocabulary, text) for text in texts):
            first = row
    guesses = tuple(
        _asked_if_broad(plate, guess) for guess in block_guesses(plate, vocabulary, first, grid.row - 1)
    )
    label = track_label(plate, vocabulary, grid)
    return FoundBlock(first, grid.last, 1, grid, label, guesses, range(first, grid.last + 1))


def _asked_if_broad(plate: Plate, guess: Guess) -> Guess:
    """A box across the form under a heading of its own may be about the whole plan."""
    box = plate.at(*guess.at)
    if guess.relation is Relation.BELOW and box and box.width >= _ACROSS * plate.last_column:
        return replace(guess, confidence=min(guess.confidence, _EITHER))
    return guess


def _names_activity(vocabulary: Vocabulary, text: str) -> bool:
    return any(vocabulary.fit(text, field).exact for field in _NAMED)


def _resembles_activity(vocabulary: Vocabulary, text: str) -> bool:
    fits = vocabulary.fits_among(text, vocabulary.fields)
    return bool(fits) and fits[0].field in _NAMED


def _one_heading_for_all(plate: Plate, vocabulary: Vocabulary, grid: Headings) -> FoundBlock | None:
    """One row of headings over groups of rows, one group an activity, its name in a box at the left."""
    bottoms = {grid.quarters[0].area.last_row, grid.first - 1}  # one where plan and result stand under them
    heads = [head for row in sorted(bottoms) for head in plate.ending_in(row)]
    left = [tile for tile in heads if tile.area.last_column < grid.columns[0]]
    title = _title_heading(plate, vocabulary, grid, left)
    groups = _groups(plate, title, grid) if title else []
    if title is None or not groups:
        return None
    height = groups[0].last_row - groups[0].first_row + 1
    named = _unless_torn(vocabulary, heading_guess("activity.title", title, groups[0]))
    if height == 1 and len(left) == 1:  # each row an activity, or each a track of one activity
        named = replace(named, confidence=_EITHER)
    guesses = [named]
    label = None
    for tile in left:
        below = plate.at(grid.first, tile.area.first_column)
        if tile is title or below is None:
            continue
        field = _best(vocabulary, tile.text)
        if field == "track.label" or below.area.last_row - below.area.first_row + 1 < height:
            label = heading_guess("track.label", tile, below.area)
        elif field in {"activity.description", "activity.number"} and (
            below.blank or field.endswith("number")
        ):
            guesses.append(_unless_torn(vocabulary, heading_guess(field, tile, below.area)))
    rows = range(grid.row, groups[-1].last_row + 1)
    first = Headings(grid.row, grid.quarters, grid.first, grid.first + height - 1)
    return FoundBlock(grid.first, grid.first + height - 1, len(groups), first, label, tuple(guesses), rows)


def _title_heading(plate: Plate, vocabulary: Vocabulary, grid: Headings, left: list[Tile]) -> Tile | None:
    """The heading over the activities' names; the one over tall boxes where none says so."""
    fields = {tile: _best(vocabulary, tile.text) for tile in left}
    named = next((tile for tile, field in fields.items() if field == "activity.title"), None)
    described = [tile for tile, field in fields.items() if field == "activity.description"]
    if named or not described:
        return named
    box = plate.at(grid.first, described[0].area.first_column)
    return described[0] if box and box.area.last_row > box.area.first_row else None


def _groups(plate: Plate, title: Tile, grid: Headings) -> list[Area]:
    """Boxes under the heading of the titles, all of one height."""
    found: list[Area] = []
    row = grid.first
    while row <= grid.last:
        tile = plate.at(row, title.area.first_column)
        if tile is None or not tile.blank or tile.area.first_row != row:
            break
        if found and tile.area.last_row - row != found[0].last_row - found[0].first_row:
            break
        found.append(tile.area)
        row = tile.area.last_row + 1
    return found


def _best(vocabulary: Vocabulary, text: str) -> str:
    fits = vocabulary.fits_among(text, _NAMED | {"activity.number", "track.label"})
    return fits[0].field if fits and fits[0].score >= 0.55 else ""


def _unless_torn(vocabulary: Vocabulary, guess: Guess) -> Guess:
    """Asked where the same words are known for another field too: 取組の概要, 活動内容."""
    others = (fit for fit in vocabulary.fits(guess.label) if fit.field != guess.field)
    if any(fit.score >= _TORN for fit in others) or not vocabulary.fit(guess.label, guess.field).exact:
        return replace(guess, confidence=min(guess.confidence, _ASKED))
    return guess


def heading_guess(field: str, heading: Tile, box: Area) -> Guess:
    return Guess(field, heading.text, heading.area[:2], Relation.BELOW, box[:2], 0.88, Reason.HEADING)


def track_label(plate: Plate, vocabulary: Vocabulary, grid: Headings) -> Guess | None:
    """The column of the track labels: left of the first quarter, blank in every track."""
    left = plate.at(grid.row, grid.columns[0] - 1) if grid.columns[0] > 1 else None
    if left is None or not left.text:
        return None
    box = plate.at(grid.first, left.area.first_column)
    if box is None or not box.blank:
        return None
    score = vocabulary.fit(left.text, "track.label").score
    return Guess(
        "track.label",
        left.text,
        left.area[:2],
        Relation.BELOW,
        box.area[:2],
        max(score, 0.62),
        Reason.HEADING,
    )


def block_guesses(plate: Plate, vocabulary: Vocabulary, first: int, last: int) -> tuple[Guess, ...]:
    """Number, title and description in the rows of a block over its grid, by label and else by place."""
    found: dict[str, Guess] = {}
    free: list[Tile] = []
    for row in range(first, last + 1):
        for tile in plate.row_tiles(row):
            if tile.blank:
                free.append(tile)
            elif tile.text and (pattern := number_pattern(tile.text)):
                found.setdefault("activity.number", number_guess(tile, pattern))
            elif tile.text:
                _named(plate, vocabulary, tile, found)
    used = {guess.at for guess in found.values()}
    by_place = [
        tile
        for tile in free
        if tile.area[:2] not in used and (tile.framed or tile.open) and not _has_label(plate, tile, first)
    ]
    for field in ("activity.title", "activity.description"):
        if field not in found and by_place:
            tile = by_place.pop(0)
            found[field] = Guess(
                field,
                "",
                tile.area[:2],
                _beside(found, tile),
                tile.area[:2],
                SURE,
                Reason.PLACE,
                note=tile.note,
            )
    return tuple(sorted(found.values(), key=lambda guess: guess.at))


def _has_label(plate: Plate, box: Tile, first: int) -> bool:
    """Another text than the activity's number stands left of the box or over it: it is for something else."""
    row, column = box.area[:2]
    near = (plate.at(row, column - 1), plate.at(row - 1, column) if row > first else None)
    return any(tile is not None and tile.text and not _COUNTER.match(fold(tile.text)) for tile in near)


def _beside(found: dict[str, Guess], tile: Tile) -> Relation:
    number = found.get("activity.number")
    same_row = number is not None and number.at[0] == tile.area.first_row
    return Relation.RIGHT if same_row else Relation.BELOW


def number_guess(tile: Tile, pattern: str) -> Guess:
    place = tile.area[:2]
    return Guess("activity.number", pattern, place, Relation.INSIDE, place, 0.9, Reason.HOLE, blank=tile.text)


def number_pattern(text: str) -> str | None:
    """`(1)` → `({activity.number})`; a circled number has no digit to write in its place."""
    match = _NUMBER.match(text.strip())
    if match is None or _CIRCLED.match(text.strip()):
        return None
    return f"{match['before']}{{activity.number}}{match['after']}"


def _named(plate: Plate, vocabulary: Vocabulary, label: Tile, found: dict[str, Guess]) -> None:
    for fit in vocabulary.fits_among(label.text, _NAMED):
        if fit.score < 0.5 or fit.field in found:
            continue
        for relation, box in ((Relation.RIGHT, plate.right_of(label)), (Relation.BELOW, plate.below(label))):
            if box is not None and box.blank:
                reason = Reason.EXACT if fit.exact else Reason.ALIKE
                # Inside a block a name like theirs is settled by its place.
                guess = Guess(
                    fit.field,
                    label.text,
                    label.area[:2],
                    relation,
                    box.area[:2],
                    max(fit.score, SURE) if fit.score > _EITHER else _EITHER,
                    reason,
                    note=box.note,
                )
                found[fit.field] = _unless_torn(vocabulary, guess)
                return
