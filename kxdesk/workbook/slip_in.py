"""Slips read: remarks by their number with its check character, answers from the column that is headed so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kxdesk.domain.identity import id_from_remark_number
from kxdesk.workbook.labels import label_key
from kxdesk.workbook.slip import (
    ANSWER,
    CODE,
    DEMAND,
    EARLIER,
    FIELD,
    HEADINGS,
    ISSUE,
    NUMBER,
    PLACE,
    SlipLine,
)

if TYPE_CHECKING:
    from kxdesk.workbook.raw import Position
    from kxdesk.workbook.sheet_view import SheetView

_NUMBER = re.compile(r"^\s*[RrＲｒ]?[-‐‑–—―−ー－\s]*[0-9A-Za-z０-９Ａ-Ｚａ-ｚ*＊‐‑–—―−ー－\-\s]{13,24}\s*$")
_PLACE = re.compile(r"^'?(?P<sheet>.+?)'?!\$?(?P<column>[A-Z]{1,3})\$?(?P<row>[0-9]{1,7})$")
_KEYS = {label_key(text): text for text in HEADINGS}
_LONGEST = 40


def is_slip(view: SheetView) -> bool:
    """Whether the sheet holds the number of a remark under (or without) the headings of a slip."""
    return _heading_row(view) is not None and bool(_numbers(view))


def read_slip(view: SheetView) -> tuple[SlipLine, ...]:
    """A line for each remark's number, wherever rows and columns were moved to."""
    headings = _heading_row(view) or {}
    found: dict[str, SlipLine] = {}
    for remark, (row, column) in _numbers(view):
        shift = column - headings.get(NUMBER, column)
        texts = {
            name: view.shown((row, at + shift)).text if at else "" for name, at in _columns(headings).items()
        }
        place = _PLACE.match(texts[PLACE].strip())
        line = SlipLine(
            remark,
            texts[ISSUE],
            texts[FIELD],
            texts[DEMAND],
            texts[EARLIER],
            texts[ANSWER].strip(),
            place["sheet"].replace("''", "'") if place else "",
            f"{place['column']}{place['row']}" if place else "",
            texts[CODE].strip(),
        )
        before = found.get(remark)
        if before is None or (line.answer and not before.answer):
            found[remark] = line
    return tuple(found.values())


def _columns(headings: dict[str, int]) -> dict[str, int]:
    return {name: headings.get(name, 0) for name in HEADINGS}


def _heading_row(view: SheetView) -> dict[str, int] | None:
    """The columns of the row that names number and answer."""
    rows: dict[int, dict[str, int]] = {}
    for key, name in _KEYS.items():
        for row, column in view.labels.get(key, ()):
            rows.setdefault(row, {}).setdefault(name, column)
    fitting = [found for found in rows.values() if NUMBER in found and ANSWER in found]
    return max(fitting, key=len) if fitting else None


def _numbers(view: SheetView) -> list[tuple[str, Position]]:
    found = []
    for place in sorted(view.cells):
        text = view.text(place)
        if len(text) <= _LONGEST and _NUMBER.match(text) and (id_ := id_from_remark_number(text)):
            found.append((id_, place))
    return found
