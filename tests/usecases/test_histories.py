"""Whatever two people and the desk made of one issued policy: nothing is lost, no order or clock decides."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings

from kxdesk.domain.edits import PRESENT
from kxdesk.domain.policy import Policy, walk
from kxdesk.domain.roles import Role
from kxdesk.domain.steps import steps_between
from kxdesk.store import history
from kxdesk.store.desk import Desk
from kxdesk.store.exchanges import Direction, record_exchange
from kxdesk.store.policies import insert_policy, load_policy
from kxdesk.store.verifying import verify
from kxdesk.usecases.apply_intake import Applied, apply_intake
from kxdesk.usecases.look_at_intake import look_at_item
from kxdesk.usecases.stage_workbooks import stage_file
from kxdesk.usecases.take_steps import take_steps
from tests.store.desks import PERSON, TickingClock
from tests.usecases.histories import History, all_below, histories, made_own, texts_of
from tests.usecases.kept_histories import KEPT
from tests.usecases.returns import returned

if TYPE_CHECKING:
    from kxdesk.domain.merging import Difference, Key
    from kxdesk.usecases.read_workbook import ReadFile

EXAMPLES = 10_000 if os.environ.get("KXDESK_LONG") == "1" else 25
A_DESK = 50  # histories that one desk is used for
NOW = datetime(2025, 12, 1, 5, 0, tzinfo=UTC)


class Desks:
    """Three desks that see the same, each with a clock of its own; new ones now and then."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.used = 0
        self._stack = ExitStack()
        self._desks: list[Desk] = []

    def three(self) -> list[Desk]:
        if self.used % A_DESK == 0:
            self.close()
            clocks = (NOW, NOW - timedelta(days=3652), NOW + timedelta(days=3652))
            self._desks = [self._new(place, start) for place, start in enumerate(clocks)]
        self.used += 1
        return self._desks

    def _new(self, place: int, start: datetime) -> Desk:
        path = self._folder / f"{self.used}-{place}.kxdesk"
        desk = Desk.create(path, role=Role.CONSOLIDATION, person=PERSON, clock=TickingClock(start))
        return self._stack.enter_context(desk)

    def close(self) -> None:
        self._stack.close()


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    desks = Desks(tmp_path_factory.mktemp("histories"))
    yield desks
    desks.close()


def begin(desk: Desk, lived: History, number: int) -> str:
    """Issued, and changed here since."""
    with desk.write("policy-added") as writing:
        insert_policy(writing, lived.base)
    with desk.write("workbook-exported") as writing:
        record_exchange(writing, Direction.ISSUED, lived.base, file_name="配布.xlsx", sha256=f"{number:064}")
    take_steps(desk, steps_between(lived.base, lived.ours), "fields-edited")
    return lived.base.id


def stage(desk: Desk, lived: History, order: tuple[int, ...]) -> list[str]:
    return [stage_file(desk, file_of(lived, at), placed=lived.base.id)[0].sha256 for at in order]


def file_of(lived: History, at: int) -> ReadFile:
    return returned(lived.returns[at], f"{lived.base.id}-{at}.xlsx")


def waiting(desk: Desk, hashes: list[str]) -> dict[tuple[str, Key], Difference]:
    return {
        (sha256, key): entry
        for sha256 in hashes
        for key, entry in look_at_item(desk, sha256).undecided.items()
    }


def said_in(applied: list[Applied], conflicts: Any, policy: Policy, desk: Desk) -> set[Any]:
    """All values of the result, of the conflicts, and of the history of these things."""
    found = texts_of(policy)
    for entry in (*conflicts, *(each for one in applied for each in one.undecided)):
        found |= {entry.base, entry.theirs, entry.ours}
        if entry.added is not None:
            found |= all_below(entry.added)
    refs = {edit.ref for one in applied if one.change for edit in one.change.edits}
    for told in history.entries(desk, refs=refs):
        found |= {told.before, told.after}
    return found


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES < 100,  # a commit does not fail by chance; the long profile looks further
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(drawn=histories())
@example(drawn=KEPT[0])
@example(drawn=KEPT[1])
def test_nothing_is_lost_and_no_order_decides(desks: Desks, drawn: History) -> None:
    """Both orders, three clocks, together and one after the other, and everything once more."""
    one, two, three = desks.three()
    number = desks.used
    lived = made_own(drawn, number)
    ids = [begin(desk, lived, number) for desk in (one, two, three)]
    first = stage(one, lived, (0, 1))
    second = stage(two, lived, (1, 0))
    applied = list(apply_intake(one, first))
    list(apply_intake(two, second))
    assert [each.problem for each in applied if each.problem] == []
    result = load_policy(one, ids[0])
    assert load_policy(two, ids[1]) == result
    conflicts = waiting(one, first)
    assert waiting(two, second) == conflicts

    said = said_in(applied, conflicts.values(), result, one)
    for policy in (lived.base, lived.ours, *lived.returns):
        assert texts_of(policy) - said - texts_of(lived.base) == set()
    assert texts_of(lived.ours) <= said | _untouched(lived)

    for again in (list(apply_intake(one, first)), [*map(_staged_again(one, lived), (0, 1))]):
        assert all(getattr(each, "change", None) is None for each in again)
    assert load_policy(one, ids[0]) == result

    # The other way round than together.
    for at in sorted((0, 1), key=first.__getitem__, reverse=True):
        (sha256,) = stage(three, lived, (at,))
        list(apply_intake(three, [sha256]))
    later = load_policy(three, ids[2])
    disputed = {key for _sha, key in (*conflicts, *waiting(three, first))}
    known = {thing.id for thing, _ in walk(lived.base)}
    left, right = _apart_from(later, disputed, known), _apart_from(result, disputed, known)
    assert [each for each in left if each not in right] == [each for each in right if each not in left]
    if number % 20 == 0:
        assert verify(one).sound


def _untouched(lived: History) -> set[Any]:
    return texts_of(lived.base)


def _staged_again(desk: Desk, lived: History):
    return lambda at: stage_file(desk, file_of(lived, at))[1]


def _apart_from(policy: Policy, disputed: set[Key], known: set[str]) -> list[Any]:
    """What it says where nothing is disputed, of the things that were issued."""
    gone = {ref.id for ref, field in disputed if field == PRESENT}
    for thing, parent in walk(policy):  # parents come first
        if parent in gone:
            gone.add(thing.id)
    return [
        (thing.id, key, value)
        for thing, _ in walk(policy)
        if thing.id in known and thing.id not in gone
        for key, value in sorted(_values(thing).items())
        if not any((ref.id, field) == (thing.id, key) for ref, field in disputed)
    ]


def _values(thing: Any) -> dict[str, Any]:
    from kxdesk.domain.policy import values_of  # noqa: PLC0415

    return dict(values_of(thing))
