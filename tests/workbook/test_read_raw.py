"""What stands in a workbook comes out as it stands, however its file is written, or is named as damaged."""

from __future__ import annotations

import pickle

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.workbook.areas import Area
from kxdesk.workbook.limits import Limits
from kxdesk.workbook.package import open_package
from kxdesk.workbook.raw import RawCell, RawSheet, RawWorkbook
from kxdesk.workbook.read_raw import read_workbook
from tests.workbook.packages import (
    DATE,
    ERA_BUILT_IN,
    ERA_OWN,
    MAIN,
    MONEY,
    RELATIONS,
    SHEET,
    STRICT_MAIN,
    STRICT_RELATIONS,
    STRUCK,
    book,
    parts,
    relations,
    sheet,
    strings,
    xml,
    zipped,
)


def read(data: bytes) -> RawWorkbook:
    return read_workbook(open_package(data))


def first(data: bytes) -> RawSheet:
    return read(data).sheets[0]


def cell(inner: str, attributes: str = "") -> RawCell:
    """What a cell at B2 reads as."""
    found = first(book(rows=f'<row r="2"><c r="B2"{attributes}>{inner}</c></row>'))
    return found.cells[2, 2]


def values(data: bytes) -> dict[tuple[int, int], object]:
    return {place: found.value for place, found in first(data).cells.items()}


def damages(data: bytes) -> list[tuple[str, str]]:
    return [(damage.code, damage.place) for damage in read(data).damages]


@pytest.mark.parametrize(
    ("attributes", "inner", "kind", "value"),
    [
        ("", "<v>12</v>", "number", 12),
        (' t="n"', "<v>-1.5</v>", "number", -1.5),
        ("", "<v>1E-3</v>", "number", 0.001),
        ("", "<v>12345678901234567890</v>", "number", 12345678901234567890.0),
        (' t="b"', "<v>1</v>", "bool", True),
        (' t="b"', "<v>false</v>", "bool", False),
        (' t="e"', "<v>#REF!</v>", "error", "#REF!"),
        (' t="d"', "<v>2025-12-01T00:00:00</v>", "date", "2025-12-01T00:00:00"),
        (' t="s"', "<v>1</v>", "text", "二つ目"),
        (' t="str"', "<v>あ</v>", "text", "あ"),
        (' t="inlineStr"', "<is><t>い</t></is>", "text", "い"),
        (' t="inlineStr"', "<v>い</v>", "text", "い"),
        ("", "<v>NaN</v>", "lost", "NaN"),
        ("", "<v>1e999</v>", "lost", "1e999"),
        ("", "<v>十二</v>", "lost", "十二"),
        (' t="x"', "<v>1</v>", "lost", "1"),
        (' t="b"', "<v>maybe</v>", "lost", "maybe"),
        (' t="s"', "<v>2</v>", "lost", "2"),
        (' t="s"', "<v>-1</v>", "lost", "-1"),
    ],
)
def test_each_type_of_cell(attributes: str, inner: str, kind: str, value: object) -> None:
    found = cell(inner, attributes)
    assert (found.kind, found.value) == (kind, value)
    assert type(found.value) is type(value)


def test_a_formula_gives_its_last_value_and_itself() -> None:
    assert cell("<f>SUM(A1:A3)</f><v>7</v>")[:3] == ("number", 7, "SUM(A1:A3)")
    assert cell('<f t="shared" si="0"/><v>7</v>')[:3] == ("number", 7, "")
    assert cell("<f>NOW()</f>")[:3] == ("empty", None, "NOW()")
    assert cell("<f>A1</f><v></v>")[:3] == ("empty", None, "A1")
    assert cell("<f>A1</f><v></v>", ' t="str"')[:3] == ("text", "", "A1")
    assert cell("<f>1/0</f><v>#DIV/0!</v>", ' t="e"')[:3] == ("error", "#DIV/0!", "1/0")


def test_styles_say_what_shows_a_date_or_is_struck() -> None:
    def style(number: int) -> RawCell:
        return cell("<v>46113</v>", f' s="{number}"')

    assert [style(number).dated for number in (0, DATE, ERA_BUILT_IN, ERA_OWN, MONEY)] == [0, 1, 1, 1, 0]
    assert style(ERA_BUILT_IN).format == "[$-411]ge.m.d"
    assert style(ERA_OWN).format == '[$-411]ggge"年"m"月"'
    assert style(MONEY).format == '0.0"億円"'
    assert [style(0).struck, style(STRUCK).struck] == [False, True]


