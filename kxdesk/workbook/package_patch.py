"""Parts added to a finished workbook and parts changed in it; all others go over as they are packed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kxdesk.workbook.package import CONTENT_TYPES
from kxdesk.workbook.relations import relations_name
from kxdesk.workbook.xml_spans import escaped, parse, value
from kxdesk.workbook.zip_out import packed_part, write_zip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kxdesk.workbook.package import RawPart
    from kxdesk.workbook.template import Template

_ID = re.compile(r"rId([0-9]{1,9})")
_NUMBERED = re.compile(r"^(.*?)([0-9]*)(\.[^./]*)?$")
_NO_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class PackagePatch:
    """Changes to a workbook that is there already."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self._changed: dict[str, bytes] = {}
        self._added: dict[str, str] = {}  # lower-case name → name

    def read(self, name: str) -> bytes:
        """A part as it stands by now, in UTF-8."""
        found = self._changed.get(name.lower())
        return found if found is not None else self.template.xml(name)

    def put(self, name: str, content: bytes) -> None:
        """Another content for a part that is there."""
        self._changed[name.lower()] = content

    def add(self, name: str, content: bytes, content_type: str = "") -> None:
        """A new part; `content_type` where it is not declared for its suffix."""
        self._changed[name.lower()] = content
        self._added[name.lower()] = name
        if content_type:
            override = b'Override PartName="/%s" ContentType="%s"/>' % (escaped(name), escaped(content_type))
            self._declare(override)

    def declare_suffix(self, suffix: str, content_type: str) -> None:
        """A type for all parts of a suffix, unless there is one."""
        data = self.read(CONTENT_TYPES)
        root = parse(data, CONTENT_TYPES)
        known = {value(data, node, "Extension").lower() for node in root.children if node.name == "Default"}
        if suffix not in known:
            self._declare(
                b'Default Extension="%s" ContentType="%s"/>' % (suffix.encode(), escaped(content_type))
            )

    def relate(self, part: str, kind: str, target: str) -> str:
        """A new relation of a part; its id."""
        name = relations_name(part)
        if name in self.template.package or name.lower() in self._changed:
            data = self.read(name)
        else:
            data = _NO_RELATIONS
            self._added[name.lower()] = name
        root = parse(data, name)
        ids = [value(data, node, "Id") for node in root.children]
        numbers = [int(match[1]) for one in ids if (match := _ID.fullmatch(one))]
        new = f"rId{max(numbers, default=0) + 1}"
        prefix = root.tag[: -len("Relationships")].encode()
        element = b'<%sRelationship Id="%s" Type="%s" Target="/%s"/>' % (
            prefix,
            new.encode(),
            f"{OFFICE}/{kind}".encode(),
            escaped(target),
        )
        if root.inner == root.end:  # <Relationships/>
            tag = root.tag.encode()
            data = data[: root.end].rstrip(b"/>").rstrip() + b"></%s>" % tag + data[root.end :]
            root = parse(data, name)
        self._changed[name.lower()] = data[: root.inner_end] + element + data[root.inner_end :]
        return new

    def related(self, part: str, kind: str) -> str | None:
        """Name of the part that a relation of that kind leads to."""
        relations = self.template.package.rels(part)
        return next(
            (one.target for one in relations if one.kind == kind and one.target in self.template.package),
            None,
        )

    def fresh(self, like: str) -> str:
        """A name that no part has: `xl/comments3.xml` like `xl/comments1.xml`."""
        taken = {name.lower() for name in self.template.package.names()} | self._added.keys()
        match = _NUMBERED.match(like)
        assert match is not None
        number = 1
        while f"{match[1]}{number}{match[3] or ''}".lower() in taken:
            number += 1
        return f"{match[1]}{number}{match[3] or ''}"

    def save(self) -> bytes:
        """The bytes of the file."""
        return write_zip(self._entries())

    def _entries(self) -> Iterator[RawPart]:
        package = self.template.package
        for name in package.names():
            content = self._changed.get(name.lower())
            yield package.raw(name) if content is None else packed_part(name, content)
        for key, name in self._added.items():
            yield packed_part(name, self._changed[key])

    def _declare(self, element: bytes) -> None:
        data = self.read(CONTENT_TYPES)
        root = parse(data, CONTENT_TYPES)
        prefix = root.tag[: -len("Types")].encode()
        first = next((node.start for node in root.children), root.inner_end)
        # Defaults stand first; what is declared for single parts behind everything.
        at = first if element.startswith(b"Default") else root.inner_end
        self._changed[CONTENT_TYPES.lower()] = data[:at] + b"<" + prefix + element + data[at:]
