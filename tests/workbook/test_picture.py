"""The picture of a sheet holds what is seen on paper, in its place, and marks what is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kxdesk.system.resources import resource
from kxdesk.workbook.areas import Area
from kxdesk.workbook.package import open_package
from kxdesk.workbook.picture import CellPicture, SheetPicture, picture_workbook
from kxdesk.workbook.placed_shapes import Rect
from kxdesk.workbook.read_raw import read_workbook
from kxdesk.workbook.styles import Edge
from tests.workbook.packages import SHEET, book, relations, sheet, xml

if TYPE_CHECKING:
    from pathlib import Path

_STYLES = (
    '<fonts count="1"><font><sz val="12"/><name val="IPAGothic"/></font></fonts>'
    '<fills count="2"><fill/><fill><patternFill patternType="solid"><fgColor rgb="FF00FF00"/></patternFill>'
    "</fill></fills>"
    '<borders count="3"><border/><border><left style="thin"/><top style="thin"/></border>'
    '<border><right style="medium"/><bottom style="medium"/></border></borders>'
    '<cellXfs count="5"><xf/><xf borderId="1"><alignment wrapText="1" vertical="top"/></xf><xf borderId="2"/>'
    '<xf fillId="1"/><xf numFmtId="3"><alignment horizontal="center"/></xf></cellXfs>'
)
_COLUMNS = '<cols><col min="1" max="5" width="10"/></cols>'
WIDTH = 80 * 0.75


def text(at: str, content: str, style: int = 0) -> str:
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t>{content}</t></is></c>'


def picture(rows: str, after: str = "", more: dict[str, bytes | None] | None = None) -> SheetPicture:
    changes: dict[str, bytes | None] = {
        SHEET: sheet(rows, _COLUMNS, after),
        "xl/styles.xml": xml(_STYLES, "styleSheet"),
    }
    package = open_package(book(changes=changes | (more or {})))
    return picture_workbook(package, read_workbook(package))[0]


def cell(found: SheetPicture, at: str) -> CellPicture:
    return next(one for one in found.cells if str(one.area).partition(":")[0] == at)


def test_cells_stand_where_rows_and_columns_put_them() -> None:
    found = picture(f'<row r="2" ht="30">{text("B2", "文")}</row>')
    shown = cell(found, "B2")
    assert shown.rect == Rect(WIDTH, found.geometry.default_height, WIDTH, 30)
    assert (shown.text, shown.font.name, shown.horizontal) == ("文", "IPAGothic", "left")
    assert found.cell_at(WIDTH + 1, shown.rect.y + 1) == Area(2, 2, 2, 2)


def test_a_merged_box_takes_its_edges_from_the_cells_along_it() -> None:
    rows = f'<row r="1">{text("A1", "文", 1)}<c r="B1" s="1"/></row>'
    rows += '<row r="2"><c r="A2" s="2"/><c r="B2" s="2"/></row>'
    found = picture(rows, '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>')
    assert [one.area for one in found.cells] == [Area(1, 1, 2, 2)]
    borders = found.cells[0].borders
    assert (borders.left, borders.bottom) == (Edge("thin", "000000"), Edge("medium", "000000"))
    assert found.cells[0].rect.width == 2 * WIDTH
    assert found.cell_at(WIDTH + 5, 20) == Area(1, 1, 2, 2)


def test_a_filled_cell_shows_without_text_and_a_plain_one_does_not() -> None:
    found = picture('<row r="1"><c r="A1" s="3"/><c r="B1"/></row>')
    assert [(str(one.area), one.fill) for one in found.cells] == [("A1", "00FF00")]


def test_a_number_stands_to_the_right_unless_it_is_told() -> None:
    found = picture('<row r="1"><c r="A1"><v>1234</v></c><c r="B1" s="4"><v>1234</v></c></row>')
    assert [(one.text, one.horizontal) for one in found.cells] == [("1234", "right"), ("1,234", "center")]


def test_text_runs_over_into_empty_cells_and_is_too_wide_if_they_are_taken() -> None:
    long = "とても長い見出しの文です"
    free = cell(picture(f'<row r="1">{text("A1", long)}<c r="C1"/></row>'), "A1")
    taken = cell(picture(f'<row r="1">{text("A1", long)}{text("B1", "次")}</row>'), "A1")
    assert (free.text_rect.width, free.overflow) == (3 * WIDTH, None)
    assert (taken.text_rect, taken.overflow) == (taken.rect, "too-wide")


def test_what_the_row_cuts_is_marked() -> None:
    long = "長い文を何行にも分けて書く"
    rows = f'<row r="1" ht="15">{text("A1", long, 1)}</row><row r="2" ht="90">{text("A2", long, 1)}</row>'
    found = picture(rows)
    assert [one.overflow for one in found.cells] == ["too-tall", None]
    assert found.cells[0].lines > 1


def test_hidden_rows_show_nothing() -> None:
    assert picture(f'<row r="1" hidden="1">{text("A1", "文")}</row>').empty


def test_shapes_stand_at_their_anchors() -> None:
    drawing = (
        "<twoCellAnchor><from><col>1</col><colOff>127000</colOff><row>0</row><rowOff>0</rowOff></from>"
        "<to><col>2</col><colOff>0</colOff><row>1</row><rowOff>0</rowOff></to>"
        "<sp><nvSpPr><cNvPr name='注'/></nvSpPr><spPr><prstGeom prst='rightArrow'/>"
        "<solidFill><srgbClr val='ff0000'/></solidFill>"
        "<ln><solidFill><schemeClr val='tx1'/></solidFill></ln></spPr>"
        "<txBody><p><r><rPr sz='900'/><t>注意</t></r></p></txBody></sp></twoCellAnchor>"
        "<oneCellAnchor><from><col>0</col><row>0</row></from><ext cx='127000' cy='254000'/>"
        "<pic/></oneCellAnchor>"
    )
    found = picture(
        '<row r="1" ht="40"/>',
        '<drawing r:id="rId1"/>',
        {
            "xl/worksheets/_rels/sheet1.xml.rels": relations(("rId1", "drawing", "../drawings/drawing1.xml")),
            "xl/drawings/drawing1.xml": xml(drawing, "wsDr"),
        },
    )
    arrow, image = found.shapes
    assert arrow.rect == Rect(WIDTH + 10, 0, WIDTH - 10, 40)
    assert (arrow.text, arrow.preset, arrow.font_pt) == ("注意", "rightArrow", 9)
    assert (arrow.fill, arrow.line) == ("FF0000", "000000")
    assert (image.rect, image.preset) == (Rect(0, 0, 10, 20), "pic")
    assert not found.empty


def test_pages_are_given_in_points() -> None:
    rows = (f'<row r="{row}" ht="400">{text(f"A{row}", "文")}</row>' for row in (1, 2))
    found = picture("".join(rows))
    assert [page.area for page in found.pages.pages] == [Area(1, 1, 1, 1), Area(2, 1, 2, 1)]
    assert found.page_rects == (Rect(0, 0, WIDTH, 400), Rect(0, 400, WIDTH, 400))


def test_every_template_at_hand_has_a_picture(shared: Path) -> None:
    files = [*(shared / "templates").glob("*.xlsx"), *(shared / "corpus" / "templates").glob("*.xls[xm]")]
    assert files
    for file in files:
        package = open_package(file.read_bytes())
        for found in picture_workbook(package, read_workbook(package)):
            assert found.pages.pages
            assert all(one.rect.width > 0 and one.rect.height > 0 for one in found.cells)


@pytest.mark.parametrize("form", ["R6", "R7"])
def test_the_forms_are_grid_paper_that_fits_the_width_of_a_page(form: str) -> None:
    package = open_package(resource("forms", form, "template.xlsx").read_bytes())
    for found in picture_workbook(package, read_workbook(package)):
        assert {page.area.first_column for page in found.pages.pages} == {1}
