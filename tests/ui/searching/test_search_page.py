"""すべてから探す on the screen: as one types, narrowed, gone to by keys alone, written down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kxdesk.domain.policy import Policy
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind
from kxdesk.store.desk import Desk
from kxdesk.store.editions import freeze
from kxdesk.store.policies import insert_policy
from kxdesk.system.clock import SystemClock
from kxdesk.ui.background import Worker
from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.desks.live_desk import LiveDesk
from kxdesk.ui.navigator.spots import Page, Spot
from kxdesk.ui.pages import PAGES
from kxdesk.ui.searching.hits import excerpt, place_words, standing_words
from kxdesk.ui.searching.page import SearchPage
from kxdesk.ui.session import DeskSession
from kxdesk.usecases import search_everything
from tests.store.desks import PERSON, TickingClock, first, make_desk, open_again, small_policy


def _fill(desk: Desk) -> None:
    issue = first(desk, Kind.ISSUE)
    with desk.write("fields-edited") as writing:
        writing.set(issue, "content", "ﾃﾞｰﾀの港を再生する。")
    freeze(desk, "八月", "", TickingClock().now())
    with desk.write("fields-edited") as writing:
        writing.set(issue, "content", "街の再生をデータで示す。")
    with desk.write("policy-added") as writing:
        other: Policy = small_policy()
        insert_policy(writing, replace(other, bureau="港湾局", mission="海の再生"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "desk.kxdesk"
    with make_desk(path, small_policy()) as desk:
        _fill(desk)
    return path


@pytest.fixture
def view(qtbot: QtBot, worker: Worker, path: Path) -> Iterator[DeskView]:
    session = DeskSession(worker, LiveDesk(path, PERSON, SystemClock()).hands())
    view = DeskView(session, PAGES)
    qtbot.addWidget(view)
    view.resize(1300, 800)
    view.show()
    with qtbot.waitSignal(session.opened):
        session.open()
    qtbot.waitUntil(lambda: view.spot is not None)
    yield view
    with qtbot.waitSignal(session.closed):
        session.close()


@pytest.fixture
def page(qtbot: QtBot, view: DeskView) -> SearchPage:
    view.go(Spot(Page.SEARCH))
    page = view.stack.currentWidget()
    assert isinstance(page, SearchPage)
    page.words.setFocus()
    return page


def _type(qtbot: QtBot, page: SearchPage, words: str, hits: int) -> None:
    page.words.setText(words)
    qtbot.waitUntil(lambda: page.model.rowCount() == hits)


def test_one_letter_finds_now_editions_and_history(qtbot: QtBot, page: SearchPage) -> None:
    """Newest first, each with where it stands: now, or only in an edition; marked within the words."""
    _type(qtbot, page, "再", 3)
    places = [place_words(hit) for hit in page.model.hits]
    assert places[0].startswith("港湾局")
    assert places[1].startswith("試験局　A(1) いち")
    assert [hit.stands for hit in page.model.hits] == [True, True, False]
    assert "版「八月」" in standing_words(page.model.hits[2])
    assert "background" in page.text.toHtml()
    qtbot.waitUntil(lambda: page.counts.text() == "3件の文")


def test_words_fold_width_and_all_must_be_there(qtbot: QtBot, page: SearchPage) -> None:
    """ﾃﾞｰﾀ is found by データ; of several words each must be in the text."""
    _type(qtbot, page, "データ", 2)
    _type(qtbot, page, "データ 港", 1)
    hit = page.model.hits[0]
    line, spans = excerpt(hit.text, hit.spans)
    assert [line[start:end] for start, end in spans] == ["ﾃﾞｰﾀ", "港"]
    _type(qtbot, page, "どこにもない", 0)
    assert page.counts.text() == "見つかりません。"
    assert not page.export_button.isEnabled()


def test_keys_alone_lead_to_the_place(qtbot: QtBot, view: DeskView, page: SearchPage) -> None:
    """Down into the list, down to the next, Enter to the field; Up from the first goes back to the words."""
    _type(qtbot, page, "再生", 3)
    qtbot.keyClick(page.words, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Up)
    assert page.words.hasFocus() or page.focusWidget() is page.words
    qtbot.keyClick(page.words, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.field_requested) as wish:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert wish.args[2] == "content"
    qtbot.waitUntil(lambda: view.spot is not None and view.spot.page is Page.ISSUE)


def test_facets_narrow_and_widen(qtbot: QtBot, page: SearchPage) -> None:
    """A count that is chosen narrows to it, chosen again it does not."""
    _type(qtbot, page, "再生", 3)
    qtbot.waitUntil(lambda: page.facets.topLevelItemCount() > 0)
    head = page.facets.topLevelItem(0)
    assert head is not None
    assert (head.text(0), head.childCount()) == ("局・区", 2)
    bureau = next(head.child(at) for at in range(2) if head.child(at).text(0) == "港湾局")
    page.facets.itemClicked.emit(bureau, 0)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    qtbot.waitUntil(lambda: page.facets.topLevelItem(0).child(0).text(0).startswith("✓"))
    page.facets.itemClicked.emit(page.facets.topLevelItem(0).child(0), 0)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)


@pytest.mark.parametrize("name", ["文.xlsx", "文.csv", "文.pdf"])
def test_written_down(qtbot: QtBot, page: SearchPage, tmp_path: Path, name: str) -> None:
    """What is asked, in the kind the name says."""
    _type(qtbot, page, "再生", 3)
    page.export_to(tmp_path / name)
    qtbot.waitUntil((tmp_path / name).exists)
    qtbot.waitUntil(lambda: name in page.counts.text())


def test_pages_join(path: Path) -> None:
    """Hits come by pages without gap, and more than can be written down is refused."""
    with open_again(path, read_only=True) as desk:
        one = search_everything.find(desk, "再生", {}, limit=2)
        rest = search_everything.find(desk, "再生", {}, before=one[-1].seq)
        assert [hit.seq for hit in (*one, *rest)] == [
            hit.seq for hit in search_everything.all_hits(desk, "再生", {}, 3)
        ]
        with pytest.raises(Problem, match="too-much-to-write-down"):
            search_everything.all_hits(desk, "再生", {}, 2)
