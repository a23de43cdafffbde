"""Filling a sentence with facts so that a missing or empty fact never breaks it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from kxdesk.words.language import _

UNKNOWN = "…"


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return UNKNOWN


def filled(sentence: str, facts: Mapping[str, object]) -> str:
    """The translated sentence with its {facts}, of a `path` also {file} and {folder}; an unknown one is …"""
    known = _Facts({key: UNKNOWN if value is None else value for key, value in facts.items()})
    path = facts.get("path")
    if isinstance(path, str):
        pure = PureWindowsPath(path) if "\\" in path else PurePosixPath(path)
        known.setdefault("file", pure.name or path)
        known.setdefault("folder", str(pure.parent))
    return _(sentence).format_map(known)
