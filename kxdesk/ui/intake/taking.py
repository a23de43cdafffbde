"""Takes the looked-through workbooks in, one change each, one after the other; tells what was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from kxdesk.ui.intake.entries import Entry, Standing, key_of
from kxdesk.ui.notices import Tone
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _, ngettext
from kxdesk.usecases import settle_import
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
        self._outcome = Outcome()
        self.busy = False

    def take(self, entries: Iterable[Entry]) -> None:
        """Those that are ready, and what was decided later in those that are in."""
        self._waiting = [entry for entry in entries if entry.standing is Standing.READY or entry.later]
        self._outcome = Outcome()
        self.busy = True
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self.busy = False
            self.ended.emit(self._outcome)
            return
        entry = self._waiting.pop(0)
        title = _("取り込んでいます: {file}").format(file=entry.path.name)

        def on_done(settled: Any) -> None:
            self._on_settled(entry, settled)

        def on_failed(error: Exception) -> None:
            self._on_failed(entry, error)

        if entry.taken:
            work, args = settle_import.settle_later, (entry.looked.plan, entry.later)
            self._session.submit(work, *args, done=on_done, failed=on_failed, title=title)
        else:
            work_in, args_in = settle_import.take_in, (entry.file, entry.decided)
            self._session.submit(work_in, *args_in, done=on_done, failed=on_failed, title=title)

    def _on_settled(self, entry: Entry, settled: Any) -> None:
        again = settled.plan.again
        entry.applied |= {key_of(each) for each in settled.applied}
        for each in settled.stale:
            entry.decisions.pop(key_of(each), None)
        if not entry.taken:
            entry.taken = not again
            entry.show(replace(entry.looked, plan=settled.plan))
        outcome = self._outcome
        outcome.workbooks += not again
        outcome.places += len(settled.applied)
        outcome.waiting += len(entry.undecided)
        outcome.stale += len(settled.stale)
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
        _("未決の競合{count}件は、現在の内容のままです。").format(count=outcome.waiting)
        if outcome.waiting
        else ""
    )
    if outcome.stale:
        left += _("現在の内容が変わったため、{count}件は決め直しが必要です。").format(count=outcome.stale)
    if outcome.failed:
        left += _("{count}件は取り込めませんでした。").format(count=outcome.failed)
    next_ = _("取り込みは、ブックごとに元に戻せます（Ctrl+Z）。") if outcome.places else ""
    return (Tone.WARN if left else Tone.GOOD), Told(what, left, next_)
