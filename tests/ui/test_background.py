"""Work leaves the window's thread, comes back only to the living, and no error of it closes the window."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kxdesk.domain.problems import Problem
from kxdesk.ui.background import Progress, Worker


def test_work_runs_elsewhere_and_the_answer_comes_here(worker: Worker, qtbot: QtBot) -> None:
    """The job has another thread than the window, its answer the window's."""
    got: list[tuple[threading.Thread, threading.Thread]] = []

    def done(where: threading.Thread) -> None:
        got.append((where, threading.current_thread()))

    worker.run(threading.current_thread, owner=worker, done=done)
    qtbot.waitUntil(lambda: bool(got))
    assert got[0][0].name == "desk"
    assert got[0][1] is threading.main_thread()


def test_answers_to_dead_owners_are_dropped(worker: Worker, qtbot: QtBot) -> None:
    """A screen that was closed while its question was under way is not called."""
    import shiboken6  # noqa: PLC0415

    gate, calls, owner = threading.Event(), [], QObject()
    worker.run(gate.wait, 5, owner=owner, done=calls.append)
    worker.run(int, owner=worker, done=lambda _: calls.append("after"))
    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: bool(calls))
    assert calls == ["after"]


def test_a_newer_question_replaces_the_one_that_waits(worker: Worker, qtbot: QtBot) -> None:
    """Of ten questions with one key only the last is answered."""
    gate, answers = threading.Event(), []
    worker.run(gate.wait, 5, owner=worker)
    for number in range(10):
        worker.run(int, number, owner=worker, done=answers.append, key="outline")
    worker.run(int, 99, owner=worker, done=answers.append)
    gate.set()
    qtbot.waitUntil(lambda: 99 in answers)
    assert answers == [9, 99]


def test_a_problem_goes_to_who_asked_or_to_everyone(worker: Worker, qtbot: QtBot) -> None:
    """A Problem is handed to `failed`; without one it is told to all."""

    def refuse() -> None:
        raise Problem("desk-locked", holder="x")

    got: list[Exception] = []
    worker.run(refuse, owner=worker, failed=got.append)
    with qtbot.waitSignal(worker.problem_arose) as told:
        worker.run(refuse, owner=worker)
    assert [error.code for error in (*got, *told.args) if isinstance(error, Problem)] == ["desk-locked"] * 2


def test_our_bug_is_logged_and_the_worker_goes_on(worker: Worker, qtbot: QtBot, expected_log) -> None:
    """An unforeseen error is logged whole and told once; the next job runs."""
    expected_log("ERROR kxdesk.ui.background: a job of the desk failed")
    with qtbot.waitSignal(worker.bug_found) as told:
        worker.run(lambda: 1 // 0, owner=worker)
    assert isinstance(told.args[0], ZeroDivisionError)
    with qtbot.waitSignal(worker.ended):
        worker.run(int, owner=worker)


def test_long_work_says_so_and_can_be_cancelled(worker: Worker, qtbot: QtBot) -> None:
    """After 0.3 s the job is announced; cancelled, it stops at its next step and nothing comes back."""
    progress, calls = Progress(), []

    def long_work() -> None:
        for step in range(10_000):
            progress(step, 10_000)
            threading.Event().wait(0.01)

    with qtbot.waitSignal(worker.slow, timeout=2000) as told:
        task = worker.run(long_work, owner=worker, done=calls.append, title="書き出し", progress=progress)
    assert told.args[0] is task
    with qtbot.waitSignal(worker.ended, timeout=1000):
        task.cancel()
    qtbot.wait(20)
    assert calls == []
    assert progress.done < 10_000


def test_quick_work_is_not_announced(worker: Worker, qtbot: QtBot) -> None:
    """What ends within 0.3 s makes no flicker."""
    with qtbot.assertNotEmitted(worker.slow, wait=400), qtbot.waitSignal(worker.ended):
        worker.run(int, owner=worker)


@pytest.mark.parametrize("keep", [True, False])
def test_writes_cannot_be_cancelled(worker: Worker, qtbot: QtBot, keep: bool) -> None:
    """A write that waits is done even if somebody cancels it; a question is not."""
    gate, ran = threading.Event(), []
    worker.run(gate.wait, 5, owner=worker)
    worker.run(ran.append, 1, owner=worker, keep=keep).cancel()
    gate.set()
    with qtbot.waitSignal(worker.ended):
        worker.run(int, owner=worker)
    assert worker.stop(5)
    assert bool(ran) is keep


def test_what_a_job_holds_dies_on_the_windows_thread(worker: Worker, qtbot: QtBot) -> None:
    """A screen whose last reference was a job of the desk is destroyed here, never by the worker."""
    places: list[threading.Thread] = []

    class Screen(QObject):
        def __del__(self) -> None:
            places.append(threading.current_thread())

    def ask(screen: Screen) -> None:
        worker.run(lambda: screen and None, owner=screen)

    for _number in range(50):
        ask(Screen())
        with qtbot.waitSignal(worker.ended):
            worker.run(int, owner=worker)
    qtbot.waitUntil(lambda: len(places) == 50)
    assert set(places) == {threading.main_thread()}
