"""Repeated rows bring along all that belongs to them, and everything else in the file follows."""

# ruff: noqa: E501 - XML in the shape a program gives it

from __future__ import annotations

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.workbook.package import open_package
from kxdesk.workbook.template import Template
from tests.workbook.packages import book
from tests.workbook.rich_form import rich_form
from tests.workbook.written import FORM, SUMMARY, formulas, found, opened, parts, text


@pytest.fixture(scope="module")
def row() -> bytes:
    """Row 11 of the rich form twice more."""
    book = Template.open(rich_form()).book()
    book.sheet("様式").repeat_rows(11, 11, 2)
    return book.save()


@pytest.fixture(scope="module")
def block() -> bytes:
    """Rows 10 to 12 of the rich form once more."""
    book = Template.open(rich_form()).book()
    book.sheet("様式").repeat_rows(10, 12, 1)
    return book.save()


def test_cells_and_formulas(row: bytes) -> None:
    """The copies calculate with themselves, sums take them in, references below have moved."""
    assert formulas(row, FORM) == {
        "B2": "様式!C10*2",
        "E10": "C10*D10",
        "E11": "C11*D11",
        "E12": "C12*D12",
        "E13": "C13*D13",
        "E14": "C14*D14",
        "A17": "C10:C13",
    }
    assert "<f>SUM(E10:E14)</f>" in text(row, FORM)
    assert 'ref="A17:A18"' in text(row, FORM)
    assert formulas(row, SUMMARY)["A1"] == "SUM(様式!E10:E14)"
    ws = opened(row)["様式"]
    assert [ws.cell(at, 3).value for at in range(10, 15)] == [2, 1, 1, 1, None]
    assert ws["H32"].value == "おわり"


def test_rules_merges_and_breaks(row: bytes) -> None:
    """Merged ranges, rules of both generations, protection and page breaks."""
    xml = text(row, FORM)
    for piece in (
        'mergeCell ref="A10:B10"',
        'mergeCell ref="A22:C24"',
        'mergeCell ref="G9:G14"',
        'conditionalFormatting sqref="C11:D13"',
        'sqref="C10 D11:D13"',
        "<xm:sqref>D14</xm:sqref>",
        'protectedRange sqref="C10:D14"',
        'ignoredError sqref="E10:E14"',
        '<brk id="16" max="16383" man="1"/>',
        'dimension ref="A1:H32"',
        'activeCell="C22"',
        'ySplit="4"',
    ):
        assert piece in xml, piece


def test_links_and_sparklines_are_copied(row: bytes) -> None:
    """What stands in the row stands in each copy, with an identity of its own."""
    xml = text(row, FORM)
    assert found(r'hyperlink ref="(\w+)" location="([^"]*)"', xml) == [
        (f"A{at}", "様式!A22") for at in (11, 12, 13)
    ]
    assert found(r"<xm:f>([^<]*)</xm:f><xm:sqref>(F\d+)", xml) == [
        (f"様式!C{at}:D{at}", f"F{at}") for at in (11, 12, 13)
    ]
    uids = found(r'xr:uid="([^"]*)"', xml)
    assert len(uids) == len(set(uids)) == 4


def test_notes_and_their_boxes(row: bytes) -> None:
    """A note of the row appears at each copy, its box beside it; the one below moves."""
    assert found(r'comment ref="(\w+)"', text(row, "xl/comments1.xml")) == ["C11", "C12", "C13", "A22"]
    vml = text(row, "xl/drawings/vmlDrawing1.vml")
    assert found(r"<x:Row>(\d+)", vml) == ["10", "11", "12", "21"]
    assert found(r"<x:Anchor>[^,]*, *\d+, *(\d+)", vml) == ["9", "10", "11", "21", "21"]
    numbers = found(r'v:shape id="_x0000_s(\d+)"', vml)
    assert len(numbers) == len(set(numbers)) == 5
    assert "<x:FmlaLink>$H$23</x:FmlaLink>" in vml
    assert 'fmlaLink="$H$23"' in text(row, "xl/ctrlProps/ctrlProp1.xml")
    assert found(r"<xdr:row [^>]*>(\d+)<", text(row, FORM)) == ["21", "22"]


def test_drawn_things(row: bytes) -> None:
    """A shape in the row is copied, one around it grows, one below moves, a fixed one stays."""
    xml = text(row, "xl/drawings/drawing1.xml")
    assert found(r"<xdr:row>(\d+)</xdr:row>.*?<xdr:row>(\d+)</xdr:row>.*?cNvPr id=\"(\d+)\"", xml) == [
        ("10", "10", "2"),
        ("11", "11", "7"),
        ("12", "12", "8"),
        ("22", "24", "3"),
        ("8", "13", "4"),
        ("22", "27", "5"),
        ("23", "24", "6"),
    ]


def test_tables_charts_and_names(row: bytes) -> None:
    """The parts around the sheet and the workbook's names."""
    assert found(r' ref="([^"]*)"', text(row, "xl/tables/table1.xml")) == ["J9:K14", "J9:K14"]
    assert "様式!$E$10:$E$14" in text(row, "xl/charts/chart1.xml")
    names = text(row, "xl/workbook.xml")
    for piece in ("様式!$A$1:$H$32", "様式!$1:$4", "様式!$E$10:$E$14"):
        assert f">{piece}<" in names
    assert "xl/calcChain.xml" not in parts(row)


