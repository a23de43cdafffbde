"""A finished workbook with notes and colours at its boxes and a slip in front; nothing else of it changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from kxdesk.domain.problems import Problem
from kxdesk.workbook.addresses import address
from kxdesk.workbook.geometry import read_geometry
from kxdesk.workbook.note_writer import NewNote, add_notes, free_blocks
from kxdesk.workbook.package_patch import PackagePatch
from kxdesk.workbook.slip import Slip
from kxdesk.workbook.slip_sheet import put_slip
from kxdesk.workbook.style_patch import StylePatch, base_font
from kxdesk.workbook.styles import read_styles
from kxdesk.workbook.template import Template


@dataclass(frozen=True, slots=True)
class BoxNote:
    """A note at a box.

    Attributes:
        sheet: name on the tab.
        row, column: of the box, any cell of it.
        colour: RRGGBB behind the box, "" to leave it.
    """

    sheet: str
    row: int
    column: int
    author: str
    text: str
    colour: str = ""


def annotated(data: bytes, notes: Iterable[BoxNote], slip: Slip | None) -> bytes:
    """The bytes of the workbook.

    Raises:
        Problem: as `Template.open`; unknown-sheet; no-styles where the workbook has none to add to.
    """
    notes = sorted(notes, key=lambda note: (note.sheet, note.row, note.column))
    template = Template.open(data)
    name = _styles_name(template)
    font = base_font(template.xml(name), name)
    styles = StylePatch(template.xml(name), name)
    if not styles.usable:
        raise Problem("no-styles")
    coloured = _coloured(template, notes, styles, slip)
    patch = PackagePatch(Template.open(coloured))
    if notes:
        _add_notes(patch, notes)
    if slip is not None:
        put_slip(patch, slip, styles, font)
    patch.put(name, styles.render())
    return patch.save()


def _styles_name(template: Template) -> str:
    relations = template.package.rels(template.workbook.name)
    found = [one.target for one in relations if one.kind == "styles" and one.target in template.package]
    if not found:
        raise Problem("no-styles")
    return found[0]


def _coloured(template: Template, notes: Sequence[BoxNote], styles: StylePatch, slip: Slip | None) -> bytes:
    """With the new styles' numbers at the boxes, and no tab marked as open where the slip will be."""
    book = template.book()
    for note in notes:
        if note.colour:
            sheet = book.sheet(note.sheet)
            sheet.restyle(address(note.row, note.column), partial(styles.filled, colour=note.colour))
    if slip is not None:
        for tab in book.tabs:
            if tab.is_worksheet:
                tab.sheet.select(selected=False)
    return book.save()


def _add_notes(patch: PackagePatch, notes: Sequence[BoxNote]) -> None:
    package = patch.template.package
    drawings = {one: patch.read(one) for one in package.names() if one.lower().endswith(".vml")}
    block = free_blocks(drawings)
    parts = {sheet.name: sheet.part for sheet in patch.template.workbook.sheets}
    looks = read_styles(package)
    for sheet, group in groupby(notes, key=lambda note: note.sheet):
        geometry = read_geometry(package.tree(parts[sheet]), looks)
        texts: dict[tuple[int, int], NewNote] = {}
        for note in group:
            area = geometry.area_of(note.row, note.column)
            place = area.first_row, area.first_column
            before = texts.get(place)
            text = f"{before.text}\n\n{note.text}" if before else note.text
            texts[place] = NewNote(*place, note.author, text)
        add_notes(patch, parts[sheet], list(texts.values()), geometry, block)
