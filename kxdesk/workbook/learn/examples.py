"""Texts that a form puts into its boxes to be overwritten: examples, blank dates, levels to choose from."""

from __future__ import annotations

import re

from kxdesk.workbook.labels import fold
from kxdesk.workbook.styles import Look

_SAID = re.compile(r"^[(<\[]?(?:記入|記載|入力)?例(?:[)>\]:]|(?<=[入載力]例))")
_PLACEHOLDERS = (
    re.compile(r"^(?:令和|r)?年(?:月(?:日)?)?$"),
    re.compile(r"^[□☐]?[高大][・/,\-]?[□☐]?中[・/,\-]?[□☐]?[低小]$"),
    re.compile(r"^[□☐]?a[・/,\-]?[□☐]?b[・/,\-]?[□☐]?c$"),
)
_UNIT = re.compile(r"^[ 　]+(?:億円|百万円|千円|円|人|件|年度)$")
_CIRCLES = re.compile(r"^[○◯〇●]{2,}[^○◯〇●]{0,6}$")
_DARKEST, _LIGHTEST, _TINT = 0x60, 0xD8, 0x18


def is_example(text: str) -> bool:
    """By its words: 例）窓口の…, 令和　年　月　日, 高・中・低, ○○区."""
    key = fold(text)
    return bool(
        _SAID.match(key)
        or _UNIT.match(text)
        or _CIRCLES.match(key)
        or any(pattern.match(key) for pattern in _PLACEHOLDERS)
    )


def is_faint(look: Look) -> bool:
    """By its look: slanted or grey, on a box without a colour of its own."""
    if look.fill not in (None, "FFFFFF"):
        return False
    if look.font.italic:
        return True
    colour = look.font.colour
    if colour is None:
        return False
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    grey = max(red, green, blue) - min(red, green, blue) <= _TINT
    return grey and _DARKEST <= red <= _LIGHTEST
