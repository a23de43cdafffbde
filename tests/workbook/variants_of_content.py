"""People type values in every habit, and copy, hide, rename and leave out sheets."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from tests.workbook.returned import MAIN, Returned, Sheet
from tests.workbook.variant import (
    ACCOUNT,
    AS_OF,
    BASICS,
    BUREAU,
    CONTENT,
    CONTROL,
    DATED,
    NUMBER,
    TITLE,
    Document,
    Variant,
    account,
    as_of,
    first,
    issue,
    on,
    on_first,
)
from tests.workbook.variants_of_form import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable


# --------------------------------------------------------------------------------------------------- values
RICH = (
    "<is><r><t>市民の</t></r><r><rPr><b/></rPr><t>声</t></r>"
    '<rPh sb="0" eb="2"><t>シミン</t></rPh><phoneticPr fontId="1"/></is>'
)
STRUCK = "<is><r><t>残る</t></r><r><rPr><strike/></rPr><t>消えた</t></r></is>"


def written(address: str, text: str) -> Callable[[Returned], None]:
    return on_first(lambda sheet: sheet.write(address, text))


def put(address: str, inside: str, kind: str = "", style: str | None = None) -> Callable[[Returned], None]:
    return on_first(lambda sheet: sheet.put(address, inside, kind, style))


def numbered_in_words(document: Document) -> None:
    """What is no number comes last in its area."""
    issues = document["issues"]
    one = {**issues.pop(0), "number": "その1"}
    issues.insert(sum(other["area"] == one["area"] for other in issues), one)


def in_basics(text: str) -> Callable[[Returned], None]:
    return on(BASICS, lambda sheet: sheet.write(ACCOUNT, text))


def since_1904(book: Returned) -> None:
    properties = book.workbook.find(f"{MAIN}workbookPr")
    if properties is None:
        properties = book.workbook.makeelement(f"{MAIN}workbookPr", {}, None)
        book.workbook.insert(0, properties)
    properties.set("date1904", "1")
    first(book).number(AS_OF, DATED - 1462)


def title_by_formula(book: Returned) -> None:
    sheet = first(book)
    strings = book.strings()
    cell = sheet.cell(TITLE)
    kept = cell.findtext(f"{MAIN}v")
    text = (
        strings[int(kept or 0)]
        if cell.get("t") == "s"
        else "".join(t.text or "" for t in cell.iter(f"{MAIN}t"))
    )
    sheet.put(TITLE, "<f>D9</f><v/>", "str")
    value = sheet.cell(TITLE).find(f"{MAIN}v")
    assert value is not None
    value.text = text


def row_hidden(sheet: Sheet) -> None:
    sheet.row(11).set("hidden", "1")


def answer_below(sheet: Sheet) -> None:
    sheet.insert_rows(12)
    sheet.move("A11", "A12")


def answer_in_label(sheet: Sheet) -> None:
    sheet.clear("A11")
    sheet.write("A10", "②課題の内容\n" + "窓口がこみ合い、申請に時間がかかる。" * 6)


def comment_instead(sheet: Sheet) -> None:
    sheet.clear(CONTENT)
    sheet.comment(CONTENT, "内容は別紙のとおり")


HABITS = (
    "R7.12",
    "令和7年12月末",
    "2025/12",
    "Ｒ７．１２末時点",
    "2025年12月31日",
    "R7/12/5",
)
VALUES: dict[str, Variant] = {
    **{f"the date as {text}": Variant(written(AS_OF, text), as_of(text)) for text in HABITS},
    "the date as a serial": Variant(put(AS_OF, f"<v>{DATED}</v>"), as_of("令和7年12月")),
    "the date as a serial since 1904": Variant(since_1904, as_of("令和7年12月")),
    "the date as a serial without its format": Variant(
        put(AS_OF, f"<v>{DATED}</v>", style="0"), as_of("令和7年12月31日"), frozenset({"serial-date"})
    ),
    "the date as an ISO date": Variant(put(AS_OF, "<v>2025-12-31T00:00:00</v>", "d"), as_of("令和7年12月")),
    "the date of the first year of an era": Variant(
        written(AS_OF, "令和元年12月"), as_of("令和元年12月"), frozenset({"date-far"})
    ),
    "the date as no date": Variant(written(AS_OF, "年度末"), as_of("年度末"), frozenset({"date-unclear"})),
    "digits in full width": Variant(written(NUMBER, "１"), issue("number", 1)),
    "the number as a number": Variant(put(NUMBER, "<v>1</v>"), issue("number", 1)),
    "the number in words": Variant(
        written(NUMBER, "その1"), numbered_in_words, frozenset({"number-in-words"})
    ),
    "a budget in full width": Variant(in_basics("１，２９０"), account("1290億円", 1290)),
    "a budget with its unit": Variant(in_basics("1,290億円"), account("1290億円", 1290)),
    "a budget with a triangle": Variant(in_basics("▲12.5"), account("-12.5億円", -12.5)),
    "a budget with a white triangle": Variant(in_basics("△ 3"), account("-3億円", -3)),
    **{
        f"a budget as {text}": Variant(in_basics(text), account(text, None), frozenset({"number-in-words"}))
        for text in (
            "約129億円",
            "129億円超",
            "129（暫定）",
            "速報値129",
            "12,900百万円",
            "1万3千件",
            "12.5%",
            "129～130",
        )
    },
    "a budget in percent": Variant(
        on(BASICS, lambda sheet: sheet.write(ACCOUNT, "１２％")),
        account("１２％", None),
        frozenset({"number-in-words"}),
    ),
    "the title by a formula": Variant(title_by_formula, flags=frozenset({"formula-value"})),
    "a formula without value": Variant(
        put(CONTENT, "<f>A1</f>"), issue("content", ""), frozenset({"formula-without-value"})
    ),
    "an error": Variant(put(CONTENT, "<v>#REF!</v>", "e"), issue("content", ""), frozenset({"error-value"})),
    "an error of a formula": Variant(
        put(CONTENT, "<f>X!A1</f><v>#REF!</v>", "e"),
        issue("content", ""),
        frozenset({"error-value", "formula-value"}),
    ),
    "rich text with furigana": Variant(put(CONTENT, RICH, "inlineStr"), issue("content", "市民の声")),
    "a carriage return": Variant(
        put(CONTENT, "<is><t>一行_x000D_\n二行</t></is>", "inlineStr"), issue("content", "一行\n二行")
    ),
    "something struck through": Variant(
        put(CONTENT, STRUCK, "inlineStr"), issue("content", "残る"), frozenset({"struck-through"})
    ),
    "a hidden row": Variant(on_first(row_hidden), flags=frozenset({"hidden-cell"})),
    "the answer in the box below": Variant(on_first(answer_below), flags=frozenset({"text-beside"})),
    "the answer in the label's cell": Variant(
        on_first(answer_in_label), issue("content", ""), frozenset({"label-missing", "text-stray"})
    ),
    "a comment instead of an answer": Variant(
        on_first(comment_instead), issue("content", ""), frozenset({"note-instead"})
    ),
    "a choice in full width": Variant(written("G6", " 中"), issue("impact", "中")),
    "no choice": Variant(written("G6", "最高"), issue("impact", "最高"), frozenset({"not-a-choice"})),
    "a remark in the margin": Variant(written("AL11", "要確認"), flags=frozenset({"text-stray"})),
}


# --------------------------------------------------------------------------------------------------- sheets
def copied(book: Returned) -> Sheet:
    name = book.issue_names()[0]
    return book.copy_sheet(name, f"{name} (2)")


def sheet_copied(book: Returned) -> None:
    copied(book)


def basics_copied(book: Returned) -> Sheet:
    return book.copy_sheet(BASICS, f"{BASICS} (2)")


def basics_copied_unchanged(book: Returned) -> None:
    basics_copied(book)


def copied_as_new(book: Returned) -> None:
    sheet = copied(book)
    sheet.write("E3", "C")
    sheet.write(NUMBER, "99")
    sheet.clear(CONTROL)


def one_more(document: Document) -> None:
    more = {**deepcopy(document["issues"][0]), "area": "C", "number": 99, "approach": ""}
    document["issues"].append(more)


def number_copied(book: Returned) -> None:
    """Renumbered, but with the control number still in it."""
    first(book).write(CONTROL, "9K5D-MDY2-YRP5-I")
    sheet = copied(book)
    sheet.write("E3", "C")
    sheet.write(NUMBER, "99")


def control_wrong(book: Returned) -> None:
    first(book).write(CONTROL, "9K5D-MDY2-YRP6-I")


def unused_form(book: Returned) -> None:
    """The first issue's sheet with everything typed taken out again."""
    sheet, strings = copied(book), book.strings()
    for cell in list(sheet.root.iter(f"{MAIN}c")):
        shared = cell.get("t") == "s"
        text = strings[int(cell.findtext(f"{MAIN}v") or 0)] if shared else "".join(map(str, cell.itertext()))
        if text and text not in LABELS and cell.find(f"{MAIN}f") is None:
            sheet.clear(cell.get("r", ""))
    for address in ("G6", "G8"):
        sheet.clear(address)


