"""Typing and pasting into the table of indicators; every way leads to a ledger that can be computed."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kxdesk.domain.changes import printed_change_agrees
from kxdesk.domain.contradictions import contradictions
from kxdesk.domain.indicator_grid import (
    COLUMNS,
    Row,
    headings_of,
    rows_of,
    text_at,
    with_cell,
    with_figure,
    with_table,
    without_rows,
)
from kxdesk.domain.ledger_in import text_of
from kxdesk.domain.policy import Policy

REAL = Path(__file__).parents[3] / "shared" / "real" / "dx-indicators-r6.json"


@pytest.fixture
def new_id() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"{next(numbers):012}"


def table(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.strip().split("\n")]


def pasted(policy: Policy, text: str, new_id: Callable[[], str], at: tuple[int, int] = (0, 0)) -> Policy:
    return with_table(policy, rows_of(policy), at, table(text), new_id)


def shown(policy: Policy, *keys: str) -> list[tuple[str, ...]]:
    return [tuple(text_at(policy, row, key) for key in keys) for row in rows_of(policy)]


def test_typing_begins_an_indicator(new_id: Callable[[], str]) -> None:
    """The first cell makes it, the next ones go on in its row; a blank makes nothing."""
    policy = with_cell(Policy(), None, "name", "講座数", new_id)
    assert with_cell(policy, None, "name", " ", new_id) is policy
    row = rows_of(policy)[0]
    policy = with_cell(policy, row, "value", "1,204", new_id)
    policy = with_cell(policy, rows_of(policy)[0], "target", "80以上", new_id)
    assert shown(policy, "name", "value", "target") == [("講座数", "1,204", "80以上")]
    assert policy.indicators[0].targets[0].comparator == ">="
    assert with_cell(policy, rows_of(policy)[0], "target", "80以上", new_id) is policy


def test_headings_are_known_in_any_order(new_id: Callable[[], str]) -> None:
    """A table with headings goes by them, wherever it is pasted; merged fields of work reach down."""
    policy = pasted(
        Policy(),
        "備考|指標名|時点|実績|前年度|増減|分野|知らない列\n"
        "注|講座数|R6年度|40|1,244|▲1,204講座|デバイド対策|x\n"
        "|参加者数|R6年度|564|||"  # the field of work is that of the row above
        "|y",
        new_id,
        at=(3, 5),
    )
    assert shown(policy, "group_name", "name", "value", "printed_change", "note") == [
        ("デバイド対策", "講座数", "40", "▲1,204講座", "注"),
        ("デバイド対策", "参加者数", "564", "", ""),
    ]


def test_a_column_for_each_year(new_id: Callable[[], str]) -> None:
    """The form's own sheet pasted: a figure for each year, 暫定 for the last."""
    text = "№|指標名|単位|目標値|目標年度|R5実績|令和6年度実績|暫定\n1|申請率|%|80以上|R9年度|24|27|○"
    policy = pasted(Policy(), text, new_id)
    assert shown(policy, "name", "as_of", "value", "provisional", "target", "target_year") == [
        ("申請率", "R5年度", "24", "", "80以上", "R9年度"),
        ("申請率", "R6年度", "27", "○", "80以上", "R9年度"),
    ]
    assert pasted(policy, text, new_id) == policy


def test_without_headings_cells_land_where_they_are_pasted(new_id: Callable[[], str]) -> None:
    """Over what is there, and below it as new rows."""
    policy = with_cell(Policy(), None, "name", "一つ目", new_id)
    at = (0, COLUMNS.index("name"))
    policy = pasted(policy, "改名|件|R6年度|5\n二つ目|人|R6年度|6", new_id, at)
    assert shown(policy, "name", "unit", "as_of", "value") == [
        ("改名", "件", "R6年度", "5"),
        ("二つ目", "人", "R6年度", "6"),
    ]


def test_figures_are_added_and_taken_out(new_id: Callable[[], str]) -> None:
    """One more below the row; an indicator goes with its last figure."""
    policy = pasted(Policy(), "指標|時点|値\nあ|R5年度|1\nい|R5年度|2", new_id)
    policy, row = with_figure(policy, rows_of(policy)[0], new_id)
    assert rows_of(policy)[1] == row
    policy = without_rows(policy, [rows_of(policy)[0]])
    assert [entry.name for entry in policy.indicators] == ["あ", "い"]
    assert [entry.name for entry in without_rows(policy, [row]).indicators] == ["い"]
    assert without_rows(policy, [Row("?")]) == policy


def test_unknown_headings_are_no_headings() -> None:
    """A row of figures is not taken for one of headings."""
    assert headings_of(["講座", "40", "R6年度", "R6実績"]) == ("", "", "", "value@R6年度")


@pytest.mark.skipif(not REAL.exists(), reason="the city's own document is not here")
def test_the_real_document_by_paste(new_id: Callable[[], str]) -> None:
    """All its fields as one table: every figure goes in, every printed change agrees, nothing contradicts."""
    document = json.loads(REAL.read_text(encoding="utf-8"))
    keys = ["as_of", "value", "unit", "numerator", "denominator", "approximate", "previous"]
    keys += ["previous_numerator", "previous_denominator", "printed_change", "note"]
    lines = [["分野番号", "分野", "指標名", "comparator", "目標値", *keys]]
    for group in document["fields"]:
        head = [str(group["number"]), group["name"]]
        for said in group["targets"]:
            goal = text_of(said.get("value")) or said.get("qualitative", "")
            unit = ["", "", said.get("unit", "")]
            lines.append([*head, said["indicator"], said.get("comparator", ""), goal, *unit])
        lines += [
            [*head, said["indicator"], "", "", *(text_of(said.get(key)) for key in keys)]
            for said in group["observations"]
        ]
    policy = with_table(Policy(), (), (0, 0), lines, new_id)
    figures = [entry for one in policy.indicators for entry in one.observations]
    said = [entry for group in document["fields"] for entry in group["observations"]]
    assert len(figures) == len(said)
    assert sum(len(one.targets) for one in policy.indicators) == sum(
        len(group["targets"]) for group in document["fields"]
    )
    checked = [
        printed_change_agrees(entry, one) for one in policy.indicators for entry in one.observations
        if entry.printed_change
    ]  # fmt: skip
    assert checked == [True] * sum("printed_change" in entry for entry in said)
    assert {finding.code for finding in contradictions(policy)} == {"denominator-changed"}
