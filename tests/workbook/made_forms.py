"""Forms of many habits made with XlsxWriter: each holds another mix of what a form may hold."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

Feature = Callable[[Workbook, Worksheet], None]


def _picture() -> io.BytesIO:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" + b"\xff\0\0" * 2 + b"\0" + b"\0\0\xff" * 2)
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def merged(book: Workbook, sheet: Worksheet) -> None:
    for row in (4, 7, 11):
        sheet.merge_range(row, 1, row + 1, 5, "", book.add_format({"border": 1, "text_wrap": True}))
    sheet.merge_range("G5:G14", "縦", book.add_format({"rotation": 270}))


def formulas(book: Workbook, sheet: Worksheet) -> None:
    for row in range(4, 14):
        sheet.write_formula(row, 8, f'=B{row + 1}&TEXT(H{row + 1},"0")')
        sheet.write_number(row, 7, row)
    sheet.write_formula("H15", "=SUM(H5:H14)")
    sheet.write_array_formula("J5:J6", "{=H5:H6*2}")
    book.define_name("合計", "=様式!$H$15")
    sheet.write_formula("A2", "=合計+リスト!A1")


def validation(book: Workbook, sheet: Worksheet) -> None:
    sheet.data_validation("B6", {"validate": "list", "source": "=リスト!$A$1:$A$3"})
    sheet.data_validation(
        "C6:E14", {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 9}
    )


def conditional(book: Workbook, sheet: Worksheet) -> None:
    red = book.add_format({"bg_color": "#FFC7CE"})
    sheet.conditional_format("H5:H14", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("B5:B14", {"type": "blanks", "format": red})
    sheet.conditional_format("H5:H14", {"type": "formula", "criteria": "=$H5>$H$15/2", "format": red})
    sheet.conditional_format("I5:I14", {"type": "icon_set", "icon_style": "3_arrows"})


def notes(book: Workbook, sheet: Worksheet) -> None:
    sheet.write_comment("B6", "ここに記入", {"author": "係", "x_scale": 2})
    sheet.write_comment("H12", "数値", {"visible": True})


def controls(book: Workbook, sheet: Worksheet) -> None:
    sheet.insert_button("K6", {"caption": "押す"})
    sheet.insert_checkbox("A8", True)


def shapes(book: Workbook, sheet: Worksheet) -> None:
    sheet.insert_textbox("L3", "枠の文", {"width": 120, "height": 60, "textlink": "=$H$15"})
    sheet.insert_textbox("L8", "行", {"object_position": 1})
    sheet.insert_textbox("L10", "固定", {"object_position": 3})


def pictures(book: Workbook, sheet: Worksheet) -> None:
    sheet.insert_image("M5", "印.png", {"image_data": _picture(), "object_position": 1})
    sheet.insert_image("M12", "印.png", {"image_data": _picture(), "url": "internal:様式!A1"})


def charts(book: Workbook, sheet: Worksheet) -> None:
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=様式!$H$5:$H$14", "categories": "=様式!$B$5:$B$14"})
    sheet.insert_chart("N5", chart)


def tables(book: Workbook, sheet: Worksheet) -> None:
    sheet.add_table(
        "P5:Q9", {"columns": [{"header": "甲"}, {"header": "乙", "formula": "=[@甲]*2"}], "name": "表1"}
    )


def sparklines(book: Workbook, sheet: Worksheet) -> None:
    sheet.add_sparkline("K6", {"range": "様式!B6:H6"})


def printing(book: Workbook, sheet: Worksheet) -> None:
    sheet.print_area("A1:K30")
    sheet.repeat_rows(0, 2)
    sheet.set_h_pagebreaks([10, 20])
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer('&L&"ＭＳ 明朝"局区&R&P／&N')
    sheet.set_header("&L&G", {"image_left": "印.png", "image_data_left": _picture()})


def protection(book: Workbook, sheet: Worksheet) -> None:
    sheet.protect("秘密", {"format_rows": True, "sort": True})
    sheet.unprotect_range("B5:E14", "記入欄")
    sheet.write("B5", "", book.add_format({"locked": False}))


def panes(book: Workbook, sheet: Worksheet) -> None:
    sheet.freeze_panes(3, 1)
    sheet.autofilter("A4:H14")
    sheet.ignore_errors({"number_stored_as_text": "B5:H14"})


def links(book: Workbook, sheet: Worksheet) -> None:
    sheet.write_url("A6", "internal:様式!A12", string="下へ")
    sheet.write_url("A9", "https://example.jp/様式?a=1&b=2", string="外へ")


def texts(book: Workbook, sheet: Worksheet) -> None:
    bold, date = book.add_format({"bold": True}), book.add_format({"num_format": "ggge年m月d日"})
    sheet.write_rich_string("A5", "通常", bold, "太字", "<&>")
    sheet.write_number("A12", 45748, date)
    sheet.set_row(5, 40, bold)
    sheet.set_column("B:E", 6, None, {"level": 1})
    sheet.set_row(9, None, None, {"hidden": True})


FEATURES: tuple[Feature, ...] = (
    merged, formulas, validation, conditional, notes, controls, shapes, pictures, charts, tables, sparklines,
    printing, protection, panes, links, texts,
)  # fmt: skip


def made_form(features: tuple[Feature, ...]) -> bytes:
    """A workbook of three sheets, the first with these features; the list sheet is hidden."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet, summary, lists = (book.add_worksheet(name) for name in ("様式", "集計 表", "リスト"))
    frame = book.add_format({"border": 1})
    for row in range(3, 16):
        for column in range(1, 9):
            sheet.write_blank(row, column, None, frame)
    sheet.write("A1", "様式第１号")
    lists.write_column("A1", [1, 2, 3])
    lists.very_hidden()
    summary.write_formula("A1", "=SUM(様式!H5:H14)")
    summary.write_formula("A2", "=様式!B8")
    for feature in features:
        feature(book, sheet)
    book.close()
    return stream.getvalue()


def mixes() -> Iterator[tuple[Feature, ...]]:
    """Each feature alone with all others in turn: windows over the list, and everything together."""
    count = len(FEATURES)
    for at in range(count):
        yield tuple(FEATURES[(at + step) % count] for step in (0, 1, 3, 7))
    for at in range(0, count, 4):
        yield tuple(feature for step, feature in enumerate(FEATURES) if not at <= step < at + 4)
    yield FEATURES
