"""The original cell beside the value: its sheet, the cell ringed, what it holds, what was made of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from kxdesk.ui.intake.entries import Entry
from kxdesk.ui.intake.reader import Reader
from kxdesk.ui.intake.value_list import receipt_name
from kxdesk.ui.labels import heading, muted, plain
from kxdesk.ui.marked_text import shortened
from kxdesk.ui.sheet_picture.marks import Look, Mark
from kxdesk.ui.sheet_picture.sheet_picture import SheetPictures
from kxdesk.ui.text import _
from kxdesk.words.problems import told_error
from kxdesk.words.readings import told_normalised
from kxdesk.workbook.areas import Area
from kxdesk.workbook.receipts import Flag, Receipt

_LEGIBLE = 0.85  # of the size on paper; the sheet's width need not fit
_LONG = 90  # of a raw content; all of it stands in the picture


class Original(QWidget):
    """Of one workbook at a time; its pictures are made when a cell is first wanted."""

    receipt_clicked = Signal(object)  # Receipt whose cell was clicked in the picture

    def __init__(self, reader: Reader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._entry: Entry | None = None
        self._pictured: Entry | None = None
        self._asked: Entry | None = None
        self._sheets: set[str] = set()
        self._cells: tuple[tuple[str, int, int], ...] = ()
        self.where = heading()
        self.content = plain()
        self.done = muted(points=9)
        self.pictures = SheetPictures()
        self._words = muted()
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._words)
        self._stack.addWidget(self.pictures)
        self.pictures.box_clicked.connect(self._on_box)
        self._build()
        self.clear()

    def _build(self) -> None:
        head = QFrame()
        head.setObjectName("original")
        inside = QVBoxLayout(head)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.setSpacing(3)
        for each in (self.where, self.content, self.done):
            each.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            inside.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._stack, 1)

    def clear(self) -> None:
        """No cell is wanted."""
        self._cells = ()
        self._say(_("元のセル"), "", _("値を選ぶと、もとのシートのその場所を示します。"))
        if self._pictured is None or self._pictured is not self._entry:
            self._show_words("")

    def show_entry(self, entry: Entry | None) -> None:
        """Another workbook."""
        self._entry = entry
        self.clear()

    def show_receipts(self, receipts: Sequence[Receipt]) -> None:
        """The cells of a value, the first told in words."""
        if not receipts or self._entry is None:
            self.clear()
            return
        first = receipts[0]
        name = receipt_name(self._entry, first)
        self._say(
            _("{sheet}　{cells}　— {name}").format(
                sheet=first.sheet, cells="、".join(receipt.cell for receipt in receipts), name=name
            ),
            _("セルの中身: {raw}").format(raw=shortened(first.raw.replace("\n", " "), _LONG) or _("（空）")),
            "、".join(map(told_normalised, first.normalised)) or _("書かれたとおりに読みました"),
        )
        self._ring([(receipt.sheet, receipt.row, receipt.column) for receipt in receipts])

    def show_flag(self, flag: Flag) -> None:
        """The cell, or only the sheet, that a flag is about."""
        self._say(f"{flag.sheet}　{flag.cell}".strip() or _("ブック全体"), flag.text, "")
        self._ring([(flag.sheet, flag.row, flag.column)])

    def _say(self, where: str, content: str, done: str) -> None:
        for label, words in ((self.where, where), (self.content, content), (self.done, done)):
            label.setText(words)
            label.setVisible(bool(words))

    def _ring(self, cells: Sequence[tuple[str, int, int]]) -> None:
        self._cells = tuple(cells)
        if self._entry is self._pictured:
            self._point()
        elif self._entry is not None and self._asked is not self._entry:
            self._ask(self._entry)

    def _ask(self, entry: Entry) -> None:
        self._asked = entry
        self._show_words(_("元のシートを開いています…"))
        self._reader.picture(
            str(entry.path),
            entry.file.data,
            self,
            lambda pictures: self._on_pictures(entry, pictures),
            lambda error: self._on_failed(entry, error),
        )

    def _on_pictures(self, entry: Entry, pictures: Any) -> None:
        if entry is not self._asked:
            return
        self._asked = None
        if entry is not self._entry:
            return
        self._pictured = entry
        self._sheets = {picture.name for picture in pictures}
        self.pictures.show_pictures(pictures)
        if self.pictures.canvas.zoom < _LEGIBLE:
            self.pictures.canvas.set_zoom(_LEGIBLE)
        self._point()

    def _on_failed(self, entry: Entry, error: Exception) -> None:
        if entry is self._asked:
            self._asked = None
            self._show_words(told_error(error).what)

    def _point(self) -> None:
        """Show the sheet of the first cell and ring it; tint all of them."""
        self._stack.setCurrentWidget(self.pictures)
        if not self._cells:
            return
        sheet, row, column = self._cells[0]
        marks: dict[str, list[Mark]] = {}
        for name, at_row, at_column in self._cells:
            area = self._area(name, at_row, at_column)
            if area is not None:
                marks.setdefault(name, []).append(Mark(area, Look.SURE, tip=self.where.text()))
        self.pictures.show_marks(marks)
        self.pictures.go(sheet, self._area(sheet, row, column))

    def _area(self, sheet: str, row: int, column: int) -> Area | None:
        """The box of a cell; None where it is about the whole sheet, or the sheet has no picture."""
        if not row or sheet not in self._sheets:
            return None
        return self.pictures.area_of(sheet, (row, column))

    def _show_words(self, words: str) -> None:
        self._words.setText(words)
        self._stack.setCurrentWidget(self._words)

    def _on_box(self, sheet: str, area: Area) -> None:
        """A click in the picture leads back to the value that was read there."""
        if self._entry is None:
            return
        found = next(
            (
                receipt
                for receipt in self._entry.places.receipts
                if receipt.sheet == sheet and area.holds(receipt.row, receipt.column)
            ),
            None,
        )
        if found is not None:
            self.receipt_clicked.emit(found)
