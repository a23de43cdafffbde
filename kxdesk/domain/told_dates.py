"""Dates that a sentence of progress names, and whether it tells of something done or of something to come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kxdesk.domain.dates import AsOf, as_of
from kxdesk.domain.keys import folded

_FULL = re.compile(
    r"(?:令和|平成|[RH](?=\s*\d))\s*(?:\d{1,2}|元)\s*[年./]\s*\d{1,2}\s*(?:月|[./])\s*(?:\d{1,2}\s*日?)?"
    r"|20\d\d\s*[年./]\s*\d{1,2}\s*(?:月|[./])?\s*(?:\d{1,2}\s*日?)?"
)
_MONTH = re.compile(
    r"(?<![\d年/.~-])(?P<month>\d{1,2})\s*月(?!\s*[~-]|間|々|分)\s*(?:(?P<day>\d{1,2})\s*日)?"
)
_SLASHED = re.compile(r"\((?P<month>\d{1,2})/(?P<day>\d{1,2})\)")
_OTHER_YEAR = re.compile("昨年|前年|一昨年|来年|翌年|次年")
_TO_COME = re.compile(
    "予定|見込|計画|今後|目指|向け|準備|調整中|検討|していく|する方針|(?:る|う|く|す)[。)]?$|まで"
)


def told_dates(sentence: str, fiscal_year: int) -> Iterator[AsOf]:
    """The dates named; a month without a year is one of the fiscal year, unless another year is spoken of."""
    text = folded(sentence)
    for match in _FULL.finditer(text):
        if found := as_of(match[0]):
            yield found
    rest = _FULL.sub(" ", text)
    if _OTHER_YEAR.search(rest) or "年" in rest.replace("年度", "").replace("年間", ""):
        return
    for match in (*_MONTH.finditer(rest), *_SLASHED.finditer(rest)):
        month, day = int(match["month"]), int(match["day"] or 0)
        if 1 <= month <= 12 and day <= 31:
            yield AsOf(fiscal_year + (1 if month <= 3 else 0), month, day)


def is_to_come(sentence: str) -> bool:
    """Whether the sentence speaks of what will be."""
    return bool(_TO_COME.search(folded(sentence)))


def is_after(date: AsOf, at: AsOf) -> bool:
    """Surely after: a date is only as precise as it was written."""
    if (date.year, date.month) != (at.year, at.month):
        return (date.year, date.month) > (at.year, at.month)
    return bool(at.day and date.day) and date.day > at.day
