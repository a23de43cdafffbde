"""How many lines a text takes in a box of a given width, as the worst of the ways programs break lines.

Widths are in half-width units of the text's font: a full-width character is two, a half-width one is one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from kxdesk.workbook.char_widths import FIXED, FULL, CharWidths

if TYPE_CHECKING:
    from collections.abc import Sequence

# After which marks inside a word a line may end; programs differ, so each is tried.
LATIN_BREAKS = ("", "?", "-/", "-/?", "-/?.&=_")

_PARAGRAPHS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_NOT_AT_START = (
    "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】°′″℃￠％‰…‥〜～"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ｡､｣･ｰﾞﾟｧｨｩｪｫｬｭｮｯ!%),.:;?]}"
)
# Signs that stay with a number, whatever the rule.
_AFTER_NUMBER = "％‰℃￠"
_BEFORE_NUMBER = "￥＄￡"
_NOT_AT_END = "‘“（〔［｛〈《「『【￥＄￡$([\\{｢£¥"
# What holds together as a word: everything half-width but spaces and half-width kana.
_WORD = re.compile("[!-~\u00a1-\u024f\u0370-\u03ff\u0400-\u04ff\u20a0-\u20bf]")
# What stays with the character before it: accents, sound marks, variation selectors, joiners.
_MARK = re.compile(
    "[\u0300-\u036f\u3099\u309a\u200d\ufe00-\ufe0f\u20d0-\u20f0\U000e0100-\U000e01ef\U0001f3fb-\U0001f3ff]"
)


class Rule(NamedTuple):
    """One way of breaking lines.

    Attributes:
        kinsoku: no line starts with a closing mark or ends with an opening one.
        latin_breaks: marks inside a Latin word after which a line may end.
    """

    kinsoku: bool = True
    latin_breaks: str = "-/"


_USUAL = Rule()


def lines_needed(text: str, width_units: float, widths: CharWidths = FIXED, rule: Rule = _USUAL) -> int:
    """Lines the text takes under one rule; an empty text takes one.

    Args:
        text: with LF, CR or CRLF between paragraphs.
        width_units: width of the text area in half-width units.
        widths: of the font's characters.
        rule: how lines are broken.
    """
    return sum(_paragraph_lines(part, width_units, widths, (rule,)) for part in _PARAGRAPHS.split(text))


def safe_lines(text: str, width_units: float, widths: CharWidths = FIXED) -> int:
    """The most lines any of the rules gives; the caller holds back a margin of the width."""
    return sum(
        1 if len(part) * FULL <= width_units and "\t" not in part else _worst(part, width_units, widths)
        for part in _PARAGRAPHS.split(text)
    )


def _worst(text: str, width: float, widths: CharWidths) -> int:
    return _paragraph_lines(text, width, widths, _rules_that_differ(text))


def _rules_that_differ(text: str) -> list[Rule]:
    """One rule of each kind; marks that the text has not make no difference."""
    present = [mark for mark in LATIN_BREAKS[-1] if mark in text]
    latin = {"".join(mark for mark in present if mark in marks) for marks in LATIN_BREAKS}
    return [Rule(kinsoku, marks) for marks in latin for kinsoku in (True, False)]


def _paragraph_lines(text: str, width: float, widths: CharWidths, rules: Sequence[Rule]) -> int:
    offsets = list(accumulate(map(widths.__getitem__, text), initial=0.0))
    if offsets[-1] <= width:
        return 1
    classes = text.translate(_CLASSES)
    return max(_count(text, classes, offsets, rule, width) for rule in rules)


def _count(text: str, classes: str, offsets: Sequence[float], rule: Rule, width: float) -> int:
    """Fill line after line up to the last allowed break that fits; a word wider than a line is cut."""
    end = len(classes.rstrip(_SPACE))
    lines, start = 1, 0
    while end - start > 1 and offsets[end] - offsets[start] > width:
        fits = bisect_right(offsets, offsets[start] + width) - 1
        start = _line_end(text, classes, rule, start, max(fits, start + 1))
        lines += 1
    return lines


def _line_end(text: str, classes: str, rule: Rule, start: int, fits: int) -> int:
    """Where the next line starts: at the last allowed break up to `fits`, spaces left hanging."""
    allowed = _ALLOWED[rule.kinsoku]
    at = fits
    while at > start and classes[at - 1 : at + 1] not in allowed:
        if text[at - 1] in rule.latin_breaks and classes[at] in _WORD_CLASSES:
            break
        at -= 1
    at = at if at > start else fits
    while classes[at] == _SPACE:
        at += 1
    return at


_SPACE, _STAYS, _OTHER = " ", "m", "k"
_WORD_CLASSES = "wco"
_CLOSING, _OPENING = "CcP", "OoQ"


class _Classes(dict[int, str]):
    """Class of a character by its code: c and p may not start a line, o and q may not end one.

    Capitals stand outside of words; P and Q belong to a number beside them.
    """

    def __missing__(self, code: int) -> str:
        self[code] = _class_of(chr(code))
        return self[code]


def _class_of(char: str) -> str:
    if char == _SPACE or _MARK.match(char):
        return _SPACE if char == _SPACE else _STAYS
    if char in _AFTER_NUMBER:
        return "P"
    if char in _BEFORE_NUMBER:
        return "Q"
    in_word = _WORD.match(char)
    if char in _NOT_AT_START:
        return "c" if in_word else "C"
    if char in _NOT_AT_END:
        return "o" if in_word else "O"
    return "w" if in_word else _OTHER


def _may_part(before: str, after: str, *, kinsoku: bool) -> bool:
    if after in (_SPACE, _STAYS):
        return after == _SPACE
    if before == _SPACE:
        return True
    if kinsoku and (after in _CLOSING or before in _OPENING):
        return False
    # LibreOffice takes a comma along with the number after it if the line ends inside that number.
    if kinsoku and before in _CLOSING and after in _WORD_CLASSES:
        return False
    if after in _WORD_CLASSES + "P":
        return before not in _WORD_CLASSES + _STAYS + "Q" * (after != "P")
    return True


_ALL = " mkwcoCOPQ"
_CLASSES = _Classes()
_ALLOWED = {
    kinsoku: frozenset(a + b for a in _ALL for b in _ALL if _may_part(a, b, kinsoku=kinsoku))
    for kinsoku in (True, False)
}
