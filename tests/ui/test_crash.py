"""What nobody caught is logged whole and told calmly; the program goes on."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest

from kxdesk.ui import crash


@pytest.fixture(autouse=True)
def hooks() -> Iterator[None]:
    before = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before


def test_what_nobody_caught_is_told_once(expected_log) -> None:
    """Qt hands an error of a slot to this hook: it is logged, told, and nothing is raised."""
    expected_log("ERROR kxdesk.ui.crash: uncaught")
    told: list[Exception] = []
    crash.install(told.append)
    sys.excepthook(KeyError, KeyError("x"), None)
    assert [type(error) for error in told] == [KeyError]


def test_a_notice_that_fails_itself_does_not_loop(expected_log) -> None:
    """A bug in telling a bug is logged, and that is all."""
    expected_log("ERROR kxdesk.ui.crash: uncaught")
    expected_log("the notice of a bug failed itself")

    def tell(_error: Exception) -> None:
        raise RuntimeError

    crash.install(tell)
    sys.excepthook(ValueError, ValueError("x"), None)


def test_ctrl_c_is_a_wish(capsys: pytest.CaptureFixture[str]) -> None:
    """KeyboardInterrupt is not told as a bug."""
    told: list[Exception] = []
    crash.install(told.append)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == []


def test_a_thread_that_dies_is_logged(expected_log) -> None:
    """An error outside the worker's own net is logged too."""
    expected_log("ERROR kxdesk.ui.crash: uncaught in a thread")
    crash.install(lambda _error: None)
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
