"""A box grows only if its text needs it, evenly, within Excel's limits; what cannot fit is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kxdesk.workbook.geometry import MAX_ROW_PT, BoxRow, Geometry
from kxdesk.workbook.row_height import fit_box, fit_rows, grown
from kxdesk.workbook.styles import Alignment, Font, Look
from tests.workbook.sheets import columns, geometry, rows

PROSE = "区民が窓口に来なくても手続が完了できるよう、行政手続のオンライン化を進める。"


def sheet_of(
    heights: list[float], merged: str = "", look: Look | None = None, font: Font | None = None
) -> Geometry:
    merges = f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    inside = columns(20, 1) + rows(heights) + merges
    return geometry(inside, look, font=font) if look else geometry(inside, font=font)


def test_what_fits_keeps_the_forms_height() -> None:
    fit = fit_box("短い文", sheet_of([18]).box_at("A1"))
    assert (fit.lines, fit.row_heights, fit.overflow, fit.needs_rows) == (1, {}, None, 1)


@pytest.mark.parametrize("font", ["ＭＳ Ｐゴシック", "ＭＳ ゴシック", "游ゴシック"])
def test_one_line_keeps_the_height_excel_gives_an_empty_row(font: str) -> None:
    usual = {"ＭＳ Ｐゴシック": 13.5, "ＭＳ ゴシック": 13.5, "游ゴシック": 18.75}[font]
    fit = fit_box("短い文", sheet_of([usual], font=Font(font, 11)).box_at("A1"))
    assert fit.row_heights == {}


def test_a_row_grows_for_its_lines_in_steps_of_a_pixel() -> None:
    fit = fit_box(PROSE * 2, sheet_of([18]).box_at("A1"))
    height = fit.row_heights[1]
    assert fit.lines * 12 <= fit.needed_pt <= height <= fit.lines * 12 * 1.3
    assert (height / 0.75).is_integer()


def test_a_box_over_rows_grows_evenly() -> None:
    fit = fit_box(PROSE * 6, sheet_of([20, 40, 20], "A1:A3").box_at("A1"))
    added = [fit.row_heights[1] - 20, fit.row_heights[2] - 40, fit.row_heights[3] - 20]
    assert max(added) - min(added) <= 0.75
    assert sum(fit.row_heights.values()) >= fit.needed_pt


def test_no_row_grows_over_the_limit_and_the_rows_wanted_are_said() -> None:
    box = sheet_of([18]).box_at("A1")
    fit = fit_box(PROSE * 40, box)
    assert fit.row_heights == {1: MAX_ROW_PT}
    assert fit.overflow == "too-tall"
    assert fit.needs_rows > 1
    wider = fit_box(PROSE * 40, box.with_rows(fit.needs_rows))
    assert wider.overflow is None
    assert max(wider.row_heights.values()) <= MAX_ROW_PT


def test_rows_may_be_kept_under_the_height_of_a_page() -> None:
    fit = fit_box("\n".join("行" * 20), sheet_of([18]).box_at("A1"), tallest=200)
    assert fit.row_heights == {1: 200}
    assert (fit.overflow, fit.needs_rows) == ("too-tall", 2)


@pytest.mark.parametrize(
    "alignment",
    [
        Alignment(wraps=True, shrinks=True),
        Alignment(wraps=True, rotation=90),
        Alignment(wraps=True, stacked=True),
    ],
)
def test_shrunk_turned_and_stacked_text_is_left_alone(alignment: Alignment) -> None:
    look = Look(font=Font("IPAGothic", 12), alignment=alignment)
    fit = fit_box(PROSE * 9, sheet_of([18], look=look).box_at("A1"))
    assert (fit.row_heights, fit.overflow) == ({}, None)


def test_text_that_does_not_wrap_is_too_wide_and_no_row_helps() -> None:
    look = Look(font=Font("IPAGothic", 12), alignment=Alignment(wraps=False))
    fit = fit_box(PROSE, sheet_of([18], look=look).box_at("A1"))
    assert (fit.row_heights, fit.overflow) == ({}, "too-wide")
    assert fit_box("短い", sheet_of([18], look=look).box_at("A1")).overflow is None


def test_a_hidden_box_shows_nothing() -> None:
    hidden = geometry('<sheetData><row r="1" hidden="1"><c r="A1"/></row></sheetData>')
    assert fit_box("文", hidden.box_at("A1")).overflow == "hidden"


def test_indents_smaller_fonts_and_bold_letters_count() -> None:
    box = sheet_of([18]).box_at("A1")
    lines = fit_box(PROSE * 2, box).lines
    indented = replace(box.look, alignment=replace(box.look.alignment, indent=3))
    small = replace(box.look, font=Font("IPAGothic", 6))
    assert fit_box(PROSE * 2, replace(box, look=indented)).lines > lines
    assert fit_box(PROSE * 2, replace(box, look=small)).lines < lines
    sans = Font("Noto Sans CJK JP", 12)
    bold, plain = (
        fit_box("a" * 600, replace(box, look=replace(box.look, font=font))).lines
        for font in (replace(sans, bold=True), sans)
    )
    assert bold > plain


def test_an_unknown_font_is_given_the_worst_pitch() -> None:
    look = Look(font=Font("どこにもない書体", 12), alignment=Alignment(wraps=True))
    fit = fit_box("一\n二\n三\n四", sheet_of([18], look=look).box_at("A1"))
    assert fit.row_heights[1] >= 4 * 12 * 1.75


def test_the_default_row_tells_the_pitch_of_an_unknown_normal_font() -> None:
    box = sheet_of([18], font=Font("どこにもない書体", 12)).box_at("A1")
    low, high = (fit_box("一\n二\n三\n四", replace(box, default_row_pt=pt)) for pt in (18, 21))
    assert low.needed_pt < high.needed_pt


def test_of_boxes_that_share_rows_the_tallest_wins() -> None:
    sheet = geometry(
        '<cols><col min="1" max="3" width="20"/></cols>'
        + rows([18, 18, 18])
        + '<mergeCells><mergeCell ref="B1:B2"/></mergeCells>'
    )
    low, high = fit_box("一\n二", sheet.box_at("A1")), fit_box("一\n二\n三\n四", sheet.box_at("C1"))
    both = fit_box("\n".join("一二三四五六七八"), sheet.box_at("B1"))
    heights = fit_rows([both, low, high])
    assert heights[1] > high.row_heights[1]
    assert heights[1] + heights[2] >= both.needed_pt
    assert heights[2] < heights[1]
    assert fit_rows([low, high]) == high.row_heights
    assert fit_rows([]) == {}


def test_growing_never_shrinks_a_row() -> None:
    assert grown([BoxRow(1, 400), BoxRow(2, 20)], 500) == {1: 409.5, 2: 90.75}
    assert grown([BoxRow(1, 30)], 20) == {}
