"""Where a returned workbook belongs: the policy of its bureau and year, or why a person has to say.

By the bureau's name; where it was left blank, by the control numbers of its issues. Nothing is taken for
another because it is the only one there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kxdesk.domain.keys import search_key
from kxdesk.store.intake import NEW
from kxdesk.store.policies import owners_of, policies
from kxdesk.store.rounds import organisations
from kxdesk.workbook.receipts import Hold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kxdesk.domain.policy import Policy
    from kxdesk.store.desk import Desk
    from kxdesk.store.policies import PolicyLine


class Home(NamedTuple):
    """Id of the desk's policy, `NEW` where one is to be made, "" where nobody knows; and why it waits."""

    policy: str
    holds: tuple[Hold, ...] = ()


def find_home(desk: Desk, theirs: Policy, placed: str = "") -> Home:
    """The desk's policy that a workbook belongs to.

    Args:
        desk: any desk.
        theirs: as the workbook says it, in no desk's ids.
        placed: where a person has put it; `NEW` makes a policy where there is none of its bureau and year.

    Holds, each with `here`, the candidates there are:
        bureau-unknown: no policy of that bureau (facts: bureau).
        bureau-missing: none was named, and no control number says whose it is.
        policy-other-year: the bureau is here, the year is not (facts: bureau, found).
        several-policies: more than one would do (facts: bureau).
        issue-of-other-bureau: a control number belongs to another policy here (facts: area, number, title).
    """
    lines = policies(desk)
    if any(line.id == placed for line in lines):
        return Home(placed)
    owners = owners_of(desk, [issue.id for issue in theirs.issues if issue.id])
    fitting = [line for line in lines if _same(line.bureau, theirs.bureau)]
    if not theirs.bureau:
        fitting = [line for line in lines if line.id in owners.values()]
    of_year = [line for line in fitting if theirs.fiscal_year in (None, "", line.fiscal_year)]
    if len(of_year) == 1:
        strayed = () if placed else _strayed(theirs, owners, of_year[0], lines)
        return Home(of_year[0].id, strayed)
    if theirs.bureau and not of_year and (placed == NEW or _expected(desk, theirs.bureau, fitting)):
        return Home(NEW)
    return Home("", (_hold(theirs, lines, fitting, of_year),))


def _expected(desk: Desk, bureau: str, fitting: Sequence[PolicyLine]) -> bool:
    """A bureau of the list of organisations gets its first policy unasked; another year is asked about."""
    return not fitting and organisations(desk).bureau_named(bureau) is not None


def _hold(
    theirs: Policy, lines: Sequence[PolicyLine], fitting: Sequence[PolicyLine], of_year: Sequence[PolicyLine]
) -> Hold:
    if not fitting:
        code = "bureau-unknown" if theirs.bureau else "bureau-missing"
        return Hold(code, {"bureau": theirs.bureau, "here": _told(lines)})
    code = "several-policies" if of_year else "policy-other-year"
    here = _told(of_year or fitting)
    return Hold(code, {"bureau": theirs.bureau, "found": theirs.fiscal_year, "here": here})


def _strayed(
    theirs: Policy, owners: dict[str, str], home: PolicyLine, lines: Sequence[PolicyLine]
) -> tuple[Hold, ...]:
    names = {line.id: line.bureau for line in lines if line.id != home.id}
    return tuple(
        Hold(
            "issue-of-other-bureau",
            {"area": issue.area, "number": issue.number, "title": issue.title, "here": names[owner]},
        )
        for issue in theirs.issues
        if (owner := owners.get(issue.id, "")) in names
    )


def _same(one: str | None, other: str | None) -> bool:
    return bool(other) and search_key(one or "") == search_key(other or "")


def _told(lines: Sequence[PolicyLine]) -> str:
    return "、".join(f"{line.bureau or ''}（{line.fiscal_year or ''}）" for line in lines)
