"""Begin the next fiscal year's policy from this year's, and keep which issue goes on from which."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kxdesk.domain.carry_over import CarryOver, Fate, carried
from kxdesk.domain.keys import comparison_key
from kxdesk.domain.lineage import Relation
from kxdesk.domain.policy import Issue, Policy
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind
from kxdesk.store.policies import insert_tree, load_policy, policies, without_ids
from kxdesk.system.ids import new_id
from kxdesk.usecases.forms import form_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kxdesk.domain.edits import Change
    from kxdesk.domain.form import Form
    from kxdesk.store.desk import Desk


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What was made.

    Attributes:
        policy_id: of the new policy; it stands first in the desk.
        fates: what became of each field that either form asks, by its name.
        issues: how many issues carried.
    """

    change: Change
    policy_id: str
    fates: Mapping[str, Fate]
    issues: int


def carry_over(
    desk: Desk, policy_id: str, form: Form, fiscal_year: int, *, with_plan: bool = True
) -> CarriedOver:
    """The policy of another year in this form; the one it comes from stays as it is.

    Raises:
        Problem: same-year, year-exists.
    """
    policy = load_policy(desk, policy_id)
    _check(desk, policy, fiscal_year)
    way = CarryOver(form_named(policy.form or ""), form, fiscal_year, with_plan=with_plan)
    made = carried(policy, way)
    heirs = {issue.id: replace(_fresh(issue), id=new_id()) for issue in made.issues}
    bare = without_ids(replace(made, issues=()))
    assert isinstance(bare, Policy)
    with desk.write("policy-carried-over") as writing:
        ref = insert_tree(writing, replace(bare, issues=tuple(heirs.values())), "", after="")
        for earlier, heir in heirs.items():
            values = {"earlier": earlier, "later": heir.id, "relation": Relation.CONTINUES, "reason": ""}
            writing.create(Kind.LINEAGE, ref.id, {key: str(value) for key, value in values.items()})
    assert writing.change is not None
    return CarriedOver(writing.change, ref.id, way.fates(), len(heirs))


def _fresh(issue: Issue) -> Issue:
    result = without_ids(issue)
    assert isinstance(result, Issue)
    return result


def _check(desk: Desk, policy: Policy, fiscal_year: int) -> None:
    if policy.fiscal_year == str(fiscal_year):
        raise Problem("same-year", year=fiscal_year)
    bureau = comparison_key(policy.bureau)
    for line in policies(desk):
        if line.fiscal_year == str(fiscal_year) and comparison_key(line.bureau) == bureau:
            raise Problem("year-exists", bureau=policy.bureau, year=fiscal_year)
