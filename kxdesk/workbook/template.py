"""A ward office's form, opened once; any number of workbooks are made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.domain.problems import Problem
from kxdesk.workbook.book import Book
from kxdesk.workbook.cells_out import EPOCH, EPOCH_1904, CellValue, cell_bytes
from kxdesk.workbook.marks import parse_areas
from kxdesk.workbook.package import CONTENT_TYPES, Package, open_package
from kxdesk.workbook.part_marks import part_chunks
from kxdesk.workbook.parts import Part
from kxdesk.workbook.relations import Owned, owned_parts, relation_chunks
from kxdesk.workbook.sheet_source import SheetSource
from kxdesk.workbook.styles_in import cell_styles
from kxdesk.workbook.vml import vml_chunks
from kxdesk.workbook.workbook_part import WorkbookPart
from kxdesk.workbook.xml_spans import as_utf8, parse, value

if TYPE_CHECKING:
    from kxdesk.workbook.chunks import Chunks
    from kxdesk.workbook.growth import Block


class Template:
    """A workbook file that is never changed.

    Attributes:
        data: the file's bytes.
        package: its parts.
        workbook: its main part, read.
    """

    def __init__(self, package: Package, data: bytes) -> None:
        self.data = data
        self.package = package
        self.workbook = WorkbookPart(self.xml(package.workbook_part), package)
        self.overrides = self._read_overrides()
        self._dated = self._read_dated()
        self._sheets: dict[str, SheetSource] = {}
        self._owned: dict[str, tuple[Owned, ...]] = {}
        self._chunks: dict[str, Chunks] = {}
        self._headings: dict[str, tuple[Block, ...]] = {}

    @staticmethod
    def open(data: bytes) -> Template:
        """Open the bytes of an .xlsx or .xlsm file.

        Raises:
            Problem: as `open_package`; strict-ooxml, signed-workbook; odd-encoding, broken-xml.
        """
        package = open_package(data)
        if "strict-ooxml" in package.notes:
            raise Problem("strict-ooxml")
        # A changed file would no longer be what was signed.
        if "signature" in package.notes:
            raise Problem("signed-workbook")
        package.verify_all()
        return Template(package, data)

    def book(self) -> Book:
        """A new workbook that is equal to the template until it is changed."""
        return Book(self)

    def xml(self, part: str) -> bytes:
        """A part in UTF-8."""
        return as_utf8(self.package.xml(part))

    def sheet_source(self, part: str) -> SheetSource:
        """A worksheet part cut up, once."""
        source = self._sheets.get(part)
        if source is None:
            source = self._sheets[part] = SheetSource(self.xml(part), part)
        return source

    def owned(self, sheet: str) -> tuple[Owned, ...]:
        """The parts that belong to a sheet."""
        found = self._owned.get(sheet)
        if found is None:
            found = self._owned[sheet] = owned_parts(self.package, sheet)
        return found

    def part(self, owned: Owned, *, threads: bool) -> Part:
        """A part around a sheet, ready to follow it; `threads`: the sheet has threaded comments."""
        chunks = self._chunks.get(owned.name)
        if chunks is None:
            chunks = self._chunks[owned.name] = self._cut(owned, threads=threads)
        return Part(owned.name, owned.name, owned.kind, chunks)

    def headings(self, sheet: str) -> tuple[Block, ...]:
        """The heading rows of a sheet's tables."""
        found = self._headings.get(sheet)
        if found is None:
            tables = [one.name for one in self.owned(sheet) if one.kind == "table"]
            found = self._headings[sheet] = tuple(area for name in tables for area in self._heading(name))
        return found

    def loose_parts(self) -> list[Part]:
        """Parts of the workbook that follow sheets: where pivot tables take their data."""
        return [
            self.part(Owned(relation.target, relation.kind), threads=False)
            for relation in self.package.rels(self.workbook.name)
            if relation.kind == "pivotCacheDefinition" and relation.target in self.package
        ]

    def cell(self, prefix: bytes, place: tuple[int, int], style: bytes, value: CellValue) -> bytes:
        """A cell's bytes; see `cell_bytes`."""
        index = int(style or 0)
        dated = index < len(self._dated) and self._dated[index]
        epoch = EPOCH_1904 if self.workbook.date1904 else EPOCH
        return cell_bytes(prefix, place, style, value, epoch if dated else None)

    def _cut(self, owned: Owned, *, threads: bool) -> Chunks:
        name = owned.name
        if owned.kind == "rels":
            return relation_chunks(self.xml(name), name)
        if name.lower().endswith(".vml") or owned.kind == "vmlDrawing":
            return vml_chunks(self.xml(name), threads=threads)
        if name.lower().endswith(".xml"):
            return part_chunks(self.xml(name), name, owned.kind, threads=threads)
        return (b"",)

    def _heading(self, table: str) -> tuple[Block, ...]:
        data = self.xml(table)
        root = parse(data, table)
        areas = parse_areas(value(data, root, "ref"))
        if not areas or value(data, root, "headerRowCount") == "0":
            return ()
        top, left, _, right = areas[0]
        return ((top, left, top, right),)

    def _read_dated(self) -> list[bool]:
        for relation in self.package.rels(self.package.workbook_part):
            if relation.kind == "styles" and relation.target in self.package:
                return [style.dated for style in cell_styles(self.package.tree(relation.target))]
        return []

    def _read_overrides(self) -> dict[str, str]:
        """Content types declared for single parts, by lower-case name."""
        data = self.xml(CONTENT_TYPES)
        return {
            value(data, node, "PartName").lstrip("/").lower(): value(data, node, "ContentType")
            for node in parse(data, CONTENT_TYPES).children
            if node.name == "Override"
        }