def test_cells_that_are_only_styled_are_no_cells_and_hide_none() -> None:
    rows = (
        '<row r="1" spans="1:5"><c r="A1" s="1"/><c r="B1" s="1"><v>1</v></c><c r="C1" s="2" />'
        '<c s="1" r="D1"/><c r="E1" s="2"><v>5</v></c></row><row r="2"><c r="A2" s="1"/></row>'
    )
    found = first(book(rows=rows))
    assert {place: raw.value for place, raw in found.cells.items()} == {(1, 2): 1, (1, 5): 5}
    assert (found.last_row, found.last_column) == (1, 5)


def test_rows_and_cells_without_address_count_on() -> None:
    rows = (
        '<row><c s="1"/><c><v>1</v></c></row><row/><row r="5"><c r="B5" s="1"/><c><v>2</v></c>'
        '<c r="F5"><v>3</v></c><c s="1"><v>4</v></c></row><row><c r="A6" s="1"/><c t="str"><v>x</v></c></row>'
    )
    assert values(book(rows=rows)) == {(1, 2): 1, (5, 3): 2, (5, 6): 3, (5, 7): 4, (6, 2): "x"}


def test_a_cell_without_address_stands_behind_styled_ones() -> None:
    rows = '<row r="5"><c r="A5" s="1"/><c r="B5" s="1"/><c><v>2</v></c></row>'
    assert values(book(rows=rows)) == {(5, 3): 2}


def test_a_row_without_number_follows_plain_ones() -> None:
    rows = '<row r="5"><c r="A5"><v>1</v></c></row><row hidden="1"/>'
    assert first(book(rows=rows)).hidden_rows == {6}


def test_a_sheet_read_twice_for_its_addresses_is_counted_once() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="s"><v>0</v></c><c><v>3</v></c></row>'
    limits = Limits(cells=3, text_characters=5)
    assert len(read_workbook(open_package(book(rows=rows)), limits).sheets[0].cells) == 3


def test_cells_come_out_row_by_row_whatever_their_kind() -> None:
    rows = (
        '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1"><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c><c r="B2" t="str"><v>b</v></c></row>'
    )
    assert list(values(book(rows=rows)).items()) == [((1, 1), "a"), ((1, 2), 1), ((2, 1), 2), ((2, 2), "b")]


def test_cells_far_apart_cost_no_more_than_near_ones() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    found = first(book(rows=rows))
    assert (len(found.cells), found.last_row, found.last_column) == (2, 1_048_576, 16_384)


def test_only_the_true_cells_of_a_sheet_count() -> None:
    rows = (
        '<!-- <row r="9"><c r="A9"><v>9</v></c></row> --><row r="1"><c r="A1" t="str">'
        '<v><![CDATA[<c r="B1" s="1"/><c r="C1"><v>3</v></c>]]></v></c></row>'
    )
    assert values(book(rows=rows)) == {(1, 1): '<c r="B1" s="1"/><c r="C1"><v>3</v></c>'}


@pytest.mark.parametrize(
    ("rows", "damage"),
    [
        ('<row r="1"><c r="A1" s="99"><v>1</v></c></row>', ("unknown-style", "A1")),
        ('<row r="1"><c r="A1" s="x"><v>1</v></c></row>', ("unknown-style", "A1")),
        ('<row r="1"><c r="A1" t="s"><v>77</v></c></row>', ("lost-content", "A1")),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', ("duplicate-cell", "A1")),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="A1" t="str"><v>2</v></c></row>', ("duplicate-cell", "A1")),
        ('<row r="1"><c r="?1"><v>1</v></c></row>', ("bad-address", "?1")),
        ('<row r="1"><c r="A1" s="1"/><c r="" t="str"><v>1</v></c></row>', None),
        ('<row r="1"><d r="A1"><v>1</v></d></row>', ("unknown-element", "d")),
        ('<raw r="1"><c r="A1"><v>1</v></c></raw>', ("unknown-element", "raw")),
        ('<row r="1"><c r="A1"><w>1</w></c></row>', ("unknown-element", "A1")),
    ],
)
def test_what_was_broken_and_read_around_is_named(rows: str, damage: tuple[str, str] | None) -> None:
    assert damages(book(rows=rows)) == ([damage] if damage else [])


def test_a_number_format_that_is_nowhere_defined_is_named() -> None:
    styles = xml('<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>', "styleSheet")
    data = book(rows='<row r="1"><c r="A1" s="1"><v>1</v></c></row>', changes={"xl/styles.xml": styles})
    assert damages(data) == [("unknown-format", "A1")]


def test_a_lost_text_or_style_that_shifts_the_others_is_named() -> None:
    texts = strings("一", "二").replace(b"<sst ", b'<sst count="9" uniqueCount="3" ')
    assert damages(book(changes={"xl/sharedStrings.xml": texts})) == [("count-differs", "sharedStrings")]
    for lost, group in (
        (b'<font><strike/><sz val="11"/></font>', "fonts"),
        (b'<xf numFmtId="57" fontId="0"/>', "cellXfs"),
    ):
        styles = parts()["xl/styles.xml"].replace(lost, b"")
        assert damages(book(changes={"xl/styles.xml": styles})) == [("count-differs", group)]


