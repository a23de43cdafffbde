"""A real desk for the session: opened with all its circumstances, closed with its copy brought home.

Everything here runs on the worker.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from kxdesk.domain.disputes import Unsaved
from kxdesk.domain.edits import Change
from kxdesk.domain.form import Form
from kxdesk.domain.problems import Problem
from kxdesk.store import drafts, glance, policies, search_index
from kxdesk.system import places
from kxdesk.system.clock import Clock
from kxdesk.system.file_lock import FileLock, Holder
from kxdesk.system.person import Person
from kxdesk.system.server_address import DeskPath, ServerAddress
from kxdesk.ui.desks.known_form import recall_form, remember_form
from kxdesk.ui.held_desk import DeskFacts, Hands, Place
from kxdesk.usecases import bring_back, edit_fields, follow_changes, forms, open_desk, own_drafts, undo

INDEXED_AT_CLOSING = 2000  # entries of the history: nobody waits long for her desk to close


class LiveDesk:
    """One desk from its opening to its closing."""

    def __init__(self, path: DeskPath, person: Person, clock: Clock) -> None:
        self._path = path
        self._person = person
        self._clock = clock
        self._copy: Any = None

    def hands(self) -> Hands:
        """What a session needs."""
        return Hands(
            open=self._open,
            glance=self._glance,
            close=self._close,
            bring_back=self._bring_back,
            save_fields=self._save_fields,
            save_drafts=self._save_drafts,
            changes_since=self._changes_since,
            undo=self._undo,
            now=self._clock.now,
        )

    def _glance(self) -> tuple[Any, DeskFacts] | None:
        """Only of a desk that will be worked on where it lies, and that nobody has open."""
        if isinstance(self._path, ServerAddress):
            return None
        path = Path(os.path.realpath(self._path))
        if (
            places.kind_of_place(path) is not places.Place.LOCAL
            or not os.access(path, os.W_OK)
            or not _is_free(path)
        ):
            return None
        try:
            look = glance.Glance(path)
        except LookupError:
            return None
        line = look.policy_line()
        if not line:
            look.close()
            return None
        return look, DeskFacts(
            path=str(path),
            read_only=False,
            role="",
            policy_id=line["id"],
            bureau=line["bureau"],
            fiscal_year=line["fiscal_year"],
            form=recall_form(line["form"]) or forms.form_named(line["form"]),
            person=self._person.display_name,
        )

    def _open(self) -> tuple[Any, DeskFacts]:
        opened = open_desk.open_desk(self._path, self._person, self._clock)
        self._copy = opened.working_copy
        try:
            facts = self._facts(opened)
        except BaseException:
            opened.desk.close()
            raise
        remember_form(facts.form)
        return opened.desk, facts

    def _facts(self, opened: open_desk.OpenedDesk) -> DeskFacts:
        desk, holder = opened.desk, opened.holder
        lines = policies.policies(desk)
        line = next(iter(lines), None)
        recovered = opened.recovered
        return DeskFacts(
            path=str(desk.path),
            read_only=desk.read_only,
            role=str(desk.role),
            policy_id=line.id if line else "",
            bureau=(line and line.bureau) or "",
            fiscal_year=(line and line.fiscal_year) or "",
            form=forms.form_named(line.form) if line and line.form else Form("", None, ()),
            person=self._person.display_name,
            holder=holder.name if holder else "",
            holder_pc=holder.pc if holder else "",
            holder_since=datetime.fromisoformat(holder.since) if holder else None,
            home=str(opened.working_copy.home) if opened.working_copy else "",
            resumed=opened.resumed,
            restored=len(recovered) + len(opened.unsaved),
            restored_at=datetime.fromisoformat(recovered[-1].at) if recovered else None,
            policies=len(lines),
            shared=desk.shared,
            last_change=follow_changes.newest(desk),
            unsaved=opened.unsaved,
            kept=str(desk.kept) if desk.kept else "",
        )

    # The use cases are looked up when called: their libraries load on the worker, behind the window.
    def _save_fields(self, desk: Any, values: Mapping[Place, str], bases: Mapping[Place, str]) -> Any:
        saved = edit_fields.save_fields(desk, values, bases)
        if desk.shared:
            disputed = {(entry.ref, entry.field) for entry in saved.disputes}
            own_drafts.done_with(desk.id, values.keys() - disputed)
        return saved

    def _changes_since(self, desk: Any, number: int) -> tuple[Change, ...]:
        return follow_changes.changes_since(desk, number)

    def _undo(self) -> undo.UndoStack:
        return undo.UndoStack()

    def _save_drafts(self, desk: Any, unsaved: Unsaved) -> None:
        if desk.shared:
            own_drafts.keep(desk.id, unsaved)
            return
        for (ref, field), entry in unsaved.items():
            drafts.save_draft(desk, ref, field, entry.text, self._clock.now())

    def _bring_back(self, desk: Any) -> Any:
        """What came of it; None where the desk is no copy."""
        if self._copy is None or desk.read_only:
            return None
        brought = bring_back.bring_back(desk, self._copy, self._person, self._clock)
        self._copy = brought.copy
        return brought

    def _close(self, desk: Any) -> None:
        if not desk.read_only:
            with contextlib.suppress(Problem):  # the search finds what is not in the index, only later
                search_index.catch_up(desk, INDEXED_AT_CLOSING)
        if self._copy is None:
            desk.close()
        else:
            bring_back.close_copy(desk, self._copy)


def _is_free(path: Path) -> bool:
    """Whether nobody has it open; the real question is asked again when it is opened."""
    lock = FileLock(path)
    try:
        free = lock.acquire(Holder("", "", ""))
    except OSError:
        return False
    lock.release()
    return free
