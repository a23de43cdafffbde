"""What stands in a returned workbook, cell by cell, before anybody asks what it means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from kxdesk.workbook.areas import Area

CellKind: TypeAlias = Literal["text", "number", "bool", "error", "date", "empty", "lost"]
SheetKind: TypeAlias = Literal["worksheet", "chartsheet", "dialogsheet", "macrosheet", "missing"]
SheetState: TypeAlias = Literal["visible", "hidden", "veryHidden"]
Position: TypeAlias = tuple[int, int]


class RawCell(NamedTuple):
    """One cell that holds something.

    Attributes:
        kind: "date" is an ISO text typed as a date; "error" an error like #REF!; "empty" a formula without
            its last value; "lost" a content that cannot be known (a shared text that is not there, a
            number that is none): `value` is then what the file says in its place.
        value: as typed. Furigana is left out, `_xHHHH_` decoded, line ends are LF. A formula's last value.
        formula: its text without "=", "" where another cell of a shared formula holds it; None if typed.
        format: the number format's code, "General" by default.
        dated: that format shows a date or a time.
        struck: all of it is struck through.
        unstruck: what is left where only some of a text is struck through, else None.
        rich: the text has runs of different looks.
    """

    kind: CellKind
    value: str | int | float | bool | None
    formula: str | None = None
    format: str = "General"
    dated: bool = False
    struck: bool = False
    unstruck: str | None = None
    rich: bool = False


class Note(NamedTuple):
    """A comment at a cell. A thread is several of them, oldest first; `done` marks a resolved thread."""

    author: str
    text: str
    done: bool = False


class Shape(NamedTuple):
    """A drawn thing.

    Attributes:
        text: its text, paragraphs joined by LF; "" for an arrow or a picture.
        preset: the shape's preset ("rightArrow", "rect", "straightConnector1", …), "pic" for a picture.
        name: as in the selection pane.
        area: the cells it covers, None where it is not anchored to cells.
        hidden: not shown.
    """

    text: str
    preset: str
    name: str
    area: Area | None
    hidden: bool = False


class CheckBox(NamedTuple):
    """A form check box or option button; `checked` None is the grey third state."""

    text: str
    checked: bool | None
    area: Area | None
    linked_cell: str
    option: bool = False


class DefinedName(NamedTuple):
    """A name; `sheet` is the position (from 1) of the sheet it belongs to, None for the whole workbook."""

    name: str
    text: str
    sheet: int | None
    hidden: bool


class Damage(NamedTuple):
    """Something broken that was read around: what (a code), on which sheet ("" for the workbook), where."""

    code: str
    sheet: str
    place: str


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet.

    Attributes:
        position: from 1, in the order of the tabs, hidden ones counted.
        part: name of its part, "" if `kind` is "missing".
        cells: those that hold something, by (row, column) from 1.
        merges: merged areas; only the first cell of one has content.
        print_areas: the areas printed, empty if none is set.
        notes: the classic comment of a cell; threads: its modern one.
        hidden_rows, hidden_columns: numbers from 1; zero height or width counts as hidden.
        last_row, last_column: the furthest cell that holds something, 0 if none does.
    """

    name: str
    state: SheetState
    position: int
    kind: SheetKind
    part: str
    cells: dict[Position, RawCell] = field(default_factory=dict)
    merges: tuple[Area, ...] = ()
    print_areas: tuple[Area, ...] = ()
    notes: dict[Position, Note] = field(default_factory=dict)
    threads: dict[Position, tuple[Note, ...]] = field(default_factory=dict)
    shapes: tuple[Shape, ...] = ()
    check_boxes: tuple[CheckBox, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    last_row: int = 0
    last_column: int = 0


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    """A whole workbook.

    Attributes:
        date1904: serial dates count from 1904.
        notes: what the package holds that was ignored (see Package.notes).
        damages: what was broken and read around; a reader of meaning must pass them on.
    """

    sheets: tuple[RawSheet, ...]
    names: tuple[DefinedName, ...]
    date1904: bool
    notes: tuple[str, ...]
    damages: tuple[Damage, ...]
