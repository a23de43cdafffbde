"""Printed labels compared as a person reads them: width, spaces, brackets, dashes, years do not count."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

# What NFKC leaves apart although it reads the same.
_FOLD = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−─", "-"),
        **dict.fromkeys("〜∼", "~"),
        **dict.fromkeys("〈《≪", "<"),
        **dict.fromkeys("〉》≫", ">"),
        **dict.fromkeys("【〔「『", "["),
        **dict.fromkeys("】〕」』", "]"),
        **dict.fromkeys("◯〇⭕", "○"),
        **dict.fromkeys("、，､", ","),
        "。": ".",
        "･": "・",
    }
)
# Kana and common kanji read the same however they are folded; most texts hold nothing else.
_STEADY = re.compile("[ぁ-ゖァ-ヺー一-鿿]*")
_LOOKS_ALIKE = re.compile("[" + "".join(map(re.escape, map(chr, _FOLD))) + "]")
_YEAR = re.compile(r"(?:令和|平成|昭和|[rhs])?(?:元|\d{1,4})年度")
_BRACKETED = re.compile(r"^\((\d{1,2})\)(?=.)")  # (1) and ① before a heading are the same
_NUMBERING = re.compile(r"^(?:\(\d+\)|\d+[.)]?|[○●■□◆◇・※])")
_QUARTERS = (
    re.compile(r"第?([1-4一二三四])[/・]?四半期"),
    re.compile(r"(?<!\d)([1-4])q|q([1-4])(?!\d)"),
    re.compile(r"^([1-4])/4(?:半?期)?$|^第?([1-4])期$"),
    re.compile(r"^第?(i{1,3}|iv)(?:四半期|期)"),
)
_NUMBERED = re.compile("[0-9一二三四i]")
_MONTHS = re.compile(r"(?<!\d)(\d{1,2})月?(?:[~-]|から|[・.,]\d{1,2}月?[・.,])(\d{1,2})月?")
_COUNTED = re.compile(r"^\s*[①-④](?=.)")  # ①4-6月: its digit is none of the month's
_NO_WORDS = re.compile(r"[\d()<>~・/-]")
_QUARTER_OF_MONTHS = {(4, 6): 1, (7, 9): 2, (10, 12): 3, (1, 3): 4}
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
MIN_SIMILAR = 0.72
LONGEST_QUARTER = 24  # characters of a heading that names a quarter


@lru_cache(maxsize=16384)
def label_key(text: str) -> str:
    """The label with width, case, spaces and the kind of bracket or dash folded, and fiscal years as #."""
    folded = fold(text)
    if folded.startswith("("):
        folded = _BRACKETED.sub(r"\1", folded)
    return _YEAR.sub("#年度", folded).rstrip(":.") if "年度" in folded else folded.rstrip(":.")


def fold(text: str) -> str:
    """Compatibility forms, case and look-alikes folded, no white space at all."""
    if _STEADY.fullmatch(text):
        return text
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return plain.translate(_FOLD) if _LOOKS_ALIKE.search(plain) else plain


def without_numbering(key: str) -> str:
    """A label key without the number, circle or bullet it starts with."""
    return _NUMBERING.sub("", key)


@lru_cache(maxsize=16384)
def similarity(wanted: str, found: str) -> float:
    """How likely the key `found` is the label `wanted` re-typed: 1.0 the same, 0.0 another text.

    A label without its number, with a remark behind it, or with a slip in some characters comes close to 1.
    """
    if wanted == found:
        return 1.0
    bare, other = without_numbering(wanted), without_numbering(found)
    if bare and bare == other:
        return 0.95
    if min(len(bare), len(other)) < 3 or len(other) > 2 * len(bare) + 8 or len(bare) > 3 * len(other):
        return 0.0
    if bare.startswith(other) or other.startswith(bare):
        return 0.85
    matcher = SequenceMatcher(None, bare, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= MIN_SIMILAR else 0.0


@lru_cache(maxsize=1024)
def quarter_in(text: str) -> int | None:
    """The quarter a column heading names: 第1四半期, 第 一 四半期, 1Q, ４～６月; None for anything else."""
    key = label_key(_COUNTED.sub("", text))
    if len(key) > LONGEST_QUARTER or not _NUMBERED.search(key):
        return None
    for pattern in _QUARTERS:
        match = pattern.search(key)
        if match:
            digit = next(group for group in match.groups() if group)
            return _NUMERALS.get(digit) or int(digit)
    months = _MONTHS.search(key)
    return _QUARTER_OF_MONTHS.get((int(months[1]), int(months[2]))) if months else None


def names_only_a_quarter(text: str) -> bool:
    """Whether a heading says which quarter it is for, and no more."""
    if quarter_in(text) is None:
        return False
    key = _MONTHS.sub("", label_key(text))
    for pattern in _QUARTERS:
        key = pattern.sub("", key)
    return not _NO_WORDS.sub("", key)