def test_lost_parts_are_named_and_the_rest_is_read() -> None:
    assert damages(book(changes={"xl/styles.xml": None})) == [("part-missing", "xl/styles.xml")]
    assert damages(book(changes={"xl/sharedStrings.xml": None})) == [
        ("part-missing", "xl/sharedStrings.xml"),
        ("lost-content", "A1"),
    ]
    data = book(changes={SHEET: None}, 一="", 二='<row r="1"><c r="A1"><v>1</v></c></row>')
    found = read(data)
    assert [(raw.name, raw.kind, len(raw.cells)) for raw in found.sheets] == [
        ("一", "missing", 0),
        ("二", "worksheet", 1),
    ]
    assert found.damages == (("sheet-lost", "一", ""),)


def test_a_sheet_that_left_the_list_is_named() -> None:
    listed = xml('<sheets><sheet name="二" sheetId="2" r:id="rId2"/></sheets>', "workbook")
    data = book(changes={"xl/workbook.xml": listed}, 一="", 二="")
    assert damages(data) == [("sheet-unlisted", SHEET)]


def test_a_broken_note_costs_the_notes_only() -> None:
    data = book(
        changes={
            "xl/worksheets/_rels/sheet1.xml.rels": relations(("rId1", "comments", "../comments1.xml")),
            "xl/comments1.xml": b"<comments>",
        }
    )
    found = read(data)
    assert found.sheets[0].cells[1, 1].value == "令和七年度"
    assert found.damages == (("broken-part", "様式", "xl/comments1.xml"),)


def test_sheets_keep_their_order_names_and_states() -> None:
    listed = xml(
        '<sheets><sheet name="課題Ａ(1)" sheetId="7" r:id="rId2"/><sheet name="リスト" sheetId="1" '
        'state="veryHidden" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Area" '
        "localSheetId=\"0\">'課題Ａ(1)'!$A$1:$C$9,'課題Ａ(1)'!$E$1</definedName>"
        '<definedName name="領域" hidden="1">リスト!$A$1</definedName></definedNames>',
        "workbook",
    )
    found = read(book(changes={"xl/workbook.xml": listed}, 一="", 二=""))
    assert [(raw.name, raw.state, raw.position, raw.part[-5]) for raw in found.sheets] == [
        ("課題Ａ(1)", "visible", 1, "2"),
        ("リスト", "veryHidden", 2, "1"),
    ]
    assert found.sheets[0].print_areas == (Area(1, 1, 9, 3), Area(1, 5, 1, 5))
    assert found.names[1] == ("領域", "リスト!$A$1", None, True)


def test_merges_and_hidden_rows_and_columns() -> None:
    rows = (
        '<row r="2" hidden="1"/><row r="3" ht="0" customHeight="1"/><row r="4" ht="20"/>'
        '<row r="5" hidden="0"/><row r="6" hidden="true"><c r="A6"><v>1</v></c></row>'
    )
    part = sheet(
        rows,
        '<cols><col min="2" max="3" width="9"/><col min="5" max="6" hidden="1"/>'
        '<col min="8" max="8" width="0"/></cols>',
        '<mergeCells><mergeCell ref="A1:C2"/><mergeCell ref="E5:E9" /><mergeCell ref="?"/></mergeCells>',
    )
    data = book(changes={SHEET: part})
    found = first(data)
    assert found.merges == (Area(1, 1, 2, 3), Area(5, 5, 9, 5))
    assert found.hidden_rows == {2, 3, 6}
    assert found.hidden_columns == {5, 6, 8}
    assert damages(data) == [("bad-address", "?")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_every_encoding_a_writer_may_use(encoding: str) -> None:
    rows = '<row r="1"><c r="A1" t="str"><v>神﨑</v></c><c r="B1" s="1"/></row>'
    text = sheet(rows).decode().replace('encoding="UTF-8"', f'encoding="{encoding[:6].rstrip("-")}"')
    assert values(book(changes={SHEET: text.encode(encoding)})) == {(1, 1): "神﨑"}


def test_utf8_that_calls_itself_utf16_is_read() -> None:
    text = sheet('<row r="1"><c r="A1" t="str"><v>窓口</v></c></row>').replace(b'"UTF-8"', b'"utf-16"')
    assert values(book(changes={SHEET: text})) == {(1, 1): "窓口"}


def test_prefixed_elements() -> None:
    part = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" s="1"/><x:c r="B1" s="1">'
        '<x:v>3</x:v></x:c><x:c r="C1" t="s"><x:v>0</x:v></x:c></x:row></x:sheetData>'
        '<x:mergeCells><x:mergeCell ref="A1:B1"/></x:mergeCells></x:worksheet>'
    ).encode()
    data = book(changes={SHEET: part})
    assert values(data) == {(1, 2): 3, (1, 3): "令和七年度"}
    assert first(data).merges == (Area(1, 1, 1, 2),)


