"""People put in rows and blocks, and type the labels in their own way."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from tests.workbook.mangled import full_width, half_width, parenthesised, spaced
from tests.workbook.policies import BLANKS
from tests.workbook.returned import Returned, Sheet
from tests.workbook.variant import BASICS, LIST, LOOKING_BACK, Document, Variant, first, on, on_first

if TYPE_CHECKING:
    from collections.abc import Callable


# ------------------------------------------------------------------------------------------ rows and blocks
def row_inserted(at: int) -> Callable[[Returned], None]:
    return on_first(lambda sheet: sheet.insert_rows(at))


def block_copied(sheet: Sheet) -> None:
    sheet.copy_rows(18, 23, 24)


def block_twice(document: Document) -> None:
    activities = document["issues"][0]["activities"]
    activities.insert(1, deepcopy(activities[0]))


def track_copied(sheet: Sheet) -> None:
    sheet.copy_rows(22, 22, 23)


def track_twice(document: Document) -> None:
    tracks = document["issues"][0]["activities"][0]["tracks"]
    tracks.insert(2, deepcopy(tracks[1]))


def last_blocks_deleted(sheet: Sheet) -> None:
    sheet.delete_rows(24, 35)


def one_activity(document: Document) -> None:
    document["issues"][0]["activities"] = document["issues"][0]["activities"][:1]


def band_merged(sheet: Sheet) -> None:
    """Arrows taken away, and the cells of the band merged instead."""
    sheet.unmerge(lambda area: area in {"E22:L22", "M22:T22", "U22:AB22", "AC22:AJ22"})
    for address in ("E22", "M22", "U22", "AC22"):
        sheet.clear(address)
    sheet.write("E22", "通しで進める")
    sheet.merge("E22:AB22")


def one_band(document: Document) -> None:
    bands = [{"start": 1, "end": 3, "text": "通しで進める"}]
    document["issues"][0]["activities"][0]["tracks"][1]["milestones"] = bands


def written_in_track(book: Returned) -> None:
    first(book).write("E23", "～")


def track_of_a_mark(document: Document) -> None:
    tracks = document["issues"][0]["activities"][0]["tracks"]
    tracks.append({"label": "", "milestones": [{"start": 1, "end": 1, "text": "～"}]})


def number_taken_away(sheet: Sheet) -> None:
    sheet.clear("A18")


def unnumbered(document: Document) -> None:
    document["issues"][0]["activities"][0]["number"] = None


def list_swapped(book: Returned) -> None:
    """Rows of the list in another order."""
    sheet = book.sheet(LIST)
    upper, lower = sheet.row(13), sheet.row(14)
    for row, number in ((upper, "14"), (lower, "13")):
        for cell in row:
            cell.set("r", cell.get("r", "").replace(row.get("r", ""), number))
        row.set("r", number)
    upper.addprevious(lower)


ROWS: dict[str, Variant] = {
    **{
        f"a row above row {at} of an issue": Variant(row_inserted(at))
        for at in (2, 3, 4, 5, 7, 10, 12, 14, 16, 18, 20, 22, 24, 30, 36)
    },
    **{
        f"a row between a label and its box, row {at}": Variant(
            row_inserted(at), flags=frozenset({"text-beside"})
        )
        for at in (11, 13, 15, 19, 37)
    },
    "a row at the top of the list": Variant(on(LIST, lambda sheet: sheet.insert_rows(3))),
    "a row within the list": Variant(on(LIST, lambda sheet: sheet.insert_rows(14))),
    "rows in the basics": Variant(on(BASICS, lambda sheet: sheet.insert_rows(8, 2))),
    "rows above the facilities": Variant(on(BASICS, lambda sheet: sheet.insert_rows(15, 2))),
    "a row at the top of the retrospective": Variant(on(LOOKING_BACK, lambda sheet: sheet.insert_rows(1))),
    "the list in another order": Variant(list_swapped),
    "a block copied": Variant(on_first(block_copied), block_twice),
    "a track copied": Variant(on_first(track_copied), track_twice),
    "unused blocks deleted": Variant(on_first(last_blocks_deleted), one_activity, only="real"),
    "a mark that may be an arrow": Variant(
        written_in_track, track_of_a_mark, frozenset({"mark-unclear"}), only="real"
    ),
    "a band merged over quarters": Variant(on_first(band_merged), one_band, frozenset({"merged-band"})),
    "the number of an activity taken away": Variant(
        on_first(number_taken_away), unnumbered, frozenset({"number-missing"})
    ),
}

# --------------------------------------------------------------------------------------------------- labels
LABELS = frozenset(
    str(cell.value)
    for sheet in BLANKS["R7"].sheets
    for cell in sheet.cells.values()
    if sheet.state == "visible" and cell.kind == "text" and cell.formula is None
) - frozenset("高中低")


def labels(change: Callable[[str], str]) -> Callable[[Returned], None]:
    return lambda book: book.texts(lambda text: change(text) if text in LABELS else text)


def replaced(**words: str) -> Callable[[Returned], None]:
    """Some labels in other words."""
    return labels(lambda text: words.get(text, text))


def slip(text: str) -> str:
    """What a scanner makes of it: one character in the middle another one."""
    return text[: len(text) // 2] + "※" + text[len(text) // 2 + 1 :] if len(text) > 8 else text


def quarter(form: str) -> Callable[[Returned], None]:
    months = ("", "4～6月", "7～9月", "10～12月", "1～3月")

    def change(text: str) -> str:
        if not text.startswith("第") or "四半期（" not in text:
            return text
        number = int(text[1])
        return form.format(number, "一二三四"[number - 1], months[number], "１２３４"[number - 1])

    return labels(change)


def numbers(marks: tuple[str, str, str]) -> Callable[[Returned], None]:
    return labels(lambda text: marks[int(text[1]) - 1] if text in ("(1)", "(2)", "(3)") else text)


def arrows(mark: str) -> Callable[[Returned], None]:
    return lambda book: book.texts(lambda text: mark if text == "→" else text)


RETYPED: dict[str, Variant] = {
    **{
        f"labels {change.__name__}": Variant(labels(change))
        for change in (full_width, half_width, spaced, parenthesised)
    },
    "labels with a slip each": Variant(labels(slip), flags=frozenset({"label-similar"})),
    "labels with a colon": Variant(
        labels(lambda text: text if "(" in text[:1] else f"{text}："), flags=frozenset({"label-similar"})
    ),
    **{
        f"quarters as {form}": Variant(quarter(form))
        for form in ("第 {0} 四半期", "第{1}四半期", "{0}Q", "第{3}四半期", "{2}", "第{0}・四半期（{2}）")
    },
    **{
        f"numbers as {marks[0]}": Variant(numbers(marks))
        for marks in (("⑴", "⑵", "⑶"), ("（１）", "（２）", "（３）"), ("（ 1 ）", "（ 2 ）", "（ 3 ）"))
    },
    **{f"arrows as {mark}": Variant(arrows(mark)) for mark in ("⇒", "➡", "－＞", "->", "＝＞", "→ ", "―→")},
}
