"""Which fields may stand in a box: those not found yet come first."""

from __future__ import annotations

from collections.abc import Iterable

from kxdesk.domain.things import Kind
from kxdesk.ui.templates.field_picker import Choice
from kxdesk.workbook.addresses import address
from kxdesk.workbook.areas import Area
from kxdesk.workbook.layout import CONTROL_NUMBER, Role
from kxdesk.workbook.learn.draft import Draft, section_at
from kxdesk.workbook.learn.marked import may_be_column
from kxdesk.workbook.learn.propose import SheetProposal
from kxdesk.workbook.learn.standing import Entry, Group


def choices_at(draft: Draft, entries: Iterable[Entry], sheet: str, area: Area) -> list[Choice]:
    """The missing ones first, on the sheet of the issues what is an issue's own."""
    old = draft.sheet(sheet)
    found = [
        Choice(entry.field, _place(entry))
        for entry in entries
        if entry.group is not Group.LIST and may_stand(old, entry.field, area.first_row)
    ]
    on_issue = old.role is Role.ISSUE
    return sorted(
        found, key=lambda choice: (bool(choice.place), on_issue and choice.field.startswith("policy."))
    )


def _place(entry: Entry) -> str:
    place = next((one for one in entry.places if not one.doubt), None)
    return f"{place.sheet} {address(*place.guess.at)}" if place else ""


def may_stand(sheet: SheetProposal, field: str, row: int) -> bool:
    """Whether a field may have a box in a row of the sheet."""
    kind = field.partition(".")[0]
    listed = next((one for one in sheet.lists if section_at(one, row)), None)
    if listed is not None:
        return may_be_column(listed, field)
    if sheet.block and row in sheet.block.rows:
        return kind in (Kind.ACTIVITY, Kind.TRACK)
    if kind in (Kind.ACTIVITY, Kind.TRACK, Kind.FACILITY):
        return False
    if sheet.role is Role.ISSUE:
        return True
    return kind == Kind.POLICY or field == CONTROL_NUMBER
