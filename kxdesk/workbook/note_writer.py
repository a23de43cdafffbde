"""Notes put at cells of a finished sheet: the comment, and the box it is shown in (VML).

A note that the form has at the cell stays and gets the new text before its own. A cell with a modern thread
is left alone: Excel would take a classic note beside it for damage.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kxdesk.workbook.addresses import address
from kxdesk.workbook.xml_spans import Node, attribute, escaped, parse, value

if TYPE_CHECKING:
    from kxdesk.workbook.geometry import Geometry
    from kxdesk.workbook.package_patch import PackagePatch

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BLOCKS = re.compile(rb"""(<o:idmap\b[^>]*?\bdata\s*=\s*["'])([0-9, ]+)(["'])""")
_SHAPE_NUMBER = re.compile(rb"_x0000_s([0-9]{1,9})(?![0-9])")
_SHAPES_IN_BLOCK = 1024
# What stands behind the legacy drawing, as the schema orders a worksheet.
_AFTER = frozenset(
    {
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    }
)
_EMPTY_COMMENTS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<authors></authors><commentList></commentList></comments>"
)
_EMPTY_VML = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    b'<o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" '
    b'coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_WIDTH, _LINE, _LEAST = 220.0, 13.5, 54.0  # points
_CHARACTERS = 22  # full-width ones in a line of that width


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note to be put at the first cell of a box."""

    row: int
    column: int
    author: str
    text: str


def add_notes(
    patch: PackagePatch, sheet: str, notes: Sequence[NewNote], geometry: Geometry, block: Callable[[], int]
) -> None:
    """Put notes into the parts around a sheet.

    Args:
        patch: changes of the workbook.
        sheet: name of the sheet's part.
        notes: at most one for each cell.
        geometry: of the sheet, to place their boxes.
        block: gives a block of shape numbers that no drawing of the workbook has.
    """
    threads = patch.related(sheet, "threadedComment") or patch.related(sheet, "threadedComments")
    name = patch.related(sheet, "comments")
    if name is None:
        name = patch.fresh("xl/comments1.xml")
        patch.add(name, _EMPTY_COMMENTS, _COMMENTS)
        patch.relate(sheet, "comments", name)
    content, boxed = _with_comments(patch.read(name), name, notes, threads=bool(threads))
    patch.put(name, content)
    drawing = _legacy_drawing(patch, sheet)
    patch.put(drawing, _with_shapes(patch.read(drawing), boxed, geometry, block()))


def _with_comments(
    data: bytes, part: str, notes: Sequence[NewNote], *, threads: bool
) -> tuple[bytes, list[NewNote]]:
    """The comments with the new ones, and which of them need a box of their own."""
    data = _with_authors(data, part, [note.author for note in notes])
    root = parse(data, part)
    authors = root.child("authors")
    list_ = root.child("commentList")
    assert authors is not None
    assert list_ is not None
    prefix = root.tag[: -len("comments")].encode()
    names = [data[node.inner : node.inner_end] for node in authors.children]
    there = {value(data, node, "ref").replace("$", ""): node for node in list_.children}
    edits: list[tuple[int, int, bytes]] = []
    boxed: list[NewNote] = []
    for note in notes:
        old = there.get(address(note.row, note.column))
        if old is None:
            author = names.index(escaped(note.author, quotes=False))
            edits.append((list_.inner_end, list_.inner_end, _comment(prefix, note, author)))
            boxed.append(note)
        elif not threads:
            edits += _before(data, prefix, old, note.text)
    return _edited(data, edits), boxed


def _with_authors(data: bytes, part: str, authors: Sequence[str]) -> bytes:
    root = parse(data, part)
    group = root.child("authors")
    assert group is not None
    data, group = _opened(data, part, "authors", group)
    prefix = root.tag[: -len("comments")].encode()
    known = [data[node.inner : node.inner_end] for node in group.children]
    new = [name for one in dict.fromkeys(authors) if (name := escaped(one, quotes=False)) not in known]
    added = b"".join(b"<%sauthor>%s</%sauthor>" % (prefix, name, prefix) for name in new)
    data = data[: group.inner_end] + added + data[group.inner_end :]
    root = parse(data, part)
    comments = root.child("commentList")
    return data if comments is None else _opened(data, part, "commentList", comments)[0]


def _opened(data: bytes, part: str, name: str, group: Node) -> tuple[bytes, Node]:
    """With `<x/>` written as `<x></x>`."""
    if group.inner != group.end:
        return data, group
    tag = group.tag.encode()
    data = data[: group.end].rstrip(b"/>").rstrip() + b"></%s>" % tag + data[group.end :]
    found = parse(data, part).child(name)
    assert found is not None
    return data, found


def _comment(prefix: bytes, note: NewNote, author: int) -> bytes:
    return b'<%scomment ref="%s" authorId="%d"><%stext>%s</%stext></%scomment>' % (
        prefix,
        address(note.row, note.column).encode(),
        author,
        prefix,
        _run(prefix, note.text),
        prefix,
        prefix,
    )


def _run(prefix: bytes, text: str) -> bytes:
    return (
        b'<%sr><%srPr><%ssz val="9"/><%scolor indexed="81"/></%srPr><%st xml:space="preserve">%s</%st></%sr>'
        % (
            *(prefix,) * 6, escaped(text, quotes=False), prefix, prefix,
        )
    )  # fmt: skip


def _before(data: bytes, prefix: bytes, comment: Node, text: str) -> list[tuple[int, int, bytes]]:
    """The new text as a run before what the form says there."""
    inside = comment.child("text")
    if inside is None or inside.inner == inside.end:
        return []
    run = _run(prefix, f"{text}\n\n")
    plain = inside.child("t")
    if plain is None:
        return [(inside.inner, inside.inner, run)]
    old = b"<%sr>%s</%sr>" % (prefix, data[plain.start : plain.end], prefix)
    return [(plain.start, plain.end, run + old)]


def _legacy_drawing(patch: PackagePatch, sheet: str) -> str:
    """Name of the part with the sheet's boxes, made and related where there is none."""
    data = patch.read(sheet)
    root = parse(data, sheet)
    node = root.child("legacyDrawing")
    if node is not None:
        wanted = value(data, node, "id")
        for relation in patch.template.package.rels(sheet):
            if relation.id == wanted and relation.target in patch.template.package:
                return relation.target
    name = patch.fresh("xl/drawings/vmlDrawing1.vml")
    patch.declare_suffix("vml", _VML)
    patch.add(name, _EMPTY_VML)
    new = patch.relate(sheet, "vmlDrawing", name).encode()
    if node is not None:  # it led nowhere
        found = attribute(data, node, "id")
        assert found is not None
        patch.put(sheet, data[: found.start] + new + data[found.end :])
        return name
    tag = root.tag[: -len("worksheet")].encode() + b"legacyDrawing"
    element = b'<%s xmlns:r="%s" r:id="%s"/>' % (tag, _RELATIONS.encode(), new)
    at = _place_of_drawing(root)
    patch.put(sheet, data[:at] + element + data[at:])
    return name


def _place_of_drawing(root: Node) -> int:
    """Before the first element that has to come later; wrapped alternatives behind the cells count too."""
    cells = root.child("sheetData")
    for node in root.children:
        wrapped = node.name == "AlternateContent" and cells is not None and node.start > cells.end
        if node.name in _AFTER or (wrapped and any(inner.name in _AFTER for inner in node.walk())):
            return node.start
    return root.inner_end


def _with_shapes(data: bytes, notes: Sequence[NewNote], geometry: Geometry, block: int) -> bytes:
    if not notes:
        return data
    first = block * _SHAPES_IN_BLOCK + 1
    blocks = {int(match[1]) // _SHAPES_IN_BLOCK for match in _SHAPE_NUMBER.finditer(data)}
    if blocks:
        data = _BLOCKS.sub(lambda match: match[1] + match[2] + b",%d" % block + match[3], data, count=1)
    else:
        data = _BLOCKS.sub(lambda match: match[1] + b"%d" % block + match[3], data, count=1)
    if b'id="_x0000_t202"' not in data:
        shape_type = _EMPTY_VML[_EMPTY_VML.index(b"<v:shapetype") : -len(b"</xml>")]
        data = _before_end(data, shape_type)
    shapes = b"".join(_shape(note, geometry, first + at) for at, note in enumerate(notes))
    return _before_end(data, shapes)


def _before_end(data: bytes, new: bytes) -> bytes:
    at = data.rindex(b"</xml>") if b"</xml>" in data else len(data)
    return data[:at] + new + data[at:]


def _shape(note: NewNote, geometry: Geometry, number: int) -> bytes:
    """A hidden box right of its cell, wide and high enough for the text."""
    area = geometry.area_of(note.row, note.column)
    left = geometry.left(min(area.last_column + 1, 16383)) + 10
    top = max(0.0, geometry.top(note.row) - 6)
    height = max(_LEAST, _LINE * (_lines(note.text) + 1))
    anchor = (
        *_across(geometry, left),
        *_down(geometry, top),
        *_across(geometry, left + _WIDTH),
        *_down(geometry, top + height),
    )
    text = ", ".join(map(str, anchor)).encode()
    place = f"margin-left:{left:g}pt;margin-top:{top:g}pt;width:{_WIDTH:g}pt;height:{height:g}pt"
    style = f"position:absolute;{place}"
    return (
        b'<v:shape id="_x0000_s%d" type="#_x0000_t202" style="%s;z-index:%d;visibility:hidden" '
        b'fillcolor="#fff4dc" o:insetmode="auto"><v:fill color2="#fff4dc"/>'
        b'<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        b'<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        b'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%s</x:Anchor>'
        b"<x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>"
        % (number, style.encode(), number % _SHAPES_IN_BLOCK, text, note.row - 1, note.column - 1)
    )


def _across(geometry: Geometry, x: float) -> tuple[int, int]:
    """Column from 0 and pixels into it."""
    column = geometry.column_at(x)
    return column - 1, round((x - geometry.left(column)) * 96 / 72)


def _down(geometry: Geometry, y: float) -> tuple[int, int]:
    row = geometry.row_at(y)
    return row - 1, round((y - geometry.top(row)) * 96 / 72)


def _lines(text: str) -> int:
    return sum(-(-max(len(line), 1) // _CHARACTERS) for line in text.split("\n"))


def _edited(data: bytes, edits: Sequence[tuple[int, int, bytes]]) -> bytes:
    at, pieces = 0, list[bytes]()
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [data[at:start], new]
        at = end
    return b"".join((*pieces, data[at:]))


def free_blocks(drawings: Mapping[str, bytes]) -> Callable[[], int]:
    """Gives blocks of shape numbers beyond those that drawings use or claim."""
    used = {0}
    for data in drawings.values():
        used |= {int(match[1]) // _SHAPES_IN_BLOCK for match in _SHAPE_NUMBER.finditer(data)}
        for match in _BLOCKS.finditer(data):
            used |= {int(word) for word in match[2].replace(b",", b" ").split()}
    state = [max(used)]

    def block() -> int:
        state[0] += 1
        return state[0]

    return block
