"""The far side of a ReaderPool: one process that runs jobs until its pipe closes."""

from __future__ import annotations

import gc
import pickle
from typing import TYPE_CHECKING, Any

from kxdesk.domain.problems import Problem
from kxdesk.workbook.memory_cap import cap_memory
from kxdesk.workbook.parcels import pack

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

OUT_OF_MEMORY = b"memory"


def serve(pipe: Connection, memory: int) -> None:
    """Answer each order (or b"" for the one before) and file with (None, result) or (code, facts)."""
    cap_memory(memory)
    # A job makes many small tuples and hardly a cycle; the usual thresholds would look for one all the time.
    gc.set_threshold(100_000, 20, 100)
    pipe.send_bytes(b"")
    order = b""
    try:
        while True:
            order = pipe.recv_bytes() or order
            pipe.send_bytes(_answer(order, pipe.recv_bytes()))
    except (EOFError, OSError):
        return


def _answer(order: bytes, data: bytes) -> bytes:
    try:
        job, args = _job(order)
        return pack((None, job(data, *args)))
    except Problem as problem:
        return pickle.dumps((problem.code, problem.facts))
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception as error:  # noqa: BLE001 - the one place where a bug on a hostile file becomes a reason
        return pickle.dumps(("reader-failed", {"error": type(error).__name__}))


_jobs: dict[bytes, tuple[Callable[..., Any], tuple[Any, ...]]] = {}


def _job(order: bytes) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    if order not in _jobs:
        _jobs.clear()
        _jobs[order] = pickle.loads(order)  # noqa: S301 - our own parent wrote it
    return _jobs[order]
