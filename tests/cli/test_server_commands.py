"""Every command that takes a desk takes one on a server, and `move` takes it there and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kxdesk.cli import main
from tests.servers import Server

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
