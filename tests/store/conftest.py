"""An open desk with one small policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kxdesk.store.desk import Desk
from tests.store.desks import make_desk, small_policy


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with make_desk(tmp_path / "試験 #1%20?.kxdesk", small_policy()) as desk:
        yield desk
