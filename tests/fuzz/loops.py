"""The loop that both readers are driven with: mutants in batches, in children that a bad one cannot harm."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kxdesk.workbook.bounded import ReaderPool

if TYPE_CHECKING:
    from collections.abc import Callable

MUTANTS = 100_000 if os.environ.get("KXDESK_LONG") == "1" else 2_000
BATCH = 50


def complaints(batch: Callable[[bytes, dict[str, bytes]], list[str]], seeds: dict[str, bytes]) -> list[str]:
    """What all mutants brought out that they must not.

    Args:
        batch: looks at `BATCH` mutants; its first argument is one of the seeds' names and the first number.
        seeds: what is damaged, by name; each gets its share.
    """
    names = sorted(seeds)
    count = MUTANTS // BATCH
    tasks = [f"{names[number % len(names)]}|{number // len(names) * BATCH}" for number in range(count)]
    with ReaderPool(seconds=60) as pool:
        outcomes = list(pool.map(batch, tasks, str.encode, seeds))
    assert len(outcomes) == count
    ended = [f"{outcome.name}: {outcome.problem}" for outcome in outcomes if outcome.problem]
    return ended + [complaint for outcome in outcomes for complaint in outcome.result or ()]


def task_of(task: bytes) -> tuple[str, int]:
    """The seed's name and the first number."""
    name, _, first = task.decode().partition("|")
    return name, int(first)
