"""A clone is the original again with everything its own, and the file stays one that Excel opens in peace."""

# ruff: noqa: E501 - XML in the shape a program gives it

from __future__ import annotations

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.workbook.package import CONTENT_TYPES, open_package
from kxdesk.workbook.template import Template
from tests.workbook.packages import relations, zipped
from tests.workbook.rich_form import FORM as FORM_XML
from tests.workbook.rich_form import MC, THREAD, XR, rich_form, rich_parts
from tests.workbook.written import changed, formulas, found, opened, parts, text

CLONE = "xl/worksheets/sheet4.xml"


@pytest.fixture(scope="module")
def clone() -> bytes:
    book = Template.open(rich_form()).book()
    book.clone("様式", "様式 (2)")
    return book.save()


def test_nothing_of_the_original_changes(clone: bytes) -> None:
    """Only the lists that name all sheets are written anew."""
    assert changed(rich_form(), clone) == {
        CONTENT_TYPES,
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/calcChain.xml",
        "docProps/app.xml",
    }


def test_it_equals_the_original_but_for_what_must_be_its_own(clone: bytes) -> None:
    """With name, identities, selection and code name out of the way the sheets are the same."""
    xml = text(clone, CLONE).replace("'様式 (2)'", "様式").replace("&apos;様式 (2)&apos;", "様式")
    original = FORM_XML.replace(' tabSelected="1"', "").replace(' codeName="Sheet1"', "")
    for mine, theirs in zip(found(r'uid="([^"]*)"', xml), found(r'uid="([^"]*)"', original), strict=True):
        assert mine != theirs
        xml = xml.replace(mine, theirs)
    xml = xml.replace('shapeId="2051"', 'shapeId="1027"')
    assert xml.partition("</sheetData>")[2] == original.partition("</sheetData>")[2]
    assert xml.partition("<sheetData>")[0] == original.partition("<sheetData>")[0]
    assert formulas(clone, CLONE) | {"B2": "", "A15": ""} == {
        "B2": "",
        "E10": "C10*D10",
        "E11": "C11*D11",
        "E12": "C12*D12",
        "A15": "",
    }


def test_parts_are_its_own(clone: bytes) -> None:
    """Every part a sheet does not share is copied, typed and led to; nothing dangles."""
    package = open_package(clone)
    mine = {one.kind: one.target for one in package.rels(CLONE) if not one.external}
    assert mine == {
        "drawing": "xl/drawings/drawing2.xml",
        "vmlDrawing": "xl/drawings/vmlDrawing2.vml",
        "comments": "xl/comments2.xml",
        "printerSettings": "xl/printerSettings/printerSettings2.bin",
        "table": "xl/tables/table2.xml",
        "ctrlProp": "xl/ctrlProps/ctrlProp2.xml",
    }
    theirs = {one.kind: one.target for one in package.rels("xl/worksheets/sheet1.xml") if not one.external}
    for kind, target in mine.items():
        assert package.content_type(target) == package.content_type(theirs[kind])
        assert target in package
    assert package.rels("xl/drawings/drawing2.xml")[0].target == "xl/charts/chart2.xml"
    assert package.content_type("xl/charts/chart2.xml") == package.content_type("xl/charts/chart1.xml")


def test_references_to_itself_mean_itself(clone: bytes) -> None:
    """Formulas, links, charts, sparklines and shapes of the clone point into the clone."""
    assert formulas(clone, CLONE)["B2"] == "'様式 (2)'!C10*2"
    assert "様式 (2)" in text(clone, "xl/charts/chart2.xml")
    assert "様式!" not in text(clone, "xl/drawings/drawing2.xml")
    assert found(r'Target="(#[^"]*)"', text(clone, "xl/worksheets/_rels/sheet4.xml.rels")) == [
        "#&apos;様式 (2)&apos;!A10"
    ]
    assert "<xm:f>'様式 (2)'!C11:D11</xm:f>" in text(clone, CLONE)


def test_shape_numbers_are_new_and_agree(clone: bytes) -> None:
    """A control finds its shape by its number; two sheets must not share a block of them."""
    vml = text(clone, "xl/drawings/vmlDrawing2.vml")
    assert found(r'idmap[^>]*data="(\d+)"', vml) == ["2"]
    assert found(r'shape id="_x0000_s(\d+)"', vml) == ["2049", "2050", "2051"]
    assert 'shapeId="2051"' in text(clone, CLONE)


def test_tables_get_a_name_and_an_id(clone: bytes) -> None:
    """Both must be unique in a workbook."""
    assert 'id="2" name="表1_2" displayName="表1_2"' in text(clone, "xl/tables/table2.xml")


def test_names_of_the_sheet(clone: bytes) -> None:
    """Print area and titles are cloned, positions shifted, and a name it calculates with is its own."""
    assert found(r'name="([^"]*)"\s+localSheetId="(\d)">\s*([^<]*)<', text(clone, "xl/workbook.xml")) == [
        ("_xlnm.Print_Area", "0", "様式!$A$1:$H$30"),
        ("_xlnm.Print_Titles", "0", "様式!$1:$4"),
        ("候補", "3", "リスト!$A$1:$A$3"),
        ("_xlnm.Print_Area", "1", "'様式 (2)'!$A$1:$H$30"),
        ("_xlnm.Print_Titles", "1", "'様式 (2)'!$1:$4"),
        ("総計", "1", "'様式 (2)'!$E$10:$E$12"),
    ]


