"""The intake queue of the open desk, as the screen asks it: work on the desk's thread, answers as signals."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from kxdesk.store.desk import Desk
from kxdesk.store.intake import intake_items
from kxdesk.ui.intake.entries import Entry, Standing
from kxdesk.ui.session import DeskSession
from kxdesk.usecases import decide_intake, look_at_intake, stage_workbooks


class DeskQueue(QObject):
    """Entries are filled here; who shows them is told."""

    listed = Signal(object)  # tuple of IntakeItem: all of the queue
    staged = Signal(object)  # Entry
    refused = Signal(object)  # Entry: something else than the file stood in the way
    opened = Signal(object, object)  # Entry, its bytes or None
    candidates_found = Signal(object, object)  # Entry, its candidates
    not_kept = Signal(object, object)  # Entry, Exception: what was decided could not be kept
    failed = Signal(object)  # Exception

    def __init__(self, session: DeskSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def ask_all(self) -> None:
        """All of it, as it was last counted."""
        self._session.read(intake_items, owner=self, done=self.listed.emit, key="queue")

    def look_again(self) -> None:
        """After many came or went in: what they want of each other, and of the desk, is another now."""
        if not self._session.read_only:
            work, done = decide_intake.look_again, self.listed.emit
            self._session.read(work, owner=self, done=done, failed=self.failed.emit, key="again")

    def stage(self, entry: Entry, file: Any) -> None:
        """Into the queue."""

        def work(desk: Desk, file: Any) -> Any:
            return stage_workbooks.stage_file(desk, file)[0]  # its plan would be freed on the window's thread

        def on_staged(item: Any) -> None:
            entry.item = item
            self.staged.emit(entry)

        self._session.read(work, file, owner=self, done=on_staged, failed=self._refusing(entry))

    def look_only(self, entry: Entry, file: Any) -> None:
        """Beside a desk that is only read."""

        def on_looked(opened: Any) -> None:
            entry.show(opened.looked)
            entry.form = opened.form
            entry.show_file(file)
            self.opened.emit(entry, None)

        self._session.read(
            look_at_intake.look_at_file, file, owner=self, done=on_looked, failed=self._refusing(entry)
        )

    def _refusing(self, entry: Entry) -> Any:
        def on_refused(error: Exception) -> None:
            entry.problem = error
            self.refused.emit(entry)

        return on_refused

    def open(self, entry: Entry) -> None:
        """Its differences, its decisions, and its bytes to be read again for the cells."""
        if not entry.sha256 or (self._session.read_only and entry.looked is not None):
            return
        if entry.standing is Standing.REFUSED:
            self.opened.emit(entry, None)
            return

        def on_opened(opened: Any) -> None:
            entry.show(opened.looked)
            entry.form = opened.form
            self.opened.emit(entry, opened.data)
            if entry.standing in (Standing.HELD, Standing.ASIDE):
                self._ask_candidates(entry)

        work, failed = look_at_intake.open_item, self.failed.emit
        self._session.read(work, entry.sha256, owner=self, done=on_opened, failed=failed, key="open")

    def _ask_candidates(self, entry: Entry) -> None:
        def on_found(found: Any) -> None:
            self.candidates_found.emit(entry, found)

        work = decide_intake.candidates
        self._session.read(work, entry.sha256, owner=self, done=on_found, key="candidates")

    def keep(self, entry: Entry, choices: list[Any], why: str) -> None:
        """What was decided; it is carried out when the workbook is taken in."""

        def on_failed(error: Exception) -> None:
            self.not_kept.emit(entry, error)

        work = decide_intake.decide
        self._session.read(work, entry.sha256, choices, why, owner=self, done=_nothing, failed=on_failed)

    def undo(self, entry: Entry, key: Any) -> None:
        """One decision, in the desk as well where it was carried out."""
        carried = entry.looked is not None and key in entry.looked.done

        def on_done(_withdrawn: Any) -> None:
            if carried:
                self.open(entry)

        def on_failed(error: Exception) -> None:
            self.not_kept.emit(entry, error)

        work = decide_intake.undo_decision
        self._session.submit(work, entry.sha256, key, done=on_done, failed=on_failed)

    def place(self, entry: Entry, policy: str) -> None:
        """A held workbook has its place now."""
        self._move(entry, decide_intake.place_item, policy)

    def discard(self, entry: Entry, why: str) -> None:
        """It does not go in."""
        self._move(entry, decide_intake.discard_item, why)

    def _move(self, entry: Entry, work: Any, said: str) -> None:
        def on_moved(item: Any) -> None:
            entry.item = item
            self.staged.emit(entry)
            self.look_again()

        failed = self.failed.emit
        self._session.read(work, entry.sha256, said, owner=self, done=on_moved, failed=failed)


def _nothing(_result: Any) -> None:
    """What was kept is on the screen already."""
