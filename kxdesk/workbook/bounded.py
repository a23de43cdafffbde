"""Files read in child processes that a bad one can neither hang nor bring down with it.

A child has a ceiling on its memory and a time for each file. One that dies, hangs or grows too large costs
its file a reason code and is replaced; the others go on. The children stay warm between calls.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import time
from collections import deque
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Generic, Self, TypeAlias, TypeVar

from kxdesk.domain.problems import Problem
from kxdesk.workbook.bounded_child import OUT_OF_MEMORY, serve
from kxdesk.workbook.limits import MEGABYTE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.context import SpawnProcess

T = TypeVar("T")
_Ended: TypeAlias = tuple[int, bytes, Problem | None]
"""A file's index and what its child said, still packed: a child gets its next file first."""

FILE_SECONDS = 10.0
FILE_MEMORY = 512 * MEGABYTE
_START_SECONDS = 60.0
_MOST_FAILED_STARTS = 3
_LOOK_AROUND_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What became of one file: a result, or the problem it ended with.

    Attributes:
        index: of the file among those given.
        result: what the job returned; None if there is a problem.
    """

    index: int
    name: str
    result: T | None
    problem: Problem | None


@dataclass(slots=True)
class _Child:
    process: SpawnProcess
    pipe: Connection
    deadline: float
    ready: bool = False
    order: bytes = b""
    index: int | None = None

    def end(self) -> int | None:
        """Kill it; its exit code."""
        self.pipe.close()
        self.process.kill()
        self.process.join()
        return self.process.exitcode


class ReaderPool:
    """Warm child processes that run one job over many files.

    The program must call `multiprocessing.freeze_support()` first thing in its main function, and importing
    its main module must be cheap: every child does so. One thread uses a pool at a time.
    """

    def __init__(
        self, workers: int | None = None, *, seconds: float = FILE_SECONDS, memory: int = FILE_MEMORY
    ) -> None:
        self._workers = workers or os.cpu_count() or 1
        self._seconds = seconds
        self._memory = memory
        self._children: list[_Child] = []
        self._failed_starts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self, workers: int | None = None) -> None:
        """Start the children now, without waiting for them, so that the first file need not."""
        while len(self._children) < min(workers or self._workers, self._workers):
            self._children.append(self._start())

    def close(self) -> None:
        """End the children. The pool may be used again and then starts new ones."""
        for child in self._children:
            child.end()
        self._children = []

    def map(
        self,
        job: Callable[..., T],
        names: Sequence[str],
        load: Callable[[str], bytes],
        *args: object,
        progress: Callable[[str, int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Iterator[Outcome[T]]:
        """Run `job(data, *args)` over files, yielding each outcome as it comes, in no set order.

        Args:
            job: a function of a module; it, its arguments and its results must pickle.
            names: of the files.
            load: gives the bytes of one, called here and only when a child is free.
            *args: for the job, sent to each child once.
            progress: called with the name of a file that is done, how many are, and of how many.
            cancelled: asked at least every tenth of a second; once it says yes, nothing more is yielded.

        An outcome's problem is what the job or `load` raised, or reader-crashed, reader-timeout,
        reader-memory, reader-failed.

        Raises:
            Problem: reader-unavailable if no child process can be started.
        """
        order = pickle.dumps((job, args), pickle.HIGHEST_PROTOCOL)
        waiting = deque(enumerate(names))
        done = 0
        self.warm(len(names))
        try:
            while done < len(names) and not (cancelled and cancelled()):
                for index, message, failed in self._advance(order, waiting, load):
                    result, problem = _unpacked(message) if failed is None else (None, failed)
                    done += 1
                    if progress:
                        progress(names[index], done, len(names))
                    yield Outcome(index, names[index], result, problem)
        finally:
            self._drop_busy()

    def _advance(
        self, order: bytes, waiting: deque[tuple[int, str]], load: Callable[[str], bytes]
    ) -> list[_Ended]:
        """Give work to idle children, wait a little for what ends, and give again before anybody looks."""
        ended = self._give_out(order, waiting, load)
        heard = wait([child.pipe for child in self._children], self._patience())
        for child in list(self._children):
            if child.pipe in heard:
                ended += self._listen(child)
            elif time.monotonic() > child.deadline:
                ended += self._replace(child, "reader-timeout", seconds=self._seconds)
        return ended + self._give_out(order, waiting, load)

    def _give_out(
        self, order: bytes, waiting: deque[tuple[int, str]], load: Callable[[str], bytes]
    ) -> list[_Ended]:
        """Give each idle child a file; what could not even be loaded has ended."""
        ended: list[_Ended] = []
        for child in self._children:
            while waiting and child.ready and child.index is None:
                index, name = waiting.popleft()
                try:
                    data = load(name)
                except Problem as problem:
                    ended.append((index, b"", problem))
                    continue
                if not self._give(child, order, index, data):
                    waiting.appendleft((index, name))
                    break
        return ended

    def _give(self, child: _Child, order: bytes, index: int, data: bytes) -> bool:
        """Send a file; False if the child died while it was idle, as its pipe will say."""
        try:
            child.pipe.send_bytes(order if child.order != order else b"")
            child.pipe.send_bytes(data)
        except OSError:
            return False
        child.order, child.index = order, index
        child.deadline = time.monotonic() + self._seconds
        return True

    def _listen(self, child: _Child) -> list[_Ended]:
        try:
            message = child.pipe.recv_bytes()
        except (EOFError, OSError):
            return self._replace(child, "reader-crashed")
        if not child.ready:
            child.ready, self._failed_starts, child.deadline = True, 0, float("inf")
            return []
        index, child.index, child.deadline = child.index, None, float("inf")
        if message == OUT_OF_MEMORY:
            child.index = index
            return self._replace(child, "reader-memory", limit=self._memory)
        return [] if index is None else [(index, message, None)]

    def _replace(self, child: _Child, code: str, **facts: float) -> list[_Ended]:
        exit_code = child.end()
        self._children.remove(child)
        if not child.ready:
            self._failed_starts += 1
            if self._failed_starts >= _MOST_FAILED_STARTS:
                raise Problem("reader-unavailable", exit=exit_code)
        self._children.append(self._start())
        if child.index is None:
            return []
        return [(child.index, b"", Problem(code, exit=exit_code, **facts))]

    def _drop_busy(self) -> None:
        """End the children whose answer nobody awaits any more."""
        for child in [child for child in self._children if child.index is not None]:
            child.end()
            self._children.remove(child)

    def _patience(self) -> float:
        nearest = min(child.deadline for child in self._children)
        return max(0.0, min(_LOOK_AROUND_SECONDS, nearest - time.monotonic()))

    def _start(self) -> _Child:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self._memory), daemon=True)
        process.start()
        theirs.close()
        return _Child(process, ours, time.monotonic() + _START_SECONDS)


def _unpacked(message: bytes) -> tuple[Any, Problem | None]:
    """The result a child packed, or the problem it named."""
    code, content = pickle.loads(message)  # noqa: S301 - our own child wrote it
    return (content, None) if code is None else (None, Problem(code, **content))
