"""Whether a layout fits a template: the labels are there, the boxes are empty places beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kxdesk.system.incoming import file_bytes
from kxdesk.workbook.addresses import address
from kxdesk.workbook.layout import Box, Layout, Relation, SheetLayout
from kxdesk.workbook.package import open_package
from kxdesk.workbook.raw import RawSheet
from kxdesk.workbook.read_raw import read_workbook
from kxdesk.workbook.sheet_view import SheetView
from kxdesk.workbook.skeleton import skeleton

_IN_LABEL = (Relation.INSIDE, Relation.PRINTED)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing that does not fit.

    Attributes:
        code: other-file (only re-saved: the labels are the same), other-form, sheet-missing, label-missing,
            box-not-empty.
        text: the label, or what stands in the box.
    """

    code: str
    sheet: str = ""
    cell: str = ""
    field: str = ""
    text: str = ""

    @property
    def serious(self) -> bool:
        """Filling by this layout would go wrong."""
        return self.code not in {"other-file", "other-form"}


def check_layout(template: Path, layout: Layout) -> tuple[Mismatch, ...]:
    """All mismatches, in the order of the layout; none where it is the very form it was made from.

    Raises:
        Problem: file-missing, file-locked, a reason code of reading.
    """
    data = file_bytes(template)
    raw = read_workbook(open_package(data))
    sheets = {sheet.name: sheet for sheet in raw.sheets}
    found = list(_file(data, skeleton(raw), layout))
    for sheet in layout.sheets:
        if sheet.name not in sheets:
            found.append(Mismatch("sheet-missing", sheet.name))
        else:
            found += _sheet(sheets[sheet.name], sheet, date1904=raw.date1904)
    return tuple(found)


def _file(data: bytes, labels: str, layout: Layout) -> Iterator[Mismatch]:
    if layout.fingerprint and sha256(data).hexdigest() != layout.fingerprint:
        same_labels = labels == layout.skeleton
        yield Mismatch("other-file" if same_labels else "other-form")


def _sheet(raw: RawSheet, sheet: SheetLayout, *, date1904: bool) -> Iterator[Mismatch]:
    view = SheetView(raw, date1904=date1904)
    boxes = (*sheet.boxes, *(sheet.block.boxes if sheet.block else ()))
    for box in boxes:
        plain = box.key and box.relation not in _IN_LABEL and "{" not in box.label
        if plain and box.key not in view.labels:
            yield Mismatch("label-missing", raw.name, "", box.slot.field, box.label)
        yield from _not_empty(raw, box)
    headings = [column.key for listed in sheet.lists for column in listed.columns]
    headings += (
        [quarter.key for quarter in sheet.block.grid.quarters] if sheet.block and sheet.block.grid else []
    )
    for key in headings:
        if key not in view.labels:
            yield Mismatch("label-missing", raw.name, text=key)


def _not_empty(raw: RawSheet, box: Box) -> Iterator[Mismatch]:
    cell = raw.cells.get((box.row, box.column))
    if box.relation in _IN_LABEL or cell is None or cell.value is None or not str(cell.value).strip():
        return
    if str(cell.value) == box.blank:
        return
    place = address(box.row, box.column)
    yield Mismatch("box-not-empty", raw.name, place, box.slot.field, str(cell.value))
