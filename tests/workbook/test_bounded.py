"""A bad file must cost itself and nothing else: not the window, not the other files, not the pool."""

from __future__ import annotations

import ctypes
import os
import time
from typing import TYPE_CHECKING

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.workbook import memory_cap
from kxdesk.workbook.bounded import Outcome, ReaderPool
from tests.workbook.bounded_jobs import job

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    with ReaderPool(2, seconds=3, memory=256 * 1024 * 1024) as pool:
        yield pool


def run(pool: ReaderPool, *deeds: str, **options: object) -> list[Outcome[object]]:
    outcomes = pool.map(job, deeds, str.encode, **options)
    return sorted(outcomes, key=lambda outcome: outcome.index)


def codes(outcomes: list[Outcome[object]]) -> list[str | None]:
    return [outcome.problem.code if outcome.problem else None for outcome in outcomes]


def test_good_files_give_their_results_whatever_the_order(pool: ReaderPool) -> None:
    outcomes = run(pool, "size", "size 1", "size 22")
    assert [outcome.result for outcome in outcomes] == [4, 6, 7]
    assert [outcome.name for outcome in outcomes] == ["size", "size 1", "size 22"]


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        ("crash", "reader-crashed"),
        ("hang", "reader-timeout"),
        ("swell", "reader-memory"),
        ("refuse", "encrypted"),
        ("stumble", "reader-failed"),
        ("unpicklable", "reader-failed"),
    ],
)
def test_a_bad_file_ends_as_a_reason_and_the_others_go_on(pool: ReaderPool, deed: str, code: str) -> None:
    outcomes = run(pool, "size", deed, "size", "size", deed, "size")
    assert codes(outcomes) == [None, code, None, None, code, None]


def test_a_bug_is_named_by_its_class(pool: ReaderPool) -> None:
    (outcome,) = run(pool, "stumble")
    assert outcome.problem is not None
    assert outcome.problem.facts == {"error": "ZeroDivisionError"}


def test_a_hanging_file_takes_its_time_and_no_more(pool: ReaderPool) -> None:
    run(pool, "size", "size")
    start = time.monotonic()
    run(pool, "hang", "hang")
    assert time.monotonic() - start < 15


def test_children_stay_warm_between_calls(pool: ReaderPool) -> None:
    seen = {outcome.result for _ in range(5) for outcome in run(pool, "pid", "pid", "pid")}
    assert len(seen) <= 2
    assert os.getpid() not in seen


def test_a_child_that_died_while_idle_costs_no_file(pool: ReaderPool) -> None:
    run(pool, "size", "size")
    for child in pool._children:
        child.process.kill()
        child.process.join()
    assert codes(run(pool, "size", "size", "size")) == [None, None, None]


def test_arguments_reach_the_job_and_change_between_calls(pool: ReaderPool) -> None:
    for value in ("一", "二"):
        outcomes = list(pool.map(job, ["args", "args"], str.encode, value))
        assert [outcome.result for outcome in outcomes] == [(value,), (value,)]


def test_progress_names_each_file_once(pool: ReaderPool) -> None:
    said: list[tuple[str, int, int]] = []
    run(pool, "size", "crash", "size 2", progress=lambda *words: said.append(words))
    assert sorted(name for name, _, _ in said) == ["crash", "size", "size 2"]
    assert [(done, total) for _, done, total in said] == [(1, 3), (2, 3), (3, 3)]


def test_a_file_that_cannot_be_loaded_ends_as_its_reason(pool: ReaderPool) -> None:
    def load(name: str) -> bytes:
        if name == "gone":
            raise Problem("file-missing")
        return name.encode()

    outcomes = sorted(pool.map(job, ["gone", "size", "gone"], load), key=lambda outcome: outcome.index)
    assert codes(outcomes) == ["file-missing", None, "file-missing"]


def test_cancel_stops_at_once_and_the_pool_still_works(pool: ReaderPool, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    # Were it not stopped, the time limit would make an outcome of it.
    assert run(pool, f"witness {begun}", cancelled=begun.exists) == []
    assert begun.exists()
    assert codes(run(pool, "size", "size")) == [None, None]


def test_no_file_gives_no_outcome(pool: ReaderPool) -> None:
    assert run(pool) == []


def test_a_closed_pool_starts_anew(pool: ReaderPool) -> None:
    pool.close()
    assert codes(run(pool, "size")) == [None]


def test_the_windows_limits_have_the_size_the_system_expects() -> None:
    """144 bytes on 64-bit Windows, whose own check refuses any other."""
    assert ctypes.sizeof(memory_cap._ExtendedLimits) == 144