def test_a_table_repeated_with_its_heading_stays_itself() -> None:
    """A second heading is no row of the table."""
    made = Template.open(rich_form()).book()
    made.sheet("様式").repeat_rows(9, 12, 1)
    assert found(r' ref="([^"]*)"', text(made.save(), "xl/tables/table1.xml")) == ["J9:K12", "J9:K12"]


def test_a_block_keeps_its_inner_shape(block: bytes) -> None:
    """Heights, merges and formulas of several rows appear again in order."""
    ws = opened(block)["様式"]
    assert [ws.row_dimensions[at].height for at in (10, 11, 12, 13, 14)] == [30, None, None, 30, None]
    assert {"A10:B10", "A13:B13", "G9:G15"} <= {str(one) for one in ws.merged_cells.ranges}
    assert formulas(block, FORM)["E14"] == "C14*D14"
    assert found(r'sqref="(C1[^"]*)"', text(block, FORM))[:2] == ["C10:D15", "C11:D11 C14:D14"]
    assert found(r'comment ref="(\w+)"', text(block, "xl/comments1.xml")) == ["C11", "C14", "A23"]


def test_again_and_again() -> None:
    """Growth of what has grown: blocks first, then a row of one copy."""
    book = Template.open(rich_form()).book()
    sheet = book.sheet("様式")
    sheet.repeat_rows(10, 12, 1)
    sheet.repeat_rows(14, 14, 1)
    new = book.save()
    assert "<f>SUM(E10:E16)</f>" in text(new, FORM)
    assert formulas(new, FORM)["E15"] == "C15*D15"
    assert formulas(new, SUMMARY)["A1"] == "SUM(様式!E10:E16)"
    assert found(r'comment ref="(\w+)"', text(new, "xl/comments1.xml")) == ["C11", "C14", "C15", "A24"]


def test_blank_copies_have_the_look_only() -> None:
    """Continuation rows take neither texts nor formulas along."""
    book = Template.open(rich_form()).book()
    book.sheet("様式").repeat_rows(10, 10, 1, blank=True)
    ws = opened(book.save())["様式"]
    assert [ws.cell(11, column).value for column in range(1, 6)] == [None] * 5
    assert ws.row_dimensions[11].height == 30


def test_values_stay_with_their_rows() -> None:
    """What was filled before the rows grew moves along, and is copied with its row."""
    book = Template.open(rich_form()).book()
    sheet = book.sheet("様式")
    sheet.set("A12", "下")
    sheet.set("A11", "行")
    sheet.repeat_rows(11, 11, 1)
    sheet.set("A12", "次")
    ws = opened(book.save())["様式"]
    assert [ws.cell(at, 1).value for at in (11, 12, 13)] == ["行", "次", "下"]


def test_a_page_of_its_own_stays_one() -> None:
    """A block between two page breaks gives pages; a break below a single row just moves."""
    breaks = (
        '<rowBreaks count="2" manualBreakCount="2"><brk id="2" man="1"/><brk id="5" man="1"/></rowBreaks>'
    )
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in range(1, 8))
    xml = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData>{breaks}</worksheet>'
    template = Template.open(book(changes={FORM: xml.encode()}))
    for first, last, expected in ((3, 5, ["2", "5", "8"]), (5, 5, ["2", "6"]), (4, 4, ["2", "6"])):
        made = template.book()
        made.sheet(made.sheet_names[0]).repeat_rows(first, last, 1)
        assert found(r'brk id="(\d+)"', text(made.save(), FORM)) == expected


def test_heights_and_breaks_can_be_set() -> None:
    """Both are written where the schema wants them."""
    made = Template.open(book()).book()
    sheet = made.sheet(made.sheet_names[0])
    sheet.set_row_height(1, 40.5)
    sheet.set_row_height(9, 12)
    sheet.add_page_break(1)
    sheet.add_page_break(1)
    xml = text(made.save(), FORM)
    assert '<row r="1" ht="40.5" customHeight="1">' in xml
    assert '<row r="9" ht="12" customHeight="1">' in xml
    assert xml.endswith(
        '</sheetData><rowBreaks count="1" manualBreakCount="1"><brk id="1" max="16383" man="1"/></rowBreaks></worksheet>'
    )
    with pytest.raises(Problem, match="bad-row-height"):
        sheet.set_row_height(1, 410)


@pytest.mark.parametrize(("first", "last", "times"), [(0, 1, 1), (3, 2, 1), (1, 1, -1), (1, 1_048_577, 1)])
def test_bad_rows_are_refused(first: int, last: int, times: int) -> None:
    """Nothing is changed by a wish that makes no sense."""
    made = Template.open(rich_form()).book()
    with pytest.raises(Problem) as caught:
        made.sheet("様式").repeat_rows(first, last, times)
    assert caught.value.code == "bad-rows"


def test_a_sheet_has_an_end() -> None:
    """Rows are not pushed over the last row of a sheet."""
    made = Template.open(rich_form()).book()
    with pytest.raises(Problem) as caught:
        made.sheet("様式").repeat_rows(1, 30, 40_000)
    assert caught.value.code == "sheet-too-long"


def test_the_template_is_never_changed() -> None:
    """Two books of one template know nothing of each other."""
    template = Template.open(rich_form())
    book = template.book()
    book.sheet("様式").repeat_rows(11, 11, 2)
    book.clone("様式", "写し").set("A1", "x")
    book.save()
    assert template.book().save() == rich_form()
    assert open_package(template.data).names() == template.package.names()