def test_the_file_does_not_lie_about_its_sheets(clone: bytes) -> None:
    """Titles of sheets in the properties would be wrong; they may be absent."""
    assert "TitlesOfParts" not in text(clone, "docProps/app.xml")
    assert opened(clone).sheetnames == ["様式", "様式 (2)", "集計", "リスト"]


def test_many_clones_in_order_and_state() -> None:
    """Clones follow each other; a clone of a grown and filled sheet is grown and filled."""
    book = Template.open(rich_form()).book()
    sheet = book.sheet("様式")
    sheet.set("A11", "元")
    sheet.repeat_rows(11, 11, 1)
    for number in range(2, 14):
        book.clone("様式", f"課題{number}").set("A10", f"値{number}")
    book.clone("課題3", "別", after="リスト").repeat_rows(10, 10, 1)
    data = book.save()
    opened_book = opened(data)
    assert opened_book.sheetnames == [
        "様式",
        *(f"課題{number}" for number in range(2, 14)),
        "集計",
        "リスト",
        "別",
    ]
    assert [opened_book["別"].cell(at, 1).value for at in (10, 11, 12, 13)] == ["値3", "値3", "元", "元"]
    assert opened_book["課題13"]["A12"].value == "元"
    numbers = [
        number
        for name, content in parts(data).items()
        if name.endswith(".vml")
        for number in found(r'shape id="_x0000_s(\d+)"', content.decode())
    ]
    assert len(numbers) == len(set(numbers))
    assert (
        len(found(r"tabSelected", "".join(text(data, n) for n in parts(data) if "worksheets/sheet" in n)))
        == 1
    )
    ids = found(r'sheetId="(\d+)"', text(data, "xl/workbook.xml"))
    assert len(ids) == len(set(ids))


def test_a_hidden_sheet_gives_a_visible_clone() -> None:
    """The hidden sheet of a form is the stencil."""
    book = Template.open(rich_form()).book()
    book.clone("リスト", "見える")
    assert opened(book.save())["見える"].sheet_state == "visible"


def test_threads_keep_their_links() -> None:
    """A threaded comment, its replies and the old note that stands for it are renumbered alike."""
    threads = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    reply = "{99999999-2222-3333-4444-555555555555}"
    members = rich_parts()
    members["xl/comments1.xml"] = (
        f'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:xr="{XR}" xmlns:mc="{MC}" mc:Ignorable="xr">'
        f'<authors><author>tc={THREAD}</author></authors><commentList><comment ref="C11" authorId="0" xr:uid="{THREAD}"><text><t>x</t></text>'
        "</comment></commentList></comments>"
    ).encode()
    members["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{threads}"><threadedComment ref="C11" id="{THREAD}" personId="{{AAAAAAAA-0000-0000-0000-000000000009}}">'
        f'<text>問</text></threadedComment><threadedComment ref="C11" id="{reply}" parentId="{THREAD}" '
        'personId="{AAAAAAAA-0000-0000-0000-000000000009}"><text>答</text></threadedComment></ThreadedComments>'
    ).encode()
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    more = f'<Relationship Id="rId9" Type="{kind}" Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    members[rels] = members[rels].replace(b"</Relationships>", more.encode())
    book = Template.open(zipped(members)).book()
    book.clone("様式", "写し")
    book.sheet("様式").repeat_rows(11, 11, 1)
    data = book.save()
    new = text(data, "xl/threadedComments/threadedComment2.xml")
    first, second = found(r' id="([^"]*)"', new)
    assert found(r'parentId="([^"]*)"', new) == [first]
    assert len({first, second, THREAD, reply}) == 4
    notes = text(data, "xl/comments2.xml")
    assert f"tc={first}<" in notes
    assert f'uid="{first}"' in notes
    assert found(r"personId=\"(.)", new) == ["{", "{"]
    # A copied row takes no conversation along, nor half of one.
    assert found(r'ref="(\w+)"', text(data, "xl/comments1.xml")) == ["C11"]


def test_pivot_tables_cannot_be_cloned() -> None:
    """Two sheets cannot share one, and a copy would need its own cache."""
    members = rich_parts()
    rels = "xl/worksheets/_rels/sheet2.xml.rels"
    members[rels] = relations(("rId1", "pivotTable", "../pivotTables/pivotTable1.xml"))
    members["xl/pivotTables/pivotTable1.xml"] = (
        b'<pivotTableDefinition><location ref="A3:B5"/></pivotTableDefinition>'
    )
    book = Template.open(zipped(members)).book()
    with pytest.raises(Problem) as caught:
        book.clone("集計", "写し")
    assert (caught.value.code, caught.value.facts["holds"]) == ("clone-not-possible", "pivotTable")
    book.sheet("集計").repeat_rows(1, 1, 2)
    assert 'ref="A5:B7"' in text(book.save(), "xl/pivotTables/pivotTable1.xml")
