"""Notes, colours and a slip are added to a workbook, and everything else stays byte for byte."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from kxdesk.usecases.forms import layout_named
from kxdesk.usecases.sample_desk import sample_policy
from kxdesk.workbook.annotate import BoxNote, annotated
from kxdesk.workbook.fill import fill
from kxdesk.workbook.read_job import read_bytes
from kxdesk.workbook.slip import Slip, SlipLine, is_our_note, note_text
from kxdesk.workbook.template import Template
from tests.workbook.rich_form import rich_form

RS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NUMBER = "K7Q4TM2X9B0P"
NOTE = note_text(NUMBER, '数値で <書いて> & "ください"')


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(params=["R6", "R7"])
def filled(request: pytest.FixtureRequest) -> bytes:
    place = layout_named(request.param)
    return fill(Template.open(place.template.read_bytes()), place.layout, sample_policy()).data


def slip() -> Slip:
    return Slip((("回", "当初"),), (SlipLine(NUMBER, "B2", "④", "数値で", "", "", "課題", "A1", "x"),))


def test_what_nobody_touched_is_the_same(filled: bytes) -> None:
    """Parts that carry no note are the same bytes; nothing is lost."""
    names = Template.open(filled).book().sheet_names
    made = parts(annotated(filled, [BoxNote(names[1], 3, 2, "局", NOTE, "FFF2CC")], None))
    before = parts(filled)
    assert before.keys() <= made.keys()
    changed = {name for name in before if before[name] != made[name]}
    allowed = ("styles", "[Content_Types]", "sheet", "comments", "vmlDrawing", "workbook.xml", "app.xml")
    assert all(any(word in name for word in allowed) for name in changed), changed
    assert sum("worksheets/sheet" in name for name in changed) <= 1
    for name in set(made) - {"[Content_Types].xml"}:
        if name.endswith((".xml", ".rels", ".vml")):
            etree.fromstring(made[name])


def test_every_reference_leads_somewhere(filled: bytes) -> None:
    """Each relation of a part has its target, each new part its type; one tab is open, the slip."""
    names = Template.open(filled).book().sheet_names
    data = annotated(filled, [BoxNote(name, 2, 3, "局", NOTE, "FFF2CC") for name in names], slip())
    made = parts(data)
    package = Template.open(data).package
    for name in package.names():
        for relation in package.rels(name):
            assert relation.external or relation.target in package, (name, relation)
        assert package.content_type(name), name
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames[1:] == list(names)
    assert [bool(sheet.sheet_view.tabSelected) for sheet in book].count(True) == 1
    for name in names:
        cell = next(
            cell for row in book[name] for cell in row if cell.comment and NUMBER[:4] in cell.comment.text
        )
        assert '数値で <書いて> & "ください"' in cell.comment.text
    numbers = [value for part, text in made.items() if part.endswith(".vml") for value in _shape_ids(text)]
    assert len(numbers) == len(set(numbers))


def _shape_ids(vml: bytes) -> list[str]:
    tree = etree.fromstring(vml)
    return [shape.get("id", "") for shape in tree.iter("{urn:schemas-microsoft-com:vml}shape")]


def test_reads_as_before(filled: bytes) -> None:
    """Neither slip nor notes are content."""
    layouts = (layout_named("R6").layout, layout_named("R7").layout)
    names = Template.open(filled).book().sheet_names
    notes = [BoxNote(name, row, 1, "局", NOTE, "FFF2CC") for name in names[1:6] for row in range(1, 30, 3)]
    plain, _ = read_bytes(filled, layouts)
    noted, _ = read_bytes(annotated(filled, notes, slip()), layouts)
    assert noted.policy == plain.policy
    assert set(noted.flags) == set(plain.flags)
    assert [line.remark for line in noted.slip] == [NUMBER]


def test_a_form_with_everything(tmp_path: Path) -> None:
    """Threads, controls, tables, drawings: a note finds its place among them, and a thread is left alone."""
    data = rich_form()
    names = Template.open(data).book().sheet_names
    made = annotated(data, [BoxNote(name, 2, 2, "局", NOTE, "FFF2CC") for name in names[:1]], slip())
    after, before = parts(made), parts(data)
    assert before.keys() <= after.keys()
    order = [node.tag.rpartition("}")[2] for node in etree.fromstring(_sheet(made, names[0]))]
    later = [name for name in ("tableParts", "controls", "oleObjects", "extLst") if name in order]
    assert all(order.index("legacyDrawing") < order.index(name) for name in later)


def _sheet(data: bytes, name: str) -> bytes:
    template = Template.open(data)
    return template.xml(next(sheet.part for sheet in template.workbook.sheets if sheet.name == name))


def test_our_notes_are_known() -> None:
    """By a number whose check character fits, and by nothing else."""
    assert is_our_note(NOTE)
    assert is_our_note(f"局:\n{NOTE}")
    assert not is_our_note(NOTE.replace("K7Q4", "K7Q5"))
    assert not is_our_note("【指摘】数値で")
