"""On a server many write at once, and no cut line, ended session or restart loses or doubles an edit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kxdesk.domain.edits import Edit
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind, Ref
from kxdesk.store import history, policies, server_database, server_keeping
from kxdesk.store.desk import Desk
from kxdesk.store.verifying import verify
from kxdesk.system.server_address import ServerAddress
from tests.servers import PASSWORD, Server
from tests.store.cut_line import Cut, CutLine
from tests.store.desks import first, make_desk, open_again

pytestmark = pytest.mark.server


@pytest.fixture
def address(server: Server, server_template: ServerAddress) -> ServerAddress:
    return server.database(server_template)


@pytest.fixture
def line(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[CutLine]:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    monkeypatch.setattr(server_keeping, "_PAUSES", (0.0, 0.05, 0.1))
    with CutLine(server.port) as line:
        yield line


def set_title(desk: Desk, text: str) -> Ref:
    ref = first(desk, Kind.ISSUE)
    with desk.write("fields-edited") as writing:
        writing.set(ref, "title", text)
    return ref


def lose_in_the_middle(desk: Desk, server: Server) -> None:
    with desk.write("fields-edited") as writing:
        writing.set(first(desk, Kind.ISSUE), "title", "途中")
        server.end_sessions(desk.path.name)


def titles(desk: Desk) -> list[object]:
    """Every value the first issue's title ever had."""
    return [entry.after for entry in history.entries(desk, refs=[first(desk, Kind.ISSUE)], field="title")]


def test_two_write_the_same_desk(address: ServerAddress) -> None:
    """Neither holds the other up, each sees what the other wrote, and the history is one."""
    with open_again(address) as one, open_again(address) as other:
        assert (one.read_only, one.shared, other.read_only) == (False, True, False)
        ref = set_title(one, "一人目")
        assert policies.value_of(other, ref, "title") == "一人目"
        set_title(other, "二人目")
        assert policies.value_of(one, ref, "title") == "二人目"
        assert titles(one) == ["二人目", "一人目", "いち"]
        assert verify(one).sound


def test_a_value_that_another_changed_is_not_overwritten(address: ServerAddress) -> None:
    """An edit that starts from an older value is refused, and says what stands there now."""
    with open_again(address) as one, open_again(address) as other:
        ref = set_title(one, "一人目")
        with pytest.raises(Problem) as caught, other.write("undone") as writing:
            writing.apply([Edit(ref, "title", "いち", "二人目")])
        assert caught.value.code == "changed-meanwhile"
        facts = caught.value.facts
        assert (facts["before"], facts["theirs"], facts["ours"]) == ("いち", "一人目", "二人目")


def test_a_writer_waits_for_the_other(address: ServerAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who would have to wait too long is told that the desk is busy; nothing is written."""
    monkeypatch.setitem(server_database._SETTINGS, "lock_timeout", "50ms")
    with open_again(address) as one, open_again(address) as other:
        with one.write("fields-edited") as writing:
            writing.set(first(one, Kind.ISSUE), "title", "先")
            with pytest.raises(Problem, match="desk-busy"):
                set_title(other, "後")
        assert titles(other) == ["先", "いち"]


def test_an_ended_session_is_made_anew(server: Server, address: ServerAddress) -> None:
    """A session that ended while nobody used it is not noticed; one that ends inside a change undoes it."""
    with open_again(address) as desk:
        assert server.end_sessions(address.name) == 1
        set_title(desk, "続き")
        with pytest.raises(Problem, match="server-lost"):
            lose_in_the_middle(desk, server)
        server.end_sessions(address.name)
        assert titles(desk) == ["続き", "いち"]
        set_title(desk, "もう一度")
        assert verify(desk).sound


@pytest.mark.parametrize("cut", Cut)
def test_a_cut_line_neither_loses_nor_doubles(
    server: Server, address: ServerAddress, line: CutLine, cut: Cut
) -> None:
    """A commit whose answer was lost is asked for: done once, or refused where it did not go through."""
    with open_again(server.by_network(address.name, line.port)) as desk:
        line.cut = cut
        if cut is Cut.AFTER_COMMIT:
            set_title(desk, "切れた")
        else:
            with pytest.raises(Problem, match="server-lost"):
                set_title(desk, "切れた")
            assert titles(desk) == ["いち"]
            set_title(desk, "切れた")
        assert titles(desk) == ["切れた", "いち"]
        assert verify(desk).sound


@pytest.mark.parametrize("cut", Cut)
def test_a_doubt_is_settled_before_anything_else(
    server: Server, address: ServerAddress, line: CutLine, cut: Cut
) -> None:
    """Where the server could not be asked, the next change asks first and goes over nothing unseen."""
    with open_again(server.by_network(address.name, line.port)) as desk:
        line.cut, line.closed = cut, True
        with pytest.raises(Problem, match="commit-unknown"):
            set_title(desk, "切れた")
        line.closed = False
        if cut is Cut.AFTER_COMMIT:
            with pytest.raises(Problem, match="commit-went-through"):
                set_title(desk, "次")
        set_title(desk, "次")
        assert titles(desk) == (["次", "切れた", "いち"] if cut is Cut.AFTER_COMMIT else ["次", "いち"])


def test_a_restart_of_the_server(address: ServerAddress, server: Server) -> None:
    """While it is down nothing is written and it is said; what was saved is there when it is back."""
    with open_again(address) as desk:
        set_title(desk, "保存済み")
        server.stop()
        try:
            with pytest.raises(Problem, match="server-unreachable"):
                set_title(desk, "落ちている間")
        finally:
            server.start()
        set_title(desk, "戻った")
        assert titles(desk) == ["戻った", "保存済み", "いち"]
        assert verify(desk).sound


def test_what_cannot_be_opened_is_named(
    server: Server, address: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No server, no database, no password, another's tables, a desk already there: each in its own words."""
    for wanted, code in (
        (server.by_network(address.name), "server-wants-password"),
        (server.by_network(address.name, port=1), "server-unreachable"),
        (server.address("nowhere"), "server-unreachable"),
        (server.database(), "not-a-desk"),
        (ServerAddress("postgresql+psycopg://host:port/a"), "server-address-wrong"),
        (ServerAddress("postgresql+psycopg://host"), "server-address-wrong"),
    ):
        with pytest.raises(Problem) as caught:
            open_again(wanted)
        assert caught.value.code == code
    with pytest.raises(Problem, match="server-not-empty"):
        make_desk(address)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    open_again(server.by_network(address.name)).close()


def test_a_desk_of_another_version(server: Server, address: ServerAddress) -> None:
    """A newer one is refused."""
    with server.admin(address.name) as admin:
        admin.execute("COMMENT ON TABLE desk IS 'kxdesk 9000'")
    with pytest.raises(Problem, match="desk-newer"):
        open_again(address)


def test_no_password_in_what_is_told(server: Server, address: ServerAddress) -> None:
    """A wrong password is neither shown nor logged."""
    wrong = str(server.by_network(address.name)).replace("@", ":geheim@", 1)
    with pytest.raises(Problem) as caught:
        open_again(ServerAddress(wrong))
    assert "geheim" not in repr(caught.value) + repr(caught.value.__cause__)
