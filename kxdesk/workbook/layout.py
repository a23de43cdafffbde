"""Where a template keeps each field: one description that filling and reading share.

Everything is found by its label and where its box stands to it; addresses are those of the blank template and
only break ties. What a layout file looks like is told in `layout_file`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import StrEnum

from kxdesk.domain.fields import FieldKind, field_named
from kxdesk.domain.things import Kind
from kxdesk.workbook.patterns import Pattern

CONTROL_NUMBER = "control_number"  # stands in a layout like a field; it is the issue's id on paper
ORDINAL = "ordinal"  # likewise: the running number of a list's row


class Relation(StrEnum):
    """Where the value stands to its label."""

    RIGHT = "right"
    BELOW = "below"
    INSIDE = "inside"  # in a hole of the label itself
    PRINTED = "printed"  # in a hole of the label, as the form came: read and never written


class Role(StrEnum):
    """What a sheet is for."""

    ONCE = "once"  # one in a workbook
    ISSUE = "issue"  # one for each issue
    INDICATORS = "indicators"
    LEAVE = "leave"  # instructions, lists behind drop-downs


@dataclass(frozen=True, slots=True)
class Slot:
    """One field a box holds, and what the form says about it.

    Attributes:
        field: `issue.title`, or CONTROL_NUMBER.
        heading: what the paper calls it.
        recommended: characters, from the form's own notes.
        choices: the form's drop-down.
        required: the form marks it as to be filled.
        note: the form's guidance for it.
        kind: of the thing, "issue".
        key: within the thing, "title".
        typed_as: how its value is typed in; None for CONTROL_NUMBER.
    """

    field: str
    heading: str
    recommended: int | None = None
    choices: tuple[str, ...] = ()
    required: bool = False
    note: str = ""
    kind: str = dataclass_field(init=False)
    key: str = dataclass_field(init=False)
    typed_as: FieldKind | None = dataclass_field(init=False)

    def __post_init__(self) -> None:
        kind, _, key = self.field.partition(".")
        known = field_named(self.field)
        object.__setattr__(self, "kind", kind)
        object.__setattr__(self, "key", key or kind)
        object.__setattr__(self, "typed_as", known.kind if known else None)


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its label.

    Attributes:
        slots: the fields in it; more than one only inside a label.
        label: as printed; "" where the box has none of its own (in a block).
        key: the label, folded for comparison.
        row, column: the box in the blank template.
        pattern: the label with its holes, None where it is always the same text.
        blank: what the cell of such a label says in the blank form.
    """

    slots: tuple[Slot, ...]
    label: str
    key: str
    relation: Relation
    row: int
    column: int
    pattern: Pattern | None = None
    blank: str = ""

    @property
    def slot(self) -> Slot:
        """The field of a box that holds one."""
        return self.slots[0]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: its heading, and the column of its boxes in the blank template.

    Attributes:
        year: the fiscal year whose figures stand in it, or None.
    """

    slot: Slot
    label: str
    key: str
    column: int
    year: int | None = None

    @property
    def name(self) -> str:
        """The field, and the year where several columns hold the same one."""
        return f"{self.slot.field}@{self.year}" if self.year else self.slot.field


@dataclass(frozen=True, slots=True)
class Section:
    """One run of rows of a list.

    Attributes:
        value: what all its rows have in common (the area), "" in a list of one section.
        label, key: the text over it, "" if it has none.
        first, last: its rows in the blank template.
    """

    value: str
    label: str
    key: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ListLayout:
    """Things that take a row each.

    Attributes:
        of: what a row is.
        by: the field that all rows of a section share, or "".
    """

    of: Kind
    by: str
    sections: tuple[Section, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter's column: heading and place."""

    label: str
    key: str
    column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The quarter grid of a block: a heading row and the rows of its tracks.

    Attributes:
        label: heading over the track labels; its slot is `track.label`, or None if tracks have none.
        column: of the track labels, 0 if there are none.
        header: row of the headings; above the block where one heading serves all blocks.
        first, last: rows of the tracks.
        quarters: first to fourth.
    """

    label: Slot | None
    key: str
    column: int
    header: int
    first: int
    last: int
    quarters: tuple[Quarter, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that repeat for each activity.

    Attributes:
        first, last: rows of the first block.
        count: how many the blank template has, one right below the other.
        number: the box of the activity's number, if the form has one.
    """

    first: int
    last: int
    count: int
    boxes: tuple[Box, ...]
    grid: Grid | None
    number: Box | None = dataclass_field(init=False)

    def __post_init__(self) -> None:
        number = next((box for box in self.boxes if box.slot.key == "number"), None)
        object.__setattr__(self, "number", number)

    @property
    def height(self) -> int:
        """Rows of one block."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Matrix:
    """An overview: `cells` (issue titles) by `down` (typed in the heading column) and `across` (printed).

    Attributes:
        heading: column of the row headings.
        columns: value, folded label and column of each.
    """

    cells: str
    down: str
    across: str
    first: int
    last: int
    heading: int
    columns: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One sheet of the template.

    Attributes:
        printed: folded texts of the form that are no labels; they are neither read nor missed.
        keys: folded texts by which the sheet is known.
        shapes: folded texts of the form's own text boxes; None where nobody has listed them.
    """

    name: str
    role: Role
    boxes: tuple[Box, ...] = ()
    lists: tuple[ListLayout, ...] = ()
    block: Block | None = None
    matrix: Matrix | None = None
    printed: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    shapes: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A template's layout.

    Attributes:
        name: "R7"; the form's name too.
        fiscal_year: the year it was made for, or None.
        template: the template's file name, beside the layout.
        fingerprint: SHA-256 of that file.
        skeleton: of its labels alone; survives a re-save (see `skeleton`).
        issue_sheet: how the sheets of issues are named.
        arrow: what prolongs a band in a later quarter.
        ditto: what says that a row goes on with the track above.
        compose: texts asked in pieces, see `Form.compose`.
        asked: names of the fields that some box holds.
        units: the form's own unit of a number, by field ("億円").
    """

    name: str
    fiscal_year: int | None
    template: str
    fingerprint: str
    skeleton: str
    issue_sheet: Pattern
    arrow: str
    ditto: str
    compose: Mapping[str, str]
    sheets: tuple[SheetLayout, ...]
    asked: frozenset[str] = frozenset()
    units: Mapping[str, str] = dataclass_field(default_factory=dict)

    @property
    def issue_layout(self) -> SheetLayout | None:
        """The sheet that is repeated for each issue."""
        return next((sheet for sheet in self.sheets if sheet.role is Role.ISSUE), None)


def slots_of(sheet: SheetLayout) -> Iterator[Slot]:
    """Every field the sheet has a box for; some more than once."""
    for box in sheet.boxes:
        yield from box.slots
    if sheet.block:
        for box in sheet.block.boxes:
            yield from box.slots
        if sheet.block.grid and sheet.block.grid.label:
            yield sheet.block.grid.label
    for listed in sheet.lists:
        yield from (column.slot for column in listed.columns)
