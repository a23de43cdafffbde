"""The form as a policy sees it, out of a template's layout."""

from __future__ import annotations

from kxdesk.domain.form import AskedField, Form
from kxdesk.domain.things import Kind
from kxdesk.workbook.find_blocks import prints_numbers
from kxdesk.workbook.layout import CONTROL_NUMBER, ORDINAL, Layout, Role, Slot, slots_of


def form_of(layout: Layout) -> Form:
    """What the template asks, kind by kind, each in the order of the paper."""
    slots: dict[str, Slot] = {}
    # A list of issues names them first; what it asks beyond their own sheet comes after that.
    for sheet in sorted(layout.sheets, key=lambda sheet: sheet.role is not Role.ISSUE):
        for slot in slots_of(sheet):
            if slot.field not in (CONTROL_NUMBER, ORDINAL):
                slots.setdefault(slot.field, slot)
    kinds = list(Kind)
    ordered = sorted(slots.values(), key=lambda slot: kinds.index(Kind(slot.kind)))
    return Form(
        name=layout.name,
        fiscal_year=layout.fiscal_year,
        asked=tuple(_asked(slot) for slot in ordered) + _milestones(layout),
        compose=layout.compose,
        instructions={slot.field: slot.note for slot in ordered if slot.note},
        numbers_activities=_numbers_activities(layout),
        indicator_years=_indicator_years(layout),
    )


def _indicator_years(layout: Layout) -> tuple[int, ...]:
    columns = (column for sheet in layout.sheets for listed in sheet.lists for column in listed.columns)
    return tuple(sorted({column.year for column in columns if column.year}))


def _numbers_activities(layout: Layout) -> bool:
    sheet = layout.issue_layout
    return sheet is not None and sheet.block is not None and prints_numbers(sheet.block)


def _asked(slot: Slot) -> AskedField:
    return AskedField(
        Kind(slot.kind), slot.key, slot.heading, slot.recommended, slot.choices, required=slot.required
    )


def _milestones(layout: Layout) -> tuple[AskedField, ...]:
    """A quarter grid asks for the three fields of a band."""
    sheet = layout.issue_layout
    grid = sheet.block.grid if sheet and sheet.block else None
    if grid is None:
        return ()
    heading = " ".join(quarter.label for quarter in grid.quarters)
    return tuple(AskedField(Kind.MILESTONE, key, heading) for key in ("start", "end", "text"))
