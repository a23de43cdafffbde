"""A formula follows rows, sheets and copies as a person expects who does the same in Excel."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kxdesk.workbook.formulas import (
    copied,
    formula_text,
    grown,
    parse_formula,
    retargeted,
    sheets_named,
    translated,
    with_tables,
)
from kxdesk.workbook.growth import Growth

ROW = Growth("様式", 12, 12, 3)
BLOCK = Growth("様式", 10, 12, 2)

LEFT_ALONE = (
    '"A12:B12"&"x""A12"',
    "LOG10(2)",
    "[1]様式!A20+'[1]様 式'!A20+'C:\\[b.xlsx]様式'!A20",
    "表1[[#This Row],[A20]]+表1[A20]",
    "A20.x+FY2025_1+TAX20240401",
    "#REF!+#REF!A20+#N/A",
    "Sheet1:様式!A20",
    "ABCD20+XFE20+A1048577",
    "$A:$C",
)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_no_reference_to_these_rows_stays(text: str) -> None:
    """Strings, names, functions, tables, other workbooks, 3-D references and columns are not moved."""
    formula = parse_formula(text)
    assert formula_text(grown(formula, ROW, home=True)) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A20", "A23"),
        ("$A$20:B$21", "$A$23:B$24"),
        ("SUM(F3:F12)", "SUM(F3:F15)"),
        ("SUM(F12:F12)", "SUM(F12:F15)"),
        ("SUM(F12:F20)", "SUM(F12:F23)"),
        ("SUM(F3:F11)+F12", "SUM(F3:F11)+F12"),
        ("様式!A20+他!A20", "様式!A23+他!A20"),
        ("'様式'!$13:$14", "'様式'!$16:$17"),
        ("INDEX(A13:A20,1):A20", "INDEX(A16:A23,1):A23"),
        ("a20", "a23"),
        ("SUM(A1:A1048576)", "SUM(A1:A1048576)"),
    ],
)
def test_references_follow_repeated_rows(before: str, after: str) -> None:
    """What stands below moves down, what covers the repeated rows covers the new ones too."""
    assert formula_text(grown(parse_formula(before), ROW, home=True)) == after


def test_a_foreign_sheet_follows_only_where_it_is_named() -> None:
    """On another sheet a bare reference means that sheet's own cells."""
    assert formula_text(grown(parse_formula("A20+様式!A20"), ROW, home=False)) == "A20+様式!A23"


def test_a_formula_in_the_repeated_row_keeps_to_its_row() -> None:
    """A row's own sum across columns does not take in the copies of the row."""
    assert formula_text(grown(parse_formula("SUM(C12:E12)"), ROW, home=True, inside=True)) == "SUM(C12:E12)"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("C12*$D12", "C13*$D13"),
        ("C$12+$C$12", "C$12+$C$12"),
        ("F11+E12", "F12+E13"),
        ("SUM(F$3:F12)", "SUM(F$3:F13)"),
        ("C12/C20", "C13/C23"),
        ("C12*B2", "C13*B2"),
        ("他!C12", "他!C13"),
        ("様式!C12+リスト!$A$1", "様式!C13+リスト!$A$1"),
    ],
)
def test_a_copy_means_its_own_row(before: str, after: str) -> None:
    """In a copy unfixed references move along; totals below and headings far above stay what they are."""
    assert formula_text(copied(parse_formula(before), ROW, 1)) == after


def test_a_block_copies_its_inner_references() -> None:
    """Within a block of rows a copy refers to the copy, and to the block before it."""
    assert formula_text(copied(parse_formula("A10+A12+A9+A5"), BLOCK, 3)) == "A13+A15+A12+A5"


def test_sheets_are_renamed_and_removed() -> None:
    """New names are quoted where they must be; what is gone reads #REF!."""
    formula = parse_formula("様式!A1+'様式'!名前+集計!B2+様式:集計!C1")
    names = {"様式": "It's 課題", "集計": None}
    assert (
        formula_text(retargeted(formula, names))
        == "'It''s 課題'!A1+'It''s 課題'!名前+#REF!+'It''s 課題:集計'!C1"
    )
    assert sheets_named(formula) == {"様式", "集計", "様式:集計"}


@pytest.mark.parametrize("name", ["A1", "R1C1", "2025", "課 題", "a-b", "TRUE", "課題(2)"])
def test_names_that_could_be_something_else_are_quoted(name: str) -> None:
    """A reference to a sheet is read back as a reference to that sheet."""
    text = formula_text(retargeted(parse_formula("x!A1"), {"x": name}))
    assert text == f"'{name}'!A1"
    assert sheets_named(parse_formula(text)) == {name.casefold()}


def test_shared_formulas_are_written_out() -> None:
    """A shared formula reads at another cell as if it were copied there, around the edge too."""
    assert formula_text(translated(parse_formula("A1+$B2+C$3+D:D"), 2, 1)) == "B3+$B4+D$3+E:E"
    assert formula_text(translated(parse_formula("A1"), -1, -1)) == "XFD1048576"


def test_tables_are_renamed_only_as_tables() -> None:
    """A word before a bracket is a table; the same word elsewhere is not."""
    formula = with_tables(parse_formula("SUM(表1[甲])+表1+表12[甲]"), {"表1": "表1_2"})
    assert formula_text(formula) == "SUM(表1_2[甲])+表1+表12[甲]"


@given(st.text(alphabet="AB12$:!'\"[](),.+ 様式#&x", max_size=30))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    """Cutting never loses a character, whatever the text."""
    assert formula_text(parse_formula(text)) == text
