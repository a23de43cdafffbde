"""The year in one view: filtered, gone through by key, gone to, and printed on A3."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from kxdesk.domain.dates import AsOf
from kxdesk.domain.survey import IssueFacts, IssueStanding, YearRow
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import Person
from kxdesk.ui.background import Worker
from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.desks.live_desk import LiveDesk
from kxdesk.ui.navigator.spots import Page, Spot
from kxdesk.ui.pages import PAGES
from kxdesk.ui.session import DeskSession
from kxdesk.ui.year.lines import Line
from kxdesk.ui.year.painting import months_at, months_into
from kxdesk.ui.year.printing import pages_of
from kxdesk.usecases.sample_desk import sample_desk


@pytest.fixture
def view(qtbot: QtBot, worker: Worker, tmp_path: Path) -> Iterator[DeskView]:
    path = tmp_path / "見本.kxdesk"
    sample_desk(path)
    session = DeskSession(worker, LiveDesk(path, Person("h", "花子", "PC"), SystemClock()).hands())
    view = DeskView(session, PAGES)
    qtbot.addWidget(view)
    view.resize(1200, 700)
    view.show()
    with qtbot.waitSignal(session.opened):
        session.open()
    view.go(Spot(Page.YEAR))
    qtbot.waitUntil(lambda: bool(view.stack.currentWidget().chart.lines))
    yield view
    with qtbot.waitSignal(session.closed):
        session.close()


def test_all_bands_stand_under_their_issue(view: DeskView) -> None:
    """Each issue with a plan has its heading, then its tracks."""
    lines = view.stack.currentWidget().chart.lines
    assert lines[0].row is None
    assert {line.issue.area for line in lines} == {"A", "B", "C"}
    assert all(line.row is None or line.row.issue == line.issue for line in lines)


def test_filters_leave_what_is_asked_for(view: DeskView) -> None:
    """Area, lateness and words, each alone and together; the count says what is left."""
    page = view.stack.currentWidget()
    before = len(page.chart.lines)
    page.areas[0].setChecked(True)
    assert {line.issue.area for line in page.chart.lines} == {"A"}
    page.areas[0].setChecked(False)
    word = next(line.row.bands[0].band.text[:4] for line in page.chart.lines if line.row and line.row.bands)
    page.filter_box.setText(word)
    assert 0 < len(page.chart.lines) < before
    page.late_only.setChecked(True)
    assert all(line.row is None or line.row.is_late for line in page.chart.lines)


def test_keys_lead_through_the_lines_and_to_the_band(qtbot: QtBot, view: DeskView) -> None:
    """Down and Enter: the issue's page opens at the first band of the line."""
    chart = view.stack.currentWidget().chart
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.current == 1
    line = chart.lines[1]
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert view.spot == Spot(Page.ISSUE, line.issue.id)


def test_a_double_click_leads_to_the_band_under_the_mouse(qtbot: QtBot, view: DeskView) -> None:
    """The band one points at, not only the line."""
    chart = view.stack.currentWidget().chart
    place = next(n for n, line in enumerate(chart.lines) if line.row and line.row.bands)
    band = chart.lines[place].row.bands[0]
    look = chart.look()
    x = look.x((band.band.start - 1) * 3 + 1)
    y = look.head + (place + 0.5) * look.row
    assert chart.band_at(QPoint(int(x), int(y))) == band
    with qtbot.waitSignal(chart.line_activated) as caught:
        qtbot.mouseDClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(int(x), int(y)))
    assert caught.args[1] == band.band


def test_it_is_saved_as_a3(qtbot: QtBot, view: DeskView, tmp_path: Path) -> None:
    """A PDF of landscape A3 pages, and a sentence that says where it is."""
    path = tmp_path / "年間.pdf"
    page = view.stack.currentWidget()
    page.save_pdf(path)
    qtbot.waitUntil(lambda: str(path) in page.counts.text())
    box = re.search(rb"MediaBox \[0 0 (\d+)\S* (\d+)", path.read_bytes())
    assert box is not None
    assert [round(int(side) / 72 * 25.4, -1) for side in box.groups()] == [420, 300]


def test_a_folder_that_is_not_there_is_named(qtbot: QtBot, view: DeskView, tmp_path: Path) -> None:
    """What cannot be written is a problem in words, not a page without a sound."""
    with qtbot.waitSignal(view.session.worker.problem_arose) as caught:
        view.stack.currentWidget().save_pdf(tmp_path / "ない" / "年間.pdf")
    assert caught.args[0].code == "folder-missing"


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (date(2025, 4, 1), 0.0),
        (date(2026, 3, 31), 11.97),
        (date(2026, 4, 1), 12.0),
        (date(2025, 3, 31), None),
    ],
)
def test_a_day_stands_in_its_month(day: date, months: float | None) -> None:
    """The fiscal year begins on 1 April."""
    assert months_into(2025, day) == (pytest.approx(months, abs=0.01) if months is not None else None)


def test_an_as_of_date_without_a_day_is_the_end_of_its_month() -> None:
    """令和7年12月 stands at the end of the third quarter."""
    assert months_at(2025, AsOf(2025, 12)) == 9
    assert months_at(2025, AsOf(2024, 12)) is None


def test_no_page_ends_with_a_heading() -> None:
    """A heading stands with its tracks, and again above those on the next page."""
    facts = IssueFacts("p", "i", "局", "2025", "A", "1", "港", "", "", "", IssueStanding.BLANK, 0, 0)
    other = IssueFacts("p", "j", "局", "2025", "A", "2", "橋", "", "", "", IssueStanding.BLANK, 0, 0)
    row = YearRow(facts, "a", "1", "取組", "t", "", ())
    again = YearRow(other, "b", "1", "取組", "t", "", ())
    lines = (Line(facts), Line(facts, row), Line(facts, row), Line(other), Line(other, again))
    assert pages_of(lines, 4) == [list(lines[:3]), list(lines[3:])]
    assert pages_of(lines[:3], 2) == [list(lines[:2]), [lines[0], lines[2]]]
