"""See a policy on its form before it is printed: pages, boxes that spill over, which field stands where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kxdesk.domain.things import LEDGER, Kind, Ref
from kxdesk.usecases.align_reading import aligned
from kxdesk.usecases.export_workbook import fill_workbook
from kxdesk.usecases.read_workbook import read_own
from kxdesk.workbook.layout import CONTROL_NUMBER, Role
from kxdesk.workbook.limits import MAX_ROW
from kxdesk.workbook.package import open_package
from kxdesk.workbook.picture import SheetPicture, picture_workbook
from kxdesk.workbook.read_raw import read_workbook

if TYPE_CHECKING:
    from kxdesk.domain.policy import Policy
    from kxdesk.store.desk import Desk
    from kxdesk.usecases.export_workbook import FilledForm
    from kxdesk.workbook.layout import SheetLayout
    from kxdesk.workbook.receipts import Reading, Receipt
    from kxdesk.workbook.sheet_filler import FillNote

Cell = tuple[str, int, int]  # sheet, row, column
# Said when the desk was made, or by the program.
_NOT_EDITED = {CONTROL_NUMBER, "fiscal_year", "retrospective_fiscal_year", "form"}


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A field of a thing of the desk; `issue` is "" where it belongs to none."""

    ref: Ref
    field: str
    issue: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The workbook as it would be written.

    Attributes:
        pictures: of its sheets that print, in the order of the tabs.
        notes: what of the policy the paper does not show as it is.
        places: the fields that were written, by the first cell of their box.
    """

    pictures: tuple[SheetPicture, ...]
    notes: tuple[FillNote, ...]
    places: Mapping[Cell, FieldPlace]


def preview_workbook(desk: Desk) -> Preview:
    """Fill the policy's own form in memory; raises as `fill_workbook`."""
    made = fill_workbook(desk)
    package = open_package(made.filled.data)
    raw = read_workbook(package)
    printed = {sheet.name for sheet in raw.sheets if sheet.state == "visible"}
    pictures = tuple(one for one in picture_workbook(package, raw) if one.name in printed)
    read = read_own(made.filled.data, made.layout)
    ours = aligned(read, made.policy)
    places = {
        (receipt.sheet, receipt.row, receipt.column): place
        for receipt in read.reading.receipts
        if (place := _place(ours, made.policy, receipt))
    }
    for cell, place in (*_blanks(read.reading, made, ours), *_listed(pictures, made)):
        places.setdefault(cell, place)
    return Preview(pictures, made.filled.notes, places)


def _blanks(reading: Reading, made: FilledForm, ours: Policy) -> Iterator[tuple[Cell, FieldPlace]]:
    """Boxes that are still empty, as far down as no form puts rows in."""
    layouts = {sheet.name: sheet for sheet in made.layout.sheets}
    for match in reading.sheets:
        layout = layouts.get(match.layout)
        if layout is None or layout.role not in (Role.ONCE, Role.ISSUE):
            continue
        issue = ours.issues[match.issue].id if match.issue is not None else ""
        for box in layout.boxes:
            kind, key = box.slot.kind, box.slot.key
            if box.row > _firm_rows(layout) or box.pattern is not None or key in _NOT_EDITED:
                continue
            if kind == Kind.POLICY:
                yield (match.sheet, box.row, box.column), FieldPlace(Ref(Kind.POLICY, ours.id), key, "")
            elif kind == Kind.ISSUE and issue:
                yield (match.sheet, box.row, box.column), FieldPlace(Ref(Kind.ISSUE, issue), key, issue)


def _firm_rows(layout: SheetLayout) -> int:
    """The last row above everything that may grow by rows."""
    growing = [listed.sections[0].first for listed in layout.lists]
    growing += [layout.block.first] if layout.block else []
    return min(growing, default=MAX_ROW + 1) - 1


def _listed(pictures: Iterable[SheetPicture], made: FilledForm) -> Iterator[tuple[Cell, FieldPlace]]:
    """Rows of an overview lead to the issue whose title they show."""
    issues = {issue.title: issue.id for issue in made.policy.issues if issue.title}
    columns = {
        (sheet.name, column.column): column.slot
        for sheet in made.layout.sheets
        for listed in sheet.lists
        if listed.of is Kind.ISSUE
        for column in listed.columns
    }
    for picture in pictures:
        rows: dict[int, str] = {}
        for cell in picture.cells:
            slot = columns.get((picture.name, cell.area.first_column))
            if slot and slot.key == "title" and cell.text in issues:
                rows[cell.area.first_row] = issues[cell.text]
        for cell in picture.cells:
            slot = columns.get((picture.name, cell.area.first_column))
            issue = rows.get(cell.area.first_row)
            if slot and issue:
                place = picture.name, cell.area.first_row, cell.area.first_column
                yield place, FieldPlace(Ref(Kind.ISSUE, issue), slot.key, issue)


def _place(read: Policy, ours: Policy, receipt: Receipt) -> FieldPlace | None:
    """Where a value that was read belongs; None where the desk has no such thing."""
    kind, path, key = receipt.kind, receipt.path, receipt.key
    if key in _NOT_EDITED:
        return None
    if kind is Kind.POLICY:
        return FieldPlace(Ref(kind, ours.id), key, "")
    if kind is Kind.FACILITY:
        return FieldPlace(Ref(kind, read.facilities[path[0]].id), key, "")
    if kind in LEDGER:
        return FieldPlace(Ref(Kind.INDICATOR, read.indicators[path[0]].id), key, "")
    issue = read.issues[path[0]]
    if issue.id not in {mine.id for mine in ours.issues}:
        return None
    return FieldPlace(_of_issue(kind, path, read), key, issue.id)


def _of_issue(kind: Kind, path: tuple[int, ...], read: Policy) -> Ref:
    issue = read.issues[path[0]]
    if kind is Kind.PROGRESS:
        return Ref(kind, issue.progress[0].id) if issue.progress else Ref(Kind.ISSUE, issue.id)
    if kind is Kind.ISSUE or len(path) < 2:
        return Ref(Kind.ISSUE, issue.id)
    activity = issue.activities[path[1]]
    if kind is Kind.ACTIVITY or len(path) < 3:
        return Ref(Kind.ACTIVITY, activity.id)
    track = activity.tracks[path[2]]
    if kind is Kind.TRACK or len(path) < 4:
        return Ref(Kind.TRACK, track.id)
    return Ref(kind, track.milestones[path[3]].id)
