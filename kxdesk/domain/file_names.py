"""Names of files made by a rule, such as every system and every archive takes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from kxdesk.domain.problems import Problem

RULE = "{bureau}_{division}_{form}"
PLACES = ("code", "bureau", "division", "form", "year", "round")

_ILLEGAL = {**dict.fromkeys(range(32), " "), 127: " "} | str.maketrans('<>:"/\\|?*', "＜＞：”／＼｜？＊")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)")
_PLACE = re.compile(r"\{(\w*)\}")
_EMPTY = re.compile(r"([_\-\s])[_\-\s]+")
_LONGEST = 80  # characters; a folder on a share has a long path of its own
_LONGEST_BYTES = 200


def check_rule(rule: str) -> None:
    """Raises Problem name-rule-wrong (place, known) where it names what no organisation has."""
    wrong = [place for place in _PLACE.findall(rule) if place not in PLACES]
    rest = _PLACE.sub("", rule)
    if wrong or not _PLACE.search(rule) or "{" in rest or "}" in rest:
        known = "".join(f"{{{place}}}" for place in PLACES)
        raise Problem("name-rule-wrong", place=f"{{{wrong[0]}}}" if wrong else rule, known=known)


def file_stem(rule: str, pieces: Mapping[str, str]) -> str:
    """The name without its suffix; a place that is empty leaves no double separator."""
    name = _PLACE.sub(lambda match: pieces.get(match[1], ""), rule)
    return safe_stem(_EMPTY.sub(r"\1", name).strip("_- "))


def safe_stem(text: str) -> str:
    """A legal name that looks like the text: signs full-width, too long a one cut, never empty."""
    name = unicodedata.normalize("NFC", text).translate(_ILLEGAL)
    name = re.sub(r"\s+", " ", name).strip(" .　")
    while len(name) > _LONGEST or len(name.encode()) > _LONGEST_BYTES:
        name = name[:-1]
    name = name.rstrip(" .　") or "_"
    return f"_{name}" if _RESERVED.match(name) else name


def apart(stem: str, taken: set[str]) -> str:
    """The name, or with the first number that is free; `taken` is folded and grows."""
    name, number = stem, 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem} ({number})"
    taken.add(name.casefold())
    return name
