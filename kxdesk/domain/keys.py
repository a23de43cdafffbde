"""Keys to compare and to find by; never shown, never stored in place of what was typed."""

from __future__ import annotations

import re
import unicodedata

_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_WAVES_AND_DASHES = str.maketrans(
    {"〜": "~", "～": "~", "∼": "~", "−": "-", "－": "-", "‐": "-", "‑": "-", "–": "-", "—": "-", "―": "-"}
)
_LINE_ENDS = re.compile("\r\n?")
_SPACES = re.compile(r"[\s\u3000]+")


def folded(text: str) -> str:
    """NFKC without variation selectors, waves and dashes alike; line feeds stay."""
    text = _VARIATION.sub("", _LINE_ENDS.sub("\n", text)).translate(_WAVES_AND_DASHES)
    return unicodedata.normalize("NFKC", text).translate(_WAVES_AND_DASHES)


def comparison_key(text: str | None) -> str | None:
    """Equal for texts that say the same on paper, whatever their width, spaces at line ends, or line ends."""
    if text is None:
        return None
    return "\n".join(line.strip(" \u3000\t") for line in folded(text).strip().split("\n"))


def search_key(text: str) -> str:
    """For finding: width, case and variants folded, white space taken out."""
    return _SPACES.sub("", folded(text)).casefold()
