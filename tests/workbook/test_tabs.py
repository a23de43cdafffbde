"""Sheets can be renamed, hidden and removed, and what refers to them says so."""

from __future__ import annotations

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.workbook.template import Template
from tests.workbook.rich_form import rich_form
from tests.workbook.written import FORM, SUMMARY, formulas, found, opened, parts, text


def test_rename_goes_everywhere() -> None:
    """Formulas, rules, names, charts, links."""
    book = Template.open(rich_form()).book()
    book.rename("リスト", "選択肢 1")
    book.rename("様式", "It's")
    data = book.save()
    assert formulas(data, SUMMARY)["A1"] == "SUM('It''s'!E10:E12)"
    assert "<formula1>'選択肢 1'!$A$1:$A$3</formula1>" in text(data, FORM)
    assert "<xm:f>'選択肢 1'!$A$1:$A$3</xm:f>" in text(data, FORM)
    everything = "".join(content.decode("utf-8", "replace") for content in parts(data).values())
    assert "様式!" not in everything
    assert "リスト!" not in everything
    assert opened(data).sheetnames == ["It's", "集計", "選択肢 1"]


def test_a_case_may_change_but_not_into_another_name() -> None:
    """Renaming a sheet to itself in other letters is no clash with itself."""
    book = Template.open(rich_form()).book()
    book.rename("様式", "ａｂｃ")
    book.rename("ａｂｃ", "ABC")
    with pytest.raises(Problem, match="sheet-name-taken"):
        book.rename("集計", "ａｂｃ")


def test_remove_takes_all_that_was_its_own() -> None:
    """No part, type, relation or name is left behind; references read #REF!."""
    book = Template.open(rich_form()).book()
    book.remove("様式")
    data = book.save()
    left = set(parts(data))
    assert not [
        name for name in left if "drawing" in name.lower() or "comments" in name or "ctrlProp" in name
    ]
    assert "sheet1.xml" not in text(data, "[Content_Types].xml") + text(data, "xl/_rels/workbook.xml.rels")
    assert formulas(data, SUMMARY) == {"A1": "SUM(#REF!)", "B1": "#REF!+総計", "C1": "1+1"}
    assert found(r'definedName name="([^"]*)"[^>]*>\s*([^<]*)<', text(data, "xl/workbook.xml")) == [
        ("総計", "#REF!"),
        ("候補", "リスト!$A$1:$A$3"),
    ]
    assert 'localSheetId="1"' in text(data, "xl/workbook.xml")
    assert 'tabSelected="1"' not in text(data, SUMMARY) or opened(data).active.title == "集計"


def test_hide_moves_the_open_tab() -> None:
    """A workbook never opens on a hidden sheet, nor with two tabs selected."""
    book = Template.open(rich_form()).book()
    book.hide("様式")
    wb = opened(book.save())
    assert wb["様式"].sheet_state == "hidden"
    assert wb.active.title == "集計"
    assert [ws.title for ws in wb.worksheets if ws.sheet_view.tabSelected] in (["集計"], [])


def test_one_sheet_must_stay() -> None:
    """Excel opens no workbook without a visible sheet; a veryHidden one does not count."""
    book = Template.open(rich_form()).book()
    book.remove("集計")
    for change in (book.hide, book.remove):
        with pytest.raises(Problem) as caught:
            change("様式")
        assert caught.value.code == "last-sheet"


def test_unknown_sheets_are_named() -> None:
    """A misspelt name is an answer, not a crash."""
    book = Template.open(rich_form()).book()
    with pytest.raises(Problem) as caught:
        book.sheet("なし")
    assert (caught.value.code, caught.value.facts["sheet"]) == ("unknown-sheet", "なし")
