"""Slow work leaves the window: one thread owns the desk, answers come back on the window's thread.

An answer whose owner is gone is dropped. A Problem goes to `failed`, or to everyone as `problem_arose`;
anything else is our bug: logged whole, told as `bug_found`, and the window stays.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
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
    result: Any = field(default=None, repr=False)
    error: Exception | None = None

    @property
    def cancellable(self) -> bool:
        return not self.keep

    def cancel(self) -> None:
        """Nothing of it will come back; a job that reports its progress also stops early."""
        if self.cancellable:
            self.cancelled = True
            if self.progress:
                self.progress.cancel()


class Worker(QObject):
    """One thread with a queue; everything in it happens in the order it was asked for."""

    slow = Signal(object)  # Task that has run for SLOW_MS
    ended = Signal(object)  # Task
    problem_arose = Signal(object)  # Problem nobody else took
    bug_found = Signal(object)  # Exception; already logged
    _started = Signal(object)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: deque[Task] = deque()
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
                for waiting in [entry for entry in self._queue if entry.key == key and not entry.keep]:
                    self._queue.remove(waiting)
            self._queue.append(task)
            self._wake.notify()
        return task

    def stop(self, seconds: float = 30.0) -> bool:
        """Finish what is queued and end the thread; False if it did not end in time."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _next(self) -> Task | None:
        with self._wake:
            while not self._queue and not self._stopping:
                self._wake.wait()
            return self._queue.popleft() if self._queue else None

    def _loop(self) -> None:
        while (task := self._next()) is not None:
            if task.cancelled:
                continue
            self._tell(self._started, task)
            try:
                task.result = task.work()
            except Cancelled:
                task.cancelled = True
            except Exception as error:  # noqa: BLE001 -- the edge of the thread; told apart in _on_finished
                task.error = error
            self._tell(self._finished, task)

    def _tell(self, signal: Any, task: Task) -> None:
        if shiboken6.isValid(self):  # the window may be gone while the last job ends
            signal.emit(task)

    def _on_started(self, task: Task) -> None:
        self._running = task
        self._patience.start()

    def _on_slow(self) -> None:
        if self._running:
            self.slow.emit(self._running)

    def _on_finished(self, task: Task) -> None:
        self._running = None
        self._patience.stop()
        self.ended.emit(task)
        if task.error is not None and not isinstance(task.error, Problem):
            log.error("a job of the desk failed", exc_info=task.error)
            self.bug_found.emit(task.error)
        if task.cancelled or not shiboken6.isValid(task.owner):
            return
        if task.error is None:
            if task.done:
                task.done(task.result)
        elif task.failed:
            task.failed(task.error)
        else:
            self.tell(task.error)

    def tell(self, error: Exception) -> None:
        """A Problem nobody took goes to the notices; a bug was told already."""
        if isinstance(error, Problem):
            self.problem_arose.emit(error)
