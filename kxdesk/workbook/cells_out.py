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
# Stands for the row number in a cell's or a row's bytes; no XML can contain it.
HOLE = b"\0"

_MOST_DIGITS = 15
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LITERAL_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_FIRST_TRUE_SERIAL = date(1900, 3, 1)  # 1900 is no leap year except in Excel
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell has no zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001


def cell_bytes(
    prefix: bytes, row: int, column: int, style: bytes, value: CellValue, *, dated: bool, date1904: bool
) -> bytes:
    """A cell element whose row number is a hole.

    Args:
        prefix: of the sheet's tags, with the colon.
        row: where it stands, for the problem.
        column: likewise.
        style: number of its style, b"" for none.
        value: None and "" leave it blank.
        dated: its style shows dates.
        date1904: the workbook counts days from 1904.

    Raises:
        Problem: text-too-long, too-many-lines, lone-surrogate, not-a-number; with `cell`.
    """
    head = b'<%sc r="%s%s"' % (prefix, column_letters(column).encode(), HOLE)
    if style:
        head += b' s="%s"' % style
    if value is None or value == "":
        return head + b"/>"
    number = _number(value, row, column, dated=dated, date1904=date1904)
    if number is not None:
        kind = b' t="b"' if isinstance(value, bool) else b""
        return b"%s%s><%sv>%s</%sv></%sc>" % (head, kind, prefix, number, prefix, prefix)
    text = text_bytes(_as_text(value), row, column)
    space = b' xml:space="preserve"' if _keeps_space(text) else b""
    inner = b"<%sis><%st%s>%s</%st></%sis>" % (prefix, prefix, space, text, prefix, prefix)
    return b'%s t="inlineStr">%s</%sc>' % (head, inner, prefix)


def text_bytes(text: str, row: int, column: int) -> bytes:
    """Text as a sheet holds it, whole or refused."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    _check_text(text, row, column)
    if "_x" in text:
        text = _LITERAL_ESCAPE.sub("_x005F_", text)
    text = _CONTROL.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def _check_text(text: str, row: int, column: int) -> None:
    found = _SURROGATE.search(text)
    if found:
        code = f"U+{ord(found[0]):04X}"
        raise Problem("lone-surrogate", cell=address(row, column), position=found.start() + 1, character=code)
    if len(text) > LONGEST_TEXT // 2:
        length = len(text.encode("utf-16-le")) // 2
        if length > LONGEST_TEXT:
            raise Problem("text-too-long", cell=address(row, column), length=length, limit=LONGEST_TEXT)
    lines = text.count("\n")
    if lines > MOST_LINE_FEEDS:
        raise Problem("too-many-lines", cell=address(row, column), lines=lines, limit=MOST_LINE_FEEDS)


def _keeps_space(text: bytes) -> bool:
    return text[:1].isspace() or text[-1:].isspace() or b"\n" in text or b"\t" in text or b"  " in text


def _number(value: CellValue, row: int, column: int, *, dated: bool, date1904: bool) -> bytes | None:
    """The value as a number, None if it has to be text."""
    if isinstance(value, date):
        return _serial(value, date1904=date1904) if dated else None
    if isinstance(value, bool):
        return b"1" if value else b"0"
    if isinstance(value, str):
        return None
    if not (value.is_finite() if isinstance(value, Decimal) else math.isfinite(value or 0)):
        raise Problem("not-a-number", cell=address(row, column))
    # Excel keeps 15 digits and makes the rest zeros; a longer code or amount survives as text only.
    if not isinstance(value, float) and len(_digits(value)) > _MOST_DIGITS:
        return None
    return (repr(value) if isinstance(value, float) else str(value)).encode()


def _digits(value: CellValue) -> str:
    mantissa = str(value).upper().partition("E")[0]
    return mantissa.replace(".", "").lstrip("-+0").rstrip("0")


def _serial(value: date, *, date1904: bool) -> bytes | None:
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
    moment = moment.replace(tzinfo=None)
    if moment.date() < (_EPOCH_1904.date() if date1904 else _FIRST_TRUE_SERIAL):
        return None
    passed = moment - (_EPOCH_1904 if date1904 else _EPOCH)
    seconds = passed.seconds + passed.microseconds / 1_000_000
    return (str(passed.days) if not seconds else repr(passed.days + seconds / 86_400)).encode()


def _as_text(value: CellValue) -> str:
    if isinstance(value, datetime) and (value.hour or value.minute or value.second):
        return f"{value.year}/{value.month}/{value.day} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}"
    return str(value)
