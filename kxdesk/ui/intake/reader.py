"""Reads returned workbooks on a thread of its own, its children kept warm while the screen is open."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from kxdesk.ui.background import Worker
from kxdesk.usecases import import_workbooks, read_workbook, show_workbook
from kxdesk.workbook import bounded

_END_SECONDS = 5.0


class Reader(QObject):
    """One batch after the other, in the order they were asked for."""

    found = Signal(list)  # of Path: the files of a batch, before the first is read
    file_read = Signal(object)  # ReadFile
    progressed = Signal(str, int, int)  # name of the file that is done, how many are, of how many
    ended = Signal(bool)  # whether it was cancelled
    failed = Signal(object)  # Exception

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = Worker(self)
        self._pool: Any = None
        self._stop = threading.Event()
        self._batches = 0

    @property
    def busy(self) -> bool:
        return self._batches > 0

    def read(self, paths: Sequence[Path]) -> None:
        """Files, and those in folders; the signals tell."""
        if not self.busy:
            self._stop = threading.Event()
        self._batches += 1
        self._worker.run(
            self._read, paths, self._stop, owner=self, done=self._on_done, failed=self._on_failed
        )

    def cancel(self) -> None:
        """Nothing more is read; what came already stays."""
        self._stop.set()

    def picture(
        self,
        name: str,
        data: bytes,
        owner: QObject,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Pictures of a workbook's sheets; only the last one asked for is made."""
        self._worker.run(self._picture, name, data, owner=owner, done=done, failed=failed, key="picture")

    def read_again(
        self,
        name: str,
        data: bytes,
        owner: QObject,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """A workbook of the queue, for its cells; only the last one asked for is read."""
        self._worker.run(self._again, name, data, owner=owner, done=done, failed=failed, key="again")

    def close(self) -> None:
        """End the children and the thread."""
        self.cancel()
        self._worker.run(self._close, owner=self, keep=True)
        self._worker.stop(_END_SECONDS)

    # On the thread

    def _read(self, paths: Sequence[Path], stop: threading.Event) -> bool:
        files = list(import_workbooks.gathered(paths))
        self.found.emit(files)
        pool = self._warm()
        for file in read_workbook.read_files(
            files, pool, progress=self.progressed.emit, cancelled=stop.is_set
        ):
            if stop.is_set():
                break
            self.file_read.emit(file)
        return stop.is_set()

    def _picture(self, name: str, data: bytes) -> Any:
        return show_workbook.show_workbook(name, data, self._warm())

    def _again(self, name: str, data: bytes) -> Any:
        (file,) = read_workbook.read_files([Path(name)], self._warm(), load=lambda _name: data)
        return file

    def _warm(self) -> Any:
        if self._pool is None:
            self._pool = bounded.ReaderPool()
        return self._pool

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.close()

    # On the window's thread

    def _on_done(self, cancelled: bool) -> None:
        self._batches -= 1
        self.ended.emit(cancelled)

    def _on_failed(self, error: Exception) -> None:
        self._batches -= 1
        self.failed.emit(error)
