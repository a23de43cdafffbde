"""Jobs for the children of a ReaderPool, good and bad ones, chosen by the bytes they get."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from kxdesk.domain.problems import Problem


def job(data: bytes, *args: object) -> object:
    return _DEEDS[data.partition(b" ")[0]](data, *args)


def _size(data: bytes, *args: object) -> int:
    return len(data)


def _args(data: bytes, *args: object) -> tuple[object, ...]:
    return args


def _pid(data: bytes, *args: object) -> int:
    return os.getpid()


def _unpicklable(data: bytes, *args: object) -> object:
    return lambda: None


def _crash(data: bytes, *args: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _hang(data: bytes, *args: object) -> None:
    while True:
        time.sleep(1)


def _swell(data: bytes, *args: object) -> None:
    hoard = []
    while True:
        hoard.append(bytes(8_000_000))


def _refuse(data: bytes, *args: object) -> None:
    raise Problem("encrypted", part="x")


def _stumble(data: bytes, *args: object) -> None:
    raise ZeroDivisionError


def _witness(data: bytes, *args: object) -> int:
    Path(os.fsdecode(data.partition(b" ")[2])).touch()
    time.sleep(30)
    return os.getpid()


_DEEDS = {
    b"size": _size,
    b"args": _args,
    b"pid": _pid,
    b"crash": _crash,
    b"hang": _hang,
    b"swell": _swell,
    b"refuse": _refuse,
    b"stumble": _stumble,
    b"unpicklable": _unpicklable,
    b"witness": _witness,
}
