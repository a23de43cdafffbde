"""A workbook's sheets as they will print: tabs at the bottom, zoom beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QToolButton, QVBoxLayout, QWidget

from kxdesk.ui.sheet_picture.canvas import SheetCanvas
from kxdesk.ui.sheet_picture.marks import Mark
from kxdesk.ui.sheet_picture.scene import SheetScene
from kxdesk.ui.text import _
from kxdesk.ui.widgets.tones import tones_of
from kxdesk.workbook.areas import Area
from kxdesk.workbook.picture import SheetPicture


class SheetPictures(QWidget):
    """Shows one sheet, lets the person choose another, says which box was clicked."""

    box_clicked = Signal(str, object)  # sheet, Area
    box_hovered = Signal(str, object)  # sheet, Area or None
    sheet_shown = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = SheetCanvas()
        self.tabs = QTabBar(shape=QTabBar.Shape.RoundedSouth, expanding=False, usesScrollButtons=True)
        self.tabs.setObjectName("sheets")
        self.tabs.setDrawBase(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(_("シート"))
        self._pictures: dict[str, SheetPicture] = {}
        self._scenes: dict[str, SheetScene] = {}
        self._marks: Mapping[str, Sequence[Mark]] = {}
        self._names: list[str] = []
        self._percent = self._button("100%", _("幅に合わせる（Ctrl+0）"), self.canvas.fit_width)
        self._build()
        self.setFocusProxy(self.canvas)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(6, 0, 6, 2)
        foot.setSpacing(2)
        foot.addWidget(self.tabs, 1)
        smaller = self._button("−", _("小さく（Ctrl+−）"), self.canvas.zoom_out)
        larger = self._button("＋", _("大きく（Ctrl+＋）"), self.canvas.zoom_in)
        for button in (smaller, self._percent, larger):
            foot.addWidget(button)
        column.addLayout(foot)
        self._percent.setMinimumWidth(64)
        self.canvas.zoomed.connect(lambda zoom: self._percent.setText(f"{zoom:.0%}"))
        self.canvas.clicked.connect(lambda area: self.box_clicked.emit(self.sheet, area))
        self.canvas.hovered.connect(lambda area: self.box_hovered.emit(self.sheet, area))
        self.tabs.currentChanged.connect(self._on_tab)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._turn(step))

    def _button(self, text: str, tip: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton(autoRaise=True)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(act)
        return button

    @property
    def sheet(self) -> str:
        """Name of the one that is shown, "" without any."""
        at = self.tabs.currentIndex()
        return self._names[at] if 0 <= at < len(self._names) else ""

    def show_pictures(self, pictures: Sequence[SheetPicture]) -> None:
        """All sheets, the one shown before staying where it is there."""
        before, place = self.sheet, self.canvas.verticalScrollBar().value()
        self._pictures = {picture.name: picture for picture in pictures}
        self._scenes = {}
        self._names = list(self._pictures)
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for name in self._names:
            self.tabs.addTab(name)
        self.tabs.setCurrentIndex(self._names.index(before) if before in self._names else 0)
        self.tabs.blockSignals(False)
        self._on_tab()
        if before and before == self.sheet:
            self.canvas.verticalScrollBar().setValue(place)

    def caption(self, sheet: str, words: str, tip: str = "", *, quiet: bool = False) -> None:
        """What the sheet's tab says; a quiet one may be overlooked."""
        at = self._names.index(sheet)
        self.tabs.setTabText(at, words)
        self.tabs.setTabToolTip(at, tip)
        tones = tones_of(self.palette())
        self.tabs.setTabTextColor(at, tones.faint if quiet else tones.ink)

    def show_marks(self, marks: Mapping[str, Sequence[Mark]]) -> None:
        """By sheet."""
        self._marks = marks
        self.canvas.show_marks(marks.get(self.sheet, ()))

    def go(self, sheet: str, area: Area | None = None) -> None:
        """Show a sheet, and a box on it."""
        if sheet not in self._names:
            return
        self.tabs.setCurrentIndex(self._names.index(sheet))
        self.canvas.choose(area)

    def area_of(self, sheet: str, cell: tuple[int, int]) -> Area:
        """The box a cell belongs to."""
        return self._pictures[sheet].geometry.area_of(*cell)

    def _turn(self, step: int) -> None:
        at = self.tabs.currentIndex() + step
        if 0 <= at < self.tabs.count():
            self.tabs.setCurrentIndex(at)

    def _on_tab(self) -> None:
        name = self.sheet
        if name and name not in self._scenes:
            self._scenes[name] = SheetScene(self._pictures[name])
        self.canvas.show_scene(self._scenes.get(name))
        self.canvas.show_marks(self._marks.get(name, ()))
        self.sheet_shown.emit(name)
