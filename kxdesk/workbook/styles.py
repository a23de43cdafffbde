"""How cells look: font, alignment, borders, fill and number format of each cell style."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from kxdesk.workbook.colours import Colours, read_colours
from kxdesk.workbook.serial_dates import built_in_format
from kxdesk.workbook.xml_in import local_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from kxdesk.workbook.package import Package

_TRUE = ("1", "true", "on")
_SIDES = ("left", "right", "top", "bottom", "diagonal")
# A pattern other than a solid one is shown as the mixture of its two colours that it prints as.
_PATTERN_INK = {
    "solid": 1.0,
    "darkGray": 0.75,
    "mediumGray": 0.5,
    "lightGray": 0.25,
    "gray125": 0.125,
    "gray0625": 0.0625,
}
_STACKED = 255
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Font:
    """A font; `size` in points, `colour` RRGGBB or None for automatic."""

    name: str = "Calibri"
    size: float = 11.0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    struck: bool = False
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a text stands in its cell.

    Attributes:
        horizontal, vertical: as the format names them ("general", "centerContinuous"; "bottom", "top", …).
        wraps: the text is broken into lines at the cell's edge.
        shrinks: the text is set smaller until it fits in one line.
        indent: steps of three spaces each.
        rotation: degrees counter-clockwise, -90 to 90.
        stacked: characters stand one below the other.
    """

    horizontal: str = "general"
    vertical: str = "bottom"
    wraps: bool = False
    shrinks: bool = False
    indent: int = 0
    rotation: int = 0
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A border line: its style as the format names it ("thin", "double", …) and RRGGBB."""

    style: str
    colour: str


@dataclass(frozen=True, slots=True)
class Borders:
    """The lines round a cell; the diagonals run up or down from left to right."""

    left: Edge | None = None
    right: Edge | None = None
    top: Edge | None = None
    bottom: Edge | None = None
    diagonal_up: Edge | None = None
    diagonal_down: Edge | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """Everything a cell style says of how its cells look; `fill` is RRGGBB or None, `format` a code."""

    font: Font = field(default_factory=Font)
    alignment: Alignment = field(default_factory=Alignment)
    borders: Borders = field(default_factory=Borders)
    fill: str | None = None
    format: str = "General"


@dataclass(frozen=True, slots=True)
class Styles:
    """The looks of a workbook by style number; `normal` is the font that sets the unit of column widths."""

    looks: tuple[Look, ...]
    normal: Font
    colours: Colours

    def look(self, number: int) -> Look:
        """The look of a style number; the first one's if there is none of that number."""
        if 0 <= number < len(self.looks):
            return self.looks[number]
        return self.looks[0] if self.looks else Look(font=self.normal)


def read_styles(package: Package) -> Styles:
    """The looks of a package; plain ones where it has no styles part.

    Raises:
        Problem: as Package.tree.
    """
    styles, theme = _related(package, "styles"), _related(package, "theme")
    colours = read_colours(theme, styles)
    if styles is None:
        return Styles((Look(),), Font(), colours)
    groups = {local_name(group): group for group in styles}
    fonts = [_font(font, colours) for font in _children(groups, "fonts")]
    looks = _Looks(groups, fonts, colours)
    first = next(iter(_children(groups, "cellStyleXfs")), None)
    normal = _at(fonts, first, "fontId") if first is not None else None
    return Styles(looks.all(), normal or (fonts[0] if fonts else Font()), colours)


def _related(package: Package, kind: str) -> etree._Element | None:
    for relation in package.rels(package.workbook_part):
        if relation.kind == kind and relation.target in package:
            return package.tree(relation.target)
    return None


class _Looks:
    def __init__(self, groups: Mapping[str, etree._Element], fonts: list[Font], colours: Colours) -> None:
        self._groups = groups
        self._fonts = fonts
        self._fills = [_fill(fill, colours) for fill in _children(groups, "fills")]
        self._borders = [_borders(border, colours) for border in _children(groups, "borders")]
        self._formats = {
            entry.get("numFmtId", ""): entry.get("formatCode", "") for entry in _children(groups, "numFmts")
        }

    def all(self) -> tuple[Look, ...]:
        return tuple(self._look(xf) for xf in _children(self._groups, "cellXfs"))

    def _look(self, xf: etree._Element) -> Look:
        number = xf.get("numFmtId", "0")
        code = self._formats.get(number) or built_in_format(_whole(number)) or "General"
        return Look(
            font=_at(self._fonts, xf, "fontId") or Font(),
            alignment=_alignment(xf.find("{*}alignment")),
            borders=_at(self._borders, xf, "borderId") or Borders(),
            fill=_at(self._fills, xf, "fillId"),
            format=code,
        )


