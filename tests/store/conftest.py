"""An open desk with one small policy, in a file and on a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kxdesk.store.desk import Desk
from tests.store.desks import make_desk, open_again, small_policy


@pytest.fixture
def file_desk(tmp_path: Path) -> Iterator[Desk]:
    with make_desk(tmp_path / "試験 #1%20?.kxdesk", small_policy()) as desk:
        yield desk


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.server)])
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """The same on both."""
    if request.param == "file":
        yield request.getfixturevalue("file_desk")
        return
    server, template = request.getfixturevalue("server"), request.getfixturevalue("server_template")
    with open_again(server.database(template)) as desk:
        yield desk
