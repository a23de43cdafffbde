"""The main part of a workbook: its sheets in order, names, the day count; and how it is written anew."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kxdesk.workbook.names import DefinedName, read_names
from kxdesk.workbook.xml_spans import Node, attributes, escaped, parse, value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kxdesk.workbook.package import Package, Relation

_STATE = re.compile(rb"""\sstate\s*=\s*(?:"[^"]*"|'[^']*')""")
_RELATION = re.compile(rb"""(\s[\w.-]+:id\s*=\s*)(?:"[^"]*"|'[^']*')""")
# What stands before the names, and before the calculation settings, as the schema orders it.
_BEFORE_NAMES = (
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
)
_BEFORE_CALCULATION = (*_BEFORE_NAMES, "AlternateContent", "revisionPtr", "absPath", "definedNames")


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it.

    Attributes:
        raw: its element.
        part: name of its part, "" if the relation leads nowhere.
        kind: "worksheet", "chartsheet", …
    """

    raw: bytes
    name: str
    sheet_id: int
    part: str
    kind: str
    hidden: bool

    def shown_as(self, *, name: str | None = None, state: str | None = None) -> bytes:
        """The element with another name or another state ("visible", "hidden")."""
        raw = _STATE.sub(b"", self.raw) if state is not None else self.raw
        if name is not None:
            raw = with_attribute(raw, b"name", escaped(name))
        if state not in (None, "visible"):
            raw = with_attribute(raw, b"state", str(state).encode())
        return raw


def with_attribute(element: bytes, name: bytes, text: bytes) -> bytes:
    """A start tag with an attribute set."""
    pattern = re.compile(rb"(\s" + re.escape(name) + rb"""\s*=\s*)(?:"[^"]*"|'[^']*')""")
    if pattern.search(element):
        return pattern.sub(lambda match: match[1] + b'"' + text + b'"', element, count=1)
    at = re.search(rb"\s*/?>", element)
    assert at is not None
    return element[: at.start()] + b" " + name + b'="' + text + b'"' + element[at.start() :]


def with_relation(element: bytes, relation: str) -> bytes:
    """A sheet's element with the id of its relation, whatever prefix that has."""
    return _RELATION.sub(lambda match: match[1] + b'"' + relation.encode() + b'"', element, count=1)


class WorkbookPart:
    """The main part as the template has it.

    Attributes:
        sheets: in order of the tabs.
        names: defined names, scopes as positions.
        date1904: days are counted from 1904.
        active: position of the tab that is open.
    """

    def __init__(self, data: bytes, package: Package) -> None:
        self.data = data
        self.name = package.workbook_part
        self.root = parse(data, self.name)
        relations = {relation.id: relation for relation in package.rels(self.name)}
        group = self.root.child("sheets")
        self.sheets: tuple[SheetEntry, ...] = tuple(
            _entry(data, node, relations.get(value(data, node, "id")), package)
            for node in (group.children if group else ())
        )
        self.names = read_names(data, self.root)
        properties = self.root.child("workbookPr")
        self.date1904 = properties is not None and value(data, properties, "date1904") in ("1", "true", "on")
        views = self.root.child("bookViews")
        first = views.children[0] if views and views.children else None
        active = value(data, first, "activeTab") if first else ""
        self.active = int(active) if active.isdigit() else 0

    def render(
        self,
        sheets: Sequence[bytes],
        names: Sequence[tuple[DefinedName, int | None]],
        positions: Sequence[int],
    ) -> bytes:
        """The part anew, to be calculated when it is opened.

        Args:
            sheets: the elements of the sheets in order.
            names: each with the position of its sheet.
            positions: for each sheet of the template its position now, -1 if it is gone.
        """
        edits = [self._sheets_edit(sheets), *self._view_edits(positions), *self._names_edit(names)]
        edits.append(self._calculation_edit())
        data, at, pieces = self.data, 0, list[bytes]()
        # Stable: where neither was there, the names come before the calculation settings.
        for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
            pieces += [data[at:start], new]
            at = end
        return b"".join((*pieces, data[at:]))

    def _sheets_edit(self, sheets: Sequence[bytes]) -> tuple[int, int, bytes]:
        group = self.root.child("sheets")
        assert group is not None
        return group.inner, group.inner_end, b"".join(sheets)

    def _view_edits(self, positions: Sequence[int]) -> list[tuple[int, int, bytes]]:
        views = self.root.child("bookViews")
        edits = []
        for node in views.children if views else ():
            for found in attributes(self.data, node):
                text = self.data[found.start : found.end]
                if (
                    found.name in ("activeTab", "firstSheet")
                    and text.isdigit()
                    and int(text) < len(positions)
                ):
                    now = max(positions[int(text)], 0)
                    edits.append((found.start, found.end, str(now).encode()))
        return edits

    def _calculation_edit(self) -> tuple[int, int, bytes]:
        node = self.root.child("calcPr")
        if node is None:
            at = self._behind(_BEFORE_CALCULATION)
            return at, at, b'<%scalcPr fullCalcOnLoad="1"/>' % self._prefix()
        tag = self.data[node.start : node.inner]
        return node.start, node.inner, with_attribute(tag, b"fullCalcOnLoad", b"1")

    def _names_edit(self, names: Sequence[tuple[DefinedName, int | None]]) -> list[tuple[int, int, bytes]]:
        node = self.root.child("definedNames")
        content = b"".join([name.render(index) for name, index in names])
        tag = self._prefix() + b"definedNames"
        whole = b"<%s>%s</%s>" % (tag, content, tag) if content else b""
        if node is not None:
            return [(node.start, node.end, whole)]
        at = self._behind(_BEFORE_NAMES)
        return [(at, at, whole)] if whole else []

    def _behind(self, names: Sequence[str]) -> int:
        return max((node.end for node in self.root.children if node.name in names), default=self.root.inner)

    def _prefix(self) -> bytes:
        return self.root.tag[: -len("workbook")].encode()


def _entry(data: bytes, node: Node, relation: Relation | None, package: Package) -> SheetEntry:
    target, kind = (relation.target, relation.kind) if relation else ("", "")
    number = value(data, node, "sheetId")
    state = value(data, node, "state")
    return SheetEntry(
        data[node.start : node.end],
        value(data, node, "name"),
        int(number) if number.isdigit() else 0,
        target if target in package else "",
        kind,
        state in ("hidden", "veryHidden"),
    )
