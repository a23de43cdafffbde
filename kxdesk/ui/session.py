"""An open desk as the screens know it: what is typed, what is saved, what can be undone.

Nothing here touches the desk itself: all work goes to the worker, in the order the person did it.
The state shown is true: SAVED only after a commit has come back, FAILED until a later one has.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from kxdesk.domain.things import Ref
from kxdesk.ui import reading
from kxdesk.ui.background import Worker
from kxdesk.ui.held_desk import DeskFacts, Hands, HeldDesk, Place, Written
from kxdesk.ui.text import _

FIRST_PICTURE_MS = 1500  # at most so long the opening waits until what a first look gave is drawn
PAUSE_MS = 700  # a pause in typing
DRAFT_MS = 2000  # typing without a pause is kept as a draft this often
RETRY_MS = (2000, 4000, 8000, 15000)

Failed = Callable[[Exception], None]


class SaveState(StrEnum):
    """What a person must know about her text."""

    SAVED = "saved"
    TYPING = "typing"
    SAVING = "saving"
    FAILED = "failed"


class DeskSession(QObject):
    """One open desk. Screens read with `read`, write with `submit`, and hand every keystroke to `draft`."""

    glanced = Signal(object)  # DeskFacts as a first look shows them; `opened` follows and is right
    opened = Signal(object)  # DeskFacts
    open_failed = Signal(object)  # Exception
    changed = Signal(object)  # Change: something was written; screens refresh what it touched
    policy_changed = Signal(object)  # DeskFacts: another policy of this desk is shown now
    state_changed = Signal(object)  # SaveState
    undo_changed = Signal()
    closed = Signal(object)  # what came of bringing a working copy home, or None
    close_failed = Signal(object)  # Exception: text could not be saved, or a copy not be brought home

    def __init__(self, worker: Worker, hands: Hands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.worker = worker
        self.facts: DeskFacts | None = None
        self.saved_at: datetime | None = None
        self.undo_label: str | None = None
        self.redo_label: str | None = None
        self.failure: Exception | None = None
        self._held = HeldDesk(hands)
        self._state = SaveState.SAVED
        self._typed: dict[Place, str] = {}
        self._undrafted: set[Place] = set()
        self._sending: list[dict[Place, str]] = []  # batches under way, oldest first
        self._in_flight = 0
        self._failures = 0
        self._closing = False
        self._leave_here = False
        self._ending = False
        self._opening = False
        self.is_open = False
        self._first_picture = self._timer(FIRST_PICTURE_MS, self._open_now)
        self._pause = self._timer(PAUSE_MS, self.settle)
        self._drafting = self._timer(DRAFT_MS, self._save_drafts)
        self._retry = self._timer(RETRY_MS[0], self.settle)

    def _timer(self, interval: int, slot: Callable[[], object]) -> QTimer:
        timer = QTimer(self, interval=interval, singleShot=True)
        timer.timeout.connect(slot)
        return timer

    @property
    def state(self) -> SaveState:
        return self._state

    @property
    def has_typing(self) -> bool:
        """Whether something typed is not on disk yet; undo then takes that back."""
        return bool(self._typed or self._sending)

    @property
    def read_only(self) -> bool:
        """True until the desk has said that it may be written."""
        return self.facts is None or self.facts.read_only

    def open(self) -> None:
        """On the worker; `glanced` may follow, then `opened` or `open_failed`."""
        self.worker.run(self._held.glance, owner=self, done=self._on_glanced, failed=self._on_no_glance)

    def _on_glanced(self, facts: DeskFacts | None) -> None:
        """The first picture goes before the opening: what that loads would make the window wait."""
        if facts is None or self._opening:
            self._open_now()
            return
        self.facts = facts
        self.glanced.emit(facts)
        self._first_picture.start()

    def on_drawn(self) -> None:
        """The first picture is on the screen."""
        self._open_now()

    def _on_no_glance(self, _error: Exception) -> None:
        self._open_now()

    def _open_now(self) -> None:
        """Queue the opening, once; everything queued after it finds the desk open."""
        if not self._opening:
            self._opening = True
            failed = self.open_failed.emit
            self.worker.run(self._held.open, owner=self, done=self._on_opened, failed=failed, keep=True)

    def _on_opened(self, facts: DeskFacts) -> None:
        self.facts = facts
        self.is_open = True
        if facts.read_only:
            self.discard()
        self.opened.emit(facts)

    def choose_policy(self, policy_id: str) -> None:
        """Show another policy of this desk; `policy_changed` follows, also where it was shown already."""
        self.settle()

        def on_policies(found: Any) -> None:
            chosen = next((policy for policy in found if policy.id == policy_id), None)
            if chosen is None or self.facts is None:
                return
            self.facts = replace(
                self.facts,
                policy_id=chosen.id,
                bureau=chosen.bureau,
                fiscal_year=chosen.fiscal_year,
                form=chosen.form,
                policies=len(found),
            )
            self.policy_changed.emit(self.facts)

        self.read(reading.policy_list, owner=self, done=on_policies, key="choose-policy")

    def read(  # noqa: PLR0913 -- the same as of Worker.run
        self,
        work: Callable[..., Any],
        *args: Any,
        owner: QObject,
        done: Callable[[Any], None],
        failed: Failed | None = None,
        key: str = "",
        title: str = "",
    ) -> None:
        """`work(desk, *args)` on the worker, the answer to `done`.

        Of those waiting with the same key only the last is asked.
        """
        if work not in reading.EARLY:
            self._open_now()
        if self._ending:  # nobody will be there to see the answer
            return
        self.worker.run(
            self._held.read, work, *args, owner=owner, done=done, failed=failed, key=key, title=title
        )

    def draft(self, ref: Ref, field: str, text: str) -> None:
        """A keystroke: kept here at once, on disk at the next pause."""
        if self.facts is not None and self.facts.read_only:
            return
        self._typed[ref, field] = text
        self._undrafted.add((ref, field))
        self._pause.start()
        if not self._drafting.isActive():
            self._drafting.start()
        self._show_state()

    def pending(self, ref: Ref, field: str) -> str | None:
        """What was typed and is not yet on disk, or None: a screen that reloads must not show older text."""
        batches = (self._typed, *reversed(self._sending))
        return next((batch[ref, field] for batch in batches if (ref, field) in batch), None)

    def settle(self) -> None:
        """Save what was typed now: at a pause, when the focus leaves a field, before any other verb."""
        self._pause.stop()
        self._retry.stop()
        if not self._typed:
            return
        batch, self._typed = self._typed, {}
        self._sending.append(batch)
        self._undrafted.clear()
        self._drafting.stop()

        def on_saved(written: Written) -> None:
            self._on_text_saved(batch, written)

        def on_failed(error: Exception) -> None:
            self._on_text_failed(batch, error)

        self._send(self._held.write, self._held.hands.set_fields, batch, done=on_saved, failed=on_failed)

    def submit(
        self,
        work: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], None] | None = None,
        failed: Failed | None = None,
        title: str = "",
    ) -> None:
        """`work(desk, *args)`, a use case that writes: it yields a Change, something with `.change`, or None.

        `done` gets what it yields, after `changed` was emitted.
        """
        self.settle()

        def on_written(written: Written) -> None:
            self._on_written(written)
            if done:
                done(written.result)

        self._send(self._held.write, work, *args, done=on_written, failed=failed, title=title)

    def bring_back(self, done: Callable[[Any], None]) -> None:
        """Bring a working copy to its home now; `done` gets what came of it."""
        self.settle()
        self._open_now()
        title = _("元の場所へ反映しています…")
        self.worker.run(self._held.bring_back, owner=self, done=done, title=title, keep=True)

    def undo(self) -> None:
        self._step("undo")

    def redo(self) -> None:
        self._step("redo")

    def _step(self, name: str) -> None:
        self.settle()
        self._send(self._held.step, name, done=self._on_written)

    def _send(
        self,
        work: Callable[..., Written],
        *args: Any,
        done: Callable[[Written], None],
        failed: Failed | None = None,
        title: str = "",
    ) -> None:
        def on_done(written: Written) -> None:
            self._in_flight -= 1
            done(written)
            self._on_answer()

        def on_failed(error: Exception) -> None:
            self._in_flight -= 1
            if failed:
                failed(error)
            else:
                self.worker.tell(error)
            self._on_answer()

        self._open_now()
        self._in_flight += 1
        self.worker.run(work, *args, owner=self, done=on_done, failed=on_failed, title=title, keep=True)
        self._show_state()

    def _on_written(self, written: Written) -> None:
        self.undo_label, self.redo_label = written.undo_label, written.redo_label
        self.undo_changed.emit()
        if written.change is not None:
            self.saved_at = written.at
            self.changed.emit(written.change)

    def _on_text_saved(self, batch: dict[Place, str], written: Written) -> None:
        self._sending.remove(batch)
        self._failures = 0
        self.failure = None
        self.saved_at = written.at
        self._on_written(written)

    def _on_text_failed(self, batch: dict[Place, str], error: Exception) -> None:
        """Keep the text and try again; what was typed into the same field since then wins."""
        self._sending.remove(batch)
        newer = {place for later in self._sending for place in later}
        kept = {place: text for place, text in batch.items() if place not in newer}
        self._typed = {**kept, **self._typed}
        self.failure = error
        self._retry.start(RETRY_MS[min(self._failures, len(RETRY_MS) - 1)])
        self._failures += 1
        if self._closing:
            self._closing = False
            self.close_failed.emit(error)

    def _save_drafts(self) -> None:
        places, self._undrafted = self._undrafted, set()
        for ref, field in places:
            text = self._typed.get((ref, field))
            if text is not None and not self.failure:
                self._open_now()
                work = self._held.hands.save_draft
                self.worker.run(
                    self._held.read, work, ref, field, text, owner=self, failed=_ignore, keep=True
                )

    def close(self, *, leave_here: bool = False) -> None:
        """Save what is typed, wait for every write, close: `closed`; or `close_failed`, and still open."""
        if self._ending:
            return
        self._open_now()
        self._closing = True
        self._leave_here = leave_here
        self.settle()
        self._on_answer()

    def discard(self) -> None:
        """Give up what could not be saved, after the person has said so; `close` works again."""
        self._typed.clear()
        self._retry.stop()
        self.failure = None
        self._show_state()

    def _on_answer(self) -> None:
        if self._closing and not self._in_flight:
            if self._typed and not self.failure:
                self.settle()
                return
            self._closing, self._ending = False, True
            self.worker.run(
                lambda: self._held.close(leave_here=self._leave_here),
                owner=self,
                done=self.closed.emit,
                failed=self._on_not_closed,
                title=_("作業ファイルを閉じています…"),
                keep=True,
            )
        self._show_state()

    def _on_not_closed(self, error: Exception) -> None:
        self._ending = False
        self.close_failed.emit(error)

    def _show_state(self) -> None:
        state = self._true_state()
        if state is not self._state or state is SaveState.SAVED:
            self._state = state
            self.state_changed.emit(state)

    def _true_state(self) -> SaveState:
        if self._in_flight:
            return SaveState.SAVING
        if self.failure is not None:
            return SaveState.FAILED
        return SaveState.TYPING if self._typed else SaveState.SAVED


def _ignore(_error: Exception) -> None:
    """A draft that cannot be written is no news: saving the text itself will say so."""
