"""The pages that belong to the policy as a whole: mission, basic information, retrospective."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QLabel, QWidget

from kxdesk.domain.edits import Change
from kxdesk.domain.policy import Policy, ref_of, values_of
from kxdesk.domain.things import Kind, Ref
from kxdesk.ui import reading
from kxdesk.ui.issues.facilities import FacilitiesSection
from kxdesk.ui.issues.field_boxes import FieldBoxes
from kxdesk.ui.issues.field_rows import lay_rows
from kxdesk.ui.issues.form_page import FormPage
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _

_SETTLED = ("fiscal_year", "form")  # chosen when the desk was made


class PolicyPage(FormPage):
    """The policy's own fields for which `takes` holds, in the order of the form."""

    def __init__(
        self,
        session: DeskSession,
        takes: Callable[[str], bool],
        *,
        with_facilities: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, reading.policy, parent)
        self._boxes = FieldBoxes(session, Kind.POLICY, self)
        self._boxes.focused.connect(self.on_focused)
        self._boxes.caret_moved.connect(self.on_caret_moved)
        asked = [entry for entry in self.form.asked if entry.thing is Kind.POLICY]
        asked = [entry for entry in asked if entry.key not in _SETTLED and takes(entry.key)]
        lay_rows(asked, self._boxes, self.boxes_column())
        self._facilities = self._add_facilities() if with_facilities else None
        if not asked and self._facilities is None:
            self.column.addWidget(QLabel(_("この様式には記入する欄がありません。")))
        self.column.addStretch()
        assert session.facts is not None
        self.show_id(session.facts.policy_id)

    def _add_facilities(self) -> FacilitiesSection | None:
        if not any(asked.thing is Kind.FACILITY for asked in self.form.asked):
            return None
        section = FacilitiesSection(self.session, self.form)
        section.acted.connect(self.change)
        section.focused.connect(self.on_focused)
        section.caret_moved.connect(self.on_caret_moved)
        self.column.addWidget(section)
        return section

    def _show(self, thing: Policy) -> None:
        self._boxes.show_thing(ref_of(thing), values_of(thing))
        if self._facilities:
            self._facilities.show_policy(thing)

    def mark(self, remarks: Mapping[tuple[Ref, str], int]) -> None:
        self._boxes.mark(remarks)

    def _focus(self, ref: Ref, field: str) -> bool:
        if ref.kind is Kind.POLICY:
            return self._boxes.focus(field) is not None
        return bool(self._facilities and self._facilities.focus(ref, field))

    def _concerns(self, change: Change) -> bool:
        return any(ref.kind in (Kind.POLICY, Kind.FACILITY) for ref in change.touched)


def mission_page(session: DeskSession) -> PolicyPage:
    """The bureau's mission."""
    return PolicyPage(session, lambda key: key == "mission")


def retrospective_page(session: DeskSession) -> PolicyPage:
    """Last year looked back on."""
    return PolicyPage(session, lambda key: key.startswith("retrospective"))


def basics_page(session: DeskSession) -> PolicyPage:
    """Budget, organisation, partner bodies, facilities."""
    return PolicyPage(
        session, lambda key: key != "mission" and not key.startswith("retrospective"), with_facilities=True
    )
