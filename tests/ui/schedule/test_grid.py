"""A person at the quarter grid, with real keys and a real mouse: each thing she does is one change."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kxdesk.domain.policy import Activity, Milestone, Track
from kxdesk.domain.things import Kind, Ref
from kxdesk.ui.schedule import grid as grid_module
from kxdesk.ui.schedule.grid import QuarterGrid
from kxdesk.ui.schedule.selection import Selection

Shape = list[list[tuple[int, int, str]]]


class Desk(QWidget):
    """Holds one grid and lets it become whatever it asks for."""

    def __init__(self) -> None:
        super().__init__()
        numbers = count(1)
        self.grid = QuarterGrid("項目", lambda: f"N{next(numbers)}", self)
        QVBoxLayout(self).addWidget(self.grid)
        self.labels: list[str] = []
        self.grid.acted.connect(self._on_acted)

    def _on_acted(self, after: Activity, label: str) -> None:
        self.labels.append(label)
        self.grid.show_activity(after)

    def shape(self) -> Shape:
        return [[(m.start, m.end, m.text) for m in track.milestones] for track in self.grid.activity.tracks]

    def point(self, row: int, column: int) -> QPoint:
        return self.grid.geometry_now.cell(row, column).center().toPoint()

    def end_of(self, band: str) -> QPoint:
        box = self.grid.geometry_now.box_of(band)
        assert box is not None
        return QPoint(int(box.rect.right()) - 3, int(box.rect.center().y()))


def row(*bands: tuple[int, int, str], id_: str = "T1") -> Track:
    return Track("", tuple(Milestone(s, e, t, t) for s, e, t in bands), id_)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.resize(900, 400)
    desk.grid.show_activity(Activity("1", "a", "", (row((1, 1, "a"), (3, 3, "c")), row(id_="T2")), "A1"))
    desk.show()
    desk.activateWindow()
    desk.grid.setFocus()
    qtbot.waitUntil(desk.grid.editor.hasFocus)
    return desk


def keys(desk: Desk, *sequences: str) -> None:
    for sequence in sequences:
        if len(sequence) == 1:
            QTest.keyClicks(desk.grid.editor, sequence)
        else:
            combination = QKeySequence(sequence)[0]
            QTest.keyClick(desk.grid.editor, combination.key(), combination.keyboardModifiers())


def drag(desk: Desk, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(desk.grid, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(desk.grid, (start + end) / 2)
    QTest.mouseMove(desk.grid, end)
    QTest.mouseRelease(desk.grid, Qt.MouseButton.LeftButton, pos=end)


def compose(desk: Desk, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(desk.grid.editor, event)


def test_typing_on_an_empty_quarter_makes_a_band(desk: Desk) -> None:
    """Click, type, Enter: one change, and on to the row below."""
    QTest.mouseClick(desk.grid, Qt.MouseButton.LeftButton, pos=desk.point(0, 2))
    keys(desk, "x", "y", "Return")
    assert desk.shape() == [[(1, 1, "a"), (2, 2, "xy"), (3, 3, "c")], []]
    assert desk.labels == ["milestone-added"]
    assert desk.grid.selection == Selection(1, 2)


def test_typing_over_a_band_writes_it_anew_and_f2_goes_on(desk: Desk) -> None:
    """As in a sheet."""
    keys(desk, "x", "Tab")
    assert desk.shape()[0][0] == (1, 1, "x")
    keys(desk, "Left", "F2", "y", "Return")
    assert desk.shape()[0][0] == (1, 1, "xy")
    assert desk.labels == ["milestone-written"] * 2


@pytest.mark.parametrize("feed", ["Alt+Return", "Shift+Return"])
def test_line_feed_inside_a_cell(desk: Desk, feed: str) -> None:
    """The row grows while it is typed."""
    before = desk.grid.height()
    keys(desk, "F2", feed, "b", feed, "c")
    assert desk.grid.height() > before
    keys(desk, "Return")
    assert desk.shape()[0][0] == (1, 1, "a\nb\nc")


def test_escape_leaves_the_cell_as_it_was(desk: Desk) -> None:
    """Nothing is written, and the keys choose cells again."""
    keys(desk, "x", "y", "Esc", "Right")
    assert desk.labels == []
    assert desk.grid.selection == Selection(0, 2)


def test_leaving_the_grid_writes_what_was_typed(desk: Desk, qtbot: QtBot) -> None:
    """No text is lost by clicking elsewhere."""
    keys(desk, "Right", "n")
    desk.grid.editor.clearFocus()
    assert (2, 2, "n") in desk.shape()[0]


def test_word_being_composed_is_not_written(desk: Desk) -> None:
    """The input method begins in the chosen cell; deciding the word does not leave it, Enter then does."""
    keys(desk, "Right")
    compose(desk, "さ")
    compose(desk, "作業")
    assert desk.grid.editor.composing
    assert desk.labels == []
    compose(desk, "", "作業")
    assert desk.labels == []
    keys(desk, "Return")
    assert (2, 2, "作業") in desk.shape()[0]
    assert desk.labels == ["milestone-added"]


def test_composing_given_up_over_a_band_keeps_it(desk: Desk) -> None:
    """The first key of an input method empties a cell only if a word comes of it."""
    compose(desk, "あ")
    compose(desk, "", "")
    keys(desk, "Right")
    assert desk.shape()[0][0] == (1, 1, "a")
    assert desk.labels == []
    assert desk.grid.selection == Selection(0, 2)


def test_pause_saves_in_place_and_escape_takes_it_back(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cell left open is on disk soon; composing never is."""
    desk.grid._pause.setInterval(20)
    keys(desk, "Right", "n")
    qtbot.waitUntil(lambda: (2, 2, "n") in desk.shape()[0], timeout=2000)
    keys(desk, "m")
    qtbot.waitUntil(lambda: (2, 2, "nm") in desk.shape()[0], timeout=2000)
    keys(desk, "o")
    compose(desk, "あ")
    qtbot.wait(100)
    assert desk.labels == ["milestone-added", "milestone-written"]
    compose(desk, "", "")
    qtbot.waitUntil(lambda: (2, 2, "nmo") in desk.shape()[0], timeout=2000)
    keys(desk, "Esc")
    assert desk.shape()[0] == [(1, 1, "a"), (3, 3, "c")]
    assert grid_module.LATEST_MS <= 5000


