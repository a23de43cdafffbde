"""A returned workbook goes to the policy it belongs to, or waits with the candidates; none is guessed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kxdesk.store.policies import insert_policy, policies
from kxdesk.usecases.plan_import import Plan, plan_import
from kxdesk.workbook.receipts import Hold
from tests.store.desks import small_policy
from tests.usecases.returns import kept, returned, staged, taken

if TYPE_CHECKING:
    from kxdesk.domain.policy import Policy
    from kxdesk.store.desk import Desk

OTHER = replace(small_policy(), bureau="環境局")
NEXT_YEAR = replace(small_policy(), fiscal_year="2026")


def plan(desk: Desk, policy: Policy, *holds: Hold) -> Plan:
    return plan_import(desk, returned(policy, "a.xlsx", *holds))


def add(desk: Desk, policy: Policy) -> None:
    with desk.write("policy-added") as writing:
        insert_policy(writing, policy)


@pytest.mark.parametrize("bureau", ["試験局", "試 験 局", "　試験局\n"])
def test_a_bureau_is_known_however_it_is_typed(desk: Desk, bureau: str) -> None:
    found = plan(desk, replace(small_policy(), bureau=bureau))
    assert found.theirs
    assert found.theirs.id == kept(desk).id
    assert not found.holds
    assert not found.differences


@pytest.mark.parametrize(
    ("policy", "code", "told"),
    [
        (OTHER, "bureau-unknown", {"bureau": "環境局", "here": "試験局（2025）"}),
        (replace(small_policy(), bureau=""), "bureau-missing", {"bureau": "", "here": "試験局（2025）"}),
        (NEXT_YEAR, "policy-other-year", {"bureau": "試験局", "found": "2026", "here": "試験局（2025）"}),
    ],
)
def test_what_belongs_nowhere_waits_with_candidates(
    desk: Desk, policy: Policy, code: str, told: dict[str, str]
) -> None:
    found = plan(desk, policy)
    assert [(hold.code, hold.facts) for hold in found.holds] == [(code, told)]
    assert found.theirs is None
    assert len(policies(desk)) == 1


def test_of_two_years_the_one_it_names(desk: Desk) -> None:
    add(desk, NEXT_YEAR)
    found = plan(desk, NEXT_YEAR)
    assert found.theirs
    assert found.theirs.id == kept(desk, 1).id
    assert [hold.code for hold in plan(desk, replace(NEXT_YEAR, fiscal_year="")).holds] == [
        "several-policies"
    ]


def test_a_blank_bureau_is_known_by_control_numbers(desk: Desk) -> None:
    add(desk, OTHER)
    issues = kept(desk, 1).issues
    found = plan(desk, replace(small_policy(), bureau="", issues=issues))
    assert found.theirs
    assert found.theirs.bureau == "環境局"
    assert found.theirs.id == kept(desk, 1).id


def test_a_sheet_of_another_bureau_waits(desk: Desk) -> None:
    add(desk, OTHER)
    strayed = kept(desk, 1).issues[0]
    found = plan(desk, replace(small_policy(), issues=(*kept(desk).issues, strayed)))
    assert [hold.code for hold in found.holds] == ["issue-of-other-bureau"]
    assert found.holds[0].facts["here"] == "環境局"
    assert found.theirs is None


def test_a_new_control_number_is_no_reason_to_wait(desk: Desk) -> None:
    add(desk, OTHER)
    new = replace(small_policy().issues[0], id="7" * 12, title="新しい課題", number="9")
    found = plan(desk, replace(small_policy(), issues=(*kept(desk).issues, new)))
    assert not found.holds
    assert found.theirs
    assert [issue.id for issue in found.theirs.issues][-1] == "7" * 12


def test_what_the_reader_holds_stays_held(desk: Desk) -> None:
    found = plan(desk, small_policy(), Hold("issue-twice", {"first": "一", "second": "二"}))
    assert [hold.code for hold in found.holds] == ["issue-twice"]
    assert found.theirs is None


def test_a_plan_goes_in_once(desk: Desk) -> None:
    theirs = replace(
        small_policy(), issues=(replace(kept(desk).issues[0], content="書いた"), kept(desk).issues[1])
    )
    taken(desk, staged(desk, theirs, "a.xlsx"))
    assert kept(desk).issues[0].content == "書いた"
    assert plan(desk, theirs).again
