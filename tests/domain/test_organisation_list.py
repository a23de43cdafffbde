"""Lists of organisations are read whatever their columns are called, and nothing vanishes by them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kxdesk.domain.organisation import Organisation, Organisations
from kxdesk.domain.organisation_list import Listed, Loaded, listed_in, load
from kxdesk.domain.problems import Problem

POLICY = Organisation("政策局", "100", "", "", "p")
AFFAIRS = Organisation("総務課", "101", "somu@example.jp", "p", "a")
PLANNING = Organisation("企画課", "102", "", "p", "b")
HERE = Organisations([POLICY, AFFAIRS, PLANNING])


def test_columns_in_any_order_below_a_title() -> None:
    """Titles above, headings in an order of their own, a blank or ditto bureau is the one above."""
    rows = [
        ["令和7年度　組織一覧", "", "", ""],
        ["電話番号（内線）", "担当課名", "ﾒｰﾙ", "局・区名"],
        ["x", "総務課", "a@example.jp", "政策局"],
        ["", "企画課", "", ""],
        ["", "", "", ""],
        ["", "福祉課", "b@example.jp", "〃"],
        ["", "", "ku@example.jp", "西区"],
    ]
    assert listed_in(rows) == (
        Listed("政策局"),
        Listed("政策局", "総務課", "", "a@example.jp"),
        Listed("政策局", "企画課"),
        Listed("政策局", "福祉課", "", "b@example.jp"),
        Listed("西区", "", "", "ku@example.jp"),
    )


@pytest.mark.parametrize("heading", ["コード", "課コード", "所属コード", "組織番号"])
def test_a_code_is_the_lines_own(heading: str) -> None:
    """One column of codes numbers the lines; a bureau's code said on every line is the bureau's."""
    rows = [["局区", "課", heading], ["政策局", "総務課", "101"], ["政策局", "企画課", "102"]]
    assert [line.code for line in listed_in(rows)] == ["", "101", "102"]
    rows = [["局コード", "局区", "課"], ["10", "政策局", "総務課"], ["10", "政策局", "企画課"]]
    assert [line.code for line in listed_in(rows)] == ["10", "", ""]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["名前", "課題"], ["x", "y"]], "list-without-headings"),
        ([], "list-without-headings"),
        ([["局区", "課"], ["", "総務課"]], "list-empty"),
        (
            [["局区", "課", "コード"], ["政策局", "総務課", "1"], ["政策局", "企画課", "１"]],
            "list-code-twice",
        ),
    ],
)
def test_what_is_no_list_is_named(rows: list[list[str]], code: str) -> None:
    """Nothing is guessed where the headings do not say it."""
    with pytest.raises(Problem) as caught:
        listed_in(rows)
    assert caught.value.code == code


def test_the_same_list_again_changes_nothing() -> None:
    """Re-reading a list is safe; width and spaces do not make another organisation."""
    lines = (Listed("政策局", "", "１００"), Listed("政策局", "総務課", "101", "somu@example.jp"))
    loaded = load((*lines, Listed("政策局", "企画 課", "102")), HERE)
    assert loaded == Loaded((), (replace(POLICY, code="１００"), replace(PLANNING, name="企画 課")), 1, ())
    assert (
        load([Listed("政策局"), Listed("政策局", "総務課"), Listed("政策局", "企画課")], HERE).unchanged == 3
    )


def test_known_by_code_then_by_name() -> None:
    """A renamed division keeps its identity by its code, one with a new code by its name."""
    loaded = load([Listed("政策局", "", "100"), Listed("政策局", "経営課", "101")], HERE)
    assert loaded.changed == (replace(AFFAIRS, name="経営課"),)
    assert loaded.not_listed == (PLANNING,)
    assert load([Listed("政策局"), Listed("政策局", "企画課", "999")], HERE).changed == (
        replace(PLANNING, code="999"),
    )


def test_a_division_may_move_to_a_new_bureau() -> None:
    """It stays itself, below a bureau that the list brings."""
    loaded = load([Listed("環境局", "", "200"), Listed("環境局", "企画課", "102")], HERE)
    assert [entry.name for entry in loaded.added] == ["環境局"]
    assert loaded.changed == (replace(PLANNING, bureau="環境局"),)


def test_meant_by_what_a_person_types() -> None:
    """By code, by full name, or by a name that only one has."""
    other = Organisation("総務課", "201", "", "k", "c")
    here = Organisations([*HERE.entries, Organisation("環境局", "200", "", "", "k"), other])
    assert here.meant_by("201") is other
    assert here.meant_by("政策局　総務課") is AFFAIRS
    assert here.meant_by("企画課") is PLANNING
    assert here.meant_by("総務課") is None
