"""The quarter grid of one activity: milestones as bands, typed into in place.

It never changes what it shows by itself: it says what the activity shall become and is shown the result.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kxdesk.domain.policy import Activity, Milestone, Track
from kxdesk.domain.schedule import is_arrow
from kxdesk.domain.things import Kind, Ref
from kxdesk.ui.schedule import actions
from kxdesk.ui.schedule import selection as moves
from kxdesk.ui.schedule.actions import LABEL, Cell, NewId
from kxdesk.ui.schedule.cell_editor import CellEditor
from kxdesk.ui.schedule.geometry import GUTTER, Geometry, laid_out
from kxdesk.ui.schedule.grid_commands import commands_of
from kxdesk.ui.schedule.grid_keys import Key, key_of
from kxdesk.ui.schedule.grid_menu import open_menu
from kxdesk.ui.schedule.grid_mouse import GridMouse
from kxdesk.ui.schedule.lettering import Lettering
from kxdesk.ui.schedule.painting import Scene, paint
from kxdesk.ui.schedule.selection import Selection
from kxdesk.ui.text import _
from kxdesk.ui.widgets.tones import tones_of

SAVE_MS = 2000  # a pause in a cell; what is typed is then saved, and the cell stays open
LATEST_MS = 4000  # and no later than this


class QuarterGrid(QWidget):
    """Rows are tracks, columns the label and four quarters; behind the last row one for a new one."""

    acted = Signal(object, str)  # the Activity as it shall be, and the code of what was done
    entered = Signal(object, str)  # Ref and field the person is at
    caret_moved = Signal(QRect)  # what should be in sight
    left_by = Signal(int)  # the keys lead out: 1 at the end, -1 at the beginning

    def __init__(self, label_heading: str, new_id: NewId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.activity = Activity()
        self.selection = Selection()
        self.read_only = False
        self._label_heading = label_heading
        self.new_id = new_id
        self._lettering = Lettering(self.font())
        self._cell: Cell | None = None  # what is being written
        self._original = ""
        self._saved_in_place = False
        self._preview: Activity | None = None
        self._geometry: Geometry | None = None
        self._mouse = GridMouse(self)
        self._commands = commands_of(self)
        self.editor = CellEditor(self, self.on_key)
        self._pause = QTimer(self, interval=SAVE_MS, singleShot=True)
        self._latest = QTimer(self, interval=LATEST_MS, singleShot=True)
        self._connect()
        self.setFocusProxy(self.editor)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self._settle()

    def _connect(self) -> None:
        self.editor.begun.connect(lambda: self.begin(overwriting=True))
        self.editor.given_up.connect(self.cancel)
        self.editor.typed.connect(self._on_typed)
        self.editor.grown.connect(self._on_grown)
        self.editor.entered.connect(self._on_entered)
        self.editor.left.connect(self._on_left)
        self.editor.caret_moved.connect(self._on_caret_moved)
        self._pause.timeout.connect(self._save_in_place)
        self._latest.timeout.connect(self._save_in_place)

    # What is shown

    def show_activity(self, activity: Activity) -> None:
        """Show the activity as it is now; a cell being written goes on."""
        if activity == self.activity:
            return
        self.activity = activity
        self.selection = moves.kept_inside(activity, self.selection)
        if self._cell and self._cell.band and actions.row_of(activity, self._cell.band) is None:
            self._cell = self._cell._replace(band="")  # taken back elsewhere: what is typed makes it anew
        self._settle()

    def show_preview(self, activity: Activity | None) -> None:
        """Show how it would be if the band in hand were let go here."""
        self._preview = activity
        self._settle()

    @property
    def shown(self) -> Activity:
        """The activity with what is being typed or dragged."""
        if self._preview is not None:
            return self._preview
        if self._cell is None:
            return self.activity
        return _with_typing(self.activity, self._cell, self.editor.text())

    @property
    def geometry_now(self) -> Geometry:
        if self._geometry is None:
            self._geometry = laid_out(self.shown, self.width(), self._lettering, self._least_heights())
        return self._geometry

    def _least_heights(self) -> dict[str, float]:
        if self._cell is None:
            return {}
        key = self._cell.band
        if self._cell.quarter == LABEL:
            tracks = self.shown.tracks
            key = f"label{tracks[self._cell.row].id}"
        return {key: float(self.editor.minimumHeight())}

    def _settle(self) -> None:
        """Lay out anew and put the editor where the person is."""
        self._geometry = None
        self.setFixedHeight(int(self.geometry_now.height) + 1)
        self._place_editor()
        self._describe()
        self.update()

    def _place_editor(self) -> None:
        for _round in range(2):  # its height follows its width, and the row's height follows that
            box = self._text_box()
            self.editor.move(box.topLeft().toPoint())
            self.editor.setFixedWidth(max(20, int(box.width())))
            self._geometry = None

    def _text_box(self) -> QRectF:
        row, column = self.selection.row, self.selection.column
        if column == LABEL:
            return self.geometry_now.label_text(row)
        band = self.selected
        box = self.geometry_now.box_of(band) if band is not None else None
        return box.text if box else self.geometry_now.cell(row, column).adjusted(17, 11, -12, -5)

    @property
    def selected(self) -> str | None:
        """Id of the band in the current cell; "" for one that is just being typed, None without one."""
        if self._cell is not None:
            return None if self._cell.quarter == LABEL else self._cell.band
        band = moves.band_under(self.shown, self.selection)
        return band.id if band else None

    def _describe(self) -> None:
        """For a screen reader: the cell as one would read it out."""
        row, column = self.selection.row, self.selection.column
        exists = row < len(self.activity.tracks)
        track = self.activity.tracks[row] if exists else Track()
        where = _("{row}行 {label}").format(row=row + 1, label=track.label or "").strip()
        band = moves.band_under(self.activity, self.selection)
        if column == LABEL:
            name = f"{where} {self._label_heading}"
        elif band is None:
            name = _("{where} 第{quarter}四半期 空欄").format(where=where, quarter=column)
        else:
            name = _("{where} 第{start}四半期から第{end}四半期 {text}").format(
                where=where, start=band.start, end=band.end, text=band.text
            )
        self.editor.setAccessibleName(name)

    # Where the person is

    def select(self, selection: Selection | None) -> None:
        """Go to a cell; what was being written is saved first. None: nowhere to go."""
        if selection is None:
            return
        self.commit()
        self.selection = selection
        self._settle()
        self._tell_place()
        self.caret_moved.emit(self._text_box().toAlignedRect())

    def _tell_place(self) -> None:
        band = moves.band_under(self.activity, self.selection)
        tracks = self.activity.tracks
        if band is not None:
            self.entered.emit(Ref(Kind.MILESTONE, band.id), "text")
        elif self.selection.row < len(tracks):
            self.entered.emit(Ref(Kind.TRACK, tracks[self.selection.row].id), "label")

    def select_thing(self, ref: Ref) -> bool:
        """Go to a band or a row; False where it is not here."""
        for row, track in enumerate(self.activity.tracks):
            if ref == Ref(Kind.TRACK, track.id):
                self.select(Selection(row, LABEL))
                return True
            for band in track.milestones:
                if ref == Ref(Kind.MILESTONE, band.id):
                    lanes = actions.bands_at(track, band.start)
                    self.select(
                        Selection(row, band.start, next(lane for lane, m in lanes if m.id == band.id))
                    )
                    return True
        return False

    # Writing

    def begin(self, *, overwriting: bool = False, stacked: bool = False) -> None:
        """Write into the current cell; `stacked`: a further band over those that are there."""
        if self.read_only or self._cell is not None:
            return
        self.selection = replace(self.selection, anchor=None)
        cell = moves.cell_of(self.activity, self.selection)
        self._cell = cell._replace(band="") if stacked else cell
        self._original = self._stored_text()
        self._saved_in_place = False
        self.editor.write(self._original, overwriting=overwriting)
        self._settle()

    def _stored_text(self) -> str:
        assert self._cell is not None
        row, quarter, band = self._cell
        if row >= len(self.activity.tracks):
            return ""
        track = self.activity.tracks[row]
        if quarter == LABEL:
            return track.label or ""
        return next((m.text for m in track.milestones if m.id == band), "") if band else ""

    def commit(self) -> None:
        """Write what was typed, where anything was."""
        if self._cell is None:
            return
        cell, text = self._cell, self.editor.text()
        self._end_writing()
        self._write(cell, text)

    def cancel(self) -> None:
        """Leave the cell as it was before it was opened."""
        if self._cell is None:
            return
        cell, saved = self._cell, self._saved_in_place
        self._end_writing()
        if saved:
            self._write(cell, self._original)

    def _end_writing(self) -> None:
        self._pause.stop()
        self._latest.stop()
        self._cell = None
        self.editor.idle()
        self._settle()

    def _write(self, cell: Cell, text: str) -> None:
        if cell.quarter == LABEL:
            self.act(actions.write_label(self.activity, cell.row, text, self.new_id), "track-named")
        else:
            label = "milestone-written" if cell.band else "milestone-added"
            self.act(actions.write_cell(self.activity, cell, text, self.new_id), label)

    def _save_in_place(self) -> None:
        """At a pause: what is typed is saved, the cell stays open and Esc still takes all of it back."""
        text = self.editor.text()
        if self.editor.composing:
            self._pause.start()
            return
        if self._cell is None or not text.strip() or is_arrow(text):
            return
        self._latest.stop()
        cell, known = self._cell, {m.id for track in self.activity.tracks for m in track.milestones}
        self._saved_in_place = True
        self._write(cell, text)
        if cell.quarter != LABEL and not cell.band and cell.row < len(self.activity.tracks):
            made = (m.id for m in self.activity.tracks[cell.row].milestones if m.id not in known)
            self._cell = cell._replace(band=next(made, ""))
        self._settle()

    def _on_typed(self) -> None:
        if self._cell is None:
            return
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()
        self._settle()

    def _on_grown(self) -> None:
        if self._cell is not None:
            self._geometry = None
            self.setFixedHeight(int(self.geometry_now.height) + 1)
            self.update()

    def _on_entered(self) -> None:
        self.update()
        self._tell_place()

    def _on_left(self) -> None:
        self.commit()
        self.update()

    def _on_caret_moved(self, rect: QRect) -> None:
        if self._cell is not None:
            self.caret_moved.emit(rect.translated(self.editor.pos()))

    # What keys, mouse and menu ask for

    def on_key(self, event: QKeyEvent) -> bool:
        """What a key means here; False leaves it to the editor or the window."""
        wanted = key_of(event, writing=self._cell is not None)
        if wanted is None:
            return False
        self.obey(wanted)
        return True

    def obey(self, key: Key) -> None:
        """Do what a key stands for; the menu asks for the same."""
        self._commands[key]()

    def act(self, after: Activity, label: str) -> bool:
        """Say what the activity shall become; whether it was let to."""
        if after == self.activity or self.read_only:
            return False
        self.acted.emit(after, label)
        return after == self.activity

    def escape(self) -> None:
        """Let go of everything: the band in hand, the cell being written, the range."""
        self._mouse.drop()
        self.cancel()
        self.selection = replace(self.selection, anchor=None)
        self.update()

    # What Qt asks for

    def sizeHint(self) -> QSize:
        return QSize(760, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(int(88 + 4 * 60 + GUTTER), self.minimumHeight())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        scene = Scene(
            self.shown,
            self.geometry_now,
            self.selection,
            self.selected,
            focused=self.editor.hasFocus() or self._cell is not None,
            writing=self._cell is not None,
            read_only=self.read_only,
            hovered=self._mouse.hovered,
            hovered_row=self._mouse.hovered_row,
            label_heading=self._label_heading,
        )
        paint(painter, scene, self._lettering, tones_of(self.palette()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lettering = Lettering(self.font())
            self._settle()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.begin()

    def leaveEvent(self, _event: QEvent) -> None:
        self._mouse.leave()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        open_menu(self, event.globalPos())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._mouse.tip(event.pos()), self)
            return True
        return super().event(event)


def _with_typing(activity: Activity, cell: Cell, text: str) -> Activity:
    """The activity as it is shown while a cell is written: the band is there already, with no id yet."""
    missing = cell.row + 1 - len(activity.tracks)
    tracks = [*activity.tracks, *(Track() for _ in range(missing))]
    track = tracks[cell.row]
    if cell.quarter == LABEL:
        tracks[cell.row] = replace(track, label=text)
    else:
        kept = [replace(m, text=text) if m.id == cell.band else m for m in track.milestones]
        if not cell.band:
            kept.append(Milestone(cell.quarter, cell.quarter, text))
        tracks[cell.row] = replace(track, milestones=tuple(kept))
    return replace(activity, tracks=tuple(tracks))
