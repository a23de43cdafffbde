"""Finding the boxes of a sheet by their labels.

Of several labels with the same words the one counts whose box lies in the column of the blank template and
nearest to the expected row. One that stands a few columns aside is taken with flag label-moved; one re-typed
with a slip, with flag label-similar; one of more than the form has, with flag label-twice. Where a label is
gone, its box is expected as far from the label before it as in the blank template: flag label-missing.
Labels that stand in another order than the form has them get flag label-order; a box in whose place another
label stands is not read, flag box-lost.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from kxdesk.workbook.labels import MIN_SIMILAR, label_key, similarity
from kxdesk.workbook.layout import Box, Relation, SheetLayout
from kxdesk.workbook.patterns import Pattern, match, match_year
from kxdesk.workbook.raw import Position
from kxdesk.workbook.receipts import Flag
from kxdesk.workbook.sheet_view import LONGEST_LABEL, SheetView

# Labels this far from their column are still taken: a column or two may have been put in between.
_FEW_COLUMNS = 3
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


def locate(view: SheetView, sheet: SheetLayout, flags: list[Flag]) -> list[Found]:
    """All boxes of a sheet, in the order of the template.

    Args:
        view: the sheet.
        sheet: its layout.
        flags: doubts are added here.
    """
    return _Locator(view, sheet, flags).locate()


class _Locator:
    def __init__(self, view: SheetView, sheet: SheetLayout, flags: list[Flag]) -> None:
        self.view = view
        self.boxes = sheet.boxes
        self.known = sheet.keys
        self.printed = sheet.printed
        self.flags = flags
        block = sheet.block
        self.block_end = block.first + block.count * block.height - 1 if block else 0
        self._places: dict[tuple[Position, int], Position] = {}
        self._steps: dict[int, int] = {}
        self.across, self.anchors = self._find_anchors()

    def locate(self) -> list[Found]:
        found = [self._found(box) for box in self.boxes]
        self._check_order(found)
        return found

    def _find_anchors(self) -> tuple[int, list[tuple[int, int]]]:
        """By how many columns most boxes stand aside, and by how many rows each, by the template's row.

        Only labels that stand once count: a person may type the very words of a label into a box.
        """
        view = self.view
        single = [
            (box, places[0], box_at(view, box, places[0], 0, self.printed))
            for box in self.boxes
            if box.pattern is None and len(places := view.labels.get(box.key, [])) == 1
        ]
        steps = Counter(place[1] - box.column for box, _, place in single)
        across = steps.most_common(1)[0][0] if steps else 0
        if not across:
            self._places = {(label, id(box)): place for box, label, place in single}
        return across, [
            (box.row, place[0] - box.row) for box, _, place in single if place[1] == box.column + across
        ]

    def _check_order(self, found: list[Found]) -> None:
        """Labels that exchanged their places, and boxes where another label stands now."""
        labels = {entry.label for entry in found if entry.label is not None}
        above: Found | None = None
        for entry in found:
            if entry.label is None:
                continue
            if entry.place in labels and entry.place != entry.label:
                self._doubt("box-lost", entry.place, entry.box)
            elif self._stands_on_its_box(entry):
                self._doubt("label-moved", entry.label, entry.box)
            if above is not None and above.label is not None:
                self._compare(above.box, above.label, entry.box, entry.label)
            above = entry

    def _compare(self, upper: Box, above: Position, lower: Box, below: Position) -> None:
        """Rows are put in between labels; that some are gone is another matter."""
        if upper.row < self.block_end < lower.row:
            return
        printed, stands = _label_row(lower) - _label_row(upper), below[0] - above[0]
        if stands < 0 < printed:
            self._doubt("label-order", below, lower)
        elif stands < printed:
            self._doubt("label-moved", below, lower)

    def _found(self, box: Box) -> Found:
        label = self._label(box)
        if label is None:
            place = (box.row + self._down(box), box.column + self.across)
            self._doubt("label-missing", place, box)
            return Found(box, None, place)
        place = self._box_at(box, label)
        if box.relation is Relation.BELOW and place[0] > self.view.below(label)[0] >= box.row:
            self._doubt("box-lost", label, box)  # a text of the form stands where it was
        self.view.used.add(label)
        return Found(box, label, place)

    def _down(self, box: Box) -> int:
        """How far below its place in the template the box is expected: as far as the nearest anchor."""
        row = box.row
        if row not in self._steps:
            nearest = min(self.anchors, key=lambda anchor: abs(anchor[0] - row), default=(0, 0))
            between = nearest[0] < self.block_end < row  # any number of blocks lies there
            self._steps[row] = max(nearest[1], self.view.raw.last_row - row) if between else nearest[1]
        return self._steps[row]

    def _stands_on_its_box(self, entry: Found) -> bool:
        """Whether a label alone moved to where its box is in the template: what was written there is gone."""
        box = entry.box
        if box.relation in _INSIDE or entry.label != (box.row, box.column) or entry.place in self.view.cells:
            return False
        return not any(down for at, down in self.anchors if at != box.row)

    def _label(self, box: Box) -> Position | None:
        if box.pattern is not None:
            return self._by_pattern(box, box.pattern)
        places = self.view.labels.get(box.key)
        return self._nearest(box, places) if places else self._similar(box)

    def _nearest(self, box: Box, places: list[Position]) -> Position | None:
        """The place in the template's column that is nearest to the expected row."""
        if len(places) == 1 and self._box_at(box, places[0])[1] == box.column + self.across:
            return places[0]
        wanted = box.row + self._down(box), box.column + self.across
        found = [
            (abs(at[1] - wanted[1]), abs(at[0] - wanted[0]), label) for label, at in self._boxes(box, places)
        ]
        # A word that the form also prints elsewhere is no label when it stands far from its column.
        near = [one for one in found if one[0] <= _FEW_COLUMNS]
        if not near:
            return None
        far, _, label = min(near, key=lambda one: (one[0], one[2] in self.view.used, one[1]))
        if far:
            self._doubt("label-moved", label, box)
        if len(near) > 1:
            same = sum(other.key == box.key for other in self.boxes)
            if sum(one[0] == far for one in near) > same:
                self._doubt("label-twice", label, box)
        return label

    def _boxes(self, box: Box, places: list[Position]) -> list[tuple[Position, Position]]:
        return [(label, self._box_at(box, label)) for label in places]

    def _box_at(self, box: Box, label: Position) -> Position:
        """As `box_at`, each worked out once."""
        known = label, id(box)
        if known not in self._places:
            self._places[known] = box_at(self.view, box, label, self.across, self.printed)
        return self._places[known]

    def _by_pattern(self, box: Box, pattern: Pattern) -> Position | None:
        view = self.view
        hint = (box.row + self._down(box) - (box.relation is Relation.BELOW), box.column + self.across)
        if match(pattern, view.text(hint)) is not None:
            return hint
        short = [
            (place, str(cell.value))
            for place, cell in view.cells.items()
            if cell.kind == "text" and len(str(cell.value)) <= LONGEST_LABEL
        ]
        places = [place for place, text in short if match(pattern, text) is not None]
        if not places:
            places = [place for place, text in short if match_year(pattern, text) is not None]
            if places:
                self._doubt("label-similar", places[0], box)
        return min(places, key=lambda at: (abs(at[1] - hint[1]), abs(at[0] - hint[0])), default=None)

    def _similar(self, box: Box) -> Position | None:
        best, winner = MIN_SIMILAR, None
        for key, places in self.view.labels.items():
            score = similarity(box.key, key) if key not in self.known else 0.0
            if score < best:
                continue
            for label, place in self._boxes(box, places):
                if label not in self.view.used and place[1] == box.column + self.across:
                    best, winner = score, label
        if winner is not None:
            self._doubt("label-similar", winner, box)
        return winner

    def _doubt(self, code: str, place: Position, box: Box) -> None:
        self.flags.append(Flag(code, self.view.name, *place, box.label, box.slot.field))


def _label_row(box: Box) -> int:
    """Where a label stands in the blank form, as far as the place of its box tells."""
    return box.row - (box.relation is Relation.BELOW)


def box_at(
    view: SheetView, box: Box, label: Position, across: int, printed: frozenset[str] = frozenset()
) -> Position:
    """The box that belongs to a label."""
    if box.relation in _INSIDE:
        return label
    if box.relation is Relation.BELOW:
        below = view.below(label)
        while _is_remark(view, below, box, printed):
            below = view.below(below)
        return below
    place = view.right_of(label)
    column = box.column + across
    if place[1] != column > label[1] and place not in view.cells:
        return label[0], column  # the merge that made the label wide is gone
    following = place[0], place[1] + 1
    if place not in view.cells and place not in view.merges and following in view.merges:
        return following  # a column was put in between
    return place


def _is_remark(view: SheetView, place: Position, box: Box, printed: frozenset[str]) -> bool:
    """Whether the form's own remark stands under a label; the same words typed into the box are an answer."""
    text = view.text(place)
    key = label_key(text) if text else ""
    return key in printed and (place[0] < box.row or len(view.labels.get(key, ())) < 2)


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
