"""Dates and times as an officer writes them: 令和7年12月5日 14:03."""

from __future__ import annotations

from datetime import datetime

from kxdesk.domain.fiscal_year import ERAS
from kxdesk.words.language import SOURCE, spoken

# The first day of each era, so that a day in the year of change gets the right name.
_ERA_FROM = {"令和": (2019, 5, 1), "平成": (1989, 1, 8), "昭和": (1926, 12, 25)}


def day(moment: datetime) -> str:
    """令和7年12月5日, in local time; in another language than Japanese as ISO has it."""
    local = moment.astimezone() if moment.tzinfo else moment
    if spoken() != SOURCE:
        return f"{local:%Y-%m-%d}"
    key = (local.year, local.month, local.day)
    for name, _letter, first in ERAS:
        if key >= _ERA_FROM[name]:
            era, year = name, local.year - first + 1
            break
    else:
        return f"{local.year}-{local.month:02}-{local.day:02}"
    return f"{era}{'元' if year == 1 else year}年{local.month}月{local.day}日"


def month(moment: datetime) -> str:
    """令和7年12月; in another language 2025-12."""
    said = day(moment)
    return said[: said.index("月") + 1] if "月" in said else said.rpartition("-")[0]


def clock(moment: datetime) -> str:
    """14:03, in local time."""
    local = moment.astimezone() if moment.tzinfo else moment
    return f"{local.hour}:{local.minute:02}"


def day_and_clock(moment: datetime) -> str:
    """令和7年12月5日 14:03."""
    return f"{day(moment)} {clock(moment)}"


def lately(moment: datetime, now: datetime) -> str:
    """Only the time for today; day and time for any other."""
    return clock(moment) if day(moment) == day(now) else day_and_clock(moment)
