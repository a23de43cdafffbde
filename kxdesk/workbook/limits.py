"""How large a returned workbook may be: every bound in one place, far above any real form."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one workbook.

    Attributes:
        file_bytes: size of the file as it came.
        parts: entries in the zip.
        part_bytes: one part, inflated.
        total_bytes: all parts, inflated.
        ratio: inflated to packed size above which a part larger than `ratio_from` is a bomb.
        ratio_from: bytes below which no ratio is absurd (an empty form packs 1:30).
        cells: filled cells of all sheets; a form has 1,200, and 500,000 are what 512 MB hold with ease.
        text_characters: characters of all cells, a shared text counted at each use.
    """

    file_bytes: int = 20 * MEGABYTE
    parts: int = 2_000
    part_bytes: int = 50 * MEGABYTE
    total_bytes: int = 200 * MEGABYTE
    ratio: int = 250
    ratio_from: int = 4 * MEGABYTE
    cells: int = 500_000
    text_characters: int = 50_000_000


LIMITS = Limits()
