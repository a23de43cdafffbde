"""Units, so that 30万枚 and 300,000枚, 27% and 0.27, 2割 and 20% can be held beside each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kxdesk.domain.keys import search_key

RATIO, TIMES, MONEY, TIME, COUNT, UNKNOWN = "ratio", "times", "money", "time", "count", ""
_RATIOS = {
    "%": "0.01", "パーセント": "0.01", "ポイント": "0.01", "%ポイント": "0.01", "pt": "0.01", "pp": "0.01",
    "割": "0.1", "‰": "0.001", "割合": "1", "比率": "1", "率": "1", "比": "1",
}  # fmt: skip
# Other ways to write a plain word.
_NAMES = {"%": ("%", "パーセント", "割"), "名": ("名", "人")}
_POINTS = frozenset({"ポイント", "%ポイント", "pt", "pp"})
_SCALES = {"百万": 10**6, "千万": 10**7, "十億": 10**9, "千": 10**3, "万": 10**4, "億": 10**8, "兆": 10**12}
_SCALE = re.compile(rf"({'|'.join(_SCALES)})(?=.)")
_HOURS = {"時間": Decimal(1), "分": Decimal(1) / 60, "秒": Decimal(1) / 3600}
_PER = re.compile(r"(?:/|毎)(?:年度|年|月|日)$|^(?:年間|月間)|^(?:年)(?=時間)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit taken apart.

    Attributes:
        dimension: what can be compared at all; UNKNOWN where no unit was written.
        scale: what one of it is worth in the plain unit of its dimension.
        word: the plain word, without 万 and "a year".
        points: a difference of two shares.
    """

    dimension: str
    scale: Decimal
    word: str
    points: bool = False


def unit(text: str | None) -> Unit:
    """`万枚` → a count of 枚, ten thousand each; `時間/年` → hours."""
    word = _PER.sub("", search_key(text or ""))
    scale = Decimal(1)
    if word in _RATIOS:
        return Unit(RATIO, Decimal(_RATIOS[word]), "%", word in _POINTS)
    if word in _SCALES:
        return Unit(UNKNOWN, Decimal(_SCALES[word]), "")
    if found := _SCALE.match(word):
        scale, word = Decimal(_SCALES[found[1]]), word[found.end() :]
    if word in _HOURS:
        return Unit(TIME, scale * _HOURS[word], "時間")
    word = "名" if word == "人" else word
    dimension = {"": UNKNOWN, "倍": TIMES, "円": MONEY}.get(word, COUNT)
    return Unit(dimension, scale, word)


def names_of(word: str) -> tuple[str, ...]:
    """How a plain unit word is written in a text."""
    return _NAMES.get(word, (word,)) if word else ()


def comparable(one: Unit, other: Unit) -> bool:
    """Whether numbers in the two can say the same: 回 and 件 can, 件 and % cannot."""
    return UNKNOWN in (one.dimension, other.dimension) or one.dimension == other.dimension
