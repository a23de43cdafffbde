"""Wording rules out of files: what the program ships, and what the ward office put beside its layouts.

    [[word]]
    word = "出来る"        # what is looked for
    instead = "できる"     # what to write; may be left out
    why = "補助動詞は仮名"  # may be left out
    forbidden = false      # true: a warning; false: a notice

A file of the ward office comes after the shipped one; a rule for the same word takes its place.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from kxdesk.domain.problems import Problem
from kxdesk.domain.wording import WordRule
from kxdesk.system.places import places
from kxdesk.system.resources import resource

NAME = "wording.toml"


def wording() -> tuple[WordRule, ...]:
    """The rules in force.

    Raises:
        Problem: wording-unreadable, with the file and the place in it.
    """
    files = [resource("checks", NAME), places().data / NAME]
    rules: dict[str, WordRule] = {}
    for file in files:
        if file.is_file():
            rules |= {rule.word: rule for rule in _read(file, file.stat().st_mtime_ns)}
    return tuple(rules.values())


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int) -> tuple[WordRule, ...]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(_rule(entry) for entry in found.get("word", []))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError, KeyError) as error:
        raise Problem("wording-unreadable", path=str(path), reason=str(error)) from error


def _rule(entry: dict[str, Any]) -> WordRule:
    texts = {key: entry.get(key, "") for key in ("instead", "why")}
    if not isinstance(entry["word"], str) or not all(isinstance(text, str) for text in texts.values()):
        raise TypeError(str(entry))
    return WordRule(entry["word"], forbidden=entry.get("forbidden") is True, **texts)
