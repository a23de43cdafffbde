"""Formulas of a filled form show what was filled, also to programs that believe the last values they find."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from kxdesk.workbook.package import open_package
from kxdesk.workbook.raw import RawSheet
from kxdesk.workbook.read_raw import read_workbook
from kxdesk.workbook.template import Template
from tests.conftest import Convert


def summed() -> bytes:
    """Three numbers, their sum on another sheet, and what is reckoned from that on a third."""
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True})
    form, total, share = (made.add_worksheet(name) for name in ("様式", "集計", "割合"))
    for row, number in enumerate((1, 2, 3)):
        form.write(row, 0, number)
        form.write_formula(row, 1, f"=A{row + 1}*2", None, number * 2)
    total.write_formula("A1", "=SUM(様式!A1:A3)", None, 6)
    total.write_formula("A2", '=IF(様式!A1>50,"超過","範囲内")', None, "範囲内")
    share.write_formula("A1", "=集計!A1/2", None, 3)
    share.write_formula("A2", "=1+1", None, 2)
    made.define_name("合計", "=集計!$A$1")
    share.write_formula("A3", "=合計+1", None, 7)
    made.close()
    return stream.getvalue()


def sheets(data: bytes) -> dict[str, RawSheet]:
    return {sheet.name: sheet for sheet in read_workbook(open_package(data)).sheets}


def filled() -> bytes:
    book = Template.open(summed()).book()
    book.sheet("様式").repeat_rows(2, 2, 2)
    book.sheet("様式").set("A1", 100)
    return book.save()


def test_no_last_value_that_is_no_longer_true_is_left() -> None:
    """What hangs on a filled cell is left out, near and far; what does not stays."""
    found = sheets(filled())
    assert found["集計"].cells[1, 1].value is None
    assert found["割合"].cells[1, 1].value is None
    assert found["割合"].cells[3, 1].value is None
    assert found["割合"].cells[2, 1].value == 2
    assert b'fullCalcOnLoad="1"' in open_package(filled()).read("xl/workbook.xml")


@pytest.mark.office
def test_libreoffice_reckons_them_anew(soffice: Convert, tmp_path: Path) -> None:
    source = tmp_path / "filled.xlsx"
    source.write_bytes(filled())
    found = sheets(soffice(source, "xlsx").read_bytes())
    # 100, and 2 three times, and 3.
    assert found["集計"].cells[1, 1].value == 109
    assert found["集計"].cells[2, 1].value == "超過"
    assert found["割合"].cells[1, 1].value == 54.5
    assert found["割合"].cells[3, 1].value == 110
    assert [found["様式"].cells[row, 2].value for row in range(1, 6)] == [200, 4, 4, 4, 6]
