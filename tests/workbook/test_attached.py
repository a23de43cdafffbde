"""Notes, threads, shapes and check boxes are found at the cells where a person sees them."""

from __future__ import annotations

import pytest
from lxml import etree

from kxdesk.workbook.areas import Area, parse_area, parse_cell
from kxdesk.workbook.package import open_package
from kxdesk.workbook.raw import CheckBox, Note, RawSheet, Shape
from kxdesk.workbook.read_raw import read_workbook
from kxdesk.workbook.shapes_in import read_check_boxes, read_shapes
from tests.workbook.packages import book, relations, xml

DRAWING = 'xmlns:xdr="http://x/spreadsheetDrawing" xmlns:a="http://x/main" xmlns:mc="http://x/mc"'
SHEET_RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"


def attached(*found: tuple[str, str, bytes], **more: bytes) -> RawSheet:
    rows = [(f"rId{n}", kind, f"/xl/{name}") for n, (kind, name, _) in enumerate(found)]
    changes = {f"xl/{name}": content for _, name, content in found}
    data = book(changes={SHEET_RELATIONS: relations(*rows), **changes, **more})
    return read_workbook(open_package(data)).sheets[0]


def anchor(
    shape: str,
    end: str = "<xdr:to><xdr:col>4</xdr:col><xdr:colOff>9</xdr:colOff><xdr:row>5</xdr:row></xdr:to>",
) -> str:
    start = "<xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>2</xdr:row></xdr:from>"
    return f"<xdr:twoCellAnchor>{start}{end}{shape}</xdr:twoCellAnchor>"


def shapes(body: str) -> tuple[Shape, ...]:
    return read_shapes(etree.fromstring(f"<xdr:wsDr {DRAWING}>{body}</xdr:wsDr>"))


def test_notes_stand_at_their_cells() -> None:
    comments = xml(
        "<authors><author>推進室</author></authors><commentList>"
        '<comment ref="E4" authorId="0"><text><r><t>40字</t></r><r><t>以内</t></r></text></comment>'
        '<comment ref="B2" authorId="7"><text><t>無名</t></text></comment>'
        '<comment ref="?" authorId="0"><text><t>x</t></text></comment></commentList>',
        "comments",
    )
    assert attached(("comments", "comments1.xml", comments)).notes == {
        (4, 5): Note("推進室", "40字以内"),
        (2, 2): Note("", "無名"),
    }


def test_a_thread_takes_the_place_of_its_stand_in() -> None:
    comments = xml(
        '<authors><author>tc={1}</author></authors><commentList><comment ref="A1" authorId="0"><text>'
        "<t>[Threaded comment]</t></text></comment></commentList>",
        "comments",
    )
    threads = xml(
        '<threadedComment ref="A1" personId="{P}" id="{1}"><text>確認を</text></threadedComment>'
        '<threadedComment ref="A1" personId="?" id="{2}" done="1"><text>済み</text></threadedComment>',
        "ThreadedComments",
    )
    found = attached(
        ("comments", "comments1.xml", comments), ("threadedComment", "threadedComments/1.xml", threads)
    )
    assert found.notes == {}
    assert found.threads == {(1, 1): (Note("", "確認を"), Note("", "済み", done=True))}


def test_a_text_box_covers_the_cells_it_reaches_into() -> None:
    text = "<a:p><a:r><a:t>一</a:t></a:r><a:br/><a:r><a:t>二</a:t></a:r></a:p>"
    text += "<a:p><a:fld><a:t>三</a:t></a:fld></a:p>"
    properties = '<xdr:nvSpPr><xdr:cNvPr id="2" name="箱"/></xdr:nvSpPr><a:prstGeom prst="rect"/>'
    sp = f"<xdr:sp>{properties}<xdr:txBody>{text}</xdr:txBody></xdr:sp>"
    assert shapes(anchor(sp)) == (Shape("一\n二\n三", "rect", "箱", Area(3, 2, 5, 5)),)


def test_arrows_pictures_groups_and_hidden_shapes_count() -> None:
    arrow = '<xdr:sp><xdr:cNvPr name="矢印" hidden="1"/><a:prstGeom prst="rightArrow"/></xdr:sp>'
    line = '<xdr:cxnSp><xdr:cNvPr name="線"/><a:prstGeom prst="straightConnector1"/></xdr:cxnSp>'
    picture = '<xdr:pic><xdr:cNvPr name="図"/></xdr:pic>'
    free = '<xdr:sp><xdr:cNvPr name="自由"/><a:custGeom/></xdr:sp>'
    found = shapes(anchor(f"<xdr:grpSp>{arrow}{line}</xdr:grpSp>") + anchor(picture, end="") + anchor(free))
    assert [(shape.name, shape.preset, shape.hidden) for shape in found] == [
        ("矢印", "rightArrow", True),
        ("線", "straightConnector1", False),
        ("図", "pic", False),
        ("自由", "custom", False),
    ]
    assert [shape.area for shape in found][1:3] == [Area(3, 2, 5, 5), Area(3, 2, 3, 2)]


def test_a_shape_written_twice_for_old_programs_counts_once() -> None:
    sp = '<xdr:sp><xdr:cNvPr name="新"/></xdr:sp>'
    both = f"<mc:Choice>{anchor(sp)}</mc:Choice><mc:Fallback>{anchor(sp)}</mc:Fallback>"
    both = f"<mc:AlternateContent>{both}</mc:AlternateContent>"
    assert [shape.name for shape in shapes(both)] == ["新"]


def test_check_boxes_of_the_form() -> None:
    vml = """<xml xmlns:v="urn:v" xmlns:x="urn:x"><v:shape><v:textbox><div>該当<br>する</div></v:textbox>
      <x:ClientData ObjectType="Checkbox"><x:Anchor>1, 0, 2, 5, 3, 0, 3, 9</x:Anchor><x:Checked>1</x:Checked>
      <x:FmlaLink>$Y$3</x:FmlaLink></x:ClientData></v:shape>
      <v:shape><x:ClientData ObjectType="Radio"/></v:shape>
      <v:shape><x:ClientData ObjectType="Checkbox"><x:Checked>2</x:Checked></x:ClientData></v:shape>
      <v:shape><x:ClientData ObjectType="Note"/></v:shape></xml>"""
    assert read_check_boxes(vml.encode()) == (
        CheckBox("該当する", True, Area(3, 2, 4, 3), "$Y$3"),
        CheckBox("", False, None, "", option=True),
        CheckBox("", None, None, ""),
    )


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("A1", Area(1, 1, 1, 1)),
        ("$B$2:$C$9", Area(2, 2, 9, 3)),
        ("様式!B2:c9", Area(2, 2, 9, 3)),
        ("B:C", Area(1, 2, 1_048_576, 3)),
        ("2:9", Area(2, 1, 9, 16_384)),
        ("C9:B2", None),
        ("XFE1", None),
        ("A0", None),
        ("A1:", Area(1, 1, 1_048_576, 16_384)),
        ("", None),
        ("様式", None),
    ],
)
def test_areas(text: str, area: Area | None) -> None:
    assert parse_area(text) == area


def test_addresses() -> None:
    assert parse_cell("$AB$12") == (12, 28)
    assert parse_cell("XFD1048576") == (1_048_576, 16_384)
    assert [parse_cell(text) for text in ("XFE1", "A1048577", "A0", "Ａ1", "1A", "", "A1B")] == [None] * 7
    assert str(Area(1, 1, 2, 28)) == "A1:AB2"
