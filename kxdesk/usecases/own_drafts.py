"""Typing that has not reached a server yet, kept on this PC: there also while the server is away."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path

from kxdesk.domain.disputes import Unsaved, UnsavedText
from kxdesk.domain.things import Kind, Ref
from kxdesk.system.atomic_file import replace_file
from kxdesk.system.places import places

_Place = tuple[Ref, str]


def keep(desk_id: str, unsaved: Unsaved) -> None:
    """In place of earlier typing into the same fields.

    Raises:
        Problem: disk-full and its like.
    """
    _write(desk_id, {**kept(desk_id), **unsaved})


def done_with(desk_id: str, fields: Iterable[_Place]) -> None:
    """They are saved, or given up."""
    gone = set(fields)
    before = kept(desk_id)
    left = {place: entry for place, entry in before.items() if place not in gone}
    if left != before:
        _write(desk_id, left)


def kept(desk_id: str) -> Unsaved:
    """What a crash has left; what cannot be read is nothing."""
    found: dict[_Place, UnsavedText] = {}
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        for row in json.loads(_file(desk_id).read_text(encoding="utf-8")):
            found[Ref(Kind(row["kind"]), row["id"]), row["field"]] = UnsavedText(row["text"], row["base"])
    return found


def _write(desk_id: str, unsaved: Unsaved) -> None:
    file = _file(desk_id)
    if not unsaved:
        file.unlink(missing_ok=True)
        return
    rows = [
        {"kind": str(ref.kind), "id": ref.id, "field": field, "text": entry.text, "base": entry.base}
        for (ref, field), entry in unsaved.items()
    ]
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, json.dumps(rows, ensure_ascii=False).encode())


def _file(desk_id: str) -> Path:
    return places().drafts / f"{desk_id}.json"
