"""The navigator lists what the form asks, marks what is open, and finds by any piece of a word."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kxdesk.ui.navigator.lines import Filter, excerpt, excerpts, groups
from kxdesk.ui.navigator.model import ROW, SPOT
from kxdesk.ui.navigator.panel import Navigator
from kxdesk.ui.navigator.spots import Page, Spot
from tests.ui.fake_desk import facts


@dataclass(frozen=True)
class Line:
    id: str
    area: str | None
    number: str | None
    title: str | None
    policy_field: str | None = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    text: str
    spans: tuple[tuple[int, int], ...]
    issue_id: str


LINES = (
    Line("1", "A", "1", "窓口の予約", "DX推進"),
    Line("2", "B", "1", "人材の育成", "総務", ("title", "content")),
    Line("3", "B", "2", "ＡＩの活用", "DX推進"),
)


@pytest.fixture
def navigator(qtbot: QtBot) -> Navigator:
    navigator = Navigator()
    qtbot.addWidget(navigator)
    navigator.show_desk(facts())
    navigator.show_lines(LINES)
    navigator.show()
    return navigator


def shown(navigator: Navigator) -> list[str]:
    return [spot.id for spot in navigator.model.spots() if spot.page is Page.ISSUE]


@pytest.mark.parametrize(
    ("words", "found"),
    [("人材", ["2"]), ("予約", ["1"]), ("dx", ["1", "3"]), ("ai 活用", ["3"]), ("B(2)", ["3"]), ("税金", [])],
)
def test_two_letters_find_a_title_at_once(
    navigator: Navigator, qtbot: QtBot, words: str, found: list[str]
) -> None:
    """Words of two letters, of any width and case, leave exactly the issues that hold all of them."""
    qtbot.keyClicks(navigator.filter_box, "")
    navigator.filter_box.setText(words)
    assert shown(navigator) == found
    assert navigator.nothing.isVisible() is (not found)


def test_contents_are_asked_of_the_desk_and_shown_with_an_excerpt(navigator: Navigator, qtbot: QtBot) -> None:
    """A word that stands only in a text finds its issue, with the place; a late answer is dropped."""
    with qtbot.waitSignal(navigator.search_requested) as asked:
        navigator.filter_box.setText("岸壁")
    assert asked.args == ["岸壁"]
    navigator.show_hits("岸壁", [Hit("老朽化が進む港の\n岸壁を更新する", ((9, 11),), "2")])
    assert shown(navigator) == ["2"]
    row = navigator.model.find(Spot(Page.ISSUE, "2")).data(ROW)
    start, end = row.excerpt.spans[0]
    assert row.excerpt.text[start:end] == "岸壁"
    navigator.filter_box.setText("予算")
    navigator.show_hits("岸壁", [Hit("岸壁", ((0, 2),), "1")])
    assert shown(navigator) == []


def test_escape_brings_everything_back(navigator: Navigator, qtbot: QtBot) -> None:
    """Esc empties the filter; Down leads into the list."""
    navigator.filter_box.setText("人材")
    qtbot.keyClick(navigator.filter_box, Qt.Key.Key_Down)
    assert navigator.current == Spot(Page.ISSUE, "2")
    qtbot.keyClick(navigator.filter_box, Qt.Key.Key_Escape)
    assert shown(navigator) == ["1", "2", "3"]


def test_marks_say_what_is_missing_and_what_is_unsettled(navigator: Navigator) -> None:
    """Only what the form requires counts as missing; findings are counted; both are told in words."""
    navigator.show_unsettled({"3": 2})
    blank = navigator.model.find(Spot(Page.ISSUE, "2"))
    assert blank.data(ROW).missing == ("content",)
    assert "① 課題の内容" in blank.data(Qt.ItemDataRole.ToolTipRole)
    found = navigator.model.find(Spot(Page.ISSUE, "3"))
    assert "2件" in found.data(Qt.ItemDataRole.ToolTipRole)


def test_selection_survives_a_refresh(navigator: Navigator, qtbot: QtBot) -> None:
    """After an issue was added above, the one we are in is still chosen, and nobody is sent anywhere."""
    navigator.go(Spot(Page.ISSUE, "2"))
    with qtbot.assertNotEmitted(navigator.spot_requested):
        navigator.show_lines((Line("0", "A", "2", "新しい"), *LINES))
    assert navigator.tree.currentIndex().data(SPOT) == Spot(Page.ISSUE, "2")


def test_a_form_that_asks_nothing_of_a_page_lists_none(navigator: Navigator) -> None:
    """This form asks no mission and no retrospective; indicators and areas are always there."""
    assert [spot.page for spot in navigator.model.spots()] == [Page.INDICATORS, *[Page.ISSUE] * 3]


def test_an_issue_without_an_area_is_not_lost() -> None:
    """Issues of no known area stand under the last one."""
    found = groups((Line("9", None, None, "領域なし"),), Filter())
    assert [[line.id for line in group.lines] for group in found] == [[], [], ["9"]]


def test_an_excerpt_begins_near_its_hit() -> None:
    """Long texts are cut before the hit and the marks move along."""
    text = "あ" * 50 + "港" + "い" * 50
    found = excerpt(text, ((50, 51),))
    start, end = found.spans[0]
    assert found.text[start:end] == "港"
    assert start <= 12
    assert excerpts([Hit("港", ((0, 1),), "1"), Hit("別の港", ((2, 3),), "1")])["1"].text == "港"


def test_only_a_row_that_says_something_else_is_drawn_again(navigator: Navigator) -> None:
    """While the person types, the list is refreshed at every pause: the rows that stay are left alone."""
    told: list[int] = []
    navigator.model.dataChanged.connect(lambda first, last: told.append(last.row() - first.row() + 1))
    navigator.show_lines(tuple(replace(line) for line in LINES))
    assert told == []
    navigator.show_lines((*LINES[:2], replace(LINES[2], title="生成ＡＩの活用")))
    assert told == [1]
    navigator.show_unsettled({"1": 2})
    assert told == [1, 1]
    navigator.show_unsettled({"1": 2})
    assert told == [1, 1]
