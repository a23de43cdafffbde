"""Finding the boxes of a sheet by their labels.

Of several labels with the same words the one counts whose box lies in the column of the blank template and
nearest to the expected row. A label that stands once, in another column, is taken with flag label-moved;
one re-typed with a slip, with flag label-similar. Where a label is gone, its box is expected as far from the
label before it as in the blank template: flag label-missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kxdesk.workbook.labels import MIN_SIMILAR, similarity
from kxdesk.workbook.layout import Box, Relation
from kxdesk.workbook.patterns import Pattern, match
from kxdesk.workbook.raw import Position
from kxdesk.workbook.receipts import Flag
from kxdesk.workbook.sheet_view import LONGEST_LABEL, SheetView

_INSIDE = (Relation.INSIDE, Relation.PRINTED)


class Found(NamedTuple):
    """A box in a sheet.

    Attributes:
        label: the cell of its label, None if it was not found.
        place: the first cell of the box.
    """

    box: Box
    label: Position | None
    place: Position


def locate(view: SheetView, boxes: Iterable[Box], known: frozenset[str], flags: list[Flag]) -> list[Found]:
    """All boxes of a sheet, in the order of the template.

    Args:
        view: the sheet.
        boxes: sorted by their place in the blank template.
        known: every folded text of the form on this sheet.
        flags: doubts are added here.
    """
    found: list[Found] = []
    shift = 0
    for box in boxes:
        label, doubt = _label_of(view, box, shift, known)
        if label is None:
            place = (box.row + shift, box.column)
            flags.append(Flag("label-missing", view.name, *place, box.label, box.slot.field))
        else:
            place = box_at(view, box, label)
            shift = place[0] - box.row
            view.used.add(label)
            if doubt:
                flags.append(Flag(doubt, view.name, *label, box.label, box.slot.field))
        found.append(Found(box, label, place))
    return found


def box_at(view: SheetView, box: Box, label: Position) -> Position:
    """The box that belongs to a label."""
    if box.relation in _INSIDE:
        return label
    if box.relation is Relation.BELOW:
        return view.below(label)
    place = view.right_of(label)
    if place[1] != box.column > label[1] and place not in view.cells:
        return label[0], box.column  # the merge that made the label wide is gone
    return place


def _label_of(view: SheetView, box: Box, shift: int, known: frozenset[str]) -> tuple[Position | None, str]:
    if box.pattern is not None:
        label = _by_pattern(view, box, box.pattern, shift)
        return (label, "") if label else (None, "")
    places = view.labels.get(box.key)
    if places:
        return _nearest(view, box, places, shift)
    similar = _similar(view, box, known)
    return (similar, "label-similar") if similar else (None, "")


def _nearest(view: SheetView, box: Box, places: list[Position], shift: int) -> tuple[Position | None, str]:
    """The place in the template's column that is nearest to the expected row."""
    columns = [place for place in places if box_at(view, box, place)[1] == box.column]
    if not columns:
        # A word that the form also prints elsewhere is no label when it stands in another column.
        return (places[0], "label-moved") if len(places) == 1 and len(box.key) > 3 else (None, "")
    wanted = box.row + shift
    if len(columns) > 1:
        columns.sort(key=lambda place: (place in view.used, abs(box_at(view, box, place)[0] - wanted)))
    return columns[0], ""


def _by_pattern(view: SheetView, box: Box, pattern: Pattern, shift: int) -> Position | None:
    hint = (box.row + shift - (box.relation is Relation.BELOW), box.column)
    if match(pattern, view.text(hint)) is not None:
        return hint
    places = [
        place
        for place, cell in view.cells.items()
        if cell.kind == "text"
        and len(str(cell.value)) <= LONGEST_LABEL
        and match(pattern, str(cell.value)) is not None
    ]
    return min(places, key=lambda place: (abs(place[1] - hint[1]), abs(place[0] - hint[0])), default=None)


def _similar(view: SheetView, box: Box, known: frozenset[str]) -> Position | None:
    best, winner = MIN_SIMILAR, None
    for key, places in view.labels.items():
        if key in known:
            continue
        score = similarity(box.key, key)
        if score < best:
            continue
        for place in places:
            if place not in view.used and box_at(view, box, place)[1] == box.column:
                best, winner = score, place
    return winner


def find_label(view: SheetView, key: str, near: Position, known: frozenset[str]) -> Position | None:
    """A heading that is no box's label: in its column if it can be, nearest to `near`; None if it is gone."""
    places = view.labels.get(key)
    if not places:
        scored = [
            (similarity(key, other), place)
            for other, at in view.labels.items()
            if other not in known
            for place in at
            if place[1] == near[1]
        ]
        places = [place for score, place in scored if score >= MIN_SIMILAR]
    return min(places, key=lambda place: (place[1] != near[1], abs(place[0] - near[0])), default=None)
