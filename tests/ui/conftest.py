"""A worker, a fake desk and a session on it, ended properly after each test."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kxdesk.ui.background import Worker
from kxdesk.ui.session import DeskSession
from tests.ui.fake_desk import FakeDesk, hands


@pytest.fixture(autouse=True)
def _collected_here() -> Iterator[None]:
    """As in the program: no cycle is collected on a worker."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Worker]:
    worker = Worker()
    yield worker
    assert worker.stop(5)


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def session(qtbot: QtBot, worker: Worker, desk: FakeDesk) -> DeskSession:
    session = DeskSession(worker, hands(desk))
    with qtbot.waitSignal(session.opened):
        session.open()
    return session
