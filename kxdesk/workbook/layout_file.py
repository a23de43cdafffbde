"""Layout files: TOML that a person can read and correct.

version = 1
form = "R7"                      # the form's name
fiscal_year = 2025               # may be left out
template = "template.xlsx"       # beside this file
fingerprint = "…"                # SHA-256 of the template
skeleton = "…"                   # of its labels alone
issue_sheet = "課題{issue.area}({issue.number})"
arrow = "→"                      # prolongs a band
ditto = "〃"                     # a row that goes on with the track above

[compose]                        # texts the form asks in pieces
budget = "一般会計{general_account_oku_yen:億円}…"
progress = "取組内容({number})"  # heading over each activity's part

[[sheet]]
name = "課題票"
role = "issue"                   # once, issue, indicators, leave
printed = ["様式第３号"]          # other texts of the form
shapes = ["※注意"]               # those of its text boxes; without this line they are not looked at

[[sheet.box]]
field = "issue.title"            # left out where the label has the field in a {hole}
label = "課題名"
at = "right"                     # right, below, inside, printed
cell = "E4"                      # the box in the blank template: only breaks ties
# heading, recommended, choices, required, note, blank: see layout.Slot and layout.Box

[[sheet.list]]
of = "issue"
by = "issue.area"
section = [{ value = "A", label = "課題領域A", rows = "5:9" }]
[[sheet.list.column]]
field = "issue.title"
label = "課題名"
column = "J"
# fiscal_year = 2024             # where several columns hold the same field, a year each

[sheet.block]                    # repeats for each activity
rows = "18:23"                   # of the first block
count = 3                        # blocks in the blank template
[[sheet.block.box]]
…
[sheet.block.grid]
header = 20                      # row of the headings
rows = "21:23"                   # of the tracks
field = "track.label"
label = "項目"
column = "A"
quarter = [{ label = "第1四半期（4～6月）", column = "E" }]   # four of them

[sheet.matrix]                   # an overview
cells = "issue.title"
down = "issue.policy_field"
across = "issue.area"
rows = "4:7"
heading = "A"
column = [{ value = "A", label = "Ａ領域", column = "E" }]
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kxdesk.domain.fields import field_named
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind
from kxdesk.workbook.addresses import column_number, position
from kxdesk.workbook.labels import label_key
from kxdesk.workbook.layout import (
    CONTROL_NUMBER,
    ORDINAL,
    Block,
    Box,
    Column,
    Grid,
    Layout,
    ListLayout,
    Matrix,
    Quarter,
    Relation,
    Role,
    Section,
    SheetLayout,
    Slot,
    slots_of,
)
from kxdesk.workbook.patterns import compile_pattern

VERSION = 1
_UNIT = re.compile(r"\{(\w+):([^}]+)\}")
_IN_LABEL = (Relation.INSIDE, Relation.PRINTED)


def parse_layout(text: str, source: str = "") -> Layout:
    """A layout from the text of its file.

    Args:
        text: TOML.
        source: what a message calls the file.

    Raises:
        Problem: layout-newer, layout-broken (place, detail).
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Problem("layout-broken", file=source, place="", detail=str(error)) from None
    version = data.get("version", 0)
    if isinstance(version, int) and version > VERSION:
        raise Problem("layout-newer", file=source, version=version)
    place = ""
    try:
        sheets = []
        for entry in data["sheet"]:
            place = str(entry.get("name", ""))
            sheets.append(_sheet(entry))
        place = ""
        return Layout(
            name=str(data["form"]),
            fiscal_year=data.get("fiscal_year"),
            template=str(data.get("template", "template.xlsx")),
            fingerprint=str(data.get("fingerprint", "")),
            skeleton=str(data.get("skeleton", "")),
            issue_sheet=compile_pattern(data.get("issue_sheet", "課題{issue.area}({issue.number})")),
            arrow=str(data.get("arrow", "→")),
            ditto=str(data.get("ditto", "〃")),
            compose=dict(data.get("compose", {})),
            sheets=tuple(sheets),
            asked=frozenset(slot.field for sheet in sheets for slot in slots_of(sheet)),
            units=_units(data.get("compose", {})),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise Problem("layout-broken", file=source, place=place, detail=str(error)) from None


def _units(compose: Mapping[str, str]) -> dict[str, str]:
    """The unit behind each number of a composed text is the one its box means."""
    return {f"policy.{key}": unit for text in compose.values() for key, unit in _UNIT.findall(text)}


def load_layout(path: Path) -> Layout:
    """The layout in a file.

    Raises:
        Problem: layout-missing, layout-newer, layout-broken.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Problem("layout-missing", file=path.name) from None
    return parse_layout(text, path.name)


def _sheet(data: Mapping[str, Any]) -> SheetLayout:
    boxes = tuple(sorted(map(_box, data.get("box", ())), key=lambda box: (box.row, box.column)))
    lists = tuple(_list(entry) for entry in data.get("list", ()))
    block = _block(data["block"]) if "block" in data else None
    matrix = _matrix(data["matrix"]) if "matrix" in data else None
    printed = frozenset(label_key(text) for text in data.get("printed", ()))
    keys = printed | {box.key for box in boxes if box.pattern is None}
    for listed in lists:
        keys |= {section.key for section in listed.sections} | {column.key for column in listed.columns}
    if block and block.grid:
        keys |= {quarter.key for quarter in block.grid.quarters} | {block.grid.key}
    if block:
        keys |= {box.key for box in block.boxes if box.pattern is None}
    if matrix:
        keys |= {key for _, key, _ in matrix.columns}
    return SheetLayout(
        name=data["name"],
        role=Role(data.get("role", "leave")),
        boxes=boxes,
        lists=lists,
        block=block,
        matrix=matrix,
        printed=printed,
        keys=keys - {""},
        shapes=frozenset(map(label_key, data["shapes"])) if "shapes" in data else None,
    )


def _slot(data: Mapping[str, Any], name: str, heading: str) -> Slot:
    known = field_named(name)
    if known is None and name not in (CONTROL_NUMBER, ORDINAL):
        raise ValueError(f"field {name}")
    choices = tuple(data.get("choices", ())) or (known.choices if known else ())
    return Slot(
        field=name,
        heading=str(data.get("heading", heading)),
        recommended=data.get("recommended"),
        choices=choices,
        required=bool(data.get("required", False)),
        note=str(data.get("note", "")),
    )


def _box(data: Mapping[str, Any]) -> Box:
    label, relation = str(data.get("label", "")), Relation(data["at"])
    pattern = compile_pattern(label) if "{" in label else None
    if relation in _IN_LABEL and pattern is None:
        raise ValueError(f"no hole: {label}")
    names = pattern.holes if pattern and relation in _IN_LABEL else (str(data["field"]),)
    heading = "".join(pattern.pieces) if pattern else label
    row, column = position(data["cell"])
    return Box(
        slots=tuple(_slot(data, name, heading.strip(" 　")) for name in names),
        label=label,
        key=pattern.key if pattern else label_key(label),
        relation=relation,
        row=row,
        column=column,
        pattern=pattern,
        blank=str(data.get("blank", "")),
    )


def _list(data: Mapping[str, Any]) -> ListLayout:
    by = str(data.get("by", ""))
    if by and field_named(by) is None:
        raise ValueError(f"field {by}")
    return ListLayout(
        of=Kind(data["of"]),
        by=by,
        sections=tuple(_section(entry) for entry in data["section"]),
        columns=tuple(_column(entry) for entry in data["column"]),
    )


def _section(data: Mapping[str, Any]) -> Section:
    label = str(data.get("label", ""))
    return Section(str(data.get("value", "")), label, label_key(label), *_rows(data["rows"]))


def _column(data: Mapping[str, Any]) -> Column:
    label = str(data["label"])
    slot = _slot(data, data["field"], label)
    return Column(slot, label, label_key(label), column_number(data["column"]), data.get("fiscal_year"))


def _block(data: Mapping[str, Any]) -> Block:
    return Block(
        *_rows(data["rows"]),
        count=int(data.get("count", 1)),
        boxes=tuple(_box(entry) for entry in data.get("box", ())),
        grid=_grid(data["grid"]) if "grid" in data else None,
    )


def _grid(data: Mapping[str, Any]) -> Grid:
    quarters = tuple(
        Quarter(str(entry["label"]), label_key(entry["label"]), column_number(entry["column"]))
        for entry in data["quarter"]
    )
    if len(quarters) != 4:
        raise ValueError(f"quarters: {len(quarters)}")
    label = str(data.get("label", ""))
    column = column_number(data["column"]) if "column" in data else 0
    slot = _slot(data, data.get("field", "track.label"), label) if column else None
    first, last = _rows(data["rows"])
    return Grid(slot, label_key(label), column, int(data["header"]), first, last, quarters)


def _matrix(data: Mapping[str, Any]) -> Matrix:
    columns = tuple(
        (str(entry["value"]), label_key(entry["label"]), column_number(entry["column"]))
        for entry in data["column"]
    )
    return Matrix(
        data["cells"],
        data["down"],
        data["across"],
        *_rows(data["rows"]),
        column_number(data["heading"]),
        columns,
    )


def _rows(text: str) -> tuple[int, int]:
    first, _, last = text.partition(":")
    rows = int(first), int(last or first)
    if not 1 <= rows[0] <= rows[1]:
        raise ValueError(f"rows: {text}")
    return rows
