"""Which policy of a desk is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.domain.keys import comparison_key
from kxdesk.domain.problems import Problem
from kxdesk.store.policies import policies

if TYPE_CHECKING:
    from kxdesk.store.desk import Desk
    from kxdesk.store.policies import PolicyLine


def find_policies(desk: Desk, bureau: str | None) -> tuple[PolicyLine, ...]:
    """Those of the bureau, or all where none is named.

    Raises:
        Problem: bureau-unknown, with the bureaus there are.
    """
    all_ = policies(desk)
    found = tuple(line for line in all_ if bureau is None or _same(line.bureau, bureau))
    if not found and (bureau is not None or not all_):
        here = "、".join(line.bureau or "" for line in all_)
        raise Problem("bureau-unknown", bureau=bureau, here=here)
    return found


def find_policy(desk: Desk, bureau: str | None) -> PolicyLine:
    """The newest year's of the bureau, or of the desk's only one.

    Raises:
        Problem: bureau-unknown, several-policies.
    """
    found = find_policies(desk, bureau)
    if len({comparison_key(line.bureau) for line in found}) == 1:
        return max(
            found, key=lambda line: line.fiscal_year or ""
        )  # of one bureau the year that is being written
    if len(found) > 1:
        raise Problem("several-policies", here="、".join(line.bureau or "" for line in found))
    return found[0]


def _same(one: str | None, other: str) -> bool:
    return comparison_key(one) == comparison_key(other)
