"""What the window says of the text is true: typed, being saved, saved, or not saved and still there."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from kxdesk.domain.problems import Problem
from kxdesk.ui import session as session_module
from kxdesk.ui.background import Worker
from kxdesk.ui.session import DeskSession, SaveState
from tests.ui.fake_desk import ISSUE, NOW, FakeDesk, facts, hands, set_fields

TITLE, CONTENT = (ISSUE, "title"), (ISSUE, "content")


@pytest.fixture
def states(session: DeskSession) -> list[SaveState]:
    seen: list[SaveState] = []
    session.state_changed.connect(lambda state: seen.append(state) if state not in seen[-1:] else None)
    return seen


def test_typing_is_saved_at_a_pause(
    session: DeskSession, desk: FakeDesk, qtbot: QtBot, states: list[SaveState]
) -> None:
    """Keystrokes are joined into one save after a pause, and SAVED is said after the commit only."""
    desk.gate = threading.Event()
    for text in ("人", "人材", "人材育成"):
        session.draft(*TITLE, text)
    assert session.state is SaveState.TYPING
    qtbot.waitUntil(lambda: session.state is SaveState.SAVING, timeout=3000)
    assert desk.values == {}
    assert session.pending(*TITLE) == "人材育成"
    with qtbot.waitSignal(session.changed):
        desk.gate.set()
    qtbot.waitUntil(lambda: session.state is SaveState.SAVED)
    assert states == [SaveState.TYPING, SaveState.SAVING, SaveState.SAVED]
    assert desk.values == {TITLE: "人材育成"}
    assert len(desk.changes) == 1
    assert session.saved_at == NOW
    assert session.pending(*TITLE) is None
    assert desk.thread is not threading.main_thread()


def test_typing_without_a_pause_is_kept_as_a_draft(
    session: DeskSession, desk: FakeDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who never pauses still has her text on disk, as a draft."""
    session._drafting.setInterval(50)
    session._pause.setInterval(60_000)
    session.draft(*TITLE, "あ")
    session.draft(*TITLE, "あい")
    qtbot.waitUntil(lambda: desk.drafts == [(*TITLE, "あい")])
    assert session.state is SaveState.TYPING
    assert desk.changes == []


def test_a_failed_save_keeps_the_text_and_tries_again(
    session: DeskSession, desk: FakeDesk, qtbot: QtBot
) -> None:
    """The text stays pending, the state says FAILED, and the next try saves what was typed last."""
    session._pause.setInterval(1)
    desk.refuse = Problem("disk-full")
    session.draft(*TITLE, "一")
    session.draft(*CONTENT, "本文")
    qtbot.waitUntil(lambda: session.state is SaveState.FAILED)
    assert isinstance(session.failure, Problem)
    assert session.pending(*TITLE) == "一"
    desk.refuse = None
    session._retry.setInterval(10)
    session._retry.start()
    qtbot.waitUntil(lambda: session.state is SaveState.SAVED)
    assert desk.values == {TITLE: "一", CONTENT: "本文"}
    assert session.failure is None


def test_what_was_typed_during_a_failing_save_wins(
    session: DeskSession, desk: FakeDesk, qtbot: QtBot
) -> None:
    """An older text that comes back from a failed save never replaces a newer one."""
    desk.gate, desk.refuse = threading.Event(), Problem("disk-full")
    session.draft(*TITLE, "古い")
    session.settle()
    session.draft(*TITLE, "新しい")
    desk.gate.set()
    qtbot.waitUntil(lambda: session.failure is not None)
    desk.refuse = None
    session.settle()
    qtbot.waitUntil(lambda: session.state is SaveState.SAVED)
    assert desk.values == {TITLE: "新しい"}


def test_a_verb_saves_the_typed_text_first(session: DeskSession, desk: FakeDesk, qtbot: QtBot) -> None:
    """The order on disk is the order the person did it in, and undo has a step for each."""
    session.draft(*TITLE, "題")
    with qtbot.waitSignals([session.changed, session.changed]):
        session.submit(set_fields, {CONTENT: "本文"})
    assert [change.edits[0].field for change in desk.changes] == ["title", "content"]


def test_undo_and_redo_are_named_and_take_pending_text_along(
    session: DeskSession, desk: FakeDesk, qtbot: QtBot
) -> None:
    """Undo right after typing takes that typing back; redo brings it again; both say their step."""
    assert session.undo_label is None
    session.draft(*TITLE, "題")
    session.undo()
    qtbot.waitUntil(lambda: session.redo_label == "fields-edited")
    assert desk.values == {TITLE: ""}
    session.redo()
    qtbot.waitUntil(lambda: session.redo_label is None)
    assert desk.values == {TITLE: "題"}
    assert session.undo_label == "fields-edited"


