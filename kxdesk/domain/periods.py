"""When a figure holds: at a day (R7.3末), over a year (R6年度), over several (R4～6年度), since (R3年度～).

A stock at the end of a year and a flow over that year are different times, whatever digits they share.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from kxdesk.domain.dates import YEAR, as_of, western_year
from kxdesk.domain.fiscal_year import FiscalYear, fiscal_year_of, months_of
from kxdesk.domain.keys import search_key


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, both ends in it.

    Attributes:
        first, last: the same day for a point in time; `last` is None where it goes on.
    """

    first: date
    last: date | None

    @property
    def is_point(self) -> bool:
        """A stock was counted that day."""
        return self.first == self.last

    @property
    def end(self) -> date:
        """For an order in time; what goes on comes last."""
        return self.last or date.max

    @property
    def fiscal_year(self) -> FiscalYear | None:
        """The year it ends in; None where it goes on."""
        return fiscal_year_of(self.last.year, self.last.month) if self.last else None

    @property
    def is_fiscal_year(self) -> bool:
        """Exactly one April to March."""
        return self.first.month == 4 and self.first.day == 1 and self.last == date(self.first.year + 1, 3, 31)

    def years_later(self, years: int) -> Period:
        """The same days in another year."""
        return Period(_shifted(self.first, years), self.last and _shifted(self.last, years))


def fiscal(year: int, years: int = 1) -> Period:
    """April of the year to March, `years` years later."""
    return Period(date(year, 4, 1), date(year + years, 3, 31))


def period(text: str | None) -> Period | None:
    """What time the text names; None where it names none that is known."""
    plain = search_key(text or "")
    for pattern, made in _HABITS:
        if match := pattern.match(plain):
            return made(match)
    day = as_of(plain)
    if day is None:
        return None
    last = calendar.monthrange(day.year, day.month)[1]
    at = date(day.year, day.month, min(day.day or last, last))
    return Period(at, None if plain.endswith(_ONWARDS) else at)


def period_label(when: Period) -> str:
    """R5年度, R6.3末, R4～6年度; as a city writes it."""
    if when.is_point:
        day = when.first
        at_end = day.day == calendar.monthrange(day.year, day.month)[1]
        return f"{_calendar_year(day)}.{day.month}{'末' if at_end else f'.{day.day}'}"
    first = FiscalYear(when.first.year if when.first.month >= 4 else when.first.year - 1)
    if when.last is None:
        return f"{first.short}年度～"
    last = when.fiscal_year
    assert last is not None
    return f"{first.short}年度" if first == last else f"{first.short}～{last.short}年度"


def _calendar_year(day: date) -> str:
    """令和 began on 1 May 2019; a bare year says it well enough."""
    return FiscalYear(day.year).short


def period_key(text: str | None) -> Period | str:
    """Equal for the same time in another habit; the folded text itself where it names none."""
    return period(text) or search_key(text or "")


_ONWARDS = ("~", "から", "以降", "以来")
_OTHER_YEAR = YEAR.replace("?P<era>", "?P<era2>").replace("?P<era_year>", "?P<era_year2>")
_OTHER_YEAR = _OTHER_YEAR.replace("?P<year>", "?P<year2>")
_HALVES = {"上": (4, 9), "下": (10, 3)}


def _since(match: re.Match[str]) -> Period:
    return Period(date(western_year(match), 4, 1), None)


def _span(match: re.Match[str]) -> Period:
    """The second year may go without its era: R4～6年度."""
    first = western_year(match)
    if match["short"]:
        number = int(match["short"])
        last = number if number > 1000 else first + number - int(match["era_year"] or first % 100)
    else:
        last = western_year(match, "2")
    return fiscal(first, last - first + 1)


def _year_end(match: re.Match[str]) -> Period:
    at = date(western_year(match) + 1, 3, 31)
    return Period(at, at)


def _half(match: re.Match[str]) -> Period:
    year = western_year(match)
    first, last = _HALVES[match["half"]]
    return _months(year, first, last)


def _quarter(match: re.Match[str]) -> Period:
    months = months_of(int(match["quarter"]))
    return _months(western_year(match), months[0], months[-1])


def _months(year: int, first: int, last: int) -> Period:
    ends = year + 1 if last < 4 else year
    begins = year + 1 if first < 4 else year
    return Period(date(begins, first, 1), date(ends, last, calendar.monthrange(ends, last)[1]))


def _whole(match: re.Match[str]) -> Period:
    return fiscal(western_year(match))


def _calendar(match: re.Match[str]) -> Period:
    year = western_year(match)
    return Period(date(year, 12, 31) if match["end"] else date(year, 1, 1), date(year, 12, 31))


_HABITS = (
    (re.compile(rf"{YEAR}年?度?(?:~|から|以降|以来)$"), _since),
    (
        re.compile(rf"{YEAR}年?度?(?:~|-|から)(?:(?P<short>\d{{1,4}})|{_OTHER_YEAR})年?度?(?!\d|[./月年])"),
        _span,
    ),
    (re.compile(rf"{YEAR}年?度末"), _year_end),
    (re.compile(rf"{YEAR}年?度?の?(?P<half>[上下])半?期"), _half),
    (re.compile(rf"{YEAR}年?度?の?第?(?P<quarter>[1-4])(?:四半期|q)"), _quarter),
    (re.compile(rf"{YEAR}年?度"), _whole),
    (re.compile(rf"{YEAR}$"), _whole),
    (re.compile(rf"{YEAR}年(?P<end>末)?(?!\d)"), _calendar),
)


def _shifted(day: date, years: int) -> date:
    last = calendar.monthrange(day.year + years, day.month)[1]
    ends_month = day.day == calendar.monthrange(day.year, day.month)[1]
    return day.replace(year=day.year + years, day=last if ends_month else min(day.day, last))
