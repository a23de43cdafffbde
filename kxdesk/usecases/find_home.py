"""Where a returned workbook belongs: the policy of its bureau and year, or why a person has to say.

By the bureau's name; where it was left blank, by the control numbers of its issues. Nothing is taken for
another because it is the only one there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.domain.keys import search_key
from kxdesk.store.policies import load_policy, policies
from kxdesk.workbook.receipts import Hold

if TYPE_CHECKING:
    from kxdesk.domain.policy import Policy
    from kxdesk.store.desk import Desk
    from kxdesk.store.policies import PolicyLine


def find_home(desk: Desk, theirs: Policy) -> tuple[Policy | None, tuple[Hold, ...]]:
    """The desk's policy that a workbook belongs to, and why it waits; without a policy it always waits.

    Holds, each with `here`, the candidates there are:
        bureau-unknown: no policy of that bureau (facts: bureau).
        bureau-missing: none was named, and no control number says whose it is.
        policy-other-year: the bureau is here, the year is not (facts: bureau, found).
        several-policies: more than one would do (facts: bureau).
        issue-of-other-bureau: a control number belongs to another policy here (facts: area, number, title).
    """
    lines = policies(desk)
    held = {line.id: load_policy(desk, line.id) for line in lines} if _strange(desk, lines, theirs) else {}
    fitting = [line for line in lines if _same(line.bureau, theirs.bureau)]
    if not theirs.bureau:
        owners = {id_ for id_, policy in held.items() if _ids(policy) & _ids(theirs)}
        fitting = [line for line in lines if line.id in owners]
    if not fitting:
        code = "bureau-unknown" if theirs.bureau else "bureau-missing"
        return None, (Hold(code, {"bureau": theirs.bureau, "here": _told(lines)}),)
    of_year = [line for line in fitting if not theirs.fiscal_year or line.fiscal_year == theirs.fiscal_year]
    if len(of_year) != 1:
        code = "several-policies" if of_year else "policy-other-year"
        here = _told(of_year or fitting)
        return None, (Hold(code, {"bureau": theirs.bureau, "found": theirs.fiscal_year, "here": here}),)
    ours = held.get(of_year[0].id) or load_policy(desk, of_year[0].id)
    others = [policy for id_, policy in held.items() if id_ != ours.id]
    return ours, _strayed(theirs, others)


def _strange(desk: Desk, lines: tuple[PolicyLine, ...], theirs: Policy) -> bool:
    """Whether a control number has to be looked for in all policies: the fitting one does not know it."""
    fitting = [line for line in lines if _same(line.bureau, theirs.bureau)]
    if not _ids(theirs) or len(lines) < 2:
        return bool(_ids(theirs)) and not fitting
    known = set().union(*(_ids(load_policy(desk, line.id)) for line in fitting)) if fitting else set()
    return not _ids(theirs) <= known


def _strayed(theirs: Policy, others: list[Policy]) -> tuple[Hold, ...]:
    return tuple(
        Hold(
            "issue-of-other-bureau",
            {"area": issue.area, "number": issue.number, "title": issue.title, "here": policy.bureau},
        )
        for policy in others
        for issue in theirs.issues
        if issue.id in _ids(policy)
    )


def _ids(policy: Policy) -> frozenset[str]:
    return frozenset(issue.id for issue in policy.issues if issue.id)


def _same(one: str | None, other: str | None) -> bool:
    return bool(other) and search_key(one or "") == search_key(other or "")


def _told(lines: list[PolicyLine] | tuple[PolicyLine, ...]) -> str:
    return "、".join(f"{line.bureau or ''}（{line.fiscal_year or ''}）" for line in lines)
