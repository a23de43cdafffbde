"""The fit preview beside the desk: pages counted, spilling boxes marked, a click goes to the field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from kxdesk.ui.icons import icon
from kxdesk.ui.labels import heading, muted
from kxdesk.ui.printing.spills import Spill, marks_of, spills_of
from kxdesk.ui.sheet_picture.sheet_picture import SheetPictures
from kxdesk.ui.text import _, ngettext
from kxdesk.ui.theme import colours
from kxdesk.usecases.preview_workbook import FieldPlace, Preview
from kxdesk.words.fields import field_name
from kxdesk.workbook.areas import Area

_ROW = Qt.ItemDataRole.UserRole


class PreviewWindow(QWidget):
    """Shows one preview; asks for a new one when the desk has changed and it is looked at again."""

    field_wanted = Signal(object)  # FieldPlace
    fresh_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("印刷の確認"))
        self.pictures = SheetPictures()
        self.total = heading()
        self.state = muted()
        self.refresh = QPushButton(_("最新にする（F5）"))
        self.spills = _list(_("印刷前に見てほしい所"))
        self.sheets = _list(_("シートとページ数"))
        self._found: tuple[Spill, ...] = ()
        self._preview: Preview | None = None
        self._stale = False
        self._build()
        self.resize(1180, 900)

    def _build(self) -> None:
        side = QWidget()
        side.setObjectName("side")
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 12, 10, 10)
        column.setSpacing(6)
        column.addWidget(self.total)
        column.addWidget(self.state)
        column.addWidget(self.spills, 3)
        column.addWidget(muted(_("シートとページ数"), points=9))
        column.addWidget(self.sheets, 2)
        column.addWidget(self.refresh)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(5)
        splitter.addWidget(side)
        splitter.addWidget(self.pictures)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([300, 880])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)
        self.refresh.clicked.connect(self.fresh_wanted)
        self.spills.currentItemChanged.connect(lambda item, _before: self._on_spill(item))
        self.spills.itemClicked.connect(self._on_spill)
        self.spills.itemActivated.connect(self._on_spill_wanted)
        self.sheets.currentItemChanged.connect(lambda item, _before: self._on_sheet(item))
        self.pictures.box_clicked.connect(self._on_box)
        self.pictures.box_hovered.connect(self._on_hovered)
        for keys, act in (("F5", self.fresh_wanted.emit), ("Esc", self.close)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def show_preview(self, preview: Preview) -> None:
        """What the desk holds now."""
        self._preview, self._stale = preview, False
        self._found = spills_of(preview)
        self.pictures.show_pictures(preview.pictures)
        self.pictures.show_marks(marks_of(self._found))
        printed = [picture for picture in preview.pictures if not picture.empty]
        pages = sum(len(picture.page_rects) for picture in printed)
        self.total.setText(ngettext("全部で{count}ページ", "全部で{count}ページ", pages).format(count=pages))
        self._tell()
        self._fill_spills()
        self._fill_sheets(preview)

    def mark_stale(self) -> None:
        """The desk has changed since."""
        self._stale = True
        if self.isActiveWindow():
            self.fresh_wanted.emit()

    def _tell(self) -> None:
        count = len(self._found)
        if count:
            sentence = ngettext(
                "見てほしい所が{count}か所あります。", "見てほしい所が{count}か所あります。", count
            )
            self.state.setText(sentence.format(count=count))
        else:
            self.state.setText(_("文字はすべて欄に収まっています。"))

    def _fill_spills(self) -> None:
        self.spills.clear()
        for spill in self._found:
            where = (
                f"{spill.sheet}　{spill.title}" if spill.sheet and spill.title != spill.sheet else spill.title
            )
            item = QListWidgetItem(f"{where}\n{spill.words}", self.spills)
            item.setIcon(icon("warning", colours().warn))
            item.setToolTip(spill.words)
            item.setData(_ROW, spill)
        self.spills.setVisible(bool(self._found))

    def _fill_sheets(self, preview: Preview) -> None:
        self.sheets.blockSignals(True)
        self.sheets.clear()
        for picture in preview.pictures:
            count = len(picture.page_rects)
            words = ngettext("{name}　{count}ページ", "{name}　{count}ページ", count)
            item = QListWidgetItem(words.format(name=picture.name, count=count), self.sheets)
            item.setData(_ROW, picture.name)
        self.sheets.blockSignals(False)

    # Going places

    def _on_spill(self, item: QListWidgetItem | None) -> None:
        spill = item.data(_ROW) if item else None
        if spill and spill.sheet:
            self.pictures.go(spill.sheet, spill.area)

    def _on_spill_wanted(self, item: QListWidgetItem) -> None:
        place = item.data(_ROW).place
        if place:
            self.field_wanted.emit(place)

    def _on_sheet(self, item: QListWidgetItem | None) -> None:
        if item:
            self.pictures.go(item.data(_ROW))

    def place_at(self, sheet: str, area: Area) -> FieldPlace | None:
        """The field in a box, None if it is the form's own."""
        return self._preview.places.get((sheet, *area[:2])) if self._preview else None

    def _on_box(self, sheet: str, area: Area) -> None:
        place = self.place_at(sheet, area)
        if place:
            self.field_wanted.emit(place)

    def _on_hovered(self, sheet: str, area: Area | None) -> None:
        place = self.place_at(sheet, area) if area else None
        viewport = self.pictures.canvas.viewport()
        viewport.setCursor(Qt.CursorShape.PointingHandCursor if place else Qt.CursorShape.ArrowCursor)
        viewport.setToolTip(
            _("「{field}」を開く").format(field=field_name(place.ref.kind, place.field)) if place else ""
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._stale:
            self.fresh_wanted.emit()


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setAccessibleName(name)
    made.setWordWrap(True)
    made.setIconSize(QSize(16, 16))
    made.setObjectName("fields")
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made