def test_strict_files_read_like_the_others_and_say_so() -> None:
    def strict(content: bytes) -> bytes:
        text = content.decode().replace(MAIN, STRICT_MAIN)
        return text.replace(RELATIONS, STRICT_RELATIONS).encode()

    found = read(zipped({name: strict(content) for name, content in parts().items()}))
    assert found.sheets[0].cells[1, 1].value == "令和七年度"
    assert found.notes == ("strict-ooxml",)


def test_odd_part_names_and_targets() -> None:
    members = {name.replace("xl/", "XL\\"): content for name, content in parts().items()}
    del members["XL\\_rels/workbook.xml.rels"]
    members["xl/_RELS/Workbook.XML.rels"] = relations(
        ("rId1", "worksheet", "/xl/worksheets/sheet1.xml"), ("rId9", "sharedStrings", ".\\SharedStrings.xml")
    )
    assert values(zipped(members)) == {(1, 1): "令和七年度"}


def test_both_epochs() -> None:
    listed = parts()["xl/workbook.xml"].replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
    assert read(book(changes={"xl/workbook.xml": listed})).date1904
    assert not read(book()).date1904


def test_what_is_ignored_is_noted() -> None:
    changes = {
        "xl/vbaProject.bin": b"x",
        "xl/externalLinks/externalLink1.xml": b"<x/>",
        "xl/embeddings/oleObject1.bin": b"x",
        "xl/connections.xml": b"<x/>",
    }
    assert read(book(changes=changes)).notes == (
        "data-connections",
        "embedded-objects",
        "external-links",
        "macros",
    )


def test_struck_runs_are_told_from_what_is_left() -> None:
    texts = (
        "<si><r><t>窓口</t></r><r><rPr><strike/></rPr><t>廃止</t></r><r><rPr><b/></rPr><t>継続</t></r></si>"
        '<si><r><rPr><strike/></rPr><t>全部</t></r><r><rPr><strike val="1"/></rPr><t>消す</t></r></si>'
        '<si><r><rPr><strike val="0"/></rPr><t>残</t></r><r><t>す</t></r></si>'
    )
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>'
        f'<c r="D1" s="{STRUCK}" t="s"><v>2</v></c></row>'
    )
    cells = first(book(rows=rows, changes={"xl/sharedStrings.xml": xml(texts, "sst")})).cells
    looks = [(raw.value, raw.struck, raw.unstruck, raw.rich) for raw in cells.values()]
    assert looks == [
        ("窓口廃止継続", False, "窓口継続", True),
        ("全部消す", True, None, True),
        ("残す", False, None, True),
        ("残す", False, "残", True),
    ]


def test_the_budget_counts_all_sheets_together() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><v>二十</v></c></row>'
    data = book(一=rows, 二=rows)

    def code(**limits: int) -> str | None:
        try:
            read_workbook(open_package(data), Limits(**limits))
        except Problem as problem:
            return problem.code
        return None

    assert code(cells=4, text_characters=4) is None
    assert code(cells=3) == "too-many-cells"
    assert code(text_characters=3) == "too-much-text"


def test_large_sheets_read_as_small_ones_do() -> None:
    rows = "".join(
        f'<row r="{n}"><c s="1" r="A{n}"/><c s="{MONEY}" r="B{n}"><v>{n}</v></c>'
        f'<c r="C{n}" t="str"><v>{n}番</v></c></row>'
        for n in range(1, 60_001)
    )
    cols = '<cols><col min="2" max="2" hidden="1"/></cols>'
    part = sheet(rows, cols, '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>')
    assert len(part) > 4_000_000
    found = first(book(changes={SHEET: part}))
    assert len(found.cells) == 120_000
    assert found.cells[60_000, 3].value == "60000番"
    assert (found.hidden_columns, found.merges) == ({2}, (Area(1, 1, 2, 1),))


def test_equal_labels_of_copied_sheets_are_one_object() -> None:
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    found = read(book(一=rows, 二=rows))
    assert found.sheets[0].cells[1, 1] is found.sheets[1].cells[1, 1]


def test_a_workbook_survives_the_way_between_processes() -> None:
    found = read(book())
    assert pickle.loads(pickle.dumps(found)) == found


def test_shared_texts_may_be_absent() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    assert values(book(rows=rows, changes={"xl/sharedStrings.xml": strings()})) == {(1, 1): 1}
