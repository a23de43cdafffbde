"""Which names a sheet may have, when two are the same, and how a formula writes one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from kxdesk.domain.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[:\\/?*\[\]\x00-\x1f\ufffe\uffff\ud800-\udfff]")
_PLAIN = re.compile(r"[^\W\d][\w.]*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr]?[0-9]*[Cc]?[0-9]*|TRUE|FALSE", re.IGNORECASE)


@lru_cache(maxsize=4096)
def sheet_key(name: str) -> str:
    """Equal for names by which a formula means the same sheet."""
    return name.casefold()


def quoted(name: str) -> str:
    """The name as a formula writes it, in quotes unless it cannot be taken for anything else."""
    if _PLAIN.fullmatch(name) and not _LIKE_A_CELL.fullmatch(name):
        return name
    return "'" + name.replace("'", "''") + "'"


def check_sheet_name(name: str, taken: Iterable[str]) -> None:
    """See that Excel will take a new name beside those already there.

    Raises:
        Problem: sheet-name-empty, sheet-name-too-long, sheet-name-illegal, sheet-name-taken.
    """
    if not name.strip():
        raise Problem("sheet-name-empty")
    length = len(name.encode("utf-16-le", "surrogatepass")) // 2
    if length > LONGEST_NAME:
        raise Problem("sheet-name-too-long", name=name, length=length, limit=LONGEST_NAME)
    found = _FORBIDDEN.search(name)
    # "History" is kept by Excel for shared workbooks.
    if found or name[0] == "'" or name[-1] == "'" or name.casefold() == "history":
        character = found[0] if found else "'" if "'" in (name[0], name[-1]) else name
        shown = character if character.isprintable() else f"U+{ord(character):04X}"
        raise Problem("sheet-name-illegal", name=_shown(name), character=shown)
    # Japanese Excel does not tell full-width from half-width letters in sheet names.
    if _width_blind(name) in map(_width_blind, taken):
        raise Problem("sheet-name-taken", name=name)


def _width_blind(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _shown(name: str) -> str:
    return name.encode("utf-8", "replace").decode()
