"""Every command that takes a desk takes one on a server, and `move` takes it there and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kxdesk.cli import main
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind
from kxdesk.store.search_index import catch_up
from kxdesk.store.verifying import verify
from kxdesk.system.server_address import ServerAddress
from tests.servers import Server
from tests.store.desks import first, open_again

pytestmark = pytest.mark.server


def test_a_desk_lives_on_a_server(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Made, searched, checked, moved into a file and moved back: the same desk, proved by its hashes."""
    there, again = str(server.database()), str(server.database())
    path = str(tmp_path / "局.kxdesk")
    assert main(["sample", there]) == 0
    assert main(["dump", there]) == 0
    capsys.readouterr()
    moved = []
    for source, target in ((there, path), (path, again)):
        assert main(["move", source, target]) == 0
        said = capsys.readouterr()
        moved.append(json.loads(said.out))
        assert target in said.err
    assert moved[0] == moved[1] | {"path": path}
    assert main(["search", again, "港"]) == 0
    assert json.loads(capsys.readouterr().out)
    assert main(["check", again]) == 0
    assert main(["history", again]) == 0
    capsys.readouterr()
    assert main(["move", there, str(tmp_path / "b.kxdesk")]) == 3
    assert capsys.readouterr().err.startswith("desk-moved: ")


def test_staff_may_add_to_the_history_and_change_none_of_it(server: Server) -> None:
    """With the script's rights a desk is written as always, and its history cannot be touched."""
    address = server.database()
    assert main(["sample", str(address)]) == 0
    with server.admin(address.name) as admin:
        script = (Path(__file__).parents[2] / "db" / "server_roles.sql").read_text(encoding="utf-8")
        for _twice in range(2):
            admin.execute(script.encode())
        admin.execute("CREATE ROLE hanako LOGIN IN ROLE kxdesk_staff")
    hanako = ServerAddress(str(address).replace("kxdesk@", "hanako@", 1))
    with open_again(hanako) as desk:
        with desk.write("fields-edited") as writing:
            writing.set(first(desk, Kind.ISSUE), "title", "花子の題")
        catch_up(desk)
        assert verify(desk).sound
        for statement in ("UPDATE history SET field = ''", "DELETE FROM change", "TRUNCATE history CASCADE"):
            with pytest.raises(Problem, match="server-no-right"), desk.noting() as connection:
                connection.exec_driver_sql(statement)


def test_everything_is_searched(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Hits of the whole history and counts to narrow by; the same from a file and a server."""
    path, there = str(tmp_path / "a.kxdesk"), str(server.database())
    assert main(["sample", path]) == 0
    answers = []
    for place in (path, there):
        if place is there:
            assert main(["move", path, there]) == 0
        capsys.readouterr()
        assert main(["search", place, "港", "--everything", "--limit", "3"]) == 0
        answers.append(json.loads(capsys.readouterr().out))
    assert answers[0] == answers[1]
    assert len(answers[0]["hits"]) == 3
    assert all("港" in hit["text"] and hit["stands"] for hit in answers[0]["hits"])
    facets = answers[0]["facets"]
    area, count = next(iter(facets["area"].items()))
    assert main(["search", path, "港", "--area", area]) == 0
    assert json.loads(capsys.readouterr().out)["facets"]["total"] == count < facets["total"]


def test_the_window_opens_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """The quick way past the other commands takes an address for what it is."""
    opened: list[object] = []
    monkeypatch.setattr("kxdesk.app.run", lambda desk: opened.append(desk) or 0)
    assert main(["open", "postgresql+psycopg://u@h/db"]) == 0
    assert opened == [ServerAddress("postgresql+psycopg://u@h/db")]
