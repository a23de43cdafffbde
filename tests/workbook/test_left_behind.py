"""Of what is drawn in rows that are repeated, shapes are repeated too; charts and controls are named."""

from __future__ import annotations

import io
import re

import xlsxwriter  # type: ignore[import-untyped]

from kxdesk.workbook.package import open_package
from kxdesk.workbook.template import Template


def drawn() -> bytes:
    """Rows 3 to 8 hold a text box, a chart and a button; a picture of a box stands below them."""
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = made.add_worksheet("様式")
    for row in range(20):
        sheet.write(row, 0, row)
    chart = made.add_chart({"type": "line"})
    chart.add_series({"values": "=様式!$A$1:$A$2"})
    chart.set_size({"width": 60, "height": 40})
    sheet.insert_chart("C3", chart)
    sheet.insert_textbox("E4", "枠の中の注", {"width": 60, "height": 30})
    sheet.insert_textbox("E12", "下の注", {"width": 60, "height": 30})
    sheet.insert_button("G5", {"caption": "押す", "width": 60, "height": 20})
    made.close()
    return stream.getvalue()


def test_a_chart_in_repeated_rows_is_named_and_all_below_moves_along() -> None:
    book = Template.open(drawn()).book()
    sheet = book.sheet("様式")
    sheet.repeat_rows(3, 8, 2)
    assert sheet.left_behind == {3, 5}
    drawing = open_package(book.save()).read("xl/drawings/drawing1.xml").decode()
    tops = [int(row) for row in re.findall(r"<xdr:from>.*?<xdr:row>(\d+)</xdr:row>", drawing)]
    # Chart, text box and its two copies, the text box below twelve rows further down.
    assert sorted(tops) == [2, 3, 9, 15, 23]
    numbers = re.findall(r'<xdr:cNvPr id="(\d+)"', drawing)
    assert len(set(numbers)) == len(numbers) == 5


def test_rows_below_or_above_leave_nothing_behind() -> None:
    book = Template.open(drawn()).book()
    sheet = book.sheet("様式")
    sheet.repeat_rows(10, 11, 2)
    sheet.repeat_rows(1, 1, 3)
    assert sheet.left_behind == set()
