"""The shipped R7 form with labels nobody knows: seven fields and the block are wrong or not found."""

from __future__ import annotations

from pathlib import Path

from kxdesk.system.resources import resource
from kxdesk.workbook.template import Template

ISSUE, BASICS = "課題票", "1-2 使命・基本情報"
RENAMED = {
    (ISSUE, "A4"): "いろは",
    (ISSUE, "O2"): "にほへ",
    (ISSUE, "Y3"): "担当課",  # so that the division is taken to stand where the author does
    (ISSUE, "A10"): "②とちり",
    (ISSUE, "A12"): "③ぬるを",
    (ISSUE, "A14"): "④わかよ",
    (BASICS, "A4"): "１　たれそ",
}
HEADING_ROWS = (20, 26, 32)
HEADING_COLUMNS = ("E", "M", "U", "AC")
MADE_UP = ("春の部", "夏の部", "秋の部", "冬の部")


def bad_form(folder: Path) -> Path:
    """The path of the changed form."""
    book = Template.open((resource("forms") / "R7" / "template.xlsx").read_bytes()).book()
    for (sheet, cell), text in RENAMED.items():
        book.sheet(sheet).set(cell, text)
    for row in HEADING_ROWS:
        for column, text in zip(HEADING_COLUMNS, MADE_UP, strict=True):
            book.sheet(ISSUE).set(f"{column}{row}", text)
    path = folder / "様式R8.xlsx"
    path.write_bytes(book.save())
    return path
