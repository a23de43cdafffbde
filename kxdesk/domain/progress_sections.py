"""Progress text cut by the activities it speaks of: a heading with a number, then its lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kxdesk.domain.keys import folded

_RINGED = re.compile("[①-⑳]")
_HEADING = re.compile(
    r"^[\s○●◎◇◆■□▼▽※*【\[]*(?P<word>(?:取り?組み?|活動|事業|項目)(?:内容)?)?\s*"
    r"(?:\((?P<bracketed>\d{1,2})\)|(?P<plain>\d{1,2})(?=[\s.:、】\]]|$))[】\]]?[.:]?(?P<rest>.*)$"
)
_LONGEST_HEADING = 40  # beyond this a line that begins with a number is a sentence


@dataclass(frozen=True, slots=True)
class Sections:
    """Progress by activity.

    Attributes:
        whole: what stands before the first heading; all of it where there is none.
        by_number: the text below each heading, by the activity's number.
    """

    whole: str
    by_number: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Heading:
    style: tuple[bool, str]  # with a word before the number; ringed, bracketed or plain
    number: str
    rest: str


def sections(text: str) -> Sections:
    """Cut at lines that are a heading with a number: 取組内容(1), ○取組内容（２）, (3), ④, 5. 名前.

    Only headings of one style cut, so that a numbered list below one of them stays where it is.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    headings = [_heading(line) for line in lines]
    styles = [heading.style for heading in headings if heading]
    style = next((each for each in styles if each[0]), styles[0] if styles else None)
    parts: dict[str, list[str]] = {"": []}
    current = ""
    for line, heading in zip(lines, headings, strict=True):
        if heading and heading.style == style:
            current = heading.number
            parts.setdefault(current, []).extend([heading.rest] if heading.rest else [])
        else:
            parts[current].append(line)
    whole = "\n".join(parts.pop("")).strip()
    return Sections(whole, {number: "\n".join(below).strip() for number, below in parts.items()})


def _heading(line: str) -> _Heading | None:
    ringed = _RINGED.sub(lambda match: f"({ord(match[0]) - ord('①') + 1})", line)
    match = _HEADING.match(folded(ringed)) if len(line) <= _LONGEST_HEADING else None
    if match is None:
        return None
    sort = "plain" if match["plain"] else "ringed" if ringed != line else "bracketed"
    number = match["bracketed"] or match["plain"]
    return _Heading((bool(match["word"]), sort), str(int(number)), match["rest"].strip(" \u3000:"))
