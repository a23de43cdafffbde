"""A person at the template screen, who has a mouse and keys, and whose clicks are counted."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QRadioButton, QWidget

from kxdesk.ui.sheet_picture.sheet_picture import SheetPictures
from kxdesk.ui.templates.field_picker import FieldPicker
from kxdesk.ui.templates.screen import TemplateScreen
from kxdesk.workbook.addresses import position
from kxdesk.workbook.learn.standing import Group

LEFT = Qt.MouseButton.LeftButton


class Person:
    """Everything goes through real events."""

    def __init__(self, screen: TemplateScreen) -> None:
        self.screen = screen
        self.clicks = 0
        self.keys = 0

    def field(self, group: Group, name: str) -> None:
        """Click a field at the left."""
        tree = self.screen.fields.tree
        item = self.screen.fields.item((group, name))
        tree.scrollToItem(item)
        self._click(tree.viewport(), tree.visualItemRect(item).center())

    def box(self, cell: str) -> None:
        """Click a box of the sheet that is shown."""
        click_box(self.screen.pictures, cell)
        self.clicks += 1

    def sheet(self, name: str) -> None:
        """Click a tab at the bottom."""
        tabs = self.screen.pictures.tabs
        numbers = [n for n in range(tabs.count()) if tabs.tabText(n).startswith(name)]
        self._click(tabs, tabs.tabRect(numbers[0]).center())

    def button(self, button: QAbstractButton) -> None:
        assert button.isVisible()
        where = button.rect().center()
        if isinstance(button, QRadioButton):  # only its circle and words take a click
            where.setX(12)
        self._click(button, where)

    @property
    def picker(self) -> FieldPicker:
        """The card at the box that was clicked."""
        assert self.screen.picker is not None
        return self.screen.picker

    def pick(self, words: str) -> None:
        """Click an entry of the card."""
        picker = self.picker
        (item,) = [
            picker.list.item(n) for n in range(picker.list.count()) if words in picker.list.item(n).text()
        ]
        picker.list.scrollToItem(item)
        self._click(picker.list.viewport(), picker.list.visualItemRect(item).center())

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Into whatever has the focus."""
        QTest.keyClick(QApplication.focusWidget() or self.screen, key, modifier)
        self.keys += 1

    def _click(self, widget: QWidget, where: QPoint) -> None:
        QTest.mouseClick(widget, LEFT, pos=where)
        self.clicks += 1


def click_box(pictures: SheetPictures, cell: str) -> None:
    """A real click into the middle of a box, which is scrolled to first."""
    canvas = pictures.canvas
    area = pictures.area_of(pictures.sheet, position(cell))
    canvas._bring_into_sight(area)
    QApplication.processEvents()
    seen = canvas.rect_on_screen(area).toAlignedRect() & canvas.viewport().rect()
    QTest.mouseMove(canvas.viewport(), seen.center())
    QTest.mouseClick(canvas.viewport(), LEFT, pos=seen.center())
