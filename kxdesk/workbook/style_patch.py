"""Looks added to a workbook's styles; all that is there keeps its number and its bytes."""

from __future__ import annotations

from dataclasses import dataclass

from kxdesk.workbook.workbook_part import with_attribute
from kxdesk.workbook.xml_spans import Node, escaped, parse, value

_GROUPS = ("fonts", "fills", "borders", "cellXfs")


@dataclass(frozen=True, slots=True)
class LookOf:
    """A cell's look, made from nothing.

    Attributes:
        font: size in points, bold, RRGGBB.
        fill: RRGGBB, "" for none.
        framed: thin lines all round.
        horizontal, vertical: as the format names them.
        locked: as Excel has it where a sheet is protected.
    """

    size: float = 10.0
    bold: bool = False
    colour: str = "1F2933"
    fill: str = ""
    framed: bool = False
    horizontal: str = "general"
    vertical: str = "top"


class StylePatch:
    """A styles part with looks put behind those it has."""

    def __init__(self, data: bytes, part: str) -> None:
        self._data = data
        root = parse(data, part)
        self._prefix = root.tag[: -len("styleSheet")].encode()
        self._groups: dict[str, Node] = {
            name: group for name in _GROUPS if (group := root.child(name)) is not None
        }
        self._new: dict[str, list[bytes]] = {name: [] for name in _GROUPS}
        self._filled: dict[tuple[int, str], int] = {}
        self._looks: dict[LookOf, int] = {}
        self._fills: dict[str, int] = {}

    @property
    def usable(self) -> bool:
        """All groups are there to be added to."""
        return len(self._groups) == len(_GROUPS)

    def filled(self, style: int, colour: str) -> int:
        """The number of the style that is like another one, with a colour behind it."""
        key = style, colour
        if key not in self._filled:
            xfs = self._groups["cellXfs"].children
            node = xfs[style] if 0 <= style < len(xfs) else xfs[0]
            raw = self._data[node.start : node.end]
            end = node.inner - node.start
            tag = with_attribute(raw[:end], b"fillId", str(self._fill(colour)).encode())
            tag = with_attribute(tag, b"applyFill", b"1")
            self._filled[key] = self._add("cellXfs", tag + raw[end:])
        return self._filled[key]

    def look(self, look: LookOf, font: str) -> int:
        """The number of a style of one's own."""
        if look not in self._looks:
            self._looks[look] = self._add("cellXfs", self._xf(look, font))
        return self._looks[look]

    def render(self) -> bytes:
        """The part anew."""
        data = self._data
        for name, node in sorted(self._groups.items(), key=lambda entry: -entry[1].start):
            if new := self._new[name]:
                count = str(len(node.children) + len(new)).encode()
                tag = with_attribute(data[node.start : node.inner], b"count", count)
                data = b"".join(
                    (data[: node.start], tag, data[node.inner : node.inner_end], *new, data[node.inner_end :])
                )
        return data

    def _add(self, group: str, element: bytes) -> int:
        self._new[group].append(element)
        return len(self._groups[group].children) + len(self._new[group]) - 1

    def _fill(self, colour: str) -> int:
        if colour not in self._fills:
            p = self._prefix
            element = (
                b'<%sfill><%spatternFill patternType="solid"><%sfgColor rgb="FF%s"/><%sbgColor indexed="64"/>'
                b"</%spatternFill></%sfill>" % (p, p, p, colour.encode(), p, p, p)
            )
            self._fills[colour] = self._add("fills", element)
        return self._fills[colour]

    def _xf(self, look: LookOf, font: str) -> bytes:
        p = self._prefix
        bold = b"<%sb/>" % p if look.bold else b""
        font_id = self._add(
            "fonts",
            b'<%sfont>%s<%ssz val="%s"/><%scolor rgb="FF%s"/><%sname val="%s"/></%sfont>'
            % (
                p, bold, p, f"{look.size:g}".encode(), p, look.colour.encode(), p, escaped(font), p,
            ),
        )  # fmt: skip
        border_id = self._add("borders", self._border()) if look.framed else 0
        fill_id = self._fill(look.fill) if look.fill else 0
        return (
            b'<%sxf numFmtId="49" fontId="%d" fillId="%d" borderId="%d" xfId="0" applyNumberFormat="1" '
            b'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            b'<%salignment horizontal="%s" vertical="%s" wrapText="1"/></%sxf>'
            % (
                p, font_id, fill_id, border_id, p, look.horizontal.encode(), look.vertical.encode(), p,
            )
        )  # fmt: skip

    def _border(self) -> bytes:
        p = self._prefix
        sides = b"".join(
            b'<%s%s style="thin"><%scolor rgb="FF9AA5B1"/></%s%s>' % (p, side, p, p, side)
            for side in (b"left", b"right", b"top", b"bottom")
        )
        return b"<%sborder>%s<%sdiagonal/></%sborder>" % (p, sides, p, p)


def base_font(data: bytes, part: str) -> str:
    """Name of the workbook's first font, in which its sheets are measured."""
    fonts = parse(data, part).child("fonts")
    first = fonts.children[0] if fonts and fonts.children else None
    names = [node for node in (first.children if first else ()) if node.name in ("name", "rFont")]
    return value(data, names[0], "val") if names else ""
