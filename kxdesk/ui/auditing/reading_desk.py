"""An audit copy for the session: opened to be read, with nothing that could write handed in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from kxdesk.domain.disputes import Unsaved
from kxdesk.domain.edits import Change
from kxdesk.domain.form import Form
from kxdesk.store import desk as desks
from kxdesk.store import policies
from kxdesk.system.clock import Clock
from kxdesk.system.person import Person
from kxdesk.ui.held_desk import DeskFacts, Hands, Place
from kxdesk.usecases import forms


class _NoSteps:
    """Nothing was done, so nothing is undone."""

    undo_label: str | None = None
    redo_label: str | None = None

    def push(self, change: Change) -> NoReturn:
        raise AssertionError(change)

    def undo(self, desk: Any) -> NoReturn:
        raise AssertionError(desk)

    def redo(self, desk: Any) -> NoReturn:
        raise AssertionError(desk)


class ReadingDesk:
    """One copy from its opening to its closing."""

    def __init__(self, path: Path, person: Person, clock: Clock) -> None:
        self._path = path
        self._person = person
        self._clock = clock

    def hands(self) -> Hands:
        """What a session needs."""
        return Hands(
            open=self._open,
            glance=lambda: None,
            close=lambda desk: desk.close(),
            bring_back=lambda _desk: None,
            save_fields=_refuse_fields,
            save_drafts=_refuse_drafts,
            changes_since=lambda _desk, _number: (),
            undo=_NoSteps,
            now=self._clock.now,
        )

    def _open(self) -> tuple[Any, DeskFacts]:
        desk = desks.Desk.open(self._path, person=self._person, clock=self._clock, read_only=True)
        lines = policies.policies(desk)
        line = next(iter(lines), None)
        facts = DeskFacts(
            path=str(desk.path),
            read_only=True,
            role=str(desk.role),
            policy_id=line.id if line else "",
            bureau=(line and line.bureau) or "",
            fiscal_year=(line and line.fiscal_year) or "",
            form=forms.form_named(line.form) if line and line.form else Form("", None, ()),
            person=self._person.display_name,
            policies=len(lines),
        )
        return desk, facts


def _refuse_fields(_desk: Any, values: Mapping[Place, str], _bases: Mapping[Place, str]) -> NoReturn:
    raise AssertionError(values)


def _refuse_drafts(_desk: Any, unsaved: Unsaved) -> NoReturn:
    raise AssertionError(unsaved)
