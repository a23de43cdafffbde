"""Formulas in sheets nobody filled whose last value is no longer true, because they look at what was filled.

Whoever calculates when opening finds the right value anyway; Protected View, viewers and LibreOffice believe
the last value, and would print the template's total. Only cells that depend on a filled one lose theirs, so
that a sheet without any comes out as it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kxdesk.workbook.chunks import Chunk, Chunks, FormulaText
from kxdesk.workbook.formulas import Ref, column_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kxdesk.workbook.growth import Cells
    from kxdesk.workbook.names import DefinedName
    from kxdesk.workbook.sheet import Sheet

_WORD = re.compile(r"[^\W\d][\w.\\]*")
_ANYWHERE = re.compile(r"\b(?:INDIRECT|OFFSET)\(", re.IGNORECASE)


def drop_stale_values(sheets: Sequence[Sheet], names: Iterable[DefinedName]) -> None:
    """Let sheets that were not filled leave out the last values that depend on changed cells.

    Args:
        sheets: those that were changed, and those that may look at them; filled ones drop theirs anyway.
        names: the workbook's names.
    """
    if all(sheet.filled for sheet in sheets):
        return
    changed = {sheet.key: sheet.changed_cells() for sheet in sheets if sheet.touched}
    meanings = {name.name.lower(): name.inner for name in names}
    again = any(changed.values())
    while again:
        again = False
        for sheet in sheets:
            found = _dependents(sheet, changed, meanings)
            if found:
                changed.setdefault(sheet.key, set()).update(found)
                again = True
                if not sheet.filled:
                    sheet.drop_values(found)


def _dependents(sheet: Sheet, changed: Mapping[str, Cells], meanings: Mapping[str, Chunks]) -> Cells:
    own = changed.get(sheet.key, set())
    return {
        place
        for place, chunks in sheet.formula_cells()
        if place not in own and _depends(chunks, sheet.key, changed, meanings)
    }


def _depends(
    chunks: Chunks, home: str, changed: Mapping[str, Cells], meanings: Mapping[str, Chunks], depth: int = 3
) -> bool:
    for formula in (chunk.formula for chunk in chunks if isinstance(chunk, FormulaText)):
        for piece in formula:
            if isinstance(piece, Ref):
                if _touches(piece, changed.get(piece.sheet or home, set())):
                    return True
            elif isinstance(piece, str):
                if _ANYWHERE.search(piece):
                    return True
                named = [meanings[word] for word in map(str.lower, _WORD.findall(piece)) if word in meanings]
                if depth and any(_depends(inner, home, changed, meanings, depth - 1) for inner in named):
                    return True
    # A formula of names alone was not worth cutting; it stands in the bytes around.
    text = b"".join([chunk for chunk in chunks if not isinstance(chunk, Chunk)]).decode("utf-8", "replace")
    words = set(map(str.lower, _WORD.findall(text))) & meanings.keys() if depth else ()
    return any(_depends(meanings[word], home, changed, meanings, depth - 1) for word in words)


def _touches(ref: Ref, cells: Cells) -> bool:
    last = ref.last or ref.first
    top, bottom = sorted((ref.first.row or 0, last.row or 0))
    left, right = sorted((column_of(ref.first), column_of(last)))
    return any(
        (bottom == 0 or top <= row <= bottom) and (right == 0 or left <= column <= right)
        for row, column in cells
    )
