"""Four quarter cells and the bands they stand for.

On paper a band is its text in its first quarter and an arrow in each quarter it goes on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kxdesk.domain.policy import Milestone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

QUARTERS = (1, 2, 3, 4)
ARROW = "→"
_LINE = "[-－ー―—─━=＝]"
_ARROW = re.compile(rf"\s*(?:(?:{_LINE}*[→⇒➡⟶➔➜➝➞►▶⇨]\ufe0f?)+|{_LINE}+[>＞])\s*")


def is_arrow(text: str) -> bool:
    """→ ⇒ ➡ －＞ and the like, alone in a cell."""
    return bool(_ARROW.fullmatch(text))


def milestones_from_cells(cells: Sequence[str]) -> tuple[Milestone, ...]:
    """Bands of one row of four cells; "" is an empty quarter.

    An arrow prolongs the band that ends just before it; one with no band before it is kept as text:
    nothing written is lost.
    """
    found: list[Milestone] = []
    for quarter, text in zip(QUARTERS, cells, strict=True):
        if not text:
            continue
        last = found[-1] if found else None
        if is_arrow(text) and last is not None and last.end == quarter - 1:
            found[-1] = Milestone(last.start, quarter, last.text, last.id)
        elif text.strip():
            found.append(Milestone(quarter, quarter, text))
    return tuple(found)


def cells_from_milestones(milestones: Iterable[Milestone]) -> list[list[str]]:
    """Rows of four cells that together hold all bands; more than one row where bands overlap."""
    return [_cells(row) for row in rows_without_overlap(milestones)]


def rows_without_overlap(milestones: Iterable[Milestone]) -> list[list[Milestone]]:
    """Bands laid in as few rows as their overlaps allow, by start; at least one row."""
    rows: list[list[Milestone]] = [[]]
    for milestone in sorted(milestones, key=lambda entry: (entry.start, entry.end)):
        for row in rows:
            if not row or row[-1].end < milestone.start:
                row.append(milestone)
                break
        else:
            rows.append([milestone])
    return rows


def _cells(row: Iterable[Milestone]) -> list[str]:
    cells = ["", "", "", ""]
    for milestone in row:
        cells[milestone.start - 1] = milestone.text
        for quarter in range(milestone.start + 1, milestone.end + 1):
            cells[quarter - 1] = ARROW
    return cells
