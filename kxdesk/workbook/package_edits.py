"""The lists a package keeps of its parts: content types, the workbook's relations, titles of sheets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kxdesk.workbook.package import CONTENT_TYPES
from kxdesk.workbook.relations import relations_name
from kxdesk.workbook.xml_spans import Node, escaped, parse, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kxdesk.workbook.tabs import Tab
    from kxdesk.workbook.template import Template

_WORKSHEET = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
_ID = re.compile(r"rId([0-9]+)")
_TITLES = frozenset({"HeadingPairs", "TitlesOfParts"})


def content_types(template: Template, new_tabs: Sequence[Tab], gone: frozenset[str]) -> bytes:
    """The list of types, with those of new parts and without those of parts that are gone."""
    data = template.xml(CONTENT_TYPES)
    root = parse(data, CONTENT_TYPES)
    prefix = root.tag[: -len("Types")].encode()
    new = [(tab.part, tab.origin) for tab in new_tabs]
    new += [(part.name, part.origin) for tab in new_tabs for part in tab.parts]
    added = [
        b'<%sOverride PartName="/%s" ContentType="%s"/>' % (prefix, escaped(name), escaped(declared))
        for name, origin in new
        if (declared := template.overrides.get(origin.lower()))
    ]
    dropped = [
        node
        for node in root.children
        if node.name == "Override" and value(data, node, "PartName").lstrip("/").lower() in gone
    ]
    return _edited(data, root, dropped, added)


def workbook_relations(
    template: Template, new_tabs: Sequence[Tab], gone: frozenset[str]
) -> tuple[dict[int, str], bytes | None]:
    """Relation ids of new tabs by identity, and the workbook's relations, None if they stay."""
    name = template.workbook.name
    relations = template.package.rels(name)
    dropped_ids = {one.id for one in relations if not one.external and one.target.lower() in gone}
    if not new_tabs and not dropped_ids:
        return {}, None
    numbers = [int(match[1]) for one in relations if (match := _ID.fullmatch(one.id))]
    first = max(numbers, default=0) + 1
    ids = {tab.identity: f"rId{first + at}" for at, tab in enumerate(new_tabs)}
    data = template.xml(relations_name(name))
    root = parse(data, relations_name(name))
    prefix = root.tag[: -len("Relationships")].encode()
    added = [
        b'<%sRelationship Id="%s" Type="%s" Target="/%s"/>'
        % (prefix, ids[tab.identity].encode(), _WORKSHEET.encode(), escaped(tab.part))
        for tab in new_tabs
    ]
    dropped = [node for node in root.children if value(data, node, "Id") in dropped_ids]
    return ids, _edited(data, root, dropped, added)


def titles_dropped(template: Template) -> dict[str, bytes]:
    """The file's properties without the list of sheets and names, which may lack but must not lie."""
    for relation in template.package.rels(""):
        if relation.kind == "extended-properties" and relation.target in template.package:
            data = template.xml(relation.target)
            root = parse(data, relation.target)
            titles = [node for node in root.children if node.name in _TITLES]
            return {relation.target.lower(): _edited(data, root, titles, ())} if titles else {}
    return {}


def _edited(data: bytes, root: Node, dropped: Iterable[Node], added: Iterable[bytes]) -> bytes:
    """Without some children of the root, and with others behind the rest."""
    at, pieces = 0, list[bytes]()
    for node in dropped:
        pieces.append(data[at : node.start])
        at = node.end
    return b"".join((*pieces, data[at : root.inner_end], *added, data[root.inner_end :]))
