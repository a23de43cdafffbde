"""A desk moves to a server and back whole, with its history, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind
from kxdesk.store import copying, moving
from kxdesk.store.desk import Desk
from kxdesk.store.exchanges import Direction, exchanges, keep_file, record_exchange
from kxdesk.store.moving import move
from kxdesk.store.policies import load_policy
from kxdesk.store.search import search
from kxdesk.store.snapshot import content_hash, snapshot
from kxdesk.store.verifying import verify
from kxdesk.system.server_address import ServerAddress
from tests.servers import Server
from tests.store.desks import PERSON, TickingClock, files, first, make_desk, open_again, small_policy

pytestmark = pytest.mark.server


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A desk with a history, and a workbook that came back."""
    path = tmp_path / "局.kxdesk"
    with make_desk(path, small_policy()) as desk:
        record(desk, "配布.xlsx")
    return path


def record(desk: Desk, name: str) -> None:
    policy = load_policy(desk, first(desk, Kind.POLICY).id)
    with desk.write("workbook-exported") as writing:
        writing.set(first(desk, Kind.ISSUE), "title", name)
        record_exchange(writing, Direction.ISSUED, policy, file_name=name, sha256=name)
        keep_file(desk, writing, name, b"PK\0\xff" + name.encode())


def move_it(path: Path | ServerAddress, target: Path | ServerAddress) -> moving.Moved:
    with open_again(path) as desk:
        return move(desk, target, PERSON, TickingClock())


def state(path: Path | ServerAddress) -> tuple[object, ...]:
    with open_again(path, read_only=True) as desk:
        policy = first(desk, Kind.POLICY).id
        names = [entry.file_name for entry in exchanges(desk, policy)]
        return desk.id, content_hash(desk), verify(desk), names, search(desk, "いち")


def test_there_and_back(path: Path, server: Server, tmp_path: Path) -> None:
    """Content, history, files and identity are the same at each place; each former place is only read."""
    there, back = server.database(), tmp_path / "戻り.kxdesk"
    before = state(path)
    moved = move_it(path, there)
    assert state(there) == before
    assert (moved.content, moved.head) == (before[1], before[2].head)
    with open_again(path) as old, pytest.raises(Problem, match="desk-moved"), old.write("x"):
        pass
    with open_again(there) as desk:
        record(desk, "二つ目.xlsx")  # numbers that the server gives go on
    after = state(there)
    assert after[3] == ["配布.xlsx", "二つ目.xlsx"]
    move_it(there, back)
    assert state(back) == after
    with open_again(back) as desk:
        record(desk, "三つ目.xlsx")
        assert verify(desk).sound
    with pytest.raises(Problem, match="desk-moved"):
        move_it(there, tmp_path / "もう一つ.kxdesk")
    assert files(tmp_path) == ["局.kxdesk", "戻り.kxdesk"]


def test_nothing_is_written_over(
    path: Path, server: Server, server_template: ServerAddress, tmp_path: Path
) -> None:
    """A database that is not empty, a file that exists, two files: refused, and the source stays in use."""
    taken = server.database()
    with server.admin(taken.name) as admin:
        admin.execute("CREATE TABLE notes (x text)")
    other = server.database(server_template)
    for source, target, code in (
        (path, taken, "server-not-empty"),
        (path, other, "server-not-empty"),
        (other, path, "file-exists"),
        (path, tmp_path / "b.kxdesk", "move-needs-server"),
    ):
        with pytest.raises(Problem) as caught:
            move_it(source, target)
        assert caught.value.code == code
    with open_again(path) as desk:
        record(desk, "まだ使える.xlsx")


@pytest.mark.parametrize("to_server", [True, False])
def test_what_differs_is_not_moved(
    path: Path,
    server: Server,
    server_template: ServerAddress,
    monkeypatch: pytest.MonkeyPatch,
    to_server: bool,
) -> None:
    """A row that did not arrive leaves nothing at the target, and the source is as it was."""
    source, target = (
        (path, server.database()) if to_server else (server.database(server_template), path.with_name("b"))
    )
    copy = copying._copy

    def careless(table: object, *connections: object) -> None:
        if str(table) != "history":
            copy(table, *connections)

    monkeypatch.setattr(copying, "_copy", careless)
    with pytest.raises(Problem, match="move-differs"):
        move_it(source, target)
    monkeypatch.undo()
    with pytest.raises(Problem, match=r"not-a-desk|desk-missing"):
        open_again(target)
    move_it(source, target)


def test_a_move_that_broke_off_is_ended(path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the target was there and only the source had not heard, moving again comes to the same."""
    target = server.database()
    before = state(path)

    monkeypatch.setattr(moving, "MOVED", None)
    with pytest.raises(Exception, match="subject table"):
        move_it(path, target)
    monkeypatch.undo()
    assert state(path) == state(target) == before
    move_it(path, target)
    with open_again(path) as old:
        assert old.read_only


def test_a_snapshot_of_a_server_is_a_file(
    server: Server, server_template: ServerAddress, tmp_path: Path
) -> None:
    """It opens as a desk with equal content, history and identity; the server stays in use."""
    with open_again(server.database(server_template)) as desk:
        copy = snapshot(desk, tmp_path / "写し.kxdesk")
        with open_again(copy) as other:
            assert (other.id, content_hash(other), verify(other)) == (
                desk.id,
                content_hash(desk),
                verify(desk),
            )
        assert not desk.read_only
