"""A cell's value as the sheet shows it: numbers in their format, dates, truth values."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from kxdesk.workbook.serial_dates import moment
from kxdesk.workbook.shown_dates import shown_date

if TYPE_CHECKING:
    from kxdesk.workbook.raw import RawCell

_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.([0#?]+))?%?")
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.|(.)')


def displayed(cell: RawCell | None, *, date1904: bool = False) -> str:
    """What the sheet shows in a cell, lines separated by LF; "" for none and for a formula without value."""
    if cell is None or cell.value is None:
        return ""
    if cell.kind == "number" and isinstance(cell.value, int | float):
        when = moment(cell.value, date1904=date1904) if cell.dated else None
        return shown_date(when, cell.format) if when else _number(cell.value, cell.format)
    if cell.kind == "date":
        return _iso_date(str(cell.value), cell.format)
    if cell.kind == "bool":
        return "TRUE" if cell.value else "FALSE"
    return "" if cell.kind == "lost" else str(cell.value)


def _iso_date(text: str, code: str) -> str:
    try:
        return shown_date(datetime.fromisoformat(text), code)
    except ValueError:
        return text


def _number(value: float, code: str) -> str:
    """In a number format's section for its sign; digits after the point, thousands, percent and texts."""
    sections = code.split(";")
    section = sections[0]
    if value < 0 and len(sections) > 1:
        section, value = sections[1], -value
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    digits = _DIGITS.search(section)
    if digits is None or "/" in section or "E+" in section:
        return (
            _general(value) if digits is not None or section in ("General", "@", "") else _literals(section)
        )
    before, after = section[: digits.start()], section[digits.end() :]
    return _literals(before) + _figures(value, digits) + _literals(after)


def _figures(value: float, digits: re.Match[str]) -> str:
    percent = digits[0].endswith("%")
    places = digits[1] or ""
    text = f"{value * 100 if percent else value:,.{len(places)}f}"
    optional = len(places) - len(places.rstrip("#?"))
    for _ in range(optional):
        text = text.removesuffix("0")
    if "," not in digits[0]:
        text = text.replace(",", "")
    return text + ("%" if percent else "")


def _literals(section: str) -> str:
    return "".join(
        match[1] if match[1] is not None else match[2] or match[3] or "" for match in _TOKEN.finditer(section)
    )


def _general(value: float) -> str:
    if float(value).is_integer() and abs(value) < 1e11:
        return str(int(value))
    return f"{value:.10g}"
