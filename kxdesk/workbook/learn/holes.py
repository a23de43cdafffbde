"""Labels with room in them: 課題（　）, 〈　　　　〉, （令和６年　　月末時点）, 担当課：＿＿＿＿."""

from __future__ import annotations

import re

from kxdesk.domain.fiscal_year import ERAS
from kxdesk.workbook.labels import fold

_ROOM = r"[ 　_＿‥…]"
_ERA = "|".join(era for era, _, _ in ERAS)
_DATE = re.compile(
    rf"(?:(?:{_ERA}|[RＲ])?{_ROOM}*[0-9０-９]*{_ROOM}*年{_ROOM}*[0-9０-９]*{_ROOM}*月(?:{_ROOM}*日)?末?)(?=時点|現在|末)"
)
_BRACKETS = re.compile(rf"(?<=[（(〈<《【\[「『]){_ROOM}+(?=[）)〉>》】\]」』])")
_BEFORE_UNIT = re.compile(rf"^{_ROOM}{{2,}}(?:局区|局|区|室)")  # a bureau's name ends so already
_AFTER_COLON = re.compile(rf"(?<=[:：]){_ROOM}+$")
_UNDERLINED = re.compile(r"[_＿]{2,}")
_YEAR = re.compile(rf"(?:{_ERA}|[RＲ])[ 　]*(?:[0-9０-９]+|元)[ 　]*年度")


def date_hole(text: str) -> tuple[str, str] | None:
    """What stands before and behind a date to be filled in; None where the date is whole or absent."""
    match = _DATE.search(text)
    if match is None or not re.search(_ROOM, match[0]):
        return None
    return text[: match.start()], text[match.end() :]


def room(text: str) -> tuple[str, str] | None:
    """What stands before and behind the one empty place in a label."""
    for pattern in (_BRACKETS, _AFTER_COLON, _UNDERLINED, _BEFORE_UNIT):
        match = pattern.search(text)
        if match is not None and fold(text[: match.start()] + text[match.end() :]):
            return text[: match.start()], text[match.end() :]
    return None


def printed_year(text: str) -> tuple[str, str, str] | None:
    """What stands before a printed fiscal year, the year, and what stands behind it."""
    match = _YEAR.search(text)
    return (text[: match.start()], match[0], text[match.end() :]) if match else None
