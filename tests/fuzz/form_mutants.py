"""Returned forms whose labels, sheets or styles were damaged at random, the same ones at every run.

What such a mutant reads to is what the form said before, or it is flagged, held or refused.
"""

from __future__ import annotations

import re
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any

from kxdesk.domain.dates import date_key
from kxdesk.domain.interchange import to_document
from kxdesk.domain.problems import Problem
from kxdesk.workbook.form_of import form_of
from kxdesk.workbook.layouts import available_layouts
from kxdesk.workbook.read_job import read_bytes
from tests.workbook.policies import BLANKS
from tests.workbook.returned import MAIN, Returned, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from kxdesk.workbook.layout import Layout

_LABELS = {
    form: frozenset(
        str(cell.value)
        for sheet in blank.sheets
        for cell in sheet.cells.values()
        if cell.kind == "text" and sheet.state == "visible" and cell.formula is None
    )
    - frozenset("高中低")
    for form, blank in BLANKS.items()
}


@cache
def _layouts() -> tuple[Layout, ...]:
    return tuple(place.layout for place in available_layouts())


def failures(seed: bytes, name: str, first: int, count: int) -> list[str]:
    """What of mutants `first` and following was not read as before and yet passed in silence."""
    _, before = _document(seed)
    return [
        f"{name} {number}: {complaint}"
        for number in range(first, first + count)
        if (complaint := _complaint(seed, name, number, before))
    ]


def mutant(seed: bytes, name: str, number: int) -> tuple[str, bytes]:
    """What was done to it, and the file."""
    random = Random(f"{name} {number}")
    book = Returned(seed)
    change = random.choice(_CHANGES)
    change(book, random, _LABELS[name])
    return change.__name__, book.data()


def _complaint(seed: bytes, name: str, number: int, before: Any) -> str:
    done, data = mutant(seed, name, number)
    try:
        doubts, after = _document(data)
    except Problem:
        return ""
    except Exception as error:  # noqa: BLE001 - every other class is what is looked for
        return f"{done}: {type(error).__name__}: {error}"
    return "" if doubts or after == before else f"{done}: read otherwise in silence"


def _document(data: bytes) -> tuple[int, Any]:
    """How many doubts there are, and the document; a date in another format is the same date."""
    reading, form = read_bytes(data, _layouts())
    layout = next(layout for layout in _layouts() if layout.name == form)
    document = to_document(reading.policy, form_of(layout))
    for issue in document["issues"]:
        if issue["progress"]:
            issue["progress"]["as_of"] = date_key(issue["progress"]["as_of"])[:7]
    basics = document["basic_info"]
    basics["organization_as_of"] = date_key(basics["organization_as_of"])[:7]
    return len(reading.flags) + len(reading.holds), document


# --------------------------------------------------------------------------------------------------- labels
def _label_cells(book: Returned, sheet: Sheet, labels: frozenset[str]) -> list[tuple[str, str]]:
    strings, found = book.strings(), []
    for cell in sheet.root.iter(f"{MAIN}c"):
        value = cell.findtext(f"{MAIN}v") or "0"
        text = strings[int(value)] if cell.get("t") == "s" else "".join(map(str, cell.itertext()))
        if text in labels:
            found.append((cell.get("r", ""), text))
    return found


