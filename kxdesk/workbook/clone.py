"""A second sheet from one that is there, with parts, names and identities of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kxdesk.domain.problems import Problem
from kxdesk.workbook.chunks import Cloning, ShapeBlocks, ShapeNumber, TableIdentity
from kxdesk.workbook.relations import relations_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kxdesk.workbook.parts import Part
    from kxdesk.workbook.tabs import Tab
    from kxdesk.workbook.template import Template

# Two sheets cannot share these, and a copy would need more than parts of its own.
_NEVER_CLONED = frozenset({"pivotTable", "slicer", "timeline"})
_NUMBERED = re.compile(r"^(.*?)([0-9]*)(\.[^./]*)?$")
_SHAPES_IN_BLOCK = 1024


class Fresh:
    """Names and numbers that nothing in a workbook has yet."""

    def __init__(self, template: Template, tabs: Sequence[Tab]) -> None:
        self._parts = {name.lower() for name in template.package.names()}
        vml = [part for tab in tabs for part in tab.parts if part.kind in ("vmlDrawing", "legacyDrawing")]
        self._block = max((block for part in vml for block in shape_blocks(part)), default=0)
        identities = [one for tab in tabs for part in tab.parts for one in table_identities(part)]
        self._table = max((int(one.text) for one in identities if one.number), default=0)
        self._tables = {one.text.lower() for one in identities if not one.number}
        self._next: dict[tuple[str, str], int] = {}

    def part(self, like: str) -> str:
        """A part's name like another one's: sheet5.xml gives sheet8.xml."""
        match = _NUMBERED.match(like)
        assert match is not None
        stem, suffix = match[1], match[3] or ""
        number = self._next.get((stem, suffix), 1)
        while f"{stem}{number}{suffix}".lower() in self._parts:
            number += 1
        self._next[stem, suffix] = number + 1
        name = f"{stem}{number}{suffix}"
        self._parts.add(name.lower())
        return name

    def block(self) -> int:
        self._block += 1
        return self._block

    def table_id(self) -> int:
        self._table += 1
        return self._table

    def table_name(self, like: str) -> str:
        number = 2
        while f"{like}_{number}".lower() in self._tables:
            number += 1
        name = f"{like}_{number}"
        self._tables.add(name.lower())
        return name


def clone_tab(original: Tab, name: str, identity: int, fresh: Fresh) -> tuple[Tab, Cloning]:
    """A tab like another one, in its present state.

    Raises:
        Problem: not-a-worksheet, clone-not-possible (the sheet holds pivot tables or slicers).
    """
    parts = original.parts
    found = next((part.kind for part in parts if part.kind in _NEVER_CLONED), None)
    if found:
        raise Problem("clone-not-possible", sheet=original.name, holds=found)
    sheet = original.sheet
    new_part = fresh.part(original.part)
    names = _part_names(original.part, new_part, parts, fresh)
    cloning = _cloning(original, name, parts, names, fresh)
    clones = [part.clone(names[part.name.lower()], cloning) for part in parts if part.name.lower() in names]
    return original.clone(identity, sheet.clone(name, cloning), clones, new_part), cloning


def shape_blocks(part: Part) -> set[int]:
    """The blocks of shape numbers a VML part uses."""
    blocks: set[int] = set()
    for chunk in part.inner_chunks():
        if isinstance(chunk, ShapeBlocks):
            blocks.update(chunk.blocks)
        elif isinstance(chunk, ShapeNumber):
            blocks.add(chunk.number // _SHAPES_IN_BLOCK)
    return blocks


def table_identities(part: Part) -> Iterable[TableIdentity]:
    if part.kind != "table":
        return ()
    return (chunk for chunk in part.inner_chunks() if isinstance(chunk, TableIdentity))


def _part_names(old: str, new: str, parts: Sequence[Part], fresh: Fresh) -> dict[str, str]:
    """New names by old ones, lower case; a relation part is named after the part it belongs to."""
    names = {old.lower(): new}
    for part in parts:
        if part.kind not in ("rels", "tableSingleCells"):
            names[part.name.lower()] = fresh.part(part.name)
    relations = {relations_name(part).lower(): relations_name(named) for part, named in names.items()}
    del names[old.lower()]
    return names | {part.name.lower(): relations[part.name.lower()] for part in parts if part.kind == "rels"}


def _cloning(original: Tab, name: str, parts: Sequence[Part], names: dict[str, str], fresh: Fresh) -> Cloning:
    blocks = sorted({block for part in parts if part.kind == "vmlDrawing" for block in shape_blocks(part)})
    identities = [one for part in parts for one in table_identities(part)]
    tables: dict[str, str] = {}
    for one in identities:
        if not one.number and one.text.lower() not in tables:
            tables[one.text.lower()] = fresh.table_name(one.text)
    return Cloning(
        source=original.key,
        name=name,
        shape_blocks={block: fresh.block() for block in blocks},
        tables=tables,
        table_ids={int(one.text): fresh.table_id() for one in identities if one.number},
        parts=names,
    )
