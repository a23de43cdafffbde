"""Organisations are taken in from lists, and rounds are kept from year to year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from kxdesk.domain.organisation_list import Listed
from kxdesk.domain.problems import Problem
from kxdesk.domain.round import Level
from kxdesk.store import history
from kxdesk.store.desk import Desk
from kxdesk.store.policies import policies
from kxdesk.store.rounds import organisations, rounds
from kxdesk.store.search import search
from kxdesk.store.verifying import verify
from kxdesk.usecases.organisations import load_organisations, retire_organisations
from kxdesk.usecases.read_table import read_organisations
from kxdesk.usecases.rounds import begin_round, change_expected, change_round, expect_more, find_round
from kxdesk.usecases.undo import UndoStack
from tests.usecases.rounds import FIRST, LINES, consolidation_desk


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    with consolidation_desk(tmp_path / "取りまとめ.kxdesk") as desk:
        yield desk


def names(desk: Desk) -> list[str]:
    known = organisations(desk)
    return [known.full_name(entry) for entry in known.entries]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t"])
def test_a_text_in_any_encoding(tmp_path: Path, encoding: str, separator: str) -> None:
    """What Excel and others save as text is read as it is."""
    rows = [("局区", "課", "メール"), ("政策局", "総務課", "a@example.jp"), ("", "髙齢課", "")]
    path = tmp_path / "一覧.csv"
    path.write_bytes("\r\n".join(separator.join(row) for row in rows).encode(encoding))
    found = read_organisations(path)
    assert [line.division for line in found] == ["", "総務課", "髙齢課"]


def test_a_workbook_whose_table_is_on_a_later_sheet(tmp_path: Path) -> None:
    """A cover sheet before the list is no list; numbers are codes as a person sees them."""
    book = openpyxl.Workbook()
    book.active["A1"] = "この表の使い方"
    sheet = book.create_sheet("一覧")
    for row in (
        ("組織の一覧",),
        ("課名", "コード", "局・区"),
        ("総務課", 101, "政策局"),
        ("企画課", 102, None),
    ):
        sheet.append(row)
    path = tmp_path / "一覧.xlsx"
    book.save(path)
    assert read_organisations(path)[1:] == (
        Listed("政策局", "総務課", "101"),
        Listed("政策局", "企画課", "102"),
    )


def test_neither_encoding_nor_headings(tmp_path: Path) -> None:
    """What cannot be read is named, and nothing is taken in."""
    bad = tmp_path / "一覧.csv"
    bad.write_bytes(b"\xff\xfe\x00\xd8\x80\x81\xff")
    with pytest.raises(Problem, match="text-encoding-unknown"):
        read_organisations(bad)
    bad.write_text("a,b\n1,2\n")
    with pytest.raises(Problem, match="list-without-headings"):
        read_organisations(bad)


def test_a_list_again_updates_and_never_deletes(office: Desk) -> None:
    """Codes find what was renamed; what the list lacks stays and is told; the history knows the file."""
    lines = (LINES[0], replace(LINES[1], division="庶務課"), Listed("西区"), Listed("西区", "総務課", "201"))
    loaded, change = load_organisations(office, lines, "組織2.xlsx")
    assert (len(loaded.added), len(loaded.changed), loaded.unchanged) == (2, 1, 1)
    assert [entry.name for entry in loaded.not_listed] == ["企画課", "広報課"]
    assert names(office) == [
        "試験局",
        "試験局 庶務課",
        "試験局 企画課",
        "試験局 広報課",
        "西区",
        "西区 総務課",
    ]
    assert change is not None
    assert history.entries(office)[0].source == "組織2.xlsx"
    assert load_organisations(office, lines, "組織2.xlsx")[1] is None
    assert verify(office).sound


def test_a_division_moves_and_a_bureau_goes_with_its_divisions(office: Desk) -> None:
    """Moving keeps the identity; retiring takes along what is below, and can be undone."""
    load_organisations(office, (Listed("西区", "", "200"), Listed("西区", "企画課", "102")), "x")
    assert "西区 企画課" in names(office)
    west = organisations(office).bureau_named("西区")
    assert west is not None
    change = retire_organisations(office, [west.id])
    assert names(office) == ["試験局", "試験局 総務課", "試験局 広報課"]
    stack = UndoStack()
    assert change is not None
    stack.push(change)
    stack.undo(office)
    assert "西区 企画課" in names(office)


def test_a_round_is_carried_on(office: Desk) -> None:
    """The next round asks whom the last one asked, and whoever is new since; who was excused stays so."""
    begun = begin_round(office, FIRST)
    assert begun.carried_from is None
    first = find_round(office)
    assert len(first.expected) == 3
    change_expected(office, [first.expected[2].id], {"excused": "課題なし"}, "電話で確認")
    load_organisations(office, (LINES[0], Listed("試験局", "情報課", "104")), "x")
    again = begin_round(office, replace(FIRST, name="令和8年度", fiscal_year="2026"))
    assert again.carried_from is not None
    assert [entry.excused for entry in find_round(office).expected] == ["", "", "課題なし", ""]
    assert find_round(office, "1").name == FIRST.name
    assert find_round(office, "令和8年度").id == again.id
    with pytest.raises(Problem, match="round-unknown"):
        find_round(office, "3")


def test_bureaus_return_too(office: Desk) -> None:
    """The other level of the same desk asks bureaus."""
    begin_round(office, replace(FIRST, level=Level.BUREAU))
    (expected,) = find_round(office).expected
    assert organisations(office).by_id[expected.organisation].name == "試験局"


def test_who_moved_a_deadline_is_on_record(office: Desk) -> None:
    """The history names person, reason and both dates."""
    begin_round(office, FIRST)
    found = find_round(office)
    change_round(office, found.id, {"deadline": "2025-06-13"}, "議会の日程")
    change_expected(office, [found.expected[0].id], {"deadline": "R7.6.20"})
    entry = next(one for one in history.entries(office) if one.field == "deadline" and one.before)
    assert (entry.display_name, entry.why) == ("山田", "議会の日程")
    assert (entry.before, entry.after) == ("R7.5.30", "2025-06-13")
    assert find_round(office).expected[0].deadline == "R7.6.20"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": " "}, "round-name-missing"),
        ({"deadline": "来週"}, "date-unknown"),
        ({"form": "X9"}, "layout"),
    ],
)
def test_a_round_that_cannot_be(office: Desk, wrong: dict[str, str], code: str) -> None:
    """It is refused by name, and nothing is begun."""
    with pytest.raises(Problem, match=code):
        begin_round(office, replace(FIRST, **wrong))  # type: ignore[arg-type]
    assert rounds(office) == ()


def test_more_take_part_once(office: Desk) -> None:
    """Who is asked already is not asked twice."""
    begin_round(office, FIRST)
    found = find_round(office)
    bureau = organisations(office).bureaus[0]
    expect_more(office, found.id, [bureau.id, found.expected[0].organisation])
    assert len(find_round(office).expected) == 4


def test_policies_and_search_do_not_see_them(office: Desk) -> None:
    """Organisations and rounds are no policies: nothing that lists or finds policies meets them."""
    begin_round(office, FIRST)
    assert policies(office) == ()
    assert search(office, "総務課") == ()
