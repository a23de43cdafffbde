"""What mail gateways and other programs make of a returned workbook without changing a word of it."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

import openpyxl
from lxml import etree

from tests.workbook.returned import MAIN, Returned

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOKS = ("dataValidations", "conditionalFormatting", "printOptions", "headerFooter", "rowBreaks", "cols")


def properties_gone(book: Returned) -> None:
    book.drop(lambda part: part.startswith(("docProps/", "customXml/")))


def names_gone(book: Returned) -> None:
    for group in book.workbook.findall(f"{MAIN}definedNames"):
        book.workbook.remove(group)


def comments_gone(book: Returned) -> None:
    _elements_gone(book, "legacyDrawing")
    book.drop(lambda part: "comments" in part.lower() or part.endswith(".vml"))


def drawings_gone(book: Returned) -> None:
    _elements_gone(book, "drawing", "legacyDrawing", "picture")
    book.drop(lambda part: part.startswith(("xl/drawings/", "xl/media/")))


def hidden_gone(book: Returned) -> None:
    for sheet in [one for one in book.listed if one.get("state", "visible") != "visible"]:
        book.remove_sheet(sheet.get("name", ""))
    book.drop(lambda part: "printerSettings" in part or part.endswith("calcChain.xml") or "theme" in part)
    names_gone(book)


def looks_gone(book: Returned) -> None:
    """Fonts, fills and borders all the same; number formats stay."""
    styles = book.tree("xl/styles.xml")
    for tag, least in (("fonts", "font"), ("fills", "fill"), ("borders", "border")):
        group = styles.find(f"{MAIN}{tag}")
        if group is not None:
            for one in list(group):
                group.remove(one)
            etree.SubElement(group, f"{MAIN}{least}")
            group.set("count", "1")
    for xf in styles.iter(f"{MAIN}xf"):
        for key in ("fontId", "fillId", "borderId"):
            xf.set(key, "0")
    _elements_gone(book, *_LOOKS)


def cover_in_front(book: Returned) -> None:
    book.new_sheet(
        "Sheet0", "このファイルは無害化処理されています", "局区名", "課題名", "受付番号 12345", position=0
    )


def values_only(book: Returned) -> None:
    """Formulas by their last values, without rules and without merged cells."""
    for sheet in book.sheets():
        for cell in list(sheet.root.iter(f"{MAIN}c")):
            formula = cell.find(f"{MAIN}f")
            if formula is not None:
                cell.remove(formula)
        sheet.unmerge()
    _elements_gone(book, *_LOOKS, "mergeCells")


def sheets_reversed(book: Returned) -> None:
    book.listed[:] = list(reversed(book.listed))
    names_gone(book)


def sheets_renamed(book: Returned) -> None:
    book.rename({name: f"Sheet{number}" for number, name in enumerate(book.names(), 1)})
    names_gone(book)


def texts_in_cells(book: Returned) -> None:
    """No shared texts: each cell holds its own, as many writers do."""
    strings = book.strings()
    for sheet in book.sheets():
        for cell in list(sheet.root.iter(f"{MAIN}c")):
            if cell.get("t") == "s":
                sheet.write(cell.get("r", ""), strings[int(cell.findtext(f"{MAIN}v") or 0)])
    book.drop(lambda part: part == "xl/sharedStrings.xml")


def all_at_once(book: Returned) -> None:
    for change in (properties_gone, comments_gone, drawings_gone, hidden_gone, looks_gone, sheets_reversed):
        change(book)
    cover_in_front(book)


def saved_by_openpyxl(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings():  # of all that it drops
        warnings.simplefilter("ignore")
        openpyxl.load_workbook(io.BytesIO(data)).save(buffer)
    return buffer.getvalue()


def values_by_openpyxl(data: bytes) -> bytes:
    """Every value in its cell of a new workbook, and nothing else."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    made = openpyxl.Workbook()
    del made[made.sheetnames[0]]
    for sheet in source.worksheets:
        copy = made.create_sheet(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    copy.cell(cell.row, cell.column, cell.value).data_type = cell.data_type
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _elements_gone(book: Returned, *tags: str) -> None:
    for sheet in book.sheets():
        for tag in tags:
            for element in sheet.root.findall(f"{MAIN}{tag}"):
                sheet.root.remove(element)


def _of_parts(change: Callable[[Returned], None]) -> Callable[[bytes], bytes]:
    def changed(data: bytes) -> bytes:
        book = Returned(data)
        change(book)
        return book.data()

    return changed


# Each with the flags it may raise: what it took away or put in is said, and no word of an answer is lost.
PROFILES: dict[str, tuple[Callable[[bytes], bytes], frozenset[str]]] = {
    **{
        change.__name__: (_of_parts(change), frozenset())
        for change in (
            properties_gone,
            names_gone,
            comments_gone,
            drawings_gone,
            hidden_gone,
            looks_gone,
            values_only,
            sheets_reversed,
            sheets_renamed,
            texts_in_cells,
        )
    },
    "cover_in_front": (_of_parts(cover_in_front), frozenset({"sheet-unknown"})),
    "all_at_once": (_of_parts(all_at_once), frozenset({"sheet-unknown"})),
    "saved_by_openpyxl": (saved_by_openpyxl, frozenset()),
    "values_by_openpyxl": (values_by_openpyxl, frozenset()),
}
