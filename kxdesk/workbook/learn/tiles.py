"""A sheet as tiles: merged boxes and single cells, each a text of the form or a place to write in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from lxml import etree

from kxdesk.workbook.areas import Area, parse_area
from kxdesk.workbook.geometry import Geometry, read_geometry
from kxdesk.workbook.labels import fold
from kxdesk.workbook.learn.examples import is_example, is_faint
from kxdesk.workbook.package import Package
from kxdesk.workbook.raw import RawSheet, RawWorkbook
from kxdesk.workbook.styles import Styles
from kxdesk.workbook.xml_in import local_name, parse_xml

_FARTHEST = 400  # rows of a form that are looked at


@dataclass(frozen=True, slots=True)
class Tile:
    """One box.

    Attributes:
        text: what the form prints there; "" where it is blank.
        formula: the form computes it.
        framed: it is merged, or has lines on at least two sides.
        open: the sheet is protected and this cell is not.
        choices: its drop-down, if the list can be read.
        note: the form's note at it.
        example: what the form says there to be overwritten; such a box is blank.
    """

    area: Area
    text: str
    formula: bool = False
    framed: bool = False
    open: bool = False
    choices: tuple[str, ...] = ()
    note: str = ""
    example: str = ""

    @property
    def blank(self) -> bool:
        """A place to write in."""
        return not self.text and not self.formula

    @property
    def width(self) -> int:
        """In columns."""
        return self.area.last_column - self.area.first_column + 1


@dataclass(frozen=True)
class Plate:
    """All tiles of one sheet, by their first cell."""

    sheet: RawSheet
    geometry: Geometry
    tiles: dict[tuple[int, int], Tile]
    protected: bool
    marked_if_blank: frozenset[tuple[int, int]] = frozenset()

    @cached_property
    def cover(self) -> dict[tuple[int, int], Tile]:
        """The tile each cell belongs to."""
        return {
            (row, column): tile
            for tile in self.tiles.values()
            for row in range(tile.area.first_row, tile.area.last_row + 1)
            for column in range(tile.area.first_column, tile.area.last_column + 1)
        }

    @cached_property
    def labels(self) -> tuple[Tile, ...]:
        """Texts of the form, in reading order."""
        return tuple(tile for _, tile in sorted(self.tiles.items()) if tile.text and not tile.formula)

    @cached_property
    def last_column(self) -> int:
        """The right edge of what the form uses."""
        return max(
            (tile.area.last_column for tile in self.tiles.values() if tile.text or tile.framed), default=1
        )

    def at(self, row: int, column: int) -> Tile | None:
        """The tile over a cell."""
        return self.cover.get((row, column))

    def right_of(self, tile: Tile) -> Tile | None:
        """The next tile in the same row."""
        return self.at(tile.area.first_row, tile.area.last_column + 1)

    def below(self, tile: Tile) -> Tile | None:
        """The next tile under its left edge."""
        return self.at(tile.area.last_row + 1, tile.area.first_column)

    def row_tiles(self, row: int) -> tuple[Tile, ...]:
        """Tiles that begin in this row, left to right."""
        return self._by_first_row.get(row, ())

    def ending_in(self, row: int) -> tuple[Tile, ...]:
        """Texts whose last row is this one, left to right: headings may be one row high or two."""
        return self._by_last_row.get(row, ())

    @cached_property
    def _by_first_row(self) -> dict[int, tuple[Tile, ...]]:
        return _by_row((place[0], tile) for place, tile in sorted(self.tiles.items()))

    @cached_property
    def _by_last_row(self) -> dict[int, tuple[Tile, ...]]:
        ordered = sorted(self.labels, key=lambda tile: tile.area.first_column)
        return _by_row((tile.area.last_row, tile) for tile in ordered)


def _by_row(tiles: Iterable[tuple[int, Tile]]) -> dict[int, tuple[Tile, ...]]:
    found: dict[int, list[Tile]] = {}
    for row, tile in tiles:
        found.setdefault(row, []).append(tile)
    return {row: tuple(entries) for row, entries in found.items()}


def read_plate(package: Package, raw: RawWorkbook, sheet: RawSheet, styles: Styles) -> Plate:
    """The tiles of a visible worksheet."""
    root = parse_xml(package.read(sheet.part), sheet.part)
    geometry = read_geometry(root, styles)
    choices = _choices(root, raw, sheet)
    protected = any(local_name(child) == "sheetProtection" for child in root)
    unlocked = _unlocked(package) if protected else frozenset()
    tiles: dict[tuple[int, int], Tile] = {}
    covered = {
        (row, column)
        for area in geometry.merges.values()
        for row in range(area.first_row, min(area.last_row, _FARTHEST) + 1)
        for column in range(area.first_column, area.last_column + 1)
    }
    places = {place for place in (*geometry.cells, *sheet.cells, *geometry.merges) if place[0] <= _FARTHEST}
    for place in places:
        area = geometry.merges.get(place) or Area(*place, *place)
        if place in covered and place not in geometry.merges:
            continue
        cell = sheet.cells.get(place)
        formula = cell is not None and cell.formula is not None
        text = str(cell.value) if cell is not None and cell.value is not None and not formula else ""
        framed = place in geometry.merges or _lines(geometry, place) >= 2
        tiles[place] = Tile(
            area,
            text if text.strip() else "",
            formula,
            framed,
            geometry.style_of(*place) in unlocked,
            choices.get(place, ()),
            sheet.notes[place].text if place in sheet.notes else "",
        )
    plate = Plate(sheet, geometry, tiles, protected, _marked_if_blank(root))
    return replace(plate, tiles={place: _emptied(plate, tile) for place, tile in tiles.items()})


def _emptied(plate: Plate, tile: Tile) -> Tile:
    """A box with an example in it as the blank box it is."""
    if not tile.text or not (tile.framed or tile.open):
        return tile
    row, column = tile.area[:2]
    labels = [plate.at(row, column - 1), plate.at(row - 1, column)]
    if not any(label and label.text and not _is_faint(plate, label) for label in labels):
        return tile
    if is_example(tile.text) or (_is_faint(plate, tile) and fold(tile.text)[:1] not in "※*注(["):
        return replace(tile, text="", example=tile.text)
    return tile


def _is_faint(plate: Plate, tile: Tile) -> bool:
    return is_faint(plate.geometry.look(*tile.area[:2]))


def _lines(geometry: Geometry, place: tuple[int, int]) -> int:
    borders = geometry.look(*place).borders
    return sum(edge is not None for edge in (borders.left, borders.right, borders.top, borders.bottom))


def _unlocked(package: Package) -> frozenset[int]:
    """Cell styles whose cells may be written on a protected sheet."""
    relation = next((r for r in package.rels(package.workbook_part) if r.kind == "styles"), None)
    if relation is None:
        return frozenset()
    root = parse_xml(package.read(relation.target), relation.target)
    formats = next((group for group in root if local_name(group) == "cellXfs"), ())
    return frozenset(number for number, xf in enumerate(formats) if _is_unlocked(xf))


def _is_unlocked(xf: etree._Element) -> bool:
    return any(local_name(part) == "protection" and part.get("locked") in ("0", "false") for part in xf)


def _marked_if_blank(root: etree._Element) -> frozenset[tuple[int, int]]:
    """Boxes that the form colours while they are empty: it wants them filled."""
    found: set[tuple[int, int]] = set()
    for group in root:
        if local_name(group) != "conditionalFormatting":
            continue
        if any(rule.get("type") == "containsBlanks" for rule in group):
            areas = (parse_area(piece) for piece in (group.get("sqref") or "").split())
            found |= {(area.first_row, area.first_column) for area in areas if area is not None}
    return frozenset(found)


def _choices(
    root: etree._Element, raw: RawWorkbook, sheet: RawSheet
) -> dict[tuple[int, int], tuple[str, ...]]:
    """Drop-downs by the cells they are at."""
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for rule in root.iter():
        if (
            not isinstance(rule.tag, str)
            or local_name(rule) != "dataValidation"
            or rule.get("type") != "list"
        ):
            continue
        texts = {local_name(part): "".join(map(str, part.itertext())) for part in rule}
        values = _listed(texts.get("formula1", "").strip(), raw, sheet)
        for piece in (rule.get("sqref") or texts.get("sqref", "")).split():
            area = parse_area(piece)
            if area is not None and values:
                for row in range(area.first_row, min(area.last_row, area.first_row + 200) + 1):
                    found[row, area.first_column] = values
    return found


def _listed(formula: str, raw: RawWorkbook, sheet: RawSheet) -> tuple[str, ...]:
    """`"直営,指定管理"`, リスト!$A$2:$A$4, or a name for such an area."""
    if formula.startswith('"'):
        return tuple(part.strip() for part in formula.strip('"').split(",") if part.strip())
    named = next((name.text for name in raw.names if name.name == formula), formula)
    source, _, cells = named.rpartition("!")
    area = parse_area(cells)
    name = source.strip("'").replace("''", "'")
    where = next((entry for entry in raw.sheets if entry.name == name), None) if source else sheet
    if area is None or where is None or area.last_row - area.first_row > 200:
        return ()
    values = (
        where.cells.get((row, column))
        for row in range(area.first_row, area.last_row + 1)
        for column in range(area.first_column, area.last_column + 1)
    )
    return tuple(str(cell.value) for cell in values if cell is not None and str(cell.value or "").strip())
