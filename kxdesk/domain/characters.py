"""Characters that a gateway, an old printer or a cp932 file cannot carry, and what to write instead."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# What people mean; shown as advice, never replaced without being asked.
INSTEAD = {
    "~": "〜",
    "−": "－",
    "–": "－",
    "—": "―",
    "‐": "－",
    "𠮷": "吉",
    "\u00a0": " ",
    "\u200b": "",
    "\ufeff": "",
}
_JOINER = "\u200d"
_MARKS = frozenset({"Mn", "Me", "Cf"})  # accents, voicing marks, variation selectors
_ATTACHED = frozenset("🏻🏼🏽🏾🏿ﾞﾟ")  # skin tones, half-width voicing marks
# cp932 as Windows writes it: Python's codec lacks these five pairs.
_WINDOWS = frozenset("〜−‖¢£¬—")


def troublesome(text: str) -> tuple[str, ...]:
    """Each character that may be lost on its way, once, in order; line feeds and tabs are fine."""
    return tuple(character for character in dict.fromkeys(text) if _is_troublesome(character))


def characters_in(text: str) -> int:
    """Characters as seen on paper: 葛󠄀 and か゚ are one each; line ends do not count."""
    line = text.replace("\r", "").replace("\n", "")
    if line.isascii() or not any(_is_attached(character) for character in set(line)):
        return len(line)
    count, joined = 0, False
    for character in line:
        if character == _JOINER:
            joined = True
        elif not _is_attached(character) and not joined:
            count += 1
        else:
            joined = False
    return count


@lru_cache(maxsize=8192)
def _is_attached(character: str) -> bool:
    """Part of the character before it."""
    return unicodedata.category(character) in _MARKS or character in _ATTACHED


def named(character: str) -> str:
    """`𠮷 (U+20BB7)`; a character without a shape is named by its number alone."""
    shape = "" if unicodedata.category(character)[0] in "CZ" else f"{character} "
    return f"{shape}(U+{ord(character):04X})"


@lru_cache(maxsize=8192)
def _is_troublesome(character: str) -> bool:
    if character in "\n\t\r" or character.isascii():
        return unicodedata.category(character) == "Cc" and character not in "\n\t\r"
    if character in _WINDOWS:
        return False
    try:
        character.encode("cp932")
    except UnicodeEncodeError:
        return True
    return False
