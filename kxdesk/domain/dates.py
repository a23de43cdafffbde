"""Dates as officers write them: 令和7年12月末, R7.12, Ｒ７．４．１, 2025/12, 元年, R6年度."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kxdesk.domain.fiscal_year import ERAS, FiscalYear
from kxdesk.domain.keys import folded

_ERA = {key: first for name, letter, first in ERAS for key in (name, letter, letter.lower(), name[0])}
_ERA_WORD = "|".join(sorted(map(re.escape, _ERA), key=len, reverse=True))
YEAR = rf"(?:(?P<era>{_ERA_WORD})\s*(?P<era_year>\d{{1,2}}|元)|(?P<year>(?:19|20)\d\d))"
_DAY = re.compile(
    rf"{YEAR}\s*(?:年(?!度)|[./\-])\s*(?P<month>\d{{1,2}})\s*(?:月|[./\-]|(?!\d))\s*(?P<day>\d{{1,2}})?"
)
_FISCAL = re.compile(rf"{YEAR}\s*年?度")


@dataclass(frozen=True, slots=True, order=True)
class AsOf:
    """A date as precise as it was written; `day` is 0 where only the month is given, also with 末."""

    year: int
    month: int
    day: int = 0

    @property
    def key(self) -> str:
        """Sorts and compares: "2025-12" or "2025-12-05"."""
        return f"{self.year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")


def as_of(text: str | None) -> AsOf | None:
    """The first date in the text; None where there is none or it cannot be one (month 13)."""
    match = _DAY.search(folded(text or ""))
    if match is None:
        return None
    month, day = int(match["month"]), int(match["day"] or 0)
    if not (1 <= month <= 12 and day <= 31):
        return None
    return AsOf(western_year(match), month, day)


def fiscal_year_in(text: str | None) -> FiscalYear | None:
    """令和7年度, R7年度, 2025年度 → the fiscal year."""
    match = _FISCAL.search(folded(text or ""))
    return FiscalYear(western_year(match)) if match else None


def date_key(text: str | None) -> str:
    """Equal for the same date in another habit; the folded text itself where it is no date."""
    found = as_of(text)
    return found.key if found else folded(text or "").strip()


def western_year(match: re.Match[str], suffix: str = "") -> int:
    """The year that a match of YEAR names; `suffix` tells its groups apart where a pattern has two."""
    if match[f"year{suffix}"]:
        return int(match[f"year{suffix}"])
    number = match[f"era_year{suffix}"]
    return _ERA[match[f"era{suffix}"]] + (1 if number == "元" else int(number)) - 1


def short_day(day: date) -> str:
    """R7.6.3; before the present era as ISO has it."""
    _, letter, first = ERAS[0]
    if day < date(first, 5, 1):
        return day.isoformat()
    return f"{letter}{day.year - first + 1}.{day.month}.{day.day}"
