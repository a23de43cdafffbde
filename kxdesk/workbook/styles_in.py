"""What a cell's style says about its value: the number format, whether it shows a date, strike-through."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kxdesk.workbook.serial_dates import built_in_format, shows_date
from kxdesk.workbook.text_in import is_struck
from kxdesk.workbook.xml_in import local_name

if TYPE_CHECKING:
    from lxml import etree

FIRST_OWN_FORMAT = 164


class CellStyle(NamedTuple):
    """Of one entry of `cellXfs`; `known` is False where its number format is nowhere defined."""

    format: str = "General"
    dated: bool = False
    struck: bool = False
    known: bool = True


def cell_styles(root: etree._Element) -> list[CellStyle]:
    """The styles cells refer to by number, from the root of a styles part."""
    groups = {local_name(group): group for group in root}
    codes = {
        element.get("numFmtId", ""): element.get("formatCode", "")
        for element in groups.get("numFmts", ())
        if isinstance(element.tag, str)
    }
    struck = [is_struck(font) for font in groups.get("fonts", ()) if local_name(font) == "font"]
    return [_style(xf, codes, struck) for xf in groups.get("cellXfs", ()) if local_name(xf) == "xf"]


def miscounted_groups(root: etree._Element) -> list[str]:
    """The groups of a styles part that hold not as many as they say: one was lost, the rest shifted."""
    return [
        local_name(group)
        for group in root
        if local_name(group) in ("numFmts", "fonts", "cellXfs")
        and group.get("count", "").isdigit()
        and group.get("count") != str(sum(isinstance(element.tag, str) for element in group))
    ]


def _style(xf: etree._Element, codes: dict[str, str], struck: list[bool]) -> CellStyle:
    number, font = xf.get("numFmtId", "0"), _index(xf.get("fontId", "0"))
    code = codes.get(number)
    if code is None:
        code = built_in_format(_index(number))
    line = struck[font] if 0 <= font < len(struck) else False
    if code is None:
        return CellStyle(struck=line, known=0 <= _index(number) < FIRST_OWN_FORMAT)
    return CellStyle(code, shows_date(code), line)


def _index(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
