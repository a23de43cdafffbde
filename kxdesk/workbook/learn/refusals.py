"""Plans that kxdesk cannot hold: a band from quarter to quarter has no place in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kxdesk.workbook.labels import fold, quarter_in
from kxdesk.workbook.learn.guess import Refusal
from kxdesk.workbook.learn.tiles import Plate, Tile
from kxdesk.workbook.learn.vocabulary import Vocabulary

_MONTH = re.compile(r"^([1-9]|1[0-2])月$")
_HALF = re.compile(r"(?<!\d)(?:4月?(?:[~-]|から)9月|10月?(?:[~-]|から)(?:翌年?)?3月)")
_FISCAL = [*map(str, range(4, 13)), "1", "2", "3"]


def refusals(plate: Plate, vocabulary: Vocabulary) -> list[Refusal]:
    """Plans by half-years or months, and quarters one below the other."""
    found = []
    for row in sorted({tile.area.first_row for tile in plate.labels}):
        texts = [(tile, fold(tile.text)) for tile in plate.row_tiles(row) if tile.text]
        halves = [tile for tile, key in texts if _is_half(key, vocabulary)]
        months = [tile for tile, key in texts if _MONTH.match(key)] or _bare_months(texts)
        for code, tiles, least in (("half-years", halves, 2), ("months", months, 6)):
            if len(tiles) >= least:
                found.append(_refusal(code, plate, tiles[0]))
    return [*found, *(_refusal("quarters-down", plate, tile) for tile in _quarters_down(plate))]


def _is_half(key: str, vocabulary: Vocabulary) -> bool:
    return bool(_HALF.search(key)) or any(key.startswith(half) for half in vocabulary.halves)


def _bare_months(texts: list[tuple[Tile, str]]) -> list[Tile]:
    """4 5 6 … 3 side by side."""
    numbers = [(tile, key) for tile, key in texts if key.isdecimal()]
    return [tile for tile, _ in numbers] if [key for _, key in numbers] == _FISCAL else []


def _quarters_down(plate: Plate) -> Iterator[Tile]:
    """The first of four quarters, each in a row of its own."""
    columns: dict[int, list[Tile]] = {}
    for tile in plate.labels:
        if quarter_in(tile.text):
            columns.setdefault(tile.area.first_column, []).append(tile)
    for tiles in columns.values():
        if [quarter_in(tile.text) for tile in tiles[:4]] == [1, 2, 3, 4]:
            yield tiles[0]


def _refusal(code: str, plate: Plate, tile: Tile) -> Refusal:
    return Refusal(code, plate.sheet.name, tile.area[:2], tile.text)
