"""The template screen: fields at the left, the sheet in the middle, reasons at the right.

A field that was chosen waits for a click on its box; without one, a click asks what the box holds. The
questions can be gone through with F8, Enter and clicks alone.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind
from kxdesk.ui.sheet_picture.sheet_picture import SheetPictures
from kxdesk.ui.templates.choices import choices_at
from kxdesk.ui.templates.correction import Correction
from kxdesk.ui.templates.field_card import FieldCard
from kxdesk.ui.templates.field_picker import FieldPicker
from kxdesk.ui.templates.fields_panel import FieldsPanel, Key
from kxdesk.ui.templates.head import Head
from kxdesk.ui.templates.marks_of import marks_of
from kxdesk.ui.templates.pointing import Pointing
from kxdesk.ui.templates.prompt import Prompt
from kxdesk.ui.templates.sheet_card import SheetCard
from kxdesk.ui.templates.words import SHORT_ROLES, names
from kxdesk.ui.text import _
from kxdesk.usecases.correct_form import OpenForm
from kxdesk.words.guesses import name_of, told_guess
from kxdesk.words.problems import told
from kxdesk.workbook.areas import Area
from kxdesk.workbook.layout import Role
from kxdesk.workbook.learn import correct
from kxdesk.workbook.learn.pointed import tile_at
from kxdesk.workbook.learn.standing import Entry, Group, Placed, Standing, entries, placed_at, questions


class TemplateScreen(QWidget):
    """One form being laid out."""

    save_wanted = Signal()

    def __init__(self, form: OpenForm, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.template: Path = form.template
        self.correction = Correction(form.draft, self)
        self.head = Head(name)
        self.fields = FieldsPanel()
        self.pictures = SheetPictures()
        self.prompt = Prompt()
        self.field_card = FieldCard()
        self.sheet_card = SheetCard()
        self.picker: FieldPicker | None = None
        self._armed: Key | None = None  # waits for its box
        self._reviewing = False
        self._pointing: Pointing | None = None
        self._entries: dict[Key, Entry] = {}
        self._build()
        self._connect()
        self.pictures.show_pictures(form.pictures)
        self._show_draft()
        self._go_to_first_sheet()
        self.fields.setFocus()

    def _build(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.prompt)
        column.addWidget(self.pictures, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(5)
        for widget, stretch in ((self.fields, 0), (middle, 1), (self._side(), 0)):
            splitter.addWidget(widget)
            splitter.setStretchFactor(splitter.count() - 1, stretch)
        splitter.setSizes([285, 755, 300])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(splitter, 1)

    def _side(self) -> QScrollArea:
        """The field over the sheet."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 14, 14, 14)
        column.setSpacing(14)
        line = QFrame()
        line.setFixedHeight(1)
        line.setObjectName("rule")
        column.addWidget(self.field_card)
        column.addWidget(line)
        column.addWidget(self.sheet_card)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        scroll.setObjectName("side")
        return scroll

    def _connect(self) -> None:
        self.correction.changed.connect(self._show_draft)
        self.correction.refused.connect(self._on_refused)
        self.head.undo_wanted.connect(self.correction.undo)
        self.head.redo_wanted.connect(self.correction.redo)
        self.head.next_wanted.connect(self.next_question)
        self.head.rest_declined.connect(self._on_rest_declined)
        self.head.save_wanted.connect(self.save_wanted)
        self.fields.chosen.connect(self.choose)
        self.fields.confirmed.connect(self.confirm)
        self.pictures.box_clicked.connect(self.on_box)
        self.pictures.sheet_shown.connect(self._on_sheet)
        self.prompt.given_up.connect(self.give_up)
        self.field_card.confirmed.connect(self.confirm)
        self.field_card.declined.connect(self.decline)
        self.sheet_card.role_chosen.connect(self._on_role)
        self.sheet_card.block_wanted.connect(lambda: self._point(None))
        self.sheet_card.list_wanted.connect(self._point)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.give_up)

    # What is shown

    def _show_draft(self) -> None:
        draft = self.correction.draft
        found = entries(draft)
        self._entries = {(entry.group, entry.field): entry for entry in found}
        self.fields.show_entries(found)
        self.pictures.show_marks(marks_of(draft))
        for sheet in (draft.sheet(name) for name in draft.plates):
            role = _(SHORT_ROLES[sheet.role])
            words = _("{sheet}〔{role}〕").format(sheet=sheet.name, role=role)
            repeated = sheet.role is Role.ISSUE
            used = repeated or sheet.role is Role.ONCE
            self.pictures.caption(sheet.name, words if repeated else sheet.name, role, quiet=not used)
        self.head.show_state(
            can_undo=self.correction.can_undo,
            can_redo=self.correction.can_redo,
            asked=len(questions(draft)),
            missing=sum(entry.standing is Standing.MISSING for entry in found),
        )
        self._on_sheet(self.pictures.sheet)
        self._tell()

    def _go_to_first_sheet(self) -> None:
        """The sheet of the issues, where most is to be seen."""
        for sheet in self.correction.draft.proposal.sheets:
            if sheet.role is Role.ISSUE:
                self.pictures.go(sheet.name)

    def _on_sheet(self, name: str) -> None:
        if name:
            self.sheet_card.show_sheet(self.correction.draft, name)

    def _tell(self) -> None:
        """What a click does now."""
        entry = self._entries.get(self._armed) if self._armed else None
        self.field_card.show_entry(entry)
        if self._pointing:
            self.prompt.say(self._pointing.wanted, "info", leaves=True)
        elif entry is None:
            self.prompt.say(_("欄をクリックすると、そこに何を書くのかを確かめたり変えたりできます。"))
        elif entry.standing is Standing.ASK:
            words = _("「{field}」はこの欄ですか。よければ Enter、違えば正しい欄をクリックしてください。")
            self.prompt.say(words.format(field=name_of(entry.field)), "warn", leaves=True)
        else:
            words = _("「{field}」の欄をクリックしてください。")
            self.prompt.say(words.format(field=name_of(entry.field)), "info", leaves=True)

    def _on_refused(self, problem: Problem) -> None:
        said = told(problem)
        self.prompt.say(f"{said.what}{said.next}", "bad", leaves=True)

    # Choosing fields

    def choose(self, key: Key) -> None:
        """The field waits for its box; where it is found now is shown."""
        entry = self._entries[key]
        self._pointing = None
        self.pictures.canvas.show_steps({})
        self._armed = key
        self._reviewing = entry.standing is Standing.ASK
        place = entry.asked_about or next(iter(entry.places), None)
        if place:
            self._show_place(place)
        else:
            self.pictures.canvas.choose(None)
        self._tell()

    def _show_place(self, place: Placed) -> None:
        plate = self.correction.draft.plates[place.sheet]
        self.pictures.go(place.sheet, tile_at(plate, place.guess.at).area)

    def next_question(self) -> None:
        """The next thing to look at; behind the last one nothing is chosen."""
        asked = questions(self.correction.draft)
        if not asked:
            self.give_up()
            return
        fields = [field for field, _place in asked]
        here = self._armed[1] if self._armed else ""
        at = (fields.index(here) + 1) % len(asked) if here in fields else 0
        field, place = asked[at]
        key = next(key for key, entry in self._entries.items() if key[1] == field and place in entry.places)
        self.choose(key)
        self.fields.choose(key)
        self._show_place(place)

    def give_up(self) -> None:
        """Nothing waits for a click any more."""
        if self.picker is not None:
            self.picker.close()
        self._armed, self._pointing, self._reviewing = None, None, False
        self.pictures.canvas.show_steps({})
        self.pictures.canvas.choose(None)
        self.fields.choose(None)
        self._tell()

    # Saying what is right

    def confirm(self) -> None:
        """The box that is asked about is the right one; on to the next question."""
        entry = self._entries.get(self._armed) if self._armed else None
        place = entry.asked_about if entry else None
        if place:
            self.correction.take(correct.confirm, place.sheet, place.guess)
            self.next_question()

    def decline(self) -> None:
        """The form does not ask the field that is chosen; of a list its column is given up."""
        if not self._armed:
            return
        group, field = self._armed
        if group is not Group.LIST:
            self._decline(field)
            return
        for place in self._entries[self._armed].places:
            self.correction.take(correct.clear, place.sheet, place.guess.at)
        self._go_on(reviewing=self._reviewing)

    def _decline(self, field: str) -> None:
        reviewing = self._reviewing
        if self.correction.take(correct.decline, field):
            self._go_on(reviewing=reviewing)

    def _on_rest_declined(self) -> None:
        rest = [entry.field for entry in self._entries.values() if entry.standing is Standing.MISSING]
        self.correction.take(correct.decline_all, rest)
        self.fields.setFocus()  # the button is gone, and keys shall not go into the form's name

    def _go_on(self, *, reviewing: bool) -> None:
        self._armed = None
        if reviewing:
            self.next_question()
        else:
            self.give_up()

    # Boxes

    def on_box(self, sheet: str, area: Area) -> None:
        """A box was clicked in the picture."""
        if self._pointing:
            self._show_step(sheet, area)
        elif self._armed:
            self._assign(self._armed[1], sheet, area)
        else:
            self._ask(sheet, area)

    def _assign(self, field: str, sheet: str, area: Area) -> None:
        reviewing = self._reviewing
        draft = self.correction.draft
        place = placed_at(draft, sheet, area[:2])
        if place and field in place.guess.fields:
            done = self.correction.take(correct.confirm, sheet, place.guess)
        else:
            done = self.correction.take(correct.assign, sheet, field, area[:2])
        if done:
            self._go_on(reviewing=reviewing)

    def _ask(self, sheet: str, area: Area) -> None:
        """What does this box hold?"""
        draft = self.correction.draft
        if sheet not in draft.plates or draft.sheet(sheet).role not in (Role.ONCE, Role.ISSUE):
            self._on_refused(Problem("sheet-not-used", sheet=sheet))
            return
        place = placed_at(draft, sheet, area[:2])
        title = names(place.guess) if place else ""
        why = told_guess(place.guess) if place else ""
        picker = FieldPicker(title, why, choices_at(draft, self._entries.values(), sheet, area), self)
        picker.picked.connect(lambda field: self._assign(field, sheet, area))
        if place:
            picker.confirmed.connect(lambda: self.correction.take(correct.confirm, sheet, place.guess))
            picker.declined.connect(lambda: self._decline(place.guess.field))
            picker.emptied.connect(lambda: self.correction.take(correct.clear, sheet, place.guess.at))
        canvas = self.pictures.canvas
        corner = canvas.rect_on_screen(area).bottomLeft().toPoint()
        self.picker = picker
        picker.destroyed.connect(self._on_picker_gone)
        picker.show_at(canvas.viewport().mapTo(self, corner))

    def _on_picker_gone(self) -> None:
        self.picker = None

    # Sheets

    def _on_role(self, role: Role) -> None:
        self.correction.take(correct.set_role, self.pictures.sheet, role)

    def _point(self, of: Kind | None) -> None:
        self.give_up()
        self._pointing = Pointing(self.pictures.sheet, of)
        self._tell()

    def _show_step(self, sheet: str, area: Area) -> None:
        pointing = self._pointing
        if pointing is None or sheet != pointing.sheet:
            return
        pointing.show(self.correction.draft.plates[sheet], area)
        self.pictures.canvas.show_steps(pointing.steps)
        if not pointing.done:
            self._tell()
            return
        self._pointing = None
        self.pictures.canvas.show_steps({})
        if pointing.of is None:
            done = self.correction.take(correct.mark_block, sheet, pointing.rows, pointing.quarters)
        else:
            done = self.correction.take(correct.mark_list, sheet, pointing.of, pointing.rows)
        if done:
            self.give_up()
