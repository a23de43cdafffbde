"""One cell as bytes: text is always text, numbers are numbers, dates serials where the cell shows dates."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from kxdesk.domain.problems import Problem
from kxdesk.workbook.addresses import address, column_letters

CellValue: TypeAlias = "str | int | float | Decimal | date | None"

LONGEST_TEXT = 32_767
MOST_LINE_FEEDS = 253
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell has no zone
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
# Stands for the row number in a cell's or a row's bytes; no XML can contain it.
HOLE = b"\0"

_MOST_DIGITS = 15
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LITERAL_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SURROGATE = re.compile("[\ud800-\udfff]")
# 1900 is a leap year in Excel alone, so that its first two months have no true serial number.
_FIRST_TRUE_DAY = datetime(1900, 3, 1)  # noqa: DTZ001 - a cell has no zone


def cell_bytes(
    prefix: bytes, place: tuple[int, int], style: bytes, value: CellValue, epoch: datetime | None
) -> bytes:
    """A cell element whose row number is a hole.

    Args:
        prefix: of the sheet's tags, with the colon.
        place: row and column where it stands; the row is for the problem only.
        style: number of its style, b"" for none.
        value: None and "" leave it blank.
        epoch: day 0 of the workbook if the cell's style shows dates, else None.

    Raises:
        Problem: text-too-long, too-many-lines, lone-surrogate, not-a-number; with `cell`.
    """
    head = b'<%sc r="%s%s"' % (prefix, column_letters(place[1]).encode(), HOLE)
    if style:
        head += b' s="%s"' % style
    if value is None or value == "":
        return head + b"/>"
    number = _number(value, place, epoch)
    if number is not None:
        kind = b' t="b"' if isinstance(value, bool) else b""
        return b"%s%s><%sv>%s</%sv></%sc>" % (head, kind, prefix, number, prefix, prefix)
    text = text_bytes(_as_text(value), place)
    space = b' xml:space="preserve"' if _keeps_space(text) else b""
    inner = b"<%sis><%st%s>%s</%st></%sis>" % (prefix, prefix, space, text, prefix, prefix)
    return b'%s t="inlineStr">%s</%sc>' % (head, inner, prefix)


def text_bytes(text: str, place: tuple[int, int]) -> bytes:
    """Text as a sheet holds it, whole or refused."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    _check_text(text, place)
    if "_x" in text:
        text = _LITERAL_ESCAPE.sub("_x005F_", text)
    text = _CONTROL.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def _check_text(text: str, place: tuple[int, int]) -> None:
    found = _SURROGATE.search(text)
    if found:
        code = f"U+{ord(found[0]):04X}"
        raise Problem("lone-surrogate", cell=address(*place), position=found.start() + 1, character=code)
    if len(text) > LONGEST_TEXT // 2:
        length = len(text.encode("utf-16-le")) // 2
        if length > LONGEST_TEXT:
            raise Problem("text-too-long", cell=address(*place), length=length, limit=LONGEST_TEXT)
    lines = text.count("\n")
    if lines > MOST_LINE_FEEDS:
        raise Problem("too-many-lines", cell=address(*place), lines=lines, limit=MOST_LINE_FEEDS)


def _keeps_space(text: bytes) -> bool:
    return text[:1].isspace() or text[-1:].isspace() or b"\n" in text or b"\t" in text or b"  " in text


def _number(value: CellValue, place: tuple[int, int], epoch: datetime | None) -> bytes | None:
    """The value as a number, None if it has to be text."""
    if isinstance(value, date):
        return _serial(value, epoch) if epoch else None
    if isinstance(value, bool):
        return b"1" if value else b"0"
    if isinstance(value, str):
        return None
    if not (value.is_finite() if isinstance(value, Decimal) else math.isfinite(value or 0)):
        raise Problem("not-a-number", cell=address(*place))
    # Excel keeps 15 digits and makes the rest zeros; a longer code or amount survives as text only.
    if not isinstance(value, float) and len(_digits(value)) > _MOST_DIGITS:
        return None
    return (repr(value) if isinstance(value, float) else str(value)).encode()


def _digits(value: CellValue) -> str:
    mantissa = str(value).upper().partition("E")[0]
    return mantissa.replace(".", "").lstrip("-+0").rstrip("0")


def _serial(value: date, epoch: datetime) -> bytes | None:
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
    moment = moment.replace(tzinfo=None)
    if moment < max(epoch, _FIRST_TRUE_DAY):
        return None
    passed = moment - epoch
    seconds = passed.seconds + passed.microseconds / 1_000_000
    return (str(passed.days) if not seconds else repr(passed.days + seconds / 86_400)).encode()


def _as_text(value: CellValue) -> str:
    if isinstance(value, datetime) and (value.hour or value.minute or value.second):
        return f"{value.year}/{value.month}/{value.day} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}"
    return str(value)
