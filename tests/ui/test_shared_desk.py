"""On a server two people see each other's changes, and nobody's text is written over or lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from kxdesk.domain.things import Kind, Ref
from kxdesk.store import history
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import Person
from kxdesk.system.server_address import ServerAddress
from kxdesk.ui import session as session_module
from kxdesk.ui.background import Worker
from kxdesk.ui.desks.live_desk import LiveDesk
from kxdesk.ui.session import DeskSession, SaveState
from kxdesk.usecases import own_drafts
from tests.servers import Server
from tests.store.desks import first, open_again

pytestmark = pytest.mark.server
Open = Callable[[str], DeskSession]


@pytest.fixture
def address(server: Server, server_template: ServerAddress) -> ServerAddress:
    return server.database(server_template)


@pytest.fixture
def title(address: ServerAddress) -> tuple[Ref, str]:
    with open_again(address) as desk:
        return first(desk, Kind.ISSUE), "title"


@pytest.fixture
def opened(qtbot: QtBot, worker: Worker, address: ServerAddress, monkeypatch: pytest.MonkeyPatch) -> Open:
    """A person's session that has the issue on its screen."""
    monkeypatch.setattr(session_module, "LISTEN_MS", 100)
    monkeypatch.setattr(session_module, "RETRY_MS", (300,))

    def open_as(name: str) -> DeskSession:
        hands = LiveDesk(address, Person(name, name, f"PC-{name}"), SystemClock()).hands()
        session = DeskSession(worker, hands)
        with qtbot.waitSignal(session.opened):
            session.open()
        return session

    return open_as


def close(qtbot: QtBot, *sessions: DeskSession) -> None:
    for session in sessions:
        with qtbot.waitSignal(session.closed):
            session.close()


def save(qtbot: QtBot, session: DeskSession, place: tuple[Ref, str], text: str) -> None:
    session.draft(*place, text)
    session.settle()
    qtbot.waitUntil(lambda: session.state is not SaveState.SAVING)


def test_others_changes_appear(qtbot: QtBot, opened: Open, title: tuple[Ref, str]) -> None:
    """What one saves is told to the other's screens within seconds, once, and never to one's own."""
    one, other = opened("田中"), opened("北九")
    mine: list[object] = []
    one.changed.connect(mine.append)
    with qtbot.waitSignal(other.changed, timeout=5000) as caught:
        save(qtbot, one, title, "田中の題")
    (change,) = caught.args
    assert [(edit.ref, edit.field, edit.after) for edit in change.edits] == [(*title, "田中の題")]
    qtbot.wait(300)
    assert len(mine) == 1
    close(qtbot, one, other)


def titles(address: ServerAddress) -> list[object]:
    """Newest first."""
    with open_again(address) as desk:
        ref = first(desk, Kind.ISSUE)
        return [entry.after for entry in history.entries(desk, refs=[ref], field="title")]


@pytest.mark.parametrize("chosen", ["ours", "theirs"])
def test_the_second_writer_chooses(
    qtbot: QtBot, opened: Open, title: tuple[Ref, str], address: ServerAddress, chosen: str
) -> None:
    """Her text stays on the screen unsaved, she is given three values; what she chooses is written."""
    one, other = opened("田中"), opened("北九")
    other.show(*title, "いち")
    save(qtbot, one, title, "田中の題")
    other.draft(*title, "北九の題")
    with qtbot.waitSignal(other.disputed):
        other.settle()
    (dispute,) = other.disputes
    assert (dispute.base, dispute.theirs, dispute.ours) == ("いち", "田中の題", "北九の題")
    assert dispute.who == "田中"
    assert (other.pending(*title), other.state) == ("北九の題", SaveState.DISPUTED)
    with qtbot.waitSignal(other.close_failed):
        other.close()
    other.settle_dispute(dispute, str(getattr(dispute, chosen)))
    qtbot.waitUntil(lambda: other.state is SaveState.SAVED)
    assert titles(address) == [*(["北九の題"] if chosen == "ours" else []), "田中の題", "いち"]
    close(qtbot, one, other)


def test_fields_that_nobody_else_changed_are_saved(
    qtbot: QtBot, opened: Open, title: tuple[Ref, str], address: ServerAddress
) -> None:
    """A dispute about one field holds up no other."""
    one, other = opened("田中"), opened("北九")
    other.show(*title, "いち")
    other.show(title[0], "content", "")
    save(qtbot, one, title, "田中の題")
    other.draft(*title, "北九の題")
    save(qtbot, other, (title[0], "content"), "本文")
    assert len(other.disputes) == 1
    with open_again(address) as desk:
        assert [entry.after for entry in history.entries(desk, field="content", limit=1)] == ["本文"]
    other.discard()
    close(qtbot, one, other)


def test_text_outlives_server_and_program(
    qtbot: QtBot, opened: Open, title: tuple[Ref, str], address: ServerAddress, server: Server
) -> None:
    """While the server is down the text is on the screen and on this PC; the next opening saves it."""
    session = opened("北九")
    session.show(*title, "いち")
    server.stop()
    try:
        session.draft(*title, "落ちている間の題")
        session.settle()
        qtbot.waitUntil(lambda: session.state is SaveState.FAILED, timeout=15000)
        desk_id = session._held.desk.id
        qtbot.waitUntil(lambda: bool(own_drafts.kept(desk_id)), timeout=15000)
        assert session.pending(*title) == "落ちている間の題"
        session._listening.stop()
        session._retry.stop()  # the program is killed here
    finally:
        server.start()
    again = opened("北九")
    qtbot.waitUntil(lambda: again.state is SaveState.SAVED and not again.has_typing)
    with open_again(address) as desk:
        assert [entry.after for entry in history.entries(desk, refs=[title[0]], limit=1)] == [
            "落ちている間の題"
        ]
    assert own_drafts.kept(desk_id) == {}
    close(qtbot, again)
    session.discard()
    close(qtbot, session)