def test_a_refused_verb_is_told_and_nothing_is_marked_unsaved(
    session: DeskSession, desk: FakeDesk, worker: Worker, qtbot: QtBot
) -> None:
    """A verb that is refused becomes a notice; the text on disk is as saved as before."""
    desk.refuse = Problem("changed-meanwhile")
    with qtbot.waitSignal(worker.problem_arose):
        session.submit(set_fields, {TITLE: "x"})
    qtbot.waitUntil(lambda: session.state is SaveState.SAVED)


def test_closing_waits_for_what_was_typed(session: DeskSession, desk: FakeDesk, qtbot: QtBot) -> None:
    """The desk is closed only after the last text is in it."""
    session.draft(*TITLE, "最後")
    with qtbot.waitSignal(session.closed):
        session.close()
    assert desk.closed
    assert desk.values == {TITLE: "最後"}


def test_closing_is_refused_while_text_cannot_be_saved(
    session: DeskSession, desk: FakeDesk, qtbot: QtBot
) -> None:
    """A desk with unsaved text does not close by itself; after the person gave it up, it does."""
    desk.refuse = Problem("disk-full")
    session.draft(*TITLE, "最後")
    with qtbot.waitSignal(session.close_failed):
        session.close()
    assert not desk.closed
    session.discard()
    with qtbot.waitSignal(session.closed):
        session.close()


def test_a_read_only_desk_takes_no_typing(worker: Worker, desk: FakeDesk, qtbot: QtBot) -> None:
    """Nothing typed reaches a desk that was opened for reading."""
    session = DeskSession(worker, hands(desk, lambda: facts(read_only=True)))
    with qtbot.waitSignal(session.opened):
        session.open()
    session.draft(*TITLE, "x")
    assert session.state is SaveState.SAVED
    assert session.pending(*TITLE) is None


def test_typing_before_the_desk_is_open_is_saved_when_it_is(
    worker: Worker, desk: FakeDesk, qtbot: QtBot
) -> None:
    """The window is usable before its store is loaded."""
    session = DeskSession(worker, hands(desk))
    session.open()
    session.draft(*TITLE, "早い")
    session.settle()
    qtbot.waitUntil(lambda: desk.values == {TITLE: "早い"})


def test_retries_slow_down() -> None:
    """A full disk is not hammered."""
    assert list(session_module.RETRY_MS) == sorted(session_module.RETRY_MS)
    assert session_module.RETRY_MS[-1] >= 10_000


class Look:
    def __init__(self) -> None:
        self.closed = False

    def close(self) -> None:
        self.closed = True


def test_a_first_look_is_shown_before_the_desk_is_open(worker: Worker, desk: FakeDesk, qtbot: QtBot) -> None:
    """Its facts are there at once; what is typed meanwhile is saved after the opening; the look is closed."""
    look = Look()
    session = DeskSession(worker, replace(hands(desk), glance=lambda: (look, facts())))
    with qtbot.waitSignal(session.glanced):
        session.open()
    assert session.facts is not None
    assert not session.is_open
    session.draft(*TITLE, "早い")
    with qtbot.waitSignal(session.opened):
        session.settle()
    assert look.closed
    qtbot.waitUntil(lambda: desk.values == {TITLE: "早い"})


def test_a_look_that_promised_too_much_is_corrected(worker: Worker, desk: FakeDesk, qtbot: QtBot) -> None:
    """Somebody took the desk in between: it is read-only, and nothing waits to be saved for ever."""
    taken = hands(desk, lambda: facts(read_only=True))
    session = DeskSession(worker, replace(taken, glance=lambda: (Look(), facts())))
    with qtbot.waitSignal(session.glanced):
        session.open()
    session.draft(*TITLE, "x")
    with qtbot.waitSignal(session.opened, timeout=3000):
        pass
    assert session.read_only
    qtbot.waitUntil(lambda: session.state is SaveState.SAVED)
    assert not session.has_typing


def test_a_question_that_needs_the_desk_opens_it(worker: Worker, desk: FakeDesk, qtbot: QtBot) -> None:
    """What a first look cannot answer waits for the desk itself."""
    session = DeskSession(worker, replace(hands(desk), glance=lambda: (Look(), facts())))
    asked: list[object] = []
    session.open()
    session.read(lambda it: it, owner=session, done=asked.append)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [desk]
