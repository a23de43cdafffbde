"""A form that another program saved again reads to the same cells, and nothing of it counts as damaged."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest

from kxdesk.workbook.package import open_package
from kxdesk.workbook.read_raw import read_workbook
from tests.conftest import REPOSITORY, Convert

if TYPE_CHECKING:
    from kxdesk.workbook.raw import RawWorkbook

FORMS = [REPOSITORY / "resources/forms" / form / "template.xlsx" for form in ("R6", "R7")]


def typed(workbook: RawWorkbook) -> dict[str, dict[tuple[int, int], object]]:
    """What was typed, by sheet: formulas lose or change their last values when they are saved again."""
    return {
        sheet.name: {place: cell.value for place, cell in sheet.cells.items() if cell.formula is None}
        for sheet in workbook.sheets
    }


@pytest.mark.parametrize("form", range(len(FORMS)))
def test_saved_again_by_openpyxl(form: int) -> None:
    data = BytesIO()
    openpyxl.load_workbook(FORMS[form]).save(data)
    ours = read_workbook(open_package(FORMS[form].read_bytes()))
    theirs = read_workbook(open_package(data.getvalue()))
    assert theirs.damages == ()
    assert typed(theirs) == typed(ours)


@pytest.mark.office
@pytest.mark.parametrize("form", range(len(FORMS)))
def test_saved_again_by_libreoffice(form: int, soffice: Convert) -> None:
    ours = read_workbook(open_package(FORMS[form].read_bytes()))
    theirs = read_workbook(open_package(soffice(FORMS[form], "xlsx").read_bytes()))
    assert theirs.damages == ()
    assert typed(theirs) == typed(ours)
    merges = [{sheet.name: set(sheet.merges) for sheet in workbook.sheets} for workbook in (ours, theirs)]
    assert merges[0] == merges[1]
