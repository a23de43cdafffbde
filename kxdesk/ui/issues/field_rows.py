"""The form's short fields side by side, its long ones across the page, in the order of the paper."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from kxdesk.domain.fields import FieldKind
from kxdesk.domain.fields import field as catalogue_field
from kxdesk.domain.form import AskedField
from kxdesk.ui.issues.field_boxes import FieldBoxes
from kxdesk.ui.widgets.counting import difference
from kxdesk.ui.widgets.emphasis import emphasise
from kxdesk.words import fields

_SHORT = (FieldKind.LINE, FieldKind.NUMBER, FieldKind.CHOICE, FieldKind.DATE)
_ACROSS = ("title", "bureau")
_WIDTH = {FieldKind.NUMBER: 84, FieldKind.DATE: 170}
_PAIR = ("impact", "urgency")
_SHARED = 6  # headings that begin with so many characters alike are one heading with parts


def lay_rows(asked: Iterable[AskedField], boxes: FieldBoxes, column: QVBoxLayout) -> None:
    """Add a box for each field to a column; impact and urgency become one matrix."""
    for group in rows_of(asked):
        if {entry.key for entry in group} == set(_PAIR):
            column.addWidget(boxes.make_matrix(*sorted(group, key=lambda one: _PAIR.index(one.key))))
        elif _is_short(group[0]):
            _lay_row(group, boxes, column)
        else:
            column.addWidget(boxes.make(group[0]))


def rows_of(asked: Iterable[AskedField]) -> list[list[AskedField]]:
    """Fields that stand in one row: short neighbours, those of one heading by themselves."""
    rows: list[list[AskedField]] = []
    for entry in asked:
        last = rows[-1] if rows else []
        if last and _stand_together(last, entry):
            last.append(entry)
        else:
            rows.append([entry])
    return rows


def _stand_together(row: list[AskedField], entry: AskedField) -> bool:
    if entry.key in _PAIR or row[-1].key in _PAIR:
        return entry.key in _PAIR and row[-1].key in _PAIR
    if not (_is_short(entry) and _is_short(row[-1])):
        return False
    if len(row) > 1 and _is_shared(row[0], row[1]):
        return _is_shared(row[0], entry)
    return len(row) == 1 or not _is_shared(row[-1], entry)


def _is_shared(one: AskedField, other: AskedField) -> bool:
    return difference(one.heading, other.heading)[0] >= _SHARED


def shared_heading(row: list[AskedField]) -> tuple[str, list[str]]:
    """What the headings of a row have in common, and what is left of each."""
    headings = [entry.heading for entry in row]
    alike = min((difference(headings[0], heading)[0] for heading in headings[1:]), default=0)
    if alike < _SHARED:
        return "", headings
    return headings[0][:alike].strip(), [heading[alike:].strip() for heading in headings]


def _told_apart(group: list[AskedField], headings: list[str]) -> list[str]:
    """Where the paper writes two fields into one box, the second goes by our own name."""
    seen: set[str] = set()
    names = []
    for entry, heading in zip(group, headings, strict=True):
        names.append(fields.field_name(entry.thing, entry.key) if heading in seen else heading)
        seen.add(heading)
    return names


def _lay_row(group: list[AskedField], boxes: FieldBoxes, column: QVBoxLayout) -> None:
    shared, headings = shared_heading(group)
    headings = _told_apart(group, headings)
    if shared:
        label = QLabel(shared)
        emphasise(label)
        column.addWidget(label)
        column.addSpacing(-column.spacing() + 6)
    row = QHBoxLayout()
    row.setSpacing(14)
    stretches = False
    for entry, heading in zip(group, headings, strict=True):
        box = boxes.make(entry, heading=heading)
        kind = catalogue_field(entry.thing, entry.key).kind
        if kind in _WIDTH:
            box.setFixedWidth(_WIDTH[kind])
        stretch = 1 if kind is FieldKind.LINE else 0
        stretches = stretches or bool(stretch)
        row.addWidget(box, stretch, Qt.AlignmentFlag.AlignBottom if shared else Qt.AlignmentFlag.AlignTop)
    if not stretches:
        row.addStretch()
    column.addLayout(row)


def _is_short(entry: AskedField) -> bool:
    return catalogue_field(entry.thing, entry.key).kind in _SHORT and entry.key not in _ACROSS
