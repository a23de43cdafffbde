"""A sheet on the screen: seen as it prints, every box reached by keys and mouse, zoomed in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kxdesk.system.resources import resource
from kxdesk.ui.sheet_picture.marks import Look, Mark
from kxdesk.ui.sheet_picture.moving import next_area
from kxdesk.ui.sheet_picture.sheet_picture import SheetPictures
from kxdesk.workbook.addresses import position
from kxdesk.workbook.areas import Area, parse_area
from kxdesk.workbook.package import open_package
from kxdesk.workbook.picture import SheetPicture, picture_workbook
from kxdesk.workbook.read_raw import read_workbook

ISSUE = "課題票"


@pytest.fixture(scope="module")
def sheets() -> tuple[SheetPicture, ...]:
    package = open_package((Path(resource("forms")) / "R7" / "template.xlsx").read_bytes())
    return picture_workbook(package, read_workbook(package))


@pytest.fixture
def pictures(qtbot: QtBot, sheets: tuple[SheetPicture, ...]) -> SheetPictures:
    widget = SheetPictures()
    qtbot.addWidget(widget)
    widget.resize(900, 700)
    widget.show_pictures(sheets)
    widget.show()
    widget.go(ISSUE)
    return widget


def shot(pictures: SheetPictures) -> QImage:
    return pictures.canvas.viewport().grab().toImage()


def colour_in(pictures: SheetPictures, cell: str, at: tuple[float, float]) -> QColor:
    """At a share of the width and height of a box."""
    image = shot(pictures)
    box = pictures.canvas.rect_on_screen(pictures.area_of(pictures.sheet, position(cell)))
    dense = image.devicePixelRatio()
    x, y = box.x() + box.width() * at[0], box.y() + box.height() * at[1]
    return image.pixelColor(int(x * dense), int(y * dense))


def wheel(pictures: SheetPictures, steps: int, at: QPointF) -> None:
    viewport = pictures.canvas.viewport()
    event = QWheelEvent(
        at,
        viewport.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def test_fills_lines_and_texts_are_painted(pictures: SheetPictures) -> None:
    """A dark heading with white words, an empty box on white, a black line between."""
    assert colour_in(pictures, "A10", (0.9, 0.5)).name() == "#1f4e78"
    assert colour_in(pictures, "A11", (0.9, 0.5)) == QColor("white")
    image = shot(pictures)
    box = pictures.canvas.rect_on_screen(pictures.area_of(ISSUE, (10, 1)))
    row = int(box.center().y())
    bright = [image.pixelColor(x, row).lightness() for x in range(int(box.x()) + 2, int(box.x()) + 90)]
    assert max(bright) > 200


def test_only_what_is_seen_is_laid_out(pictures: SheetPictures) -> None:
    """Texts further down wait until they are scrolled to; painting again lays nothing out."""
    pictures.canvas.set_zoom(2.0)
    pictures.canvas.verticalScrollBar().setValue(0)
    scene = pictures.canvas.scene
    assert scene is not None
    scene._texts.clear()
    shot(pictures)
    seen = len(scene._texts)
    assert 0 < seen < sum(bool(cell.text) for cell in scene.picture.cells)
    pictures.canvas.verticalScrollBar().setValue(pictures.canvas.verticalScrollBar().maximum())
    shot(pictures)
    assert len(scene._texts) > seen


def test_a_click_says_sheet_and_box(pictures: SheetPictures, qtbot: QtBot) -> None:
    """The merged box, not the cell in it; a drag to another box is no click."""
    canvas = pictures.canvas
    inside = canvas.rect_on_screen(pictures.area_of(ISSUE, (11, 5))).center().toPoint()
    with qtbot.waitSignal(pictures.box_clicked) as clicked:
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=inside)
    assert clicked.args == [ISSUE, parse_area("A11:AJ11")]
    with qtbot.assertNotEmitted(pictures.box_clicked):
        QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=inside)
        QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(inside.x(), 40))


def test_the_mouse_says_where_it_is(pictures: SheetPictures) -> None:
    """Once for each box, and None where it leaves the sheet."""
    seen: list[object] = []
    pictures.box_hovered.connect(lambda _sheet, area: seen.append(area))
    canvas = pictures.canvas
    where = canvas.rect_on_screen(pictures.area_of(ISSUE, (11, 5))).center().toPoint()
    for point in (where, where + QPoint(3, 3), QPoint(1, 1)):
        move = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(point),
            canvas.viewport().mapToGlobal(QPointF(point)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(canvas.viewport(), move)
    assert seen[-2:] == [parse_area("A11:AJ11"), None]


def test_keys_go_from_box_to_box_and_enter_clicks(pictures: SheetPictures, qtbot: QtBot) -> None:
    """Each box has an accessible name: its address, what it means, what stands in it."""
    canvas = pictures.canvas
    pictures.show_marks({ISSUE: [Mark(pictures.area_of(ISSUE, (4, 5)), Look.ASK, "課題名", "要確認 課題名")]})
    canvas.setFocus()
    canvas.choose(pictures.area_of(ISSUE, (4, 1)))
    assert canvas.accessibleName() == "A4:D4 課題名"
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.accessibleName() == "E4:AJ4 要確認 課題名"
    with qtbot.waitSignal(pictures.box_clicked) as clicked:
        QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert clicked.args[1] == parse_area("E4:AJ4")
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.cursor_at is not None
    assert canvas.cursor_at.first_row == 5


def test_the_next_box_lies_straight_ahead() -> None:
    """One that is nearer but aside waits; at the edge there is none."""
    here = Area(5, 5, 6, 8)
    ahead, aside = Area(9, 5, 9, 8), Area(7, 20, 7, 21)
    assert next_area([aside, ahead, here], here, (1, 0)) == ahead
    assert next_area([aside, here], here, (1, 0)) == aside
    assert next_area([aside, ahead, here], here, (-1, 0)) is None
    assert next_area([ahead, here], None, (1, 0)) == here


def test_zoom_stays_within_its_limits_and_in_its_place(pictures: SheetPictures) -> None:
    """50 to 200 percent; the box under the mouse stays under the mouse."""
    canvas = pictures.canvas
    at = QPointF(300, 250)
    canvas.set_zoom(1.0)
    here = canvas.area_at(at)
    wheel(pictures, 3, at)
    assert canvas.zoom == pytest.approx(1.331)
    assert canvas.area_at(at) == here
    wheel(pictures, 30, at)
    assert canvas.zoom == 2.0
    wheel(pictures, -60, at)
    assert canvas.zoom == 0.5


def test_it_fits_the_width_until_it_is_zoomed(pictures: SheetPictures) -> None:
    """A wider window shows a larger sheet; after zooming by hand it stays as it is, Ctrl+0 fits again."""
    canvas = pictures.canvas
    before = canvas.zoom
    pictures.resize(1100, 700)
    assert canvas.zoom > before
    canvas.zoom_in()
    by_hand = canvas.zoom
    pictures.resize(900, 700)
    assert canvas.zoom == by_hand
    QTest.keyClick(canvas, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert canvas.zoom == pytest.approx(before)


def test_tabs_and_keys_turn_the_sheets(pictures: SheetPictures) -> None:
    """Ctrl+Page Up and Down as in Excel; showing new pictures stays on the sheet."""
    names = list(pictures._names)
    QTest.keyClick(pictures.canvas, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert pictures.sheet == names[names.index(ISSUE) - 1]
    pictures.show_pictures(tuple(pictures._pictures.values()))
    assert pictures.sheet == names[names.index(ISSUE) - 1]


@pytest.mark.parametrize("look", list(Look))
def test_marks_are_told_apart_without_colour(pictures: SheetPictures, look: Look) -> None:
    """Each kind of mark looks different from every other in grey."""
    area = pictures.area_of(ISSUE, (11, 1))
    shots = {}
    for each in Look:
        pictures.show_marks({ISSUE: [Mark(area, each, "欄")]})
        shots[each] = shot(pictures).convertToFormat(QImage.Format.Format_Grayscale8)
    assert all(shots[look] != other for each, other in shots.items() if each is not look)
