"""No form whose labels, sheets or styles were damaged reads to another document in silence.

2,000 mutants in every run, 100,000 with KXDESK_LONG=1. To see one again: its seed, number and `mutant`.
"""

from __future__ import annotations

import os

from kxdesk.workbook.bounded import ReaderPool
from kxdesk.workbook.fill import fill
from tests.fuzz.form_mutants import failures
from tests.workbook.policies import issue, layout, policy, r6_policy, template
from tests.workbook.returned import Returned

MUTANTS = 100_000 if os.environ.get("KXDESK_LONG") == "1" else 2_000
BATCH = 50
_AS_OF, _OF_ORGANISATION, _DAY = "AB36", "AE10", 46022


def seeds() -> dict[str, bytes]:
    """A form of each year; the dates of the R7 one are serials, so that their styles count."""
    book = Returned(fill(template("R7"), layout("R7"), policy(issue("A", "1"), issue("B", "1"))).data)
    for name in book.issue_names():
        book.sheet(name).number(_AS_OF, _DAY)
    book.sheet("1-2 使命・基本情報").number(_OF_ORGANISATION, _DAY - 274)
    return {"R7": book.data(), "R6": fill(template("R6"), layout("R6"), r6_policy()).data}


def test_no_damage_is_read_over_in_silence() -> None:
    sources = seeds()
    names = sorted(sources)
    batches = MUTANTS // BATCH
    tasks = [f"{names[number % len(names)]}|{number // len(names) * BATCH}" for number in range(batches)]
    with ReaderPool(seconds=60) as pool:
        outcomes = list(pool.map(batch, tasks, str.encode, sources))
    assert len(outcomes) == batches
    assert [(outcome.name, outcome.problem) for outcome in outcomes if outcome.problem] == []
    assert [complaint for outcome in outcomes for complaint in outcome.result or ()] == []


def batch(task: bytes, sources: dict[str, bytes]) -> list[str]:
    name, _, first = task.decode().partition("|")
    return failures(sources[name], name, int(first), BATCH)
