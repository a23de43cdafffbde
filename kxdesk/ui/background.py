"""Slow work leaves the window: one thread owns the desk, answers come back on the window's thread.

An answer whose owner is gone is dropped. A Problem goes to `failed`, or to everyone as `problem_arose`;
anything else is our bug: logged whole, told as `bug_found`, and the window stays.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kxdesk.domain.problems import Problem

log = logging.getLogger(__name__)
SLOW_MS = 300  # from here on a person wants to know what the program is doing


class Cancelled(Exception):
    """Raised inside a job by its progress when the person has cancelled it."""


class Progress:
    """What a long job is handed to say how far it is; raises Cancelled once the person has had enough."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self.text = ""
        self._cancelled = threading.Event()

    def __call__(self, done: int, total: int, text: str = "") -> None:
        """Called by the job, on its thread: `done` of `total` steps are behind it."""
        self.done, self.total, self.text = done, total, text
        if self._cancelled.is_set():
            raise Cancelled

    def cancel(self) -> None:
        self._cancelled.set()


@dataclass(eq=False)
class Task:
    """One job in the queue.

    Attributes:
        title: what it does, for the person ("書き出し"); "" for what needs no word.
        key: a waiting job with the same key is replaced: only the newest question counts.
        progress: given where the job reports and can be cancelled half-way.
        keep: a write: it cannot be cancelled and is done even when its owner is gone.
    """

    work: Callable[[], Any]
    owner: QObject
    done: Callable[[Any], None] | None = None
    failed: Callable[[Exception], None] | None = None
    title: str = ""
    key: str = ""
    progress: Progress | None = None
    keep: bool = False
    cancelled: bool = False

    @property
    def cancellable(self) -> bool:
        return not self.keep

    def cancel(self) -> None:
        """Nothing of it will come back; a job that reports its progress also stops early."""
        if self.cancellable:
            self.cancelled = True
            if self.progress:
                self.progress.cancel()


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of a job, on its way back."""

    number: int
    result: Any = None
    error: Exception | None = None
    stopped: bool = False


class Worker(QObject):
    """One thread with a queue; everything in it happens in the order it was asked for.

    The thread never holds the last reference to a job: what a job holds (its owner, a window) may only be
    destroyed on the window's thread, which keeps every job until its answer is here.
    """

    slow = Signal(object)  # Task that has run for SLOW_MS
    ended = Signal(object)  # Task
    problem_arose = Signal(object)  # Problem nobody else took
    bug_found = Signal(object)  # Exception; already logged
    _started = Signal(int)
    _finished = Signal(object)  # _Answer

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: deque[int] = deque()
        self._tasks: dict[int, Task] = {}
        self._count = 0
        self._wake = threading.Condition()
        self._stopping = False
        self._running: Task | None = None
        self._started.connect(self._on_started, Qt.ConnectionType.QueuedConnection)
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)
        self._patience = QTimer(self, interval=SLOW_MS, singleShot=True)
        self._patience.timeout.connect(self._on_slow)
        self._thread = threading.Thread(target=self._loop, name="desk", daemon=True)
        self._thread.start()

    def run(  # noqa: PLR0913 -- who asks, what for, and where the answer goes; all but two by name
        self,
        work: Callable[..., Any],
        *args: Any,
        owner: QObject,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        title: str = "",
        key: str = "",
        progress: Progress | None = None,
        keep: bool = False,
    ) -> Task:
        """Queue `work(*args)`; `done(result)` or `failed(error)` is called here if `owner` still lives."""
        task = Task(lambda: work(*args), owner, done, failed, title, key, progress, keep)
        with self._wake:
            if key:
                for number in [each for each in self._queue if self._is_older(self._tasks[each], key)]:
                    self._queue.remove(number)
                    del self._tasks[number]
            self._count += 1
            self._tasks[self._count] = task
            self._queue.append(self._count)
            self._wake.notify()
        return task

    def stop(self, seconds: float = 30.0) -> bool:
        """Finish what is queued and end the thread; False if it did not end in time."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    @staticmethod
    def _is_older(waiting: Task, key: str) -> bool:
        return waiting.key == key and not waiting.keep

    def _next(self) -> int:
        """The number of the next job, 0 at the end."""
        with self._wake:
            while not self._queue and not self._stopping:
                self._wake.wait()
            return self._queue.popleft() if self._queue else 0

    def _loop(self) -> None:
        while number := self._next():
            self._tell(self._started, number)
            self._tell(self._finished, self._answer(number))

    def _answer(self, number: int) -> _Answer:
        """Do the job; its references are gone from this thread when this returns."""
        task = self._tasks[number]
        if task.cancelled:
            return _Answer(number, stopped=True)
        try:
            return _Answer(number, task.work())
        except Cancelled:
            return _Answer(number, stopped=True)
        except Exception as error:  # noqa: BLE001 -- the edge of the thread; told apart in _on_finished
            return _Answer(number, error=error)

    def _tell(self, signal: Any, fact: Any) -> None:
        if shiboken6.isValid(self):  # the window may be gone while the last job ends
            signal.emit(fact)

    def _on_started(self, number: int) -> None:
        self._running = self._tasks.get(number)
        self._patience.start()

    def _on_slow(self) -> None:
        if self._running:
            self.slow.emit(self._running)

    def _on_finished(self, answer: _Answer) -> None:
        task = self._tasks.pop(answer.number)
        self._running = None
        self._patience.stop()
        self.ended.emit(task)
        error = answer.error
        if error is not None and not isinstance(error, Problem):
            log.error("a job of the desk failed", exc_info=error)
            self.bug_found.emit(error)
        if task.cancelled or answer.stopped or not shiboken6.isValid(task.owner):
            return
        if error is None:
            if task.done:
                task.done(answer.result)
        elif task.failed:
            task.failed(error)
        else:
            self.tell(error)

    def tell(self, error: Exception) -> None:
        """A Problem nobody took goes to the notices; a bug was told already."""
        if isinstance(error, Problem):
            self.problem_arose.emit(error)
