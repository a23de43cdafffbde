"""No form whose labels, sheets or styles were damaged reads to another document in silence.

2,000 mutants in every run, 100,000 with KXDESK_LONG=1. To see one again: its seed, number and `mutant`.
"""

from __future__ import annotations

from kxdesk.workbook.fill import fill
from tests.fuzz.form_mutants import failures
from tests.fuzz.loops import BATCH, complaints, task_of
from tests.workbook.policies import issue, layout, policy, r6_policy, template
from tests.workbook.returned import Returned

_AS_OF, _OF_ORGANISATION, _DAY = "AB36", "AE10", 46022


def seeds() -> dict[str, bytes]:
    """A form of each year; the dates of the R7 one are serials, so that their styles count."""
    book = Returned(fill(template("R7"), layout("R7"), policy(issue("A", "1"), issue("B", "1"))).data)
    for name in book.issue_names():
        book.sheet(name).number(_AS_OF, _DAY)
    book.sheet("1-2 使命・基本情報").number(_OF_ORGANISATION, _DAY - 274)
    return {"R7": book.data(), "R6": fill(template("R6"), layout("R6"), r6_policy()).data}


def test_no_damage_is_read_over_in_silence() -> None:
    assert complaints(batch, seeds()) == []


def batch(task: bytes, sources: dict[str, bytes]) -> list[str]:
    name, first = task_of(task)
    return failures(sources[name], name, first, BATCH)
