"""Keys to compare and to find by; never shown, never stored in place of what was typed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_PLAIN = dict.fromkeys("〜～∼", "~") | dict.fromkeys("−－‐‑–—―", "-")
_WAVES_AND_DASHES = re.compile(f"[{''.join(_PLAIN)}]")
_LINE_ENDS = re.compile("\r\n?")
_SPACES = re.compile(r"[\s\u3000]+")


def folded(text: str) -> str:
    """NFKC without variation selectors, waves and dashes alike; line feeds stay."""
    if text.isascii():
        return _LINE_ENDS.sub("\n", text)
    text = _plain_dashes(_VARIATION.sub("", _LINE_ENDS.sub("\n", text)))
    return _plain_dashes(unicodedata.normalize("NFKC", text))


def _plain_dashes(text: str) -> str:
    return _WAVES_AND_DASHES.sub(lambda found: _PLAIN[found[0]], text)


@lru_cache(maxsize=16384)
def comparison_key(text: str | None) -> str | None:
    """Equal for texts that say the same on paper, whatever their width, spaces at line ends, or line ends."""
    if text is None:
        return None
    return "\n".join(line.strip(" \u3000\t") for line in folded(text).strip().split("\n"))


def is_blank(text: str | None) -> bool:
    """Whether paper shows nothing of it: no text, or spaces and line ends alone."""
    return not comparison_key(text)


def number_key(text: str | None) -> str:
    """１, ①, (1) and 1. are one number, 1,204 and 1204 another, as a reader of the paper takes them."""
    return search_key(text or "").strip("()<>[].").replace(",", "")


def search_key(text: str) -> str:
    """For finding: width, case and variants folded, white space taken out."""
    return _SPACES.sub("", folded(text)).casefold()
