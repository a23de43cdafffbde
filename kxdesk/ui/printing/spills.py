"""What a person should look at before printing, with the box it is in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kxdesk.ui.sheet_picture.marks import Look, Mark
from kxdesk.usecases.preview_workbook import FieldPlace, Preview
from kxdesk.words.fields import field_name
from kxdesk.words.guesses import name_of
from kxdesk.words.print_notes import told_note
from kxdesk.workbook.areas import Area, parse_cell
from kxdesk.workbook.picture import SheetPicture
from kxdesk.workbook.sheet_filler import FillNote


@dataclass(frozen=True, slots=True)
class Spill:
    """One thing to look at.

    Attributes:
        sheet: "" where it concerns no sheet; `area` is None where it concerns no box.
        title: the field or the sheet it is about.
        words: what is the matter.
        place: the field to go to, None if there is none.
    """

    sheet: str
    area: Area | None
    title: str
    words: str
    place: FieldPlace | None


def spills_of(preview: Preview) -> tuple[Spill, ...]:
    """What filling noted, then what the picture shows; each box once, sheet by sheet."""
    found: dict[object, Spill] = {}
    for number, note in enumerate(preview.notes):
        spill = _noted(preview, note)
        found[(spill.sheet, spill.area) if spill.area else number] = spill
    for picture in preview.pictures:
        for spill in _seen(preview, picture):
            found.setdefault((spill.sheet, spill.area), spill)
    order = {picture.name: number for number, picture in enumerate(preview.pictures)}
    return tuple(
        sorted(found.values(), key=lambda one: (order.get(one.sheet, -1), one.area or Area(0, 0, 0, 0)))
    )


def marks_of(spills: tuple[Spill, ...]) -> dict[str, list[Mark]]:
    """By sheet, for the picture."""
    marks: dict[str, list[Mark]] = {}
    for spill in spills:
        if spill.area is not None:
            marks.setdefault(spill.sheet, []).append(
                Mark(spill.area, Look.SPILLS, spill.title, f"{spill.title}\n{spill.words}")
            )
    return marks


def _noted(preview: Preview, note: FillNote) -> Spill:
    picture = next((one for one in preview.pictures if one.name == note.sheet), None)
    cell = parse_cell(note.cell) if note.cell else None
    area = picture.geometry.area_of(*cell) if picture and cell else None
    place = preview.places.get((note.sheet, *area[:2])) if area else None
    return Spill(note.sheet, area, name_of(note.field) if note.field else note.sheet, told_note(note), place)


def _seen(preview: Preview, picture: SheetPicture) -> Iterator[Spill]:
    """Only boxes that hold something of the policy: the form's own texts are as they were made."""
    for cell in picture.cells:
        place = preview.places.get((picture.name, *cell.area[:2]))
        if place is None or not cell.text:
            continue
        code = cell.overflow or ("page-cut" if cell.area in picture.pages.cut_boxes else "")
        if code:
            title = field_name(place.ref.kind, place.field)
            yield Spill(picture.name, cell.area, title, told_note(FillNote(code)), place)