def test_stretched_by_its_edge(desk: Desk) -> None:
    """Dragged two quarters on, one change; dragged back past its start it keeps one quarter."""
    drag(desk, desk.end_of("a"), desk.point(0, 2))
    assert desk.shape()[0][0] == (1, 2, "a")
    assert desk.labels == ["milestone-stretched"]
    drag(desk, desk.end_of("a"), desk.point(0, 0))
    assert desk.shape()[0][0] == (1, 1, "a")


def test_dragged_to_another_row_and_behind_the_last(desk: Desk) -> None:
    """To a quarter of the next row; the row for a new one becomes one."""
    drag(desk, desk.point(0, 3), desk.point(1, 4))
    assert desk.shape() == [[(1, 1, "a")], [(4, 4, "c")]]
    drag(desk, desk.point(1, 4), desk.point(2, 2))
    assert desk.shape() == [[(1, 1, "a")], [], [(2, 2, "c")]]
    assert desk.labels == ["milestone-moved"] * 2


def test_escape_puts_the_band_in_hand_back(desk: Desk) -> None:
    """While the button is still down."""
    start, end = desk.point(0, 3), desk.point(1, 4)
    QTest.mousePress(desk.grid, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(desk.grid, end)
    assert desk.grid.shown != desk.grid.activity
    keys(desk, "Esc")
    QTest.mouseRelease(desk.grid, Qt.MouseButton.LeftButton, pos=end)
    assert desk.labels == []
    assert desk.grid.shown == desk.grid.activity


def test_stretched_and_moved_by_keyboard(desk: Desk) -> None:
    """Shift+Alt stretches the end, Alt moves; past the year's end nothing happens."""
    keys(desk, "Shift+Alt+Right", "Shift+Alt+Right")
    assert desk.shape()[0][0] == (1, 3, "a")
    keys(desk, "Alt+Right", "Alt+Right", "Alt+Right")
    assert (2, 4, "a") in desk.shape()[0]
    keys(desk, "Shift+Alt+Left", "Alt+Left")
    assert (1, 2, "a") in desk.shape()[0]
    assert desk.labels == ["milestone-stretched"] * 2 + ["milestone-moved"] + [
        "milestone-stretched",
        "milestone-moved",
    ]


def test_arrows_pass_over_a_band_as_over_a_merged_cell(desk: Desk) -> None:
    """And through bands stacked in one quarter before the next row."""
    desk.grid.show_activity(Activity(tracks=(row((1, 3, "a"), (2, 2, "b")), row(id_="T2")), id="A1"))
    keys(desk, "Right")
    assert desk.grid.selection.column == 4
    desk.grid.select(Selection(0, 2))
    keys(desk, "Down")
    assert (desk.grid.selection.row, desk.grid.selected) == (0, "b")
    keys(desk, "Down")
    assert desk.grid.selection.row == 1
    keys(desk, "Up")
    assert desk.grid.selected == "b"


def test_range_from_excel_lands_as_cells(desk: Desk) -> None:
    """With arrows, line feeds and a row too many: one change."""
    QGuiApplication.clipboard().setText('"・一\n・二"\t→\t→\r\n\t始\t→\r\n')
    desk.grid.select(Selection(1, 2))
    keys(desk, "Ctrl+V")
    assert desk.shape()[1:] == [[(2, 4, "・一\n・二")], [(3, 4, "始")]]
    assert desk.labels == ["cells-pasted"]


@pytest.mark.parametrize("arrow", ["→", "⇒", "➡"])
def test_pasted_arrow_prolongs(desk: Desk, arrow: str) -> None:
    """The band before it runs on to there."""
    QGuiApplication.clipboard().setText(arrow)
    desk.grid.select(Selection(0, 2))
    keys(desk, "Ctrl+V")
    assert desk.shape()[0] == [(1, 2, "a"), (3, 3, "c")]


def test_range_is_copied_as_excel_reads_it(desk: Desk) -> None:
    """Drawn with Shift and the arrows, also with the mouse."""
    keys(desk, "Shift+Right", "Shift+Right", "Ctrl+C")
    assert QGuiApplication.clipboard().text() == "a\t\tc"
    drag(desk, desk.point(0, 2), desk.point(1, 3))
    keys(desk, "Ctrl+C")
    assert QGuiApplication.clipboard().text().splitlines() == ["\tc", "\t"]
    keys(desk, "Del")
    assert desk.shape()[0] == [(1, 1, "a")]
    assert desk.labels == ["cells-cleared"]


def test_delete_takes_the_band(desk: Desk) -> None:
    """Only the one in the current cell."""
    keys(desk, "Del")
    assert desk.shape()[0] == [(3, 3, "c")]


def test_rows_by_keyboard(desk: Desk) -> None:
    """Added below, moved, removed; the person stays with her row."""
    keys(desk, "Ctrl+Return", "n", "Esc")
    assert [t.id for t in desk.grid.activity.tracks] == ["T1", "N1", "T2"]
    assert desk.grid.selection.row == 1
    keys(desk, "Alt+Down")
    assert [t.id for t in desk.grid.activity.tracks] == ["T1", "T2", "N1"]
    assert desk.grid.selection.row == 2
    keys(desk, "Ctrl+Del")
    assert [t.id for t in desk.grid.activity.tracks] == ["T1", "T2"]
    assert desk.labels == ["track-added", "track-moved", "track-retired"]


def test_label_is_typed_like_a_cell(desk: Desk) -> None:
    """Home, type, Enter."""
    keys(desk, "Home", "p", "Return")
    assert desk.grid.activity.tracks[0].label == "p"
    assert desk.labels == ["track-named"]


def test_tab_goes_through_all_cells_and_then_out(desk: Desk) -> None:
    """Nobody is caught in the grid."""
    out: list[int] = []
    desk.grid.left_by.connect(out.append)
    keys(desk, *["Tab"] * 14)
    assert desk.grid.selection == Selection(2, 4)
    assert out == [1]


@pytest.mark.parametrize("struck", ["Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"])
def test_undo_belongs_to_the_window(desk: Desk, struck: str) -> None:
    """Over a chosen cell and while one is written."""
    heard: list[str] = []
    QShortcut(QKeySequence(struck), desk).activated.connect(lambda: heard.append(struck))
    keys(desk, struck, "x", struck)
    assert heard == [struck] * 2


def test_refresh_does_not_disturb_the_cell_being_written(desk: Desk) -> None:
    """Another row comes in from elsewhere; the text goes on."""
    keys(desk, "Right", "n")
    desk.grid.show_activity(Activity(tracks=(row((1, 1, "A")), row((4, 4, "z"), id_="T2")), id="A1"))
    keys(desk, "m", "Return")
    assert desk.shape() == [[(1, 1, "A"), (2, 2, "nm")], [(4, 4, "z")]]


def test_band_taken_away_while_written_is_made_anew(desk: Desk) -> None:
    """What she types is never dropped."""
    keys(desk, "F2", "n")
    desk.grid.show_activity(Activity(tracks=(row((3, 3, "c")),), id="A1"))
    keys(desk, "Return")
    assert desk.shape()[0] == [(1, 1, "an"), (3, 3, "c")]


def test_read_only_is_looked_at_and_copied_only(desk: Desk) -> None:
    """No key, no mouse changes it."""
    desk.grid.read_only = True
    keys(desk, "x", "Del", "Ctrl+Return", "Alt+Right")
    drag(desk, desk.end_of("a"), desk.point(0, 2))
    keys(desk, "Ctrl+C")
    assert desk.labels == []
    assert QGuiApplication.clipboard().text() == "a"


def test_jumps_to_a_thing(desk: Desk) -> None:
    """As checks and search ask for it."""
    assert desk.grid.select_thing(Ref(Kind.MILESTONE, "c"))
    assert desk.grid.selection == Selection(0, 3)
    assert not desk.grid.select_thing(Ref(Kind.MILESTONE, "elsewhere"))


def test_cell_is_read_out(desk: Desk) -> None:
    """A screen reader hears where the person is and what is there."""
    assert desk.grid.editor.accessibleName() == "1行 第1四半期から第1四半期 a"
    keys(desk, "Right")
    assert desk.grid.editor.accessibleName() == "1行 第2四半期 空欄"


def test_stacked_band_by_menu_key(desk: Desk) -> None:
    """A second band in one quarter of one row, drawn below the first."""
    keys(desk, "Ctrl+F2", "s", "Return")
    assert desk.shape()[0] == [(1, 1, "a"), (1, 1, "s"), (3, 3, "c")]
    boxes = [desk.grid.geometry_now.box_of(m.id) for m in desk.grid.activity.tracks[0].milestones[:2]]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0].rect.bottom() < boxes[1].rect.top()
    assert desk.grid.geometry_now.band_at(QPointF(desk.point(0, 1)) + QPointF(0, 20)) is not None
