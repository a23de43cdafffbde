"""One issue in the order of the ward office's form, ① to ⑥: who knows the paper knows this page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from kxdesk.domain.edits import Change
from kxdesk.domain.form import AskedField
from kxdesk.domain.identity import control_number
from kxdesk.domain.policy import Issue, ref_of, values_of
from kxdesk.domain.things import Kind, Ref
from kxdesk.ui import reading
from kxdesk.ui.issues import progress
from kxdesk.ui.issues.field_boxes import FieldBoxes
from kxdesk.ui.issues.field_rows import lay_rows
from kxdesk.ui.issues.form_page import BESIDE, FormPage
from kxdesk.ui.navigator.lines import Line
from kxdesk.ui.schedule import section
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _
from kxdesk.ui.widgets.emphasis import emphasise

_BEFORE_PLAN = "plan_preface"  # on paper the words at the head of the plan


class IssuePage(FormPage):
    """What the form asks of an issue, box by box; with its plan and its progress where the form has them."""

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        super().__init__(session, reading.issue, parent)
        self._boxes = FieldBoxes(session, Kind.ISSUE, self)
        self._number = QLabel(self)
        self._whole = False
        self._plan: section.ScheduleSection | None = None
        self._dated: progress.ProgressSection | None = None
        self._boxes.focused.connect(self.on_focused)
        self._boxes.caret_moved.connect(self.on_caret_moved)
        asked = [entry for entry in self.form.asked if entry.thing is Kind.ISSUE]
        head = list(takewhile(lambda entry: entry.key != _BEFORE_PLAN, asked))
        self._asked_later = asked[len(head) :]
        self._top = self.boxes_column()
        self._lay_out_head(head)

    def _lay_out_head(self, asked: Sequence[AskedField]) -> None:
        """What stands before the plan: the first picture needs no more."""
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._number.setProperty("muted", "true")
        self._top.addWidget(self._number, 0, Qt.AlignmentFlag.AlignRight)
        lay_rows(asked, self._boxes, self._top)
        self.column.addStretch()

    def _complete(self) -> None:
        """The plan and the progress stand behind the plan's preface, or last where the form has none."""
        if self._whole:
            return
        self._whole = True
        self.column.takeAt(self.column.count() - 1)
        asked = self._asked_later
        if asked:
            hint = _("前書き（なくてもかまいません）")
            self._top.addWidget(self._boxes.make(asked[0], hint=hint, lines=1))
        self._add_sections(with_heading=not asked)
        lay_rows(asked[1:], self._boxes, self.boxes_column())
        self.column.addStretch()
        if self.thing is not None:
            self._show(self.thing)

    @property
    def _schedule(self) -> section.ScheduleSection | None:
        self._complete()
        return self._plan

    @property
    def _progress(self) -> progress.ProgressSection | None:
        self._complete()
        return self._dated

    def _add_sections(self, *, with_heading: bool) -> None:
        if self._asks(Kind.ACTIVITY, Kind.TRACK, Kind.MILESTONE):
            if with_heading and (title := self.form.find(Kind.ACTIVITY, "title")):
                heading = QLabel(title.heading)
                emphasise(heading)
                self.column.addWidget(heading)
            self._plan = section.ScheduleSection(self.session, self.form)
            self._add(self._plan)
        if self._asks(Kind.PROGRESS):
            self._dated = progress.ProgressSection(self.session, self.form)
            self._dated.setContentsMargins(0, 12, BESIDE, 0)
            self._add(self._dated)

    def _asks(self, *kinds: Kind) -> bool:
        return any(asked.thing in kinds for asked in self.form.asked)

    def _add(self, part: section.ScheduleSection | progress.ProgressSection) -> None:
        part.acted.connect(self.change)
        part.focused.connect(self.on_focused)
        part.caret_moved.connect(self.on_caret_moved)
        self.column.addWidget(part)

    def show_issue(self, issue_id: str) -> None:
        """Load and show an issue of this desk."""
        self.show_id(issue_id)

    def reload(self) -> None:
        super().reload()
        facts = self.session.facts
        if facts and self.isVisible():
            self.session.read(
                reading.outline, facts.policy_id, owner=self, done=self._on_outline, key=f"words{id(self)}"
            )

    def _on_outline(self, lines: Sequence[Line]) -> None:
        asked = self.form.find(Kind.ISSUE, "policy_field")
        own = sorted({line.policy_field for line in lines if line.policy_field})
        self._boxes.propose("policy_field", (*(asked.choices if asked else ()), *own))

    def _show(self, thing: Issue) -> None:
        self._number.setText(_("管理番号 {number}").format(number=control_number(thing.id)))
        self._boxes.show_thing(ref_of(thing), values_of(thing))
        if self._plan:
            self._plan.show_issue(thing)
        if self._dated:
            self._dated.show_issue(thing)

    def mark(self, remarks: Mapping[tuple[Ref, str], int]) -> None:
        self._boxes.mark(remarks)

    def _focus(self, ref: Ref, field: str) -> bool:
        if self.thing is not None and ref == ref_of(self.thing):
            if self._boxes.focus(field) is None:
                self._complete()
                return self._boxes.focus(field) is not None
            return True
        if self._schedule and self._schedule.focus(ref, field):
            return True
        return bool(self._progress and self._progress.focus(ref, field))

    def flush(self) -> None:
        if self._plan:
            self._plan.flush()
        if self._dated:
            self._dated.flush()
        super().flush()

    def _concerns(self, change: Change) -> bool:
        return any(ref.kind not in (Kind.POLICY, Kind.FACILITY) for ref in change.touched)
