"""A package read into raw cells: every sheet, in the order of its tabs."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from kxdesk.domain.problems import Problem
from kxdesk.workbook.areas import Area, parse_area
from kxdesk.workbook.attached_in import AttachedReader
from kxdesk.workbook.cell_values import CellMaker
from kxdesk.workbook.cells_in import Budget, read_cells
from kxdesk.workbook.limits import LIMITS, Limits
from kxdesk.workbook.raw import Damage, DefinedName, RawSheet, RawWorkbook, SheetKind, SheetState
from kxdesk.workbook.styles_in import CellStyle, cell_styles, miscounted_groups
from kxdesk.workbook.text_in import RichText, decoded, shared_strings
from kxdesk.workbook.xml_in import local_name, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from kxdesk.workbook.package import Package, Relation

_PRINT_AREA = "_xlnm.Print_Area"
_QUOTED_SHEET = re.compile(r"'(?:[^']|'')*'!")
# A text that was lost shifts all that follow it; no writer is known to count wrong.
_STRING_COUNT = re.compile(rb'<[\w:]*sst\b[^>]*\suniqueCount="([0-9]{1,9})"')
_HEAD = 4096
_KEPT = 1 << 20
_KINDS: dict[str, SheetKind] = {
    "worksheet": "worksheet",
    "chartsheet": "chartsheet",
    "dialogsheet": "dialogsheet",
    "xlMacrosheet": "macrosheet",
    "xlIntlMacrosheet": "macrosheet",
}
_STATES: dict[str, SheetState] = {"hidden": "hidden", "veryHidden": "veryHidden"}


def read_workbook(package: Package, limits: Limits = LIMITS) -> RawWorkbook:
    """Read every sheet of a package, and check the parts that hold no cell.

    Raises:
        Problem: no-sheets, too-many-cells, too-much-text, cell-out-of-range, and what Package.read raises.
    """
    workbook = _Reader(package, limits).read()
    package.verify_all()
    return workbook


class _Reader:
    def __init__(self, package: Package, limits: Limits) -> None:
        self._package = package
        self._budget = Budget.of(limits)
        relations = [found for found in package.rels(package.workbook_part) if not found.external]
        self._relations = {found.id: found for found in relations if found.target in package}
        self._attached = AttachedReader(package, self._related("person"))
        self._damages = [
            Damage("part-missing", "", found.target)
            for found in relations
            if found.kind in ("sharedStrings", "styles") and found.target not in package
        ]

    def read(self) -> RawWorkbook:
        root = self._package.tree(self._package.workbook_part)
        groups = {local_name(group): group for group in root}
        elements = [sheet for sheet in groups.get("sheets", ()) if local_name(sheet) == "sheet"]
        if not elements:
            raise Problem("no-sheets")
        names = tuple(_defined_name(name) for name in groups.get("definedNames", ()) if local_name(name))
        maker = CellMaker(self._strings(), self._styles())
        sheets = tuple(
            self._sheet(element, position, names, maker) for position, element in enumerate(elements, 1)
        )
        self._damages += [Damage("sheet-unlisted", "", part) for part in self._unlisted(sheets)]
        properties = groups.get("workbookPr")
        date1904 = properties is not None and properties.get("date1904") in ("1", "true", "on")
        return RawWorkbook(sheets, names, date1904, self._package.notes, tuple(self._damages))

    def _related(self, kind: str) -> str | None:
        return next((found.target for found in self._relations.values() if found.kind == kind), None)

    def _strings(self) -> list[str | RichText]:
        part = self._related("sharedStrings")
        if part is None:
            return []
        data = self._package.xml(part)
        strings = shared_strings(data, part)
        declared = _STRING_COUNT.search(data, 0, _HEAD)
        if declared and int(declared[1]) != len(strings):
            self._damages.append(Damage("count-differs", "", "sharedStrings"))
        return strings

    def _styles(self) -> list[CellStyle]:
        part = self._related("styles")
        if part is None:
            return []
        data = self._package.xml(part)
        miscounted, styles = (_read_styles if len(data) < _KEPT else _read_styles.__wrapped__)(data, part)
        self._damages += [Damage("count-differs", "", name) for name in miscounted]
        return styles

    def _sheet(
        self, element: etree._Element, position: int, names: tuple[DefinedName, ...], maker: CellMaker
    ) -> RawSheet:
        name = decoded(element.get("name", ""))
        state = _STATES.get(element.get("state", ""), "visible")
        relation = self._relation(element)
        kind = _KINDS.get(relation.kind, "missing") if relation else "missing"
        if relation is None or kind == "missing":
            self._damages.append(Damage("sheet-lost", name, ""))
            return RawSheet(name, state, position, "missing", "")
        if kind != "worksheet":
            return RawSheet(name, state, position, kind, relation.target)
        content = read_cells(self._package.xml(relation.target), relation.target, maker, self._budget)
        attached = self._attached.read(relation.target)
        self._damages += [Damage(code, name, place) for code, place in content.damages]
        self._damages += [Damage("broken-part", name, part) for part in attached.broken]
        return RawSheet(
            name,
            state,
            position,
            kind,
            relation.target,
            cells=content.cells,
            merges=tuple(content.merges),
            print_areas=tuple(_print_areas(names, position)),
            notes=attached.notes,
            threads=attached.threads,
            shapes=tuple(attached.shapes),
            check_boxes=tuple(attached.check_boxes),
            hidden_rows=frozenset(content.hidden_rows),
            hidden_columns=frozenset(content.hidden_columns),
            last_row=max(content.cells, default=(0, 0))[0],
            last_column=max(map(itemgetter(1), content.cells), default=0),
        )

    def _relation(self, sheet: etree._Element) -> Relation | None:
        """What a sheet's `r:id` leads to, under whichever prefix and namespace that is written."""
        for key, value in sheet.attrib.items():
            if str(key).endswith("}id") and value in self._relations:
                return self._relations[value]
        return None

    def _unlisted(self, sheets: tuple[RawSheet, ...]) -> Iterator[str]:
        listed = {sheet.part.lower() for sheet in sheets}
        for relation in self._relations.values():
            if relation.kind in _KINDS and relation.target.lower() not in listed:
                yield relation.target


@lru_cache(maxsize=8)
def _read_styles(data: bytes, part: str) -> tuple[list[str], list[CellStyle]]:
    """The groups that are miscounted, and the styles; returns of one form share them, so they are kept."""
    root = parse_xml(data, part)
    return miscounted_groups(root), cell_styles(root)


def _defined_name(element: etree._Element) -> DefinedName:
    scope = element.get("localSheetId", "")
    return DefinedName(
        decoded(element.get("name", "")),
        element.text or "",
        int(scope) + 1 if scope.isascii() and scope.isdigit() and len(scope) < 6 else None,
        element.get("hidden") in ("1", "true"),
    )


def _print_areas(names: tuple[DefinedName, ...], position: int) -> Iterator[Area]:
    for name in names:
        if name.sheet == position and name.name == _PRINT_AREA:
            for piece in _QUOTED_SHEET.sub("", name.text).split(","):
                area = parse_area(piece)
                if area:
                    yield area
