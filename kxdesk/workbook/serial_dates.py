"""Number formats that show a date, and the moment a serial number stands for."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache

_BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    # Japanese Excel writes these by number alone (ECMA-376 part 1, 18.8.30).
    27: "[$-411]ge.m.d", 28: '[$-411]ggge"年"m"月"d"日"', 29: '[$-411]ggge"年"m"月"d"日"', 30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"時"mm"分"', 33: 'h"時"mm"分"ss"秒"', 34: 'yyyy"年"m"月"',
    35: 'm"月"d"日"', 36: "[$-411]ge.m.d", 50: "[$-411]ge.m.d", 51: '[$-411]ggge"年"m"月"d"日"',
    52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: '[$-411]ggge"年"m"月"d"日"', 55: 'yyyy"年"m"月"',
    56: 'm"月"d"日"', 57: "[$-411]ge.m.d", 58: '[$-411]ggge"年"m"月"d"日"',
}  # fmt: skip
_LITERALS = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general|[#0?.]e[+-]', re.IGNORECASE)
_DATE_LETTERS = re.compile(r"[ymdhsega]", re.IGNORECASE)
_DAYS_1904 = 1462
_DAY_SECONDS = 86_400
_LAST_SERIAL = 2_958_466


def built_in_format(number: int) -> str | None:
    """The code of a built-in number format, None if there is none of that number."""
    return _BUILT_IN.get(number)


@lru_cache(maxsize=1024)
def shows_date(code: str) -> bool:
    """Whether a number format shows its number as a date or a time; the first section decides."""
    return bool(_DATE_LETTERS.search(_LITERALS.sub("", code.split(";", 1)[0])))


def moment(serial: float, *, date1904: bool) -> datetime | None:
    """The moment of a serial number to the second; None outside 1900-01-01 to 9999-12-31.

    Serial 60 is the 29th of February 1900 that never was; it reads as the 28th.
    """
    if date1904:
        serial += _DAYS_1904
    seconds = round(serial * _DAY_SECONDS) if 0 <= serial < _LAST_SERIAL else -1
    if not 0 <= seconds < _LAST_SERIAL * _DAY_SECONDS:
        return None
    if serial < 60:
        seconds += _DAY_SECONDS
    return datetime(1899, 12, 30) + timedelta(seconds=seconds)  # noqa: DTZ001 - a cell has no zone
