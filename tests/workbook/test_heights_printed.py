"""At the heights we give LibreOffice cuts no line, and nine boxes in ten are little taller than need be."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.workbook.printed_texts import (
    Printed,
    cases,
    fit_all,
    lines_on_pages,
    pages_in_grey,
    same_ink,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Convert

# Line pitch in em that LibreOffice prints each font with; what is absent it sets in Noto Sans CJK JP.
PITCHES = {"IPAGothic": 1.0, "IPAPGothic": 1.0, "Noto Sans CJK JP": 1.456, "ＭＳ ゴシック": 1.456}
BOXES_A_FONT = 125
TALLER = 1.3


@pytest.mark.office
def test_of_500_texts_none_is_cut_and_few_boxes_are_too_tall(soffice: Convert, tmp_path: Path) -> None:
    if not (shutil.which("pdftoppm") and shutil.which("pdftotext")):
        pytest.skip("not run here, it needs poppler-utils")
    printed = [
        one
        for seed, (font, pitch) in enumerate(PITCHES.items(), 21)
        for one in _printed(font, pitch, seed, soffice, tmp_path)
    ]
    assert len(printed) == 500
    assert [one.case for one in printed if one.cut] == []
    too_tall = [one for one in printed if one.height > TALLER * one.needed]
    shares = [one.height / one.needed for one in printed]
    print(f"too tall: {len(too_tall)} of {len(printed)}; mean {sum(shares) / len(shares):.2f} times the need")
    assert len(too_tall) <= len(printed) / 10


def _printed(font: str, pitch: float, seed: int, soffice: Convert, folder: Path) -> list[Printed]:
    drawn = cases(seed, BOXES_A_FONT, font, folder)
    write(folder / "draft.xlsx", font, drawn, {})
    fits = fit_all(folder / "draft.xlsx", drawn)
    heights = {row: height for fit in fits for row, height in fit.row_heights.items()}
    write(folder / "fitted.xlsx", font, drawn, heights)
    # The same with room to spare shows what would be seen if nothing were cut.
    write(folder / "roomy.xlsx", font, drawn, heights, more=60)
    fitted, roomy = soffice(folder / "fitted.xlsx"), soffice(folder / "roomy.xlsx")
    whole = map(same_ink, pages_in_grey(fitted), pages_in_grey(roomy))
    lines = lines_on_pages(roomy, drawn, pitch)
    return [
        Printed(case, fit, needed=max(count * pitch * case.size, fit.box.height), cut=not uncut)
        for case, fit, count, uncut in zip(drawn, fits, lines, whole, strict=True)
    ]
