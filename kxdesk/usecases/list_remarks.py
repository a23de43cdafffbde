"""A policy's remarks with the place of each, as a panel beside the form lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kxdesk.domain.remarks import Remark, issue_of
from kxdesk.store.policies import load_policy
from kxdesk.store.remarks import remarks, statements_of_desk

if TYPE_CHECKING:
    from kxdesk.store.desk import Desk


@dataclass(frozen=True, slots=True)
class PlacedRemark:
    """A remark and the issue it lies in: its id and `B2`, both "" outside issues."""

    remark: Remark
    issue: str
    label: str


@dataclass(frozen=True, slots=True)
class ListedRemarks:
    """All of a policy, and what was ever demanded in this desk."""

    entries: tuple[PlacedRemark, ...]
    said: tuple[str, ...]


def list_remarks(desk: Desk, policy_id: str) -> ListedRemarks:
    """In the order they were made; a thing that was taken out leaves its remark without an issue."""
    found = remarks(desk, policy_id)
    policy = load_policy(desk, policy_id) if found else None
    placed: list[PlacedRemark] = []
    for remark in found:
        issue = issue_of(policy, remark.ref) if policy else None
        label = f"{issue.area or ''}{issue.number or ''}" if issue else ""
        placed.append(PlacedRemark(remark, issue.id if issue else "", label))
    return ListedRemarks(tuple(placed), statements_of_desk(desk))
