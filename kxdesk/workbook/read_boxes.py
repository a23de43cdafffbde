"""Boxes with labels read into values, and what stands near them without a box of its own.

Rules for text outside its box:
- text-beside: the box is blank and the text stands right of it (a box right of its label) or below it before
  the next label (a box below its label): it is taken for the answer.
- text-spread: the box holds text and more stands below it before the next label: taken as further lines.
- label-similar: it is what the form prints there, with a slip: not read, but named.
- text-stray: anything else that neither form nor reader knows; not read, but named.
A comment is never an answer: note-instead names one that stands at a blank box and is not the form's own.
A text box is none either: text-in-shape names what is written into one that is not the form's own.
hidden-cell: a value from a hidden row or column is read like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kxdesk.domain.fields import FieldKind
from kxdesk.domain.things import Kind
from kxdesk.workbook.find_blocks import BlockPlace
from kxdesk.workbook.labels import MIN_SIMILAR, label_key, similarity
from kxdesk.workbook.layout import CONTROL_NUMBER, Layout, Relation, SheetLayout, Slot
from kxdesk.workbook.limits import MAX_COLUMN, MAX_ROW
from kxdesk.workbook.locate import Found, locate
from kxdesk.workbook.patterns import match, match_year
from kxdesk.workbook.raw import Position
from kxdesk.workbook.receipts import Flag, Path, Receipt
from kxdesk.workbook.sheet_view import LONGEST_LABEL, SheetView
from kxdesk.workbook.slip import is_our_note
from kxdesk.workbook.values import FLAGGED, Shown, is_far_off, unformatted_date, value_for

_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")


@dataclass(slots=True)
class SheetReader:
    """Reads one sheet; receipts and flags gather as it goes.

    Attributes:
        walls: row, first and last column of each label and each other part of the form: what stands beyond
            one belongs to no box before it.
    """

    view: SheetView
    layout: Layout
    sheet: SheetLayout
    receipts: list[Receipt] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    walls: list[tuple[int, int, int]] = field(default_factory=list)
    _label_keys: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        # Of the boxes outside the blocks, whose labels stand once for each.
        boxes = self.sheet.boxes
        self._label_keys = frozenset(box.key for box in boxes if box.key and box.pattern is None)

    def locate(self) -> list[Found]:
        """The sheet's boxes; their labels become walls."""
        found = locate(self.view, self.sheet, self.flags)
        for label in {entry.label for entry in found if entry.label is not None}:
            self.walls.append((*label, self.view.last_column_of(label)))
        return found

    @property
    def stops(self) -> list[int]:
        """Rows of the walls."""
        return sorted({row for row, _, _ in self.walls})

    def wall(self, row: int) -> None:
        """A part of the form that goes from side to side."""
        self.walls.append((row, 1, MAX_COLUMN))

    def take(self, place: Position, slot: Slot, kind: Kind, path: Path = ()) -> str:
        """The value of a box, with its receipt."""
        view = self.view
        view.used.add(place)
        if place not in view.cells:
            if place in view.raw.notes or place in view.raw.threads:
                self._note_instead(place, slot)
            return ""
        return self.keep(place, slot, view.shown(place), kind, path)

    def keep(self, place: Position, slot: Slot, seen: Shown, kind: Kind, path: Path) -> str:
        """The value of what a cell shows, with its receipt and the flags it deserves."""
        if slot.typed_as is FieldKind.DATE and place in self.view.cells:
            serial = unformatted_date(self.view.cells[place], date1904=self.view.date1904)
            seen = serial or seen
        text, codes = value_for(slot, seen, self.layout.units.get(slot.field, ""))
        if is_far_off(slot, text, self.layout.fiscal_year):
            codes = (*codes, "date-far")
        view, (row, column) = self.view, place
        if text or codes:
            cell = view.cells.get(place)
            raw = "" if cell is None or cell.value is None else str(cell.value)
            self.receipts.append(Receipt(kind, path, slot.key, view.name, row, column, raw, codes))
            if codes:
                self.flag_codes(place, codes, slot.field, raw)
            self.flag_hidden(place, raw, slot.field)
        return text

    def flag_codes(self, place: Position, codes: tuple[str, ...], name: str, raw: str = "") -> None:
        """Those of the codes that a person should look at."""
        for code in codes:
            if code in FLAGGED:
                self.flags.append(Flag(code, self.view.name, *place, raw, name))

    def flag_hidden(self, place: Position, raw: str, name: str) -> None:
        """A value that nobody sees on paper."""
        if place[0] in self.view.raw.hidden_rows or place[1] in self.view.raw.hidden_columns:
            self.flags.append(Flag("hidden-cell", self.view.name, *place, raw, name))

    def read(self, found: list[Found], blocks: Sequence[BlockPlace] = ()) -> dict[str, str]:
        """The values of boxes that were found, by field; a blank box is "".

        Args:
            found: the boxes.
            blocks: where the sheet's blocks are; no other box is in one.
        """
        values: dict[str, str] = {}
        labels = {entry.label for entry in found}
        for entry in found:
            box = entry.box
            if box.pattern is not None and box.relation in (Relation.INSIDE, Relation.PRINTED):
                self._read_label(entry, values)
            elif entry.place in labels or (entry.label is None and self._is_form_text(entry.place, box.slot)):
                values.setdefault(box.slot.field, "")
            elif self._is_misplaced(entry.place, box.slot) or self._is_in_block(entry.place, blocks):
                text, slot = self.view.text(entry.place), box.slot
                self.flags.append(Flag("box-lost", self.view.name, *entry.place, text, slot.field))
                values.setdefault(slot.field, "")
            elif self._is_example(entry):
                self.view.used.add(entry.place)
                values.setdefault(box.slot.field, "")
            else:
                slot = box.slot
                text = self.take(entry.place, slot, _kind(slot)) or self._choice_beside(entry)
                values[slot.field] = values.get(slot.field) or text
        return values

    def _choice_beside(self, entry: Found) -> str:
        """A choice right of its blank box; the form may print the same word, so that `sweep` passes it by."""
        slot, place = entry.box.slot, self.view.right_of(entry.place)
        text = self.view.text(place)
        if entry.box.relation is not Relation.RIGHT or text not in slot.choices or place in self.view.used:
            return ""
        self.flags.append(Flag("text-beside", self.view.name, *place, text, slot.field))
        return self.take(place, slot, _kind(slot))

    def sweep(self, found: list[Found], values: dict[str, str]) -> None:
        """Read or flag what nobody has read; to be called last."""
        view = self.view
        left = [place for place in view.cells if place not in view.used and self._is_typed(place)]
        if not left:
            return
        for place in sorted(left):
            if self._resembles_the_form(place):
                self.flags.append(Flag("label-similar", view.name, *place, view.text(place)))
                continue
            owner = self._owner(place, found, values)
            seen = view.shown(place)
            if owner is None:
                self.flags.append(Flag("text-stray", view.name, *place, seen.text))
                continue
            slot = owner.box.slot
            before = values.get(slot.field, "")
            text = self.keep(place, slot, seen, _kind(slot), ())
            values[slot.field] = f"{before}\n{text}" if before else text
            code = "text-spread" if before else "text-beside"
            self.flags.append(Flag(code, view.name, *place, seen.text, slot.field))

    def form_rows(self) -> set[int]:
        """Rows with texts of the form that are no labels: a typed text may well be the same as a label."""
        view, keys = self.view, self.sheet.printed
        rows = {place[0] for key in keys for place in view.labels.get(key, ())}
        for place in view.cells:
            text = view.text(place)
            if len(text) > LONGEST_LABEL and label_key(text) in keys:
                rows.add(place[0])
        return rows

    def look_at_shapes(self) -> None:
        """Name the texts people wrote into text boxes."""
        own = self.sheet.shapes
        if own is None:
            return
        for shape in self.view.raw.shapes:
            if shape.text.strip() and label_key(shape.text) not in own:
                place = shape.area[:2] if shape.area else (0, 0)
                self.flags.append(Flag("text-in-shape", self.view.name, *place, shape.text))

    def _read_label(self, found: Found, values: dict[str, str]) -> None:
        """The fields in the holes of a label; what the blank form prints there is no answer."""
        view, pattern = self.view, found.box.pattern
        if found.label is None or pattern is None:
            return
        said = view.text(found.label)
        holes = match(pattern, said) or match_year(pattern, said) or {}
        blank = (match(pattern, found.box.blank) if found.box.blank else None) or {}
        for slot in found.box.slots:
            typed = holes.get(slot.field, "")
            if slot.field in blank and label_key(typed) == label_key(blank[slot.field]):
                typed = ""
            text = self.keep(found.label, slot, Shown(typed), _kind(slot), ()) if typed else ""
            if not text and found.box.relation is Relation.PRINTED and slot.key.endswith("fiscal_year"):
                self.flag_codes(found.label, ("date-unclear",), slot.field, said)
            values[slot.field] = values.get(slot.field) or text

    def _owner(self, place: Position, found: list[Found], values: dict[str, str]) -> Found | None:
        row, column = place
        for entry in reversed(found):
            if entry.label is None or entry.box.slot.field == CONTROL_NUMBER:
                continue
            if entry.box.relation is Relation.BELOW:
                last = max(self.view.last_column_of(entry.label), self.view.last_column_of(entry.place))
                stop = self._next_wall(entry.label[0], entry.place[1], last)
                if entry.label[0] < row < stop and entry.place[1] <= column <= last:
                    return entry
            elif entry.box.relation is Relation.RIGHT and entry.place[0] == row:
                beside = self.view.right_of(entry.place)
                if column == beside[1] and not values.get(entry.box.slot.field):
                    return entry
        return None

    def _next_wall(self, row: int, first: int, last: int) -> int:
        """The next row below that a label or the like stands in, between two columns."""
        below = (at for at, left, right in self.walls if at > row and left <= last and first <= right)
        return min(below, default=MAX_ROW + 1)

    def _is_example(self, entry: Found) -> bool:
        """The box still says what the blank form says there."""
        blank = entry.box.blank
        return bool(blank) and label_key(self.view.text(entry.place)) == label_key(blank)

    def _is_form_text(self, place: Position, slot: Slot) -> bool:
        text = self.view.text(place)
        return bool(text) and text not in slot.choices and label_key(text) in self.sheet.keys

    def _is_in_block(self, place: Position, blocks: Sequence[BlockPlace]) -> bool:
        """Whether the box's own row is gone, so that a block stands in its place."""
        row, block = place[0], self.sheet.block
        number = block.number if block else None
        if number is None or number.pattern is None or place not in self.view.cells:
            return False
        if any(one.top < row <= one.last for one in blocks):
            return True
        at_top = place[1] == number.column and any(one.top == row for one in blocks)
        return at_top and match(number.pattern, self.view.text(place)) is not None

    def _is_misplaced(self, place: Position, slot: Slot) -> bool:
        """Whether a text that the form prints elsewhere, and once only, stands in a box now."""
        return self._is_form_text(place, slot) and self.is_only_print(place)

    def is_only_print(self, place: Position) -> bool:
        """Whether a text that is no label and that the form prints elsewhere stands here and nowhere else."""
        text = self.view.text(place)
        key = label_key(text) if text else ""
        return key in self.sheet.printed and self.view.labels.get(key) == [place]

    def _is_typed(self, place: Position) -> bool:
        cell = self.view.cells[place]
        if cell.formula is not None or cell.kind == "empty" or not str(cell.value).strip():
            return False
        if str(cell.value).strip() in _CIRCLED:
            return False  # counts the form's own parts
        if cell.kind != "text":
            return True
        key = label_key(str(cell.value))
        # A label's words where no label is.
        return key not in self.sheet.keys or (key in self._label_keys and key not in self.sheet.printed)

    def _resembles_the_form(self, place: Position) -> bool:
        """Whether a printed text that is no label stands there with a slip in it."""
        text = self.view.text(place)
        if not 4 <= len(text) <= LONGEST_LABEL:
            return False
        key = label_key(text)
        return any(similarity(printed, key) >= MIN_SIMILAR for printed in self.sheet.printed)

    def _note_instead(self, place: Position, slot: Slot) -> None:
        notes = [*self.view.raw.threads.get(place, ())]
        if place in self.view.raw.notes and not notes:
            notes.append(self.view.raw.notes[place])
        own = label_key(slot.note)
        typed = [
            note.text
            for note in notes
            if label_key(note.text) != own and note.text.strip() and not is_our_note(note.text)
        ]
        if typed:
            self.flags.append(Flag("note-instead", self.view.name, *place, "\n".join(typed), slot.field))


def _kind(slot: Slot) -> Kind:
    return Kind.ISSUE if slot.field == CONTROL_NUMBER else Kind(slot.kind)
