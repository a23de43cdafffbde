"""What changed within a text, by character: runs that stayed, went and came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

CLOSE = 3  # unchanged stretches shorter than this between two changes are no help to the eye
_TOO_MUCH = 2_000_000  # characters times characters that are compared one by one
_SENTENCES = re.compile(r"[^。\n]*[。\n]|[^。\n]+")


class Mark(StrEnum):
    """What became of a run."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; what is gone stands before what is new in its place."""

    mark: Mark
    text: str


def changes_in(before: str, after: str) -> tuple[Run, ...]:
    """The runs of both texts; those not new make up `before`, those not gone `after`."""
    runs: list[Run] = []
    for tag, old, new in _joined(before, after):
        if tag == "equal":
            runs.append(Run(Mark.SAME, old))
        else:
            runs += [Run(mark, text) for mark, text in ((Mark.GONE, old), (Mark.NEW, new)) if text]
    return tuple(runs)


def _joined(before: str, after: str) -> list[tuple[str, str, str]]:
    """Steps in which short equal stretches are taken into the changes around them."""
    steps = list(_steps(before, after))
    found: list[tuple[str, str, str]] = []
    for at, (tag, old, new) in enumerate(steps):
        inner = 0 < at < len(steps) - 1
        joins = tag != "equal" or (inner and len(old) < CLOSE)
        if joins and found and found[-1][0] == "replace":
            found[-1] = ("replace", found[-1][1] + old, found[-1][2] + new)
        else:
            found.append(("replace" if joins else "equal", old, new))
    return found


def _steps(before: str, after: str) -> Iterator[tuple[str, str, str]]:
    """By character; in very long texts by sentence first, so that nobody waits."""
    if len(before) * len(after) <= _TOO_MUCH:
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            yield tag, before[a:b], after[c:d]
        return
    olds, news = _SENTENCES.findall(before), _SENTENCES.findall(after)
    for tag, a, b, c, d in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        old, new = "".join(olds[a:b]), "".join(news[c:d])
        if tag == "replace" and len(old) * len(new) <= _TOO_MUCH:
            yield from _steps(old, new)
        else:
            yield tag, old, new
