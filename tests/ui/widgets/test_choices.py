"""Choosing by mouse and by keys, with blank and foreign values shown as they are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kxdesk.ui.widgets.completing_box import CompletingBox
from kxdesk.ui.widgets.matrix import Matrix
from kxdesk.ui.widgets.segments import Segments

# The offscreen platform says so of every popup.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEVELS = ("高", "中", "低")


@pytest.fixture
def matrix(qtbot: QtBot) -> Matrix:
    matrix = Matrix("インパクト", "緊急度", LEVELS)
    qtbot.addWidget(matrix)
    matrix.show()
    return matrix


@pytest.fixture
def segments(qtbot: QtBot) -> Segments:
    segments = Segments("課題領域", ("A", "B", "C"))
    qtbot.addWidget(segments)
    segments.show()
    return segments


@pytest.fixture
def box(qtbot: QtBot) -> Iterator[CompletingBox]:
    box = CompletingBox("政策分野")
    box.set_proposals(("計画", "国際", "DX推進", "国際", ""))
    qtbot.addWidget(box)
    box.show()
    box.activateWindow()
    box.editor.setFocus()
    qtbot.waitUntil(box.editor.hasFocus)
    yield box
    box._list.hide()


@pytest.mark.parametrize(("row", "column", "value"), [(0, 0, ("高", "低")), (2, 2, ("低", "高"))])
def test_matrix_stands_as_on_paper(matrix: Matrix, row: int, column: int, value: tuple[str, str]) -> None:
    """Impact falls from the top, urgency rises to the right."""
    QTest.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=matrix._cell(row, column).center().toPoint())
    assert matrix.value() == value
    assert matrix.accessibleName() == f"インパクト {value[0]}、緊急度 {value[1]}"


def test_matrix_by_keys(matrix: Matrix) -> None:
    """The arrows walk, Space marks, Delete unmarks; walking alone writes nothing."""
    told: list[tuple[str, str]] = []
    matrix.chosen.connect(lambda *value: told.append(value))
    matrix.show_value("中", "中")
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Right):
        QTest.keyClick(matrix, key)
    assert told == []
    QTest.keyClick(matrix, Qt.Key.Key_Space)
    QTest.keyClick(matrix, Qt.Key.Key_Space)
    QTest.keyClick(matrix, Qt.Key.Key_Delete)
    assert told == [("高", "高"), ("", "")]
    assert "未選択" in matrix.accessibleName()


def test_half_a_mark_is_kept(matrix: Matrix) -> None:
    """An imported issue may have only one side."""
    matrix.show_value("高", "")
    assert matrix.value() == ("高", "")
    assert matrix.grab().toImage() != Matrix("インパクト", "緊急度", LEVELS).grab().toImage()


def test_read_only_is_not_chosen(matrix: Matrix, segments: Segments) -> None:
    """Neither by mouse nor by keys."""
    for widget in (matrix, segments):
        widget.set_read_only(True)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.width() - 20, 10))
        QTest.keyClick(widget, Qt.Key.Key_Space)
        QTest.keyClick(widget, Qt.Key.Key_Right)
    assert (matrix.value(), segments.value()) == (("", ""), "")


def test_segments_by_mouse_letters_and_arrows(segments: Segments) -> None:
    """Each choice is told once; the letter itself chooses."""
    told: list[str] = []
    segments.chosen.connect(told.append)
    QTest.mouseClick(segments, Qt.MouseButton.LeftButton, pos=QPoint(5, 10))
    QTest.keyClick(segments, Qt.Key.Key_Right)
    QTest.keyClicks(segments, "c")
    QTest.keyClick(segments, Qt.Key.Key_Right)
    QTest.keyClick(segments, Qt.Key.Key_Backspace)
    assert told == ["A", "B", "C", ""]


def test_stored_value_that_is_no_choice_is_shown(segments: Segments) -> None:
    """It is there until a person chooses another."""
    narrow = segments.sizeHint().width()
    segments.show_value("Ｂ１")
    assert segments.sizeHint().width() > narrow
    assert segments.accessibleDescription() == "Ｂ１"
    QTest.mouseClick(segments, Qt.MouseButton.LeftButton, pos=QPoint(5, 10))
    assert segments.value() == "A"
    assert segments.sizeHint().width() == narrow


def test_proposals_while_typing(box: CompletingBox, qtbot: QtBot) -> None:
    """Each once; the one taken replaces what was typed."""
    told: list[str] = []
    box.typed.connect(told.append)
    QTest.keyClicks(box.editor, "d")
    qtbot.waitUntil(box._list.isVisible)
    assert box._model.stringList() == ["DX推進"]
    QTest.keyClick(box._list, Qt.Key.Key_Down)
    QTest.keyClick(box._list, Qt.Key.Key_Return)
    assert box.text() == "DX推進"
    assert told == ["d", "DX推進"]
    assert not box._list.isVisible()


def test_own_word_may_be_typed(box: CompletingBox) -> None:
    """The list only proposes."""
    QTest.keyClicks(box.editor, "zz")
    assert box.text() == "zz"
    assert not box._list.isVisible()


def test_list_keeps_away_while_composing(box: CompletingBox) -> None:
    """A popup in the middle of a word would take the keys of the input method."""
    for preedit in ("こ", "こく", "国"):
        QApplication.sendEvent(box.editor, QInputMethodEvent(preedit, []))
        assert not box._list.isVisible()
    event = QInputMethodEvent("", [])
    event.setCommitString("国")
    QApplication.sendEvent(box.editor, event)
    assert box._model.stringList() == ["国際"]


def test_alt_down_opens_the_whole_list(box: CompletingBox, qtbot: QtBot) -> None:
    """By keyboard alone."""
    QTest.keyClick(box.editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(box._list.isVisible)
    assert box._model.stringList() == ["計画", "国際", "DX推進"]
