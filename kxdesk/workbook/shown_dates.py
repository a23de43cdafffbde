"""A serial date as its cell shows it: 令和7年12月, R7.4.1, 2025/12/1."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

from kxdesk.domain.fiscal_year import ERAS

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|(g+|e+|y+|m+|d+|a+|h+|s+)|(.)', re.IGNORECASE)
_SKIPPED = "@;_*"
# The day each era began; ERAS gives only the year.
_BEGAN = {"令和": (2019, 5, 1), "平成": (1989, 1, 8), "昭和": (1926, 12, 25)}
_WEEKDAYS = "月火水木金土日"


def shown_date(moment: datetime, code: str) -> str:
    """The moment in a number format; 令和7年12月1日 where the format shows neither year nor day."""
    shown = "".join(_pieces(moment, code))
    return shown if any(character.isdigit() for character in shown) else _long(moment)


def _long(moment: datetime) -> str:
    name, _, year = _era(moment)
    return f"{name}{'元' if year == 1 else year}年{moment.month}月{moment.day}日"


def _era(moment: datetime) -> tuple[str, str, int]:
    for name, letter, first in ERAS:
        if (moment.year, moment.month, moment.day) >= _BEGAN.get(name, (first, 1, 1)):
            return name, letter, moment.year - first + 1
    return "", "", moment.year


@lru_cache(maxsize=256)
def _tokens(code: str) -> tuple[tuple[str, str], ...]:
    """("literal", text) and ("date", letters) of the format's first section."""
    found = []
    for match in _TOKEN.finditer(code.split(";", 1)[0]):
        if match[3]:
            found.append(("date", match[3].lower()))
        elif match[0][0] != "[":
            text = match[1] if match[1] is not None else match[2] or match[4]
            if text not in _SKIPPED:
                found.append(("literal", text))
    return tuple(found)


def _pieces(moment: datetime, code: str) -> list[str]:
    name, letter, year = _era(moment)
    first_year = "元" if "gannen" in code.lower() and year == 1 else ""
    shown = {
        "g": letter,
        "gg": name[:1],
        "ggg": name,
        "e": first_year or str(year),
        "ee": first_year or f"{year:02}",
        "yy": f"{moment.year % 100:02}",
        "m": str(moment.month),
        "mm": f"{moment.month:02}",
        "d": str(moment.day),
        "dd": f"{moment.day:02}",
        "aaa": _WEEKDAYS[moment.weekday()],
        "aaaa": _WEEKDAYS[moment.weekday()] + "曜日",
    }
    pieces = []
    for kind, text in _tokens(code):
        if kind == "literal":
            pieces.append(text)
        elif text.startswith("y") and len(text) > 2:
            pieces.append(str(moment.year))
        else:
            pieces.append(shown.get(text, ""))
    return pieces
