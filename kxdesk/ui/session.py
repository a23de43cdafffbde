"""An open desk as the screens know it: what is typed, what is saved, what can be undone.

Nothing here touches the desk itself: all work goes to the worker, in the order the person did it.
The state shown is true: SAVED only after a commit has come back, FAILED until a later one has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from kxdesk.domain import disputes as disputing
from kxdesk.domain.edits import Change, Edit
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Ref, Value
from kxdesk.ui import reading
from kxdesk.ui.background import Worker
from kxdesk.ui.held_desk import DeskFacts, Hands, HeldDesk, Place, Written
from kxdesk.ui.text import _
from kxdesk.ui.unsaved import Batch, Typing

FIRST_PICTURE_MS = 1500  # at most so long the opening waits until what a first look gave is drawn
PAUSE_MS = 700  # a pause in typing
DRAFT_MS = 2000  # typing without a pause is kept as a draft this often
LISTEN_MS = 3000  # how often one looks for what others wrote
RETRY_MS = (2000, 4000, 8000, 15000)

Failed = Callable[[Exception], None]


class SaveState(StrEnum):
    """What a person must know about her text."""

    SAVED = "saved"
    TYPING = "typing"
    SAVING = "saving"
    FAILED = "failed"
    DISPUTED = "disputed"


class DeskSession(QObject):
    """One open desk. Screens read with `read`, write with `submit`, and hand every keystroke to `draft`."""

    glanced = Signal(object)  # DeskFacts as a first look shows them; `opened` follows and is right
    opened = Signal(object)  # DeskFacts
    open_failed = Signal(object)  # Exception
    changed = Signal(object)  # Change: something was written; screens refresh what it touched
    disputed = Signal(object)  # tuple of all Disputes that wait for a choice
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
        self._typing = Typing()
        self._undrafted: set[Place] = set()
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
        self._listening = self._timer(LISTEN_MS, self._listen)

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
        return bool(self._typing)

    @property
    def disputes(self) -> tuple[disputing.Dispute, ...]:
        """Fields that somebody else changed while they were written here; each waits for `settle_dispute`."""
        return tuple(self._typing.disputes.values())

    @property
    def read_only(self) -> bool:
        """True until the desk has said that it may be written."""
        return self.facts is None or self.facts.read_only

    @property
    def now(self) -> Callable[[], datetime]:
        """The time as the desk's clock has it."""
        return self._held.hands.now

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
        self._typing.recover(facts.unsaved)
        self.opened.emit(facts)
        self.settle()
        if facts.shared:
            self._listening.start()

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
        self._typing.put((ref, field), text)
        self._undrafted.add((ref, field))
        self._pause.start()
        if not self._drafting.isActive():
            self._drafting.start()
        self._show_state()

    def pending(self, ref: Ref, field: str) -> str | None:
        """What was typed and is not yet on disk, or None: a screen that reloads must not show older text."""
        return self._typing.pending((ref, field))

    def show(self, ref: Ref, field: str, value: Value) -> str:
        """What a screen that has loaded a field has to show; typing starts from the value."""
        self._typing.show((ref, field), str(value or ""))
        pending = self.pending(ref, field)
        return str(value or "") if pending is None else pending

    def settle(self) -> None:
        """Save what was typed now: at a pause, when the focus leaves a field, before any other verb."""
        self._pause.stop()
        self._retry.stop()
        batch = self._typing.take()
        if batch is None:
            return
        self._undrafted.clear()
        self._drafting.stop()

        def on_saved(written: Written) -> None:
            self._on_text_saved(batch, written)

        def on_failed(error: Exception) -> None:
            self._on_text_failed(batch, error)

        save = self._held.hands.save_fields
        self._send(self._held.write, save, batch.texts, batch.bases, done=on_saved, failed=on_failed)

    def choose(self, values: Mapping[Place, str]) -> None:
        """Values that are written at once, as a step of their own: a choice, not typing."""
        if self.read_only:
            return
        self.settle()
        for place, value in values.items():
            self._typing.put(place, value)
        self.settle()

    def settle_dispute(self, dispute: disputing.Dispute, text: str) -> None:
        """The person has chosen what shall stand there."""
        self._typing.settle((dispute.ref, dispute.field), text)
        self._tell_disputes()
        self.settle()
        shown = Edit(dispute.ref, dispute.field, dispute.ours, text)
        self.changed.emit(Change(0, "fields-edited", (shown,)))  # the screen still shows hers

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
        if found := getattr(written.result, "disputes", ()):
            self._typing.dispute(found)
            self._tell_disputes()
        if written.change is not None:
            self.saved_at = written.at
            self.changed.emit(written.change)

    def _tell_disputes(self) -> None:
        self.disputed.emit(self.disputes)
        self._show_state()

    def _on_text_saved(self, batch: Batch, written: Written) -> None:
        self._typing.saved(batch)
        self._failures = 0
        self.failure = None
        self.saved_at = written.at
        self._on_written(written)

    def _on_text_failed(self, batch: Batch, error: Exception) -> None:
        """Keep the text and try again; what was typed into the same field since then wins."""
        self._typing.failed(batch)
        if self.read_only:  # the first look had promised more: it will never be taken
            self.discard()
            return
        self.failure = error
        if self._is_shared:
            self._undrafted |= batch.texts.keys()
            self._save_drafts()
        self._retry.start(RETRY_MS[min(self._failures, len(RETRY_MS) - 1)])
        self._failures += 1
        if self._closing:
            self._closing = False
            self.close_failed.emit(error)

    def _save_drafts(self) -> None:
        """On a file that cannot be written there is no use in it; of a server they are kept on this PC."""
        places, self._undrafted = self._undrafted, set()
        unsaved = self._typing.unsaved(places)
        if unsaved and (self._is_shared or not self.failure):
            self._open_now()
            work = self._held.hands.save_drafts
            self.worker.run(self._held.read, work, unsaved, owner=self, failed=_ignore, keep=True)

    @property
    def _is_shared(self) -> bool:
        return self.facts is not None and self.facts.shared

    def _listen(self) -> None:
        """Show what others have written since, every few seconds."""
        if self._ending:
            return

        def on_news(news: tuple[Change, ...]) -> None:
            for change in news:
                self.changed.emit(change)
            self._listening.start()

        def on_failed(_error: Exception) -> None:
            self._listening.start()  # saving says what is wrong

        self.worker.run(self._held.news, owner=self, done=on_news, failed=on_failed, key="news")

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
        self._typing.clear()
        self._retry.stop()
        self.failure = None
        self._tell_disputes()

    def _on_answer(self) -> None:
        if self._closing and not self._in_flight:
            if self._typing.waits and not self.failure:
                self.settle()
                return
            if self.disputes:
                self._closing = False
                self.close_failed.emit(Problem("changed-by-others"))
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
        if self.disputes:
            return SaveState.DISPUTED
        return SaveState.TYPING if self._typing else SaveState.SAVED


def _ignore(_error: Exception) -> None:
    """A draft that cannot be written is no news: saving the text itself will say so."""