def last_issue_removed(book: Returned) -> None:
    book.remove_sheet(book.issue_names()[-1])


def without_last(document: Document) -> None:
    document["issues"].pop()


def renamed_reversed_behind_cover(book: Returned) -> None:
    book.listed[:] = list(reversed(book.listed))
    book.rename({name: f"シート {number}" for number, name in enumerate(book.names())})
    book.new_sheet(
        "表紙",
        "局区Ｘ方針の提出について",
        "局区名",
        "担当課",
        "課題領域",
        "番号",
        "政策分野",
        "記入者",
        "課題名",
        position=0,
    )


def hidden(book: Returned) -> None:
    name = book.issue_names()[0]
    next(one for one in book.listed if one.get("name") == name).set("state", "hidden")


def other_year(book: Returned) -> None:
    book.texts(lambda text: text.replace("令和７年度", "令和８年度") if text in LABELS else text)


def all_gone(book: Returned) -> None:
    for name in book.issue_names():
        book.remove_sheet(name)


SHEETS: dict[str, Variant] = {
    "sheets renamed and reversed behind a cover like the form": Variant(
        renamed_reversed_behind_cover, flags=frozenset({"sheet-unknown"})
    ),
    "a sheet copied": Variant(sheet_copied, flags=frozenset({"sheet-without-line"}), holds=("issue-twice",)),
    "another sheet of the basics that says the same": Variant(
        basics_copied_unchanged, flags=frozenset({"sheet-twice"})
    ),
    "another sheet of the basics that says otherwise": Variant(
        lambda book: basics_copied(book).write(ACCOUNT, "77"),
        flags=frozenset({"sheet-twice"}),
        holds=("sheets-differ",),
    ),
    "a sheet copied for a new issue": Variant(copied_as_new, one_more, frozenset({"sheet-without-line"})),
    "a sheet copied with its control number": Variant(
        number_copied, flags=frozenset({"sheet-without-line"}), holds=("issue-twice",)
    ),
    "a control number with one wrong character": Variant(
        control_wrong, flags=frozenset({"control-number-wrong"})
    ),
    "a control number as it is read aloud": Variant(written(CONTROL, "９ｋ５ｄ　ｍｄｙ２　ｙｒｐ５ ｉ")),
    "an unused form": Variant(unused_form, flags=frozenset({"sheet-unused"})),
    "a partial return": Variant(last_issue_removed, without_last, frozenset({"listed-without-sheet"})),
    "a hidden sheet": Variant(hidden, flags=frozenset({"hidden-sheet"})),
    "another year": Variant(
        other_year, lambda document: document.__setitem__("fiscal_year", 2026), holds=("other-year",)
    ),
    "another bureau on one sheet": Variant(written(BUREAU, "環境局"), holds=("bureaus-differ",)),
}
