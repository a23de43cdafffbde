"""履歴の年表 on the screen: read, narrow, go to the place, see how it stood, write it down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt, QUrl
from pytestqt.qtbot import QtBot

from kxdesk.domain.things import Kind
from kxdesk.system.clock import SystemClock
from kxdesk.ui.background import Worker
from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.desks.live_desk import LiveDesk
from kxdesk.ui.navigator.spots import Page, Spot
from kxdesk.ui.pages import PAGES
from kxdesk.ui.session import DeskSession
from kxdesk.ui.timeline.page import TimelinePage
from kxdesk.usecases import timeline
from kxdesk.usecases.export_workbook import export_workbook
from tests.store.desks import PERSON, first, make_desk, small_policy

LONG = "港の再生に向けた計画をつくり、地元の方々と話し合う。"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "desk.kxdesk"
    with make_desk(path, small_policy()) as desk:
        issue = first(desk, Kind.ISSUE)
        for text in (LONG, LONG.replace("地元", "市民"), "=1+1"):
            with desk.write("fields-edited", why="局長の指示", source="返却.xlsx " + "a" * 64) as writing:
                writing.set(issue, "content", text)
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
def page(qtbot: QtBot, view: DeskView) -> TimelinePage:
    view.go(Spot(Page.TIMELINE))
    page = view.stack.currentWidget()
    assert isinstance(page, TimelinePage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    return page


def _row(page: TimelinePage, row: int) -> list[str]:
    return [page.model.index(row, column).data() for column in range(page.model.columnCount())]


def test_line_and_its_edits(qtbot: QtBot, page: TimelinePage) -> None:
    """A line says who, what, where, why and the file; the edits below are marked within the text."""
    number, _when, who, what, place, why, file, edits = _row(page, 1)
    assert (number, who, what, place) == ("3", "山田", "入力", "A(1) いち")
    assert (why, file, edits) == ("局長の指示", "返却.xlsx", "1")
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "市民" in page.edits.toPlainText())
    html = page.edits.toHtml()
    assert "line-through" in html
    assert "underline" in html
    assert "a" * 64 in page.edits.toPlainText()


def test_what_came_says_so(qtbot: QtBot, page: TimelinePage) -> None:
    """A thing that was added is told in words, not as a number of a column."""
    page.table.selectRow(3)
    qtbot.waitUntil(lambda: "加えた" in page.edits.toPlainText())
    assert "有無" not in page.edits.toPlainText()


def test_narrowed_by_words_and_day(qtbot: QtBot, page: TimelinePage) -> None:
    """Words find who wrote and who struck out; a day that is none is no day; すべて shows all again."""
    page.filters.words.setText("地元")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    page.filters.words.setText("どこにもない")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert not page.export_button.isEnabled()
    page.filters.all_of_it.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    page.filters.since.setText("令和7年12月2日")
    page.filters.since.editingFinished.emit()
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    page.filters.since.setText("十三月")
    page.filters.since.editingFinished.emit()
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)


def test_pages_come_as_one_scrolls(
    qtbot: QtBot, view: DeskView, page: TimelinePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what is looked at is loaded; the last page ends it."""
    monkeypatch.setattr(timeline, "PAGE", 3)
    page.table.setFixedHeight(60)
    page.reload()
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    assert page.counts.text() == "4件の変更"
    qtbot.keyClick(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    assert not page.model.canFetchMore(page.table.rootIndex())


def test_enter_and_a_link_lead_to_the_field(qtbot: QtBot, view: DeskView, page: TimelinePage) -> None:
    """From a change to where its field stands now."""
    qtbot.waitUntil(lambda: bool(page._edits))
    with qtbot.waitSignal(page.field_requested) as wish:
        page.edits.anchorClicked.emit(QUrl(str(next(iter(page._edits)))))
    assert wish.args[2] == "content"
    qtbot.waitUntil(lambda: view.spot is not None and view.spot.page is Page.ISSUE)


def test_as_it_stood_then(qtbot: QtBot, page: TimelinePage) -> None:
    """From a change to how all stood after it, beside now with marks; or by typing a day."""
    page.table.selectRow(2)
    page.stood_button.click()
    qtbot.waitUntil(lambda: "地元" in page.stood.text.toPlainText())
    assert "=1+1" not in page.stood.text.toPlainText()
    page.stood.marked.click()
    assert "=1+1" in page.stood.text.toPlainText()
    assert "line-through" in page.stood.text.toHtml()
    page.stood.marked.click()
    page.stood.day.setText("R7.11.30")
    page.stood.day.editingFinished.emit()
    qtbot.waitUntil(lambda: page.stood.shown() is None)
    assert page.stood.told.text() == "この日までの履歴はありません。"
    later = SystemClock().now() + timedelta(days=400)
    page.stood.day.setText(f"{later.year}-{later.month}-{later.day}")
    page.stood.day.editingFinished.emit()
    qtbot.waitUntil(lambda: "=1+1" in page.stood.text.toPlainText())


@pytest.mark.parametrize("name", ["年表.xlsx", "年表.csv", "年表.pdf"])
def test_written_down(qtbot: QtBot, page: TimelinePage, tmp_path: Path, name: str) -> None:
    """All that is wanted, in the kind the name says; nothing in it is calculated."""
    page.export_to(tmp_path / name)
    qtbot.waitUntil((tmp_path / name).exists)
    qtbot.waitUntil(lambda: name in page.counts.text())
    data = (tmp_path / name).read_bytes()
    if name.endswith("pdf"):
        assert data[:5] == b"%PDF-"
    elif name.endswith("csv"):
        assert "'=1+1" in data.decode("utf-8-sig")
    else:
        sheet = openpyxl.load_workbook(tmp_path / name).worksheets[0]
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_too_much_is_refused_in_words(
    qtbot: QtBot, page: TimelinePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worker: Worker
) -> None:
    """More rows than a file takes: no file, and the problem is told."""
    monkeypatch.setattr("kxdesk.ui.printing.table_files.MOST", {".xlsx": 2})
    with qtbot.waitSignal(worker.problem_arose) as told:
        page.export_to(tmp_path / "a.xlsx")
    assert told.args[0].code == "too-much-to-write-down"
    assert not (tmp_path / "a.xlsx").exists()


def test_origin_of_an_edit(qtbot: QtBot, page: TimelinePage) -> None:
    """A link beside each edit shows where its value came from; without an original no cell is offered."""
    qtbot.waitUntil(lambda: "由来" in page.edits.toPlainText())
    dialog = page.show_origin(next(iter(page._edits)))
    qtbot.waitUntil(lambda: "返却.xlsx" in dialog.text.toPlainText())
    assert "原本はこのファイルの中に保管されていません。" in dialog.text.toPlainText()
    assert not dialog.look.isEnabled()
    dialog.reject()


def test_files_are_listed_and_narrowed(
    qtbot: QtBot, view: DeskView, page: TimelinePage, tmp_path: Path
) -> None:
    """What went out stands in the third tab with its hash, found by it, and is written down."""
    page.session.submit(export_workbook, tmp_path / "様式.xlsx")
    page.tabs.setCurrentWidget(page.files)
    qtbot.waitUntil(lambda: page.files.model.rowCount() == 1)
    sha256 = page.files.model.item(0, 7).text()
    page.files.words.setText(sha256[:8])
    assert page.files.model.rowCount() == 1
    page.files.words.setText("zzz")
    assert page.files.model.rowCount() == 0
    page.files.words.clear()
    page.files.export_to(tmp_path / "一覧.csv")
    qtbot.waitUntil((tmp_path / "一覧.csv").exists)
    qtbot.waitUntil(lambda: "一覧.csv" in page.files.counts.text())
    assert sha256 in (tmp_path / "一覧.csv").read_text("utf-8-sig")
