"""Every broken or hostile file ends as its own reason, in time and in memory, and never as a result."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from kxdesk.workbook.bounded import ReaderPool
from tests.workbook.hostile import HOSTILE
from tests.workbook.raw_jobs import outline

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    with ReaderPool(1) as pool:
        pool.warm()
        yield pool


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_for_its_reason(pool: ReaderPool, name: str) -> None:
    code, build = HOSTILE[name]
    data = build()
    start = time.monotonic()
    (outcome,) = pool.map(outline, [name], lambda _: data)
    assert outcome.result is None
    assert outcome.problem is not None
    assert outcome.problem.code == code
    assert time.monotonic() - start < 10
