"""From a cell to the text of a field: one rule for each habit, and a code for whatever was done."""

import pytest

from kxdesk.domain.fields import field_named
from kxdesk.domain.figures import number_typed
from kxdesk.workbook.layout import Slot
from kxdesk.workbook.raw import RawCell
from kxdesk.workbook.values import shown, value_for

GANNEN = '[$-ja-JP-x-gannen]ggge"年"m"月";@'


@pytest.mark.parametrize(
    ("cell", "text", "codes"),
    [
        (RawCell("text", " 一行目\n　二行目 "), " 一行目\n　二行目 ", ()),
        (RawCell("number", 129), "129", ()),
        (RawCell("number", 129.0), "129", ()),
        (RawCell("number", 0.1 + 0.2), "0.3", ()),
        (RawCell("number", 12345678901.5), "12345678901.5", ()),
        (RawCell("number", 0.853, format="0.0%"), "85.3%", ("percent-shown",)),
        (RawCell("number", 0.85, format="0%"), "85%", ("percent-shown",)),
        (RawCell("number", 46000, format=GANNEN, dated=True), "令和7年12月", ("date-shown",)),
        (RawCell("number", 43600, format=GANNEN, dated=True), "令和元年5月", ("date-shown",)),
        (RawCell("number", 43585, format=GANNEN, dated=True), "平成31年4月", ("date-shown",)),
        (RawCell("number", 45748, format="[$-411]ge.m.d", dated=True), "R7.4.1", ("date-shown",)),
        (RawCell("number", 45748, format="yyyy/m/d", dated=True), "2025/4/1", ("date-shown",)),
        (
            RawCell("number", 45748, format='yyyy"年"mm"月"dd"日"', dated=True),
            "2025年04月01日",
            ("date-shown",),
        ),
        (RawCell("number", 45748, format="aaa", dated=True), "令和7年4月1日", ("date-shown",)),
        (RawCell("date", "2025-12-31", format="yyyy/m", dated=True), "2025/12", ("date-shown",)),
        (RawCell("text", "合計 5", formula="B1"), "合計 5", ("formula-value",)),
        (RawCell("empty", None, formula="B1"), "", ("formula-without-value",)),
        (RawCell("error", "#REF!", formula="B1"), "", ("error-value", "formula-value")),
        (RawCell("error", "#N/A"), "", ("error-value",)),
        (RawCell("lost", "99"), "", ("value-lost",)),
        (RawCell("text", "やめた", struck=True), "", ("struck-through",)),
        (RawCell("text", "やめた始めた", unstruck="始めた"), "始めた", ("struck-through",)),
        (None, "", ()),
    ],
)
def test_what_a_cell_shows(cell, text, codes):
    """Texts as typed, numbers and dates as the cell shows them, nothing where nothing can be known."""
    assert tuple(shown(cell)) == (text, codes)


def test_dates_counted_from_1904():
    """The same serial is another day there."""
    assert shown(RawCell("number", 44538, format="yyyy/m/d", dated=True), date1904=True).text == "2025/12/9"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("１２９", "129"),
        ("1,290", "1290"),
        ("１，２９０．５", "1290.5"),
        ("▲3", "-3"),
        ("△１２", "-12"),
        ("129億円", "129"),
        ("129 億円", "129"),
        ("(2)", "2"),
        ("②", "2"),
        ("007", "007"),
        ("約129", None),
        ("129億円超", None),
        ("129百万円", None),
        ("1,29", None),
        ("なし", None),
        ("1～2", None),
    ],
)
def test_numbers_as_people_type_them(text, number):
    """Folded where a number is left; words are left alone."""
    assert number_typed(text, "億円") == number


@pytest.mark.parametrize(
    ("field", "typed", "text", "code"),
    [
        ("policy.general_account_oku_yen", "１２９億円", "129", "number-plain"),
        ("policy.general_account_oku_yen", "約129", "約129", "number-in-words"),
        ("policy.general_account_oku_yen", "129（速報）", "129（速報）", "number-in-words"),
        ("policy.general_account_oku_yen", "なし", "なし", None),
        ("policy.general_account_oku_yen", "129", "129", None),
        ("policy.fiscal_year", "令和７年度", "2025", "fiscal-year"),
        ("issue.area", "Ｂ", "B", "choice-folded"),
        ("issue.area", "Ｄ", "Ｄ", "not-a-choice"),
        ("issue.impact", "高", "高", None),
        ("issue.title", "１２９", "１２９", None),
        ("progress.as_of", "Ｒ７．１２末時点", "Ｒ７．１２末時点", None),
    ],
)
def test_what_a_field_makes_of_it(field, typed, text, code):
    """Numbers and choices are folded, everything else is as typed."""
    known = field_named(field)
    value = value_for(Slot(field, "", choices=known.choices), shown(RawCell("text", typed)), "億円")
    assert value.text == text
    assert value.codes == ((code,) if code else ())
