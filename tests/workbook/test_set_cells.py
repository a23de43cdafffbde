"""Filling a cell changes that cell, what depends on it, and nothing else in the file."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.workbook.template import Template
from tests.workbook.packages import STRICT_RELATIONS, book, relations, sheet, zipped
from tests.workbook.rich_form import FORM as FORM_XML
from tests.workbook.rich_form import rich_form, rich_parts
from tests.workbook.written import FORM, LISTS, SUMMARY, changed, opened, parts, text


def filled(data: bytes, *cells: tuple[str, object]) -> bytes:
    book = Template.open(data).book()
    for ref, value in cells:
        book.sheet(book.sheet_names[0]).set(ref, value)  # type: ignore[arg-type]
    return book.save()


def test_an_untouched_book_is_the_template() -> None:
    """Saving what nobody changed gives the very bytes."""
    data = rich_form()
    assert Template.open(data).book().save() == data


def test_only_the_cell_differs() -> None:
    """All other parts are the same bytes; in the sheet the cell and last values of formulas differ."""
    data = rich_form()
    new = filled(data, ("A11", "=課題"))
    assert changed(data, new) == {FORM, "xl/workbook.xml"}
    expected = FORM_XML.replace(
        '<c r="A11" s="2"/>', '<c r="A11" s="2" t="inlineStr"><is><t>=課題</t></is></c>'
    )
    # Formulas lose their last value; a row without number that is written anew gets one.
    expected = re.sub(r"(</f>)<v>[^<]*</v>", r"\1", expected).replace('si="0"/><v>1</v>', 'si="0"/>')
    expected = expected.replace('si="0"/><v>0</v>', 'si="0"/>').replace('<c t="str"><f>', "<c><f>")
    assert text(new, FORM) == expected.replace("<row><c>", '<row r="13"><c>')


def test_a_sheet_that_does_not_depend_is_the_same_bytes() -> None:
    """Only formulas that look at a filled cell lose their last value, directly, by a name or a chain."""
    data = book(
        入力='<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>',
        直接='<row r="1"><c r="A1"><f>入力!A1</f><v>1</v></c><c r="B1"><f>入力!B1</f><v>2</v></c></row>',
        間接='<row r="1"><c r="A1"><f>SUM(直接!A1:A9)</f><v>1</v></c></row>',
        無縁='<row r="1"><c r="A1"><f>入力!B1</f><v>2</v></c></row>',
    )
    new = filled(data, ("A1", 5))
    assert changed(data, new) == {FORM, SUMMARY, LISTS, "xl/workbook.xml"}
    assert "<f>入力!A1</f></c>" in text(new, SUMMARY)
    assert "<f>入力!B1</f><v>2</v>" in text(new, SUMMARY)
    assert "<f>SUM(直接!A1:A9)</f></c>" in text(new, LISTS)


def test_a_merged_range_takes_its_value_in_the_first_cell() -> None:
    """A value under a merged range would be lost to sight."""
    new = filled(rich_form(), ("B10", "左"), ("C22", "中"))
    ws = opened(new)["様式"]
    assert (ws["A10"].value, ws["A20"].value) == ("左", "中")


def test_dates_follow_the_format_of_the_cell() -> None:
    """Built-in Japanese formats count as dates; a text cell gets words."""
    new = filled(rich_form(), ("B1", date(2025, 4, 1)), ("A12", date(2025, 4, 1)))
    assert '<c r="B1" s="1"><v>45748</v></c>' in text(new, FORM)
    assert opened(new)["様式"]["A12"].value == "2025/4/1"


def test_new_cells_and_rows_stand_in_order_with_the_style_of_their_column() -> None:
    """A cell that was not there gets what Excel would give it, and the used range takes it in."""
    new = filled(rich_form(), ("G11", "列"), ("C7", "行"), ("K40", 1))
    xml = text(new, FORM)
    assert '<row r="7"><c r="C7" t="inlineStr">' in xml
    assert '<dimension ref="A1:K40"/>' in xml
    ws = opened(new)["様式"]
    assert (ws["C7"].value, ws["K40"].value) == ("行", 1)
    assert ws["G9"].value == "列"  # G9:G12 is merged
    assert '<c r="G9" s="2"' in xml


def test_a_formula_that_is_overwritten_takes_the_chain_with_it() -> None:
    """A calculation chain that names a cell without a formula makes Excel repair the file."""
    new = filled(rich_form(), ("E10", 5))
    assert "xl/calcChain.xml" not in parts(new)
    assert "calcChain" not in text(new, "[Content_Types].xml") + text(new, "xl/_rels/workbook.xml.rels")
    # The rest of a shared formula stands for itself.
    assert "<f>C11*D11</f>" in text(new, FORM)
    assert 'fullCalcOnLoad="1"' in text(new, "xl/workbook.xml")


def test_part_of_an_array_formula_is_refused() -> None:
    """As Excel refuses it."""
    with pytest.raises(Problem) as caught:
        filled(rich_form(), ("A16", 1))
    assert (caught.value.code, caught.value.facts["cell"]) == ("array-formula", "A16")


def test_a_heading_of_a_table_is_refused() -> None:
    """The table names its columns by it; a difference makes Excel repair the file. It moves with its row."""
    with pytest.raises(Problem) as caught:
        filled(rich_form(), ("K9", "丙"))
    assert (caught.value.code, caught.value.facts["cell"]) == ("table-heading", "K9")
    made = Template.open(rich_form()).book()
    made.sheet("様式").repeat_rows(2, 2, 1)
    made.sheet("様式").set("K9", "可")
    with pytest.raises(Problem, match="table-heading"):
        made.clone("様式", "写し").set("K10", "不可")


@pytest.mark.parametrize("ref", ["", "12", "A0", "XFE1", "A1048577", "A1:B2", "様式!A1"])
def test_a_bad_address_is_named(ref: str) -> None:
    """An address outside the sheet never reaches the file."""
    with pytest.raises(Problem) as caught:
        filled(rich_form(), (ref, 1))
    assert caught.value.code == "bad-address"


def test_prefixed_tags_without_addresses() -> None:
    """Sheets written with a prefix, without addresses and with single quotes are patched in their own way."""
    xml = (
        "<?xml version='1.0'?><x:worksheet xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
        "<x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c s='1'/></x:row><x:row/></x:sheetData></x:worksheet>"
    )
    new = filled(book(changes={FORM: xml.encode()}), ("B1", "二"), ("C2", "新"))
    ws = opened(new).worksheets[0]
    assert [cell.value for cell in ws[1]][:2] == [1, "二"]
    assert ws["C2"].value == "新"
    assert '<x:c r="B1" s="1" t="inlineStr"><x:is><x:t>二</x:t></x:is></x:c>' in text(new, FORM)


@pytest.mark.parametrize("encoding", ["utf-16", "shift_jis", "utf-8-sig"])
def test_other_encodings(encoding: str) -> None:
    """A sheet that is not UTF-8 is written as UTF-8 and says so."""
    declared = encoding.removesuffix("-sig")
    body = (
        sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>様式</t></is></c></row>')
        .decode()
        .replace("UTF-8", declared)
    )
    new = filled(book(changes={FORM: body.encode(encoding)}), ("B1", "埋"))
    ws = opened(new).worksheets[0]
    assert (ws["A1"].value, ws["B1"].value) == ("様式", "埋")


def test_signed_and_strict_files_are_refused() -> None:
    """A signature would break silently; strict files have another namespace."""
    signed = rich_parts() | {"_xmlsignatures/origin.sigs": b"x"}
    strict = rich_parts() | {
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml"), base=STRICT_RELATIONS)
    }
    for members, code in ((signed, "signed-workbook"), (strict, "strict-ooxml")):
        with pytest.raises(Problem) as caught:
            Template.open(zipped(members))
        assert caught.value.code == code
