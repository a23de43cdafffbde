"""A sheet is cut into the pages it will print on, and breaks are advised where a page would part a block."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from kxdesk.workbook.areas import Area
from kxdesk.workbook.package import open_package
from kxdesk.workbook.page_setup import Titles, read_page_setup, titles_of
from kxdesk.workbook.pages import lay_out, page_body_pt, suggest_breaks
from kxdesk.workbook.picture import picture_workbook
from kxdesk.workbook.read_raw import read_workbook
from tests.workbook.packages import book, xml
from tests.workbook.sheets import columns, geometry, rows, worksheet

if TYPE_CHECKING:
    from pathlib import Path

    from kxdesk.workbook.geometry import Geometry
    from kxdesk.workbook.page_setup import PageSetup
    from tests.conftest import Convert

A4_HEIGHT = 297 / 25.4 * 72
MARGINS = '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0" footer="0"/>'
BODY = A4_HEIGHT - 72


def setup(
    more: str = "", before: str = "", areas: tuple[Area, ...] = (), titles: Titles | None = None
) -> PageSetup:
    return read_page_setup(worksheet(before + MARGINS + more), areas, titles)


def sheet(heights: list[float], merged: str = "") -> Geometry:
    merges = f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    return geometry(columns(20, 1) + rows(heights) + merges)


def ends(geometry_: Geometry, setup_: PageSetup) -> list[int]:
    return [page.area.last_row for page in lay_out(geometry_, setup_).pages]


def test_paper_and_margins() -> None:
    upright = read_page_setup(worksheet('<pageSetup paperSize="8"/>'))
    assert (round(upright.width), round(upright.height)) == (842, 1191)
    assert upright.left == pytest.approx(50.4)
    lying = read_page_setup(worksheet('<pageSetup orientation="landscape" scale="70"/>'))
    assert (round(lying.width), round(lying.height), lying.scale) == (842, 595, 0.7)
    own = read_page_setup(worksheet('<pageSetup paperWidth="100mm" paperHeight="8in" scale="9999"/>'))
    assert (round(own.width), own.height, own.scale) == (283, 576, 4.0)


def test_rows_fill_one_page_after_the_other() -> None:
    assert ends(sheet([100] * 20), setup()) == [7, 14, 20]
    assert ends(sheet([100] * 20), setup('<pageSetup scale="50"/>')) == [15, 20]


def test_a_row_moves_whole_and_one_taller_than_a_page_is_named() -> None:
    pages = lay_out(sheet([400, 400, 400]), setup('<pageSetup scale="200"/>'))
    assert pages.cut_rows == (1, 2, 3)
    assert ends(sheet([300, 300, 300]), setup()) == [2, 3]


def test_manual_breaks_end_a_page() -> None:
    breaks = '<rowBreaks><brk id="3" man="1"/><brk id="5"/></rowBreaks>'
    assert ends(sheet([100] * 9), setup(breaks)) == [3, 9]


def test_titles_take_room_on_every_later_page() -> None:
    titled = setup(titles=Titles(rows=(1, 2)))
    pages = lay_out(sheet([100] * 17), titled).pages
    assert [page.area.last_row for page in pages] == [7, 12, 17]
    assert [page.title_rows for page in pages] == [False, True, True]
    assert page_body_pt(sheet([100] * 17), titled) == pytest.approx(BODY - 200)


def test_titles_are_read_from_the_names() -> None:
    names = (
        '<sheets><sheet name="様 式" sheetId="1" r:id="rId1"/></sheets><definedNames>'
        '<definedName name="_xlnm.Print_Titles" localSheetId="0">'
        "'様 式'!$A:$B,'様 式'!$1:$4</definedName>"
        "</definedNames>"
    )
    workbook = read_workbook(open_package(book(changes={"xl/workbook.xml": xml(names, "workbook")})))
    assert titles_of(workbook, workbook.sheets[0]) == Titles(rows=(1, 4), columns=(1, 2))


def test_the_scale_that_fits_the_width_is_a_whole_percent() -> None:
    wide = geometry(columns(100, 2) + rows([100] * 20))
    fitted = setup('<pageSetup fitToHeight="0"/>', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
    pages = lay_out(wide, fitted, Area(1, 1, 20, 2))
    assert pages.scale == 0.43
    assert {page.area.last_column for page in pages.pages} == {2}
    assert lay_out(sheet([100]), fitted).scale == 1.0


def test_all_fits_on_the_pages_asked_for() -> None:
    fits = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    assert ends(sheet([300] * 9), setup("<pageSetup/>", fits)) == [9]
    assert len(ends(sheet([300] * 9), setup('<pageSetup fitToHeight="2"/>', fits))) == 2


def test_each_print_area_starts_a_page_and_columns_go_over() -> None:
    wide = geometry(columns(60, 2) + rows([100] * 8))
    two = setup(areas=(Area(1, 1, 2, 1), Area(5, 1, 6, 1)))
    assert [page.area for page in lay_out(wide, two).pages] == [Area(1, 1, 2, 1), Area(5, 1, 6, 1)]
    used, over_first = Area(1, 1, 8, 2), '<pageSetup pageOrder="overThenDown"/>'
    down, over = (lay_out(wide, setup(more), used).pages for more in ("", over_first))
    assert [str(page.area) for page in down] == ["A1:A7", "A8", "B1:B7", "B8"]
    assert [str(page.area) for page in over] == ["A1:A7", "B1:B7", "A8", "B8"]


def test_a_box_that_a_page_break_runs_through_is_named() -> None:
    pages = lay_out(sheet([100] * 9, "A6:A8"), setup())
    assert pages.cut_boxes == (Area(6, 1, 8, 1),)


def test_breaks_are_advised_before_what_belongs_together() -> None:
    assert suggest_breaks(sheet([100] * 9, "A6:A8"), setup()) == (5,)
    assert suggest_breaks(sheet([100] * 9), setup(), [(7, 8)]) == (6,)
    assert suggest_breaks(sheet([100] * 9), setup(), [(7, 8), (6, 7)]) == (5,)
    assert suggest_breaks(sheet([100] * 9), setup()) == ()


def test_no_break_helps_a_group_longer_than_a_page() -> None:
    assert suggest_breaks(sheet([100] * 20), setup(), [(1, 20)]) == ()


def test_no_break_is_advised_where_excel_heeds_none() -> None:
    fits = setup("<pageSetup/>", '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
    assert suggest_breaks(sheet([100] * 9), fits, [(7, 8)]) == ()


def _draw(chance: random.Random, work: xlsxwriter.Workbook, name: str) -> None:
    sheet_ = work.add_worksheet(name)
    count, last = chance.randint(20, 150), chance.randint(4, 40)
    sheet_.set_column(0, last - 1, chance.choice((2.4, 3.0, 8)))
    for row in range(count):
        sheet_.set_row(row, chance.choice((15, 18, 30, 60, 200, 15, 15, 15)))
        sheet_.write(row, 0, f"r{row + 1}")
    sheet_.set_paper(chance.choice((8, 9, 12)))
    sheet_.set_margins(0.5, 0.5, 0.6, 0.6)
    sheet_.print_area(0, 0, count - 1, last - 1)
    if chance.random() < 0.5:
        sheet_.set_landscape()
    if chance.random() < 0.5:
        sheet_.set_h_pagebreaks(sorted(chance.sample(range(5, count), 2)))
    # LibreOffice shrinks a little more than it must where titles are repeated and the width is fitted.
    chance.choice(
        (
            lambda: sheet_.repeat_rows(0, 2),
            lambda: sheet_.fit_to_pages(1, 0),
            lambda: sheet_.fit_to_pages(1, 2),
            lambda: sheet_.set_print_scale(chance.choice((50, 70, 85, 120))),
        )
    )()


@pytest.mark.office
def test_pages_end_where_libreoffice_ends_them(soffice: Convert, tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("not run here, it needs poppler-utils")
    chance, path = random.Random(5), tmp_path / "pages.xlsx"
    # At 12 pt a column is as wide in LibreOffice as in Excel, whose pixels are then exact.
    look = {"font_name": "IPAGothic", "font_size": 12}
    with xlsxwriter.Workbook(str(path), {"default_format_properties": look}) as work:
        for number in range(24):
            _draw(chance, work, f"様式{number}")
    printed = subprocess.run(
        ["pdftotext", "-layout", str(soffice(path)), "-"], capture_output=True, text=True, check=True
    ).stdout.split("\f")[:-1]
    package = open_package(path.read_bytes())
    ours = [
        [page.area.last_row for page in picture.pages.pages if page.area.first_column == 1]
        for picture in picture_workbook(package, read_workbook(package))
    ]
    found = [re.findall(r"\br(\d+)\b", page) for page in printed]
    assert [int(texts[-1]) for texts in found if texts] == [end for one in ours for end in one]
