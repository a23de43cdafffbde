"""One issue sheet read into an issue; an unused form is none.

control-number-wrong (flag): what stands in the box of the control number has not its length, its characters
or its check character. It is nobody's number then, and the issue is known by its labels and content.
"""

from __future__ import annotations

from typing import NamedTuple

from kxdesk.domain.identity import id_from_control_number
from kxdesk.domain.policy import Activity, Issue, Progress
from kxdesk.domain.things import Kind
from kxdesk.workbook.find_blocks import Headings, find_blocks, heading_cells
from kxdesk.workbook.labels import label_key, names_only_a_quarter
from kxdesk.workbook.layout import CONTROL_NUMBER, Layout, SheetLayout
from kxdesk.workbook.read_blocks import flag_drawn_arrows, read_blocks
from kxdesk.workbook.read_boxes import SheetReader
from kxdesk.workbook.receipts import Flag, Receipt
from kxdesk.workbook.sheet_view import SheetView

# Boxes that a ward office or a division fills before it hands the blank form on.
_PREFILLED = frozenset({"issue.division", "issue.author", "progress.as_of"})
_ISSUE_KEYS = (
    "area", "number", "policy_field", "title", "division", "author", "impact", "urgency", "content",
    "background", "target_outcome", "approach", "plan_preface",
)  # fmt: skip


class IssueSheet(NamedTuple):
    """What an issue sheet says.

    Attributes:
        issue: None if the form is unused.
        values: of the fields of the policy that the sheet repeats (bureau, year).
        receipts: paths are those within the issue.
    """

    issue: Issue | None
    values: dict[str, str]
    receipts: list[Receipt]
    flags: list[Flag]


def read_issue(view: SheetView, layout: Layout, sheet: SheetLayout) -> IssueSheet:
    """Read one sheet that was taken for an issue's."""
    reader = SheetReader(view, layout, sheet)
    found = reader.locate()
    places = find_blocks(view, sheet.block, reader.stops) if sheet.block else []
    values = reader.read(found, places)
    activities: tuple[Activity, ...] = ()
    if sheet.block:
        if not places and sheet.block.grid:
            heading = sheet.block.grid.quarters[0].label
            reader.flags.append(Flag("label-missing", view.name, 0, 0, heading, "milestone.text"))
        for place in places:
            reader.wall(place.top)
            reader.wall(place.headings.row)
            _use_headings(reader, place.headings)
        activities = read_blocks(reader, sheet.block, places)
        flag_drawn_arrows(reader, places)
    reader.sweep(found, values)
    reader.look_at_shapes()
    typed = any(
        text for name, text in values.items() if name not in _PREFILLED and not name.startswith("policy.")
    )
    issue = _issue(layout, values, activities) if typed or activities else None
    number = values.get(CONTROL_NUMBER, "")
    if issue and number and not issue.id:
        spot = next((one[4:6] for one in reader.receipts if one.key == CONTROL_NUMBER), (0, 0))
        reader.flags.append(Flag("control-number-wrong", view.name, *spot, number, CONTROL_NUMBER))
    return IssueSheet(issue, values, reader.receipts, reader.flags)


def _use_headings(reader: SheetReader, headings: Headings) -> None:
    """Headings in other words are headings; one that says more than its quarter is named."""
    view = reader.view
    for place in heading_cells(view, headings):
        view.used.add(place)
        text = view.text(place)
        if label_key(text) not in reader.sheet.keys and not names_only_a_quarter(text):
            reader.flags.append(Flag("label-similar", view.name, *place, text, "milestone.text"))


def _issue(layout: Layout, values: dict[str, str], activities: tuple[Activity, ...]) -> Issue:
    texts = {
        key: values.get(f"issue.{key}", "" if f"issue.{key}" in layout.asked else None) for key in _ISSUE_KEYS
    }
    as_of, text = values.get("progress.as_of", ""), values.get("progress.text", "")
    return Issue(
        **texts,
        activities=activities,
        progress=(Progress(as_of if "progress.as_of" in layout.asked else None, text),)
        if as_of or text
        else (),
        id=id_from_control_number(values.get(CONTROL_NUMBER, "")) or "",
    )


def moved(receipt: Receipt, issue: int) -> Receipt:
    """The receipt with its path from the policy."""
    if receipt.kind is Kind.POLICY:
        return receipt
    path = (issue, 0) if receipt.kind is Kind.PROGRESS else (issue, *receipt.path)
    return Receipt._make((receipt[0], path, *receipt[2:]))