def _at(items: list[_Item], xf: etree._Element, attribute: str) -> _Item | None:
    index = _whole(xf.get(attribute, "0"))
    return items[index] if 0 <= index < len(items) else None


def _children(groups: Mapping[str, etree._Element], name: str) -> list[etree._Element]:
    return [child for child in groups.get(name, ()) if isinstance(child.tag, str)]


def _font(element: etree._Element, colours: Colours) -> Font:
    found = {local_name(child): child for child in element}
    return Font(
        name=_value(found, "name", "Calibri"),
        size=_size(_value(found, "sz", "11")),
        bold=_is_on(found, "b"),
        italic=_is_on(found, "i"),
        underline="u" in found and _value(found, "u", "single") != "none",
        struck=_is_on(found, "strike"),
        colour=colours.of(found.get("color")),
    )


def _value(found: Mapping[str, etree._Element], name: str, otherwise: str) -> str:
    return found[name].get("val", otherwise) if name in found else otherwise


def _is_on(found: Mapping[str, etree._Element], name: str) -> bool:
    return name in found and found[name].get("val", "1") in _TRUE


def _alignment(element: etree._Element | None) -> Alignment:
    if element is None:
        return Alignment()
    rotation = _whole(element.get("textRotation", "0"))
    horizontal, vertical = element.get("horizontal", "general"), element.get("vertical", "bottom")
    return Alignment(
        horizontal=horizontal,
        vertical=vertical,
        # Justified and distributed text is broken into lines whether or not it is said to wrap.
        wraps=element.get("wrapText") in _TRUE
        or horizontal in ("justify", "distributed")
        or vertical in ("justify", "distributed"),
        shrinks=element.get("shrinkToFit") in _TRUE,
        indent=max(0, _whole(element.get("indent", "0"))),
        rotation=90 - rotation if 90 < rotation <= 180 else rotation if 0 <= rotation <= 90 else 0,
        stacked=rotation == _STACKED,
    )


def _borders(element: etree._Element, colours: Colours) -> Borders:
    sides = {local_name(side): _edge(side, colours) for side in element if local_name(side) in _SIDES}
    diagonal = sides.get("diagonal")
    return Borders(
        left=sides.get("left"),
        right=sides.get("right"),
        top=sides.get("top"),
        bottom=sides.get("bottom"),
        diagonal_up=diagonal if element.get("diagonalUp") in _TRUE else None,
        diagonal_down=diagonal if element.get("diagonalDown") in _TRUE else None,
    )


def _edge(side: etree._Element, colours: Colours) -> Edge | None:
    style = side.get("style", "none")
    if style == "none":
        return None
    return Edge(style, colours.of(side.find("{*}color")) or "000000")


def _fill(element: etree._Element, colours: Colours) -> str | None:
    pattern = element.find("{*}patternFill")
    if pattern is None:
        stop = element.find("{*}gradientFill/{*}stop/{*}color")
        return colours.of(stop)
    kind = pattern.get("patternType", "none")
    if kind == "none":
        return None
    ink, paper = colours.of(pattern.find("{*}fgColor")), colours.of(pattern.find("{*}bgColor"))
    share = _PATTERN_INK.get(kind, 0.5)
    return _mixed(ink or ("FFFFFF" if kind == "solid" else "000000"), paper or "FFFFFF", share)


def _mixed(ink: str, paper: str, share: float) -> str:
    pairs = ((int(ink[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(over * share + under * (1 - share)):02X}" for over, under in pairs)


def _size(text: str) -> float:
    try:
        size = float(text)
    except ValueError:
        return 11.0
    return size if 1 <= size <= 409 else 11.0


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else -1
