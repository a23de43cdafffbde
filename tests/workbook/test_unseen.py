"""Returns nobody has seen, of policies nobody wrote: what is read is what stands there, or a doubt is said.

300 at every run, 20,000 with KXDESK_LONG=1. To see one again: its form, its number and `case`.
"""

from __future__ import annotations

import os
from random import Random

import pytest

from kxdesk.workbook.bounded import ReaderPool
from kxdesk.workbook.fill import fill
from kxdesk.workbook.layouts import available_layouts
from kxdesk.workbook.read_job import read_bytes
from tests.workbook.policies import layout, template
from tests.workbook.random_mangling import Case, mangle
from tests.workbook.random_policies import random_policy
from tests.workbook.returned import Returned

CASES = 20_000 if os.environ.get("KXDESK_LONG") == "1" else 300
PLAIN = 150
BATCH = 25
FORMS = ("R6", "R7")


def case(form: str, number: int) -> Case:
    """A return before anything has happened to it."""
    random = Random(f"{form} {number}")
    policy = random_policy(form, random)
    data = fill(template(form), layout(form), policy).data
    reading, _ = read_bytes(data, _layouts())
    return Case(form, Returned(data), reading, policy, random)


def complaint(form: str, number: int) -> str:
    """What is wrong with one return as it is read before and after it was mangled; "" if nothing is."""
    one = case(form, number)
    if one.reading.policy != one.said or one.reading.holds:
        return "what was filled in is read otherwise"
    mangle(one)
    reading, _ = read_bytes(one.book.data(), _layouts())
    waits = {hold.code for hold in reading.holds}
    if waits != set(one.holds):
        return f"{one.done}: waits for {waits} instead of {one.holds}"
    if one.holds or reading.policy == one.said:
        return ""
    if not reading.flags:
        return f"{one.done}: read otherwise in silence"
    # What changes nothing may cost nothing; of thousands of mixtures a few may be read with a doubt.
    return "" if one.doubtful or number >= PLAIN else f"{one.done}: read otherwise, though with a doubt"


def batch(task: bytes) -> list[str]:
    form, _, first = task.decode().partition(" ")
    numbers = range(int(first), int(first) + BATCH)
    return [f"{form} {number}: {said}" for number in numbers if (said := complaint(form, number))]


def test_what_stands_there_is_read() -> None:
    tasks = [f"{form} {first}" for first in range(0, CASES // len(FORMS), BATCH) for form in FORMS]
    with ReaderPool(seconds=120) as pool:
        outcomes = list(pool.map(batch, tasks, str.encode))
    assert [(one.name, one.problem) for one in outcomes if one.problem] == []
    assert [words for one in outcomes for words in one.result or ()] == []


@pytest.mark.parametrize("form", FORMS)
def test_the_mangling_does_something(form: str) -> None:
    """Nearly every return is changed, and in most of the ways there are."""
    done: set[str] = set()
    for number in range(60):
        one = case(form, number)
        mangle(one)
        done.update(one.done)
    assert len(done) >= 20


def _layouts() -> tuple:
    return tuple(place.layout for place in available_layouts())
