"""Cycles with widgets in them are never collected on the worker, where that would end the program."""

from __future__ import annotations

import gc
import threading
import weakref

from pytestqt.qtbot import QtBot

from kxdesk.ui.rubbish import Collector


class Knot:
    """Only a collector of cycles gets rid of it."""

    def __init__(self) -> None:
        self.own = self


def _churn() -> None:
    for _ in range(50_000):
        Knot()


def test_another_thread_collects_nothing(qtbot: QtBot) -> None:
    """However much a thread makes, what was left in a cycle waits for the window's thread."""
    collector = Collector()
    knot = weakref.ref(Knot())
    other = threading.Thread(target=_churn)
    other.start()
    other.join()
    assert knot() is not None
    collector.collect()
    assert knot() is None


def test_it_collects_at_pauses(qtbot: QtBot) -> None:
    """Nobody has to ask."""
    collector = Collector()
    knot = weakref.ref(Knot())
    _churn()
    qtbot.waitUntil(lambda: knot() is None)
    assert not gc.isenabled()
    collector.deleteLater()
