"""The next year begins from this one, and the thread between them is a person's to settle."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kxdesk.domain.carry_over import Fate
from kxdesk.domain.lineage import Link, Relation
from kxdesk.domain.policy import Issue, Policy
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.desk import Desk
from kxdesk.store.policies import load_policy, policies
from kxdesk.store.verifying import verify
from kxdesk.usecases.carry_over import carry_over
from kxdesk.usecases.forms import form_named
from kxdesk.usecases.undo import UndoStack
from kxdesk.usecases.years import Years, drop_link, keep_link, own_promise, years


@pytest.fixture
def policy(desk: Desk) -> Policy:
    """Its first issue promises something for the year after."""
    found = load_policy(desk, policies(desk)[0].id)
    with desk.write("fields-edited") as writing:
        issue = found.issues[0]
        writing.set(Ref(Kind.ISSUE, issue.id), "background", "調べた。令和8年度に岸壁を直す予定。")
    return load_policy(desk, found.id)


@pytest.fixture
def look(desk: Desk, policy: Policy) -> Callable[[], Years]:
    """The next year beside this one."""
    made = carry_over(desk, policy.id, form_named("R7"), 2026)

    def again() -> Years:
        found = years(desk, made.policy_id)
        assert found is not None
        return found

    return again


def texts(issue: Issue) -> tuple[str, ...]:
    """What it says; a form that asks more leaves blank what the other did not ask."""
    return tuple(text or "" for text in (issue.title, issue.content, issue.background, issue.approach))


def test_the_next_year_stands_first_and_this_one_stays_as_it_is(desk: Desk, policy: Policy) -> None:
    """Texts carry under new control numbers; the year they come from is not touched."""
    made = carry_over(desk, policy.id, form_named("R7"), 2026)
    assert [line.fiscal_year for line in policies(desk)] == ["2026", policy.fiscal_year]
    new = load_policy(desk, made.policy_id)
    assert [texts(issue) for issue in new.issues] == [texts(issue) for issue in policy.issues]
    assert not {issue.id for issue in new.issues} & {issue.id for issue in policy.issues}
    assert load_policy(desk, policy.id) == policy
    assert made.fates["issue.title"] is Fate.KEPT
    assert verify(desk).sound


def test_it_is_one_step_of_undo(desk: Desk, policy: Policy) -> None:
    """Taken back, the desk has one year again."""
    steps = UndoStack()
    steps.push(carry_over(desk, policy.id, form_named("R7"), 2026).change)
    steps.undo(desk)
    assert [line.id for line in policies(desk)] == [policy.id]


@pytest.mark.parametrize(("year", "code"), [(2025, "same-year"), (2026, "year-exists")])
def test_a_year_is_begun_once(desk: Desk, policy: Policy, year: int, code: str) -> None:
    """The same year, and a year that is there already, are refused with nothing written."""
    carry_over(desk, policy.id, form_named("R7"), 2026)
    with pytest.raises(Problem) as caught:
        carry_over(desk, policy.id, form_named("R7"), year)
    assert caught.value.code == code


def test_each_issue_goes_on_from_its_own(policy: Policy, look: Callable[[], Years]) -> None:
    """What was carried over is linked, and nothing vanished."""
    both = look()
    assert [link.earlier for link in both.links] == [issue.id for issue in policy.issues]
    assert all(link.kept and link.relation is Relation.CONTINUES for link in both.links)
    assert (both.vanished, both.new) == ((), ())


def test_a_link_dropped_is_proposed_again_by_its_words(desk: Desk, look: Callable[[], Years]) -> None:
    """What a person takes back leaves the proposal, never a hole."""
    drop_link(desk, look().links[0].id)
    assert not look().links[0].kept


def test_an_end_wants_a_reason(desk: Desk, look: Callable[[], Years]) -> None:
    """An issue that ended says why, for whoever asks in three years."""
    both = look()
    link = Link(both.links[0].earlier, "", Relation.ENDED)
    with pytest.raises(Problem, match="reason-missing"):
        keep_link(desk, both.later.id, link)
    keep_link(desk, both.later.id, Link(link.earlier, "", Relation.ENDED, "目的を達した"))
    assert [link.reason for link in look().links if link.relation is Relation.ENDED] == ["目的を達した"]


def test_a_promise_is_open_until_somebody_owns_it(desk: Desk, look: Callable[[], Years]) -> None:
    """Owned by an issue of this year, or by nobody for a reason; it can be opened again."""
    both = look()
    (kept,) = [kept for kept in both.promises if kept.promise.sure]
    assert kept.is_open
    own_promise(desk, both.later.id, kept.promise, owner=both.later.issues[0].id)
    assert [one.owner for one in look().promises if not one.is_open] == [both.later.issues[0].id]
    own_promise(desk, both.later.id, kept.promise, reason="国の制度が変わった")
    assert [one.reason for one in look().promises if not one.is_open] == ["国の制度が変わった"]
    own_promise(desk, both.later.id, kept.promise)
    assert all(one.is_open for one in look().promises)


def test_a_first_year_has_nothing_beside_it(desk: Desk, policy: Policy) -> None:
    """Nothing is compared where there is nothing to compare with."""
    assert years(desk, policy.id) is None