@cache
def _sheets_with_labels(source: bytes, labels: frozenset[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    book = Returned(source)
    found = [(name, _label_cells(book, book.sheet(name), labels)) for name in book.names()]
    return [(name, cells) for name, cells in found if cells]


def _any_label(book: Returned, random: Random, labels: frozenset[str]) -> tuple[Sheet, list[tuple[str, str]]]:
    name, found = random.choice(_sheets_with_labels(book.source, labels))
    return book.sheet(name), found


def label_cleared(book: Returned, random: Random, labels: frozenset[str]) -> None:
    sheet, found = _any_label(book, random, labels)
    for address, _ in random.sample(found, min(len(found), random.choice((1, 1, 2, 5)))):
        sheet.clear(address)


def label_misspelt(book: Returned, random: Random, labels: frozenset[str]) -> None:
    sheet, found = _any_label(book, random, labels)
    for address, text in random.sample(found, min(len(found), random.choice((1, 1, 2, 5)))):
        at = random.randrange(len(text))
        sheet.write(address, text[:at] + random.choice(("", "※", "口", "0 ")) + text[at + 1 :])


def label_replaced(book: Returned, random: Random, labels: frozenset[str]) -> None:
    sheet, found = _any_label(book, random, labels)
    sheet.write(random.choice(found)[0], random.choice(("別の言葉", "12", "-", random.choice(found)[1])))


def labels_exchanged(book: Returned, random: Random, labels: frozenset[str]) -> None:
    sheet, found = _any_label(book, random, labels)
    (one, text), (other, words) = random.choice(found), random.choice(found)
    sheet.write(one, words)
    sheet.write(other, text)


def label_moved(book: Returned, random: Random, labels: frozenset[str]) -> None:
    sheet, found = _any_label(book, random, labels)
    address, text = random.choice(found)
    sheet.clear(address)
    column, row = re.fullmatch(r"([A-Z]+)([0-9]+)", address).groups()  # type: ignore[union-attr]
    sheet.write(f"{column}{max(1, int(row) + random.choice((-2, -1, 1, 2)))}", text)


# --------------------------------------------------------------------------------------------------- sheets
def sheet_lost(book: Returned, random: Random, _: frozenset[str]) -> None:
    name = random.choice(book.names())
    part = book.part_of(name)
    what = random.randrange(4)
    if what == 0:
        book.remove_sheet(name)
    elif what == 1:
        book.drop(lambda one: one == part)
    elif what == 2:
        del book.parts[part]
    else:
        book.listed.remove(next(one for one in book.listed if one.get("name") == name))


def sheets_exchanged(book: Returned, random: Random, _: frozenset[str]) -> None:
    """Content under another name; also twice the same."""
    one, other = random.choice(list(book.listed)), random.choice(list(book.listed))
    key = next(key for key in one.attrib if str(key).endswith("}id"))
    mine, theirs = one.get(key, ""), other.get(key, "")
    one.set(key, theirs)
    if random.random() < 0.5:
        other.set(key, mine)


def rows_lost(book: Returned, random: Random, labels: frozenset[str]) -> None:
    """Rows that hold a label among them."""
    sheet, found = _any_label(book, random, labels)
    row = int(re.sub("[A-Z]", "", random.choice(found)[0]))
    last = row + random.choice((0, 0, 1, 3, 999))
    gone = [one for one in sheet.rows if row <= int(one.get("r", "")) <= last]
    for one in gone:
        sheet.rows.remove(one)


def rows_renumbered(book: Returned, random: Random, labels: frozenset[str]) -> None:
    """A row that holds a label shifted with all below it, its merged areas left behind."""
    sheet, found = _any_label(book, random, labels)
    first = int(re.sub("[A-Z]", "", random.choice(found)[0]))
    for row in sheet.rows:
        number = int(row.get("r", ""))
        if number >= first:
            row.set("r", str(number + 2))
            for cell in row:
                cell.set("r", re.sub("[0-9]+", str(number + 2), cell.get("r", "")))


def merges_lost(book: Returned, random: Random, _: frozenset[str]) -> None:
    sheet = random.choice(list(book.sheets()))
    share = random.choice((0.1, 0.5, 1.0))
    sheet.unmerge(lambda _: random.random() < share)


# --------------------------------------------------------------------------------------------------- styles
def _group(book: Returned, name: str) -> list[etree._Element]:
    found = book.tree("xl/styles.xml").find(f"{MAIN}{name}")
    return [] if found is None else list(found)


def formats_lost(book: Returned, random: Random, _: frozenset[str]) -> None:
    formats = _group(book, "numFmts")
    for one in random.sample(formats, random.randint(0, len(formats))):
        one.getparent().remove(one)  # type: ignore[union-attr]


def formats_exchanged(book: Returned, random: Random, _: frozenset[str]) -> None:
    styles = _group(book, "cellXfs")
    for one in random.sample(styles, max(1, len(styles) // random.choice((1, 2, 9)))):
        one.set("numFmtId", random.choice(("0", "1", "9", "10", "49", "999")))


def styles_lost(book: Returned, random: Random, _: frozenset[str]) -> None:
    styles = _group(book, "cellXfs")
    for one in random.sample(styles, random.randint(1, len(styles))):
        one.getparent().remove(one)  # type: ignore[union-attr]


def style_numbers_changed(book: Returned, random: Random, _: frozenset[str]) -> None:
    sheet = random.choice(list(book.sheets()))
    cells = [cell for cell in sheet.root.iter(f"{MAIN}c") if cell.get("s")]
    for cell in random.sample(cells, len(cells) // random.choice((1, 2, 9))):
        if random.random() < 0.5:
            del cell.attrib["s"]
        else:
            cell.set("s", str(random.choice((0, 0, 1, 9999))))


def epoch_changed(book: Returned, _random: Random, __: frozenset[str]) -> None:
    properties = book.workbook.find(f"{MAIN}workbookPr")
    if properties is None:
        properties = book.workbook.makeelement(f"{MAIN}workbookPr", {}, None)
        book.workbook.insert(0, properties)
    properties.set("date1904", "1" if properties.get("date1904") not in ("1", "true") else "0")


def styles_part_lost(book: Returned, random: Random, _: frozenset[str]) -> None:
    if random.random() < 0.5:
        del book.parts["xl/styles.xml"]
    else:
        book.drop(lambda part: part == "xl/styles.xml")


_CHANGES: tuple[Callable[[Returned, Random, frozenset[str]], None], ...] = (
    label_cleared, label_misspelt, label_replaced, labels_exchanged, label_moved,
    sheet_lost, sheets_exchanged, rows_lost, rows_renumbered, merges_lost,
    formats_lost, formats_exchanged, styles_lost, style_numbers_changed, epoch_changed, styles_part_lost,
)  # fmt: skip
