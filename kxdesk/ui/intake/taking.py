"""Takes workbooks of the queue in, one change each, one after the other; tells what was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from kxdesk.ui.intake.entries import Entry, Standing
from kxdesk.ui.notices import Tone
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _, ngettext
from kxdesk.usecases import apply_intake
from kxdesk.words.problems import Told


@dataclass
class Outcome:
    """What 取り込む did: workbooks, places, conflicts that wait, decisions that no longer fitted."""

    workbooks: int = 0
    places: int = 0
    waiting: int = 0
    stale: int = 0
    failed: int = 0


class Taking(QObject):
    """Every workbook is a transaction of its own on the desk's thread."""

    entry_changed = Signal(object)  # Entry
    ended = Signal(object)  # Outcome

    def __init__(self, session: DeskSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting: list[Entry] = []
        self._claims: dict[str, Any] = {}
        self._outcome = Outcome()
        self._total = 0
        self._stopped = False
        self.busy = False

    @property
    def progress(self) -> tuple[int, int]:
        """How many are in, of how many."""
        return self._total - len(self._waiting), self._total

    def take(self, entries: Iterable[Entry]) -> None:
        """Those that are ready, and what was decided later in those that are in; in an order of their own."""
        mine = [entry for entry in entries if entry.standing is Standing.READY or entry.later]
        self._waiting = sorted(mine, key=lambda entry: entry.sha256)
        self._total = len(self._waiting)
        self._claims = {}
        self._outcome = Outcome()
        self._stopped = False
        self.busy = True
        self._next()

    def stop(self) -> None:
        """What is not in yet stays in the queue, whole."""
        self._stopped = True

    def _next(self) -> None:
        if not self._waiting or self._stopped:
            self.busy = False
            self.ended.emit(self._outcome)
            return
        entry = self._waiting.pop(0)
        title = _("取り込んでいます: {file}").format(file=entry.path.name)

        def on_done(applied: Any) -> None:
            self._on_applied(entry, applied)

        def on_failed(error: Exception) -> None:
            self._on_failed(entry, error)

        work, args = apply_intake.apply_item, (entry.sha256, self._claims)
        self._session.submit(work, *args, done=on_done, failed=on_failed, title=title)

    def _on_applied(self, entry: Entry, applied: Any) -> None:
        entry.item = applied.item
        entry.applied += len(applied.applied)
        entry.looked, entry.decisions, entry.steps = None, {}, []
        outcome = self._outcome
        outcome.workbooks += 1
        outcome.places += len(applied.applied)
        outcome.waiting += len(applied.undecided)
        outcome.stale += applied.stale
        self.entry_changed.emit(entry)
        self._next()

    def _on_failed(self, entry: Entry, error: Exception) -> None:
        entry.problem = error
        self._outcome.failed += 1
        self.entry_changed.emit(entry)
        self._next()


def told_outcome(outcome: Outcome) -> tuple[Tone, Told]:
    """For a notice."""
    sentence = ngettext(
        "{count}件のブックを取り込みました（{places}か所）。",
        "{count}件のブックを取り込みました（{places}か所）。",
        outcome.workbooks,
    )
    what = sentence.format(count=outcome.workbooks, places=outcome.places)
    left = (
        _("未決の競合{count}件は、現在の内容のままです。あとからでも決められます。").format(
            count=outcome.waiting
        )
        if outcome.waiting
        else ""
    )
    if outcome.stale:
        left += _("現在の内容が変わったため、{count}件は決め直しが必要です。").format(count=outcome.stale)
    if outcome.failed:
        left += _("{count}件は取り込めませんでした。").format(count=outcome.failed)
    next_ = _("取り込みは、ブックごとに元に戻せます（Ctrl+Z）。") if outcome.places else ""
    return (Tone.WARN if left else Tone.GOOD), Told(what, left, next_)
