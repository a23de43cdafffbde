"""The parts that belong to a sheet, and relation parts that follow a clone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from kxdesk.workbook.chunks import Chunk, Chunks, Cloning, OnlyOnce
from kxdesk.workbook.marks import Mark, cut, formula_mark
from kxdesk.workbook.xml_spans import attribute, escaped, parse, unescaped, value

if TYPE_CHECKING:
    from kxdesk.workbook.package import Package

# What several sheets may refer to together; everything else that a sheet leads to is its own.
_SHARED = frozenset(
    [
        "image",
        "hdphoto",
        "media",
        "video",
        "audio",
        "hyperlink",
        "theme",
        "themeOverride",
        "pivotCacheDefinition",
        "pivotCacheRecords",
        "externalLink",
        "externalLinkPath",
        "person",
        "worksheet",
        "chartsheet",
        "dialogsheet",
        "officeDocument",
        "styles",
        "sharedStrings",
        "slicerCache",
        "timelineCache",
        "connections",
    ]
)
# A cell bound to a custom XML map can be bound but once.
_NOT_CLONED = frozenset({"tableSingleCells"})


class Owned(NamedTuple):
    """A part that belongs to a sheet; `kind` of the relation that leads to it, "rels" for a relation part."""

    name: str
    kind: str


def relations_name(part: str) -> str:
    folder, _, base = part.rpartition("/")
    return f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"


def owned_parts(package: Package, sheet: str) -> tuple[Owned, ...]:
    """All that belongs to a sheet, relation parts too, the sheet itself not."""
    found: dict[str, Owned] = {}
    waiting = [sheet]
    while waiting:
        part = waiting.pop()
        name = relations_name(part)
        if name not in package:
            continue
        found[name.lower()] = Owned(name, "rels")
        for relation in package.rels(part):
            target = relation.target
            own = not relation.external and relation.kind not in _SHARED
            if own and target in package and target.lower() not in found and target.lower() != sheet.lower():
                found[target.lower()] = Owned(target, relation.kind)
                waiting.append(target)
    return tuple(found.values())


def relation_chunks(data: bytes, part: str) -> Chunks:
    """A relation part as chunks: targets inside the package, and links to places in this workbook."""
    root = parse(data, part)
    folder = part.rpartition("_rels/")[0].rstrip("/")
    marks: list[Mark] = []
    for node in root.children:
        target = attribute(data, node, "Target")
        if target is None:
            continue
        raw = data[target.start : target.end]
        if value(data, node, "Type").rpartition("/")[2] in _NOT_CLONED:
            marks.append(Mark(node.start, node.end, OnlyOnce(data[node.start : node.end])))
        elif raw.startswith(b"#"):
            marks += formula_mark(data, target.start, target.end)
        elif value(data, node, "TargetMode") != "External":
            marks.append(Mark(target.start, target.end, Target(raw, _resolved(unescaped(raw), folder))))
    return cut(data, 0, len(data), marks)


@dataclass(frozen=True, slots=True)
class Target(Chunk):
    """The target of a relation within the package; `part` its name in lower case."""

    raw: bytes
    part: str

    def render(self) -> bytes:
        return self.raw

    def cloned(self, cloning: Cloning) -> Chunk:
        name = cloning.parts.get(self.part)
        if name is None:
            return self
        # A copy lies in the folder of its original, so that only the last word differs.
        folder = self.raw.replace(b"\\", b"/").rpartition(b"/")
        return Target(folder[0] + folder[1] + escaped(name.rpartition("/")[2]), name.lower())


def _resolved(target: str, folder: str) -> str:
    path = unquote(target.replace("\\", "/"))
    pieces = [] if path.startswith("/") or not folder else folder.split("/")
    for piece in path.split("/"):
        if piece == "..":
            del pieces[-1:]
        elif piece not in ("", "."):
            pieces.append(piece)
    return "/".join(pieces).lower()
