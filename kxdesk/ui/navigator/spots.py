"""The places one can be at in the middle of the window."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kxdesk.domain.things import LEDGER, Kind, Ref


class Page(StrEnum):
    """What the middle shows; AREA is a heading in the navigator and has no page."""

    POLICIES = "policies"
    BOARD = "board"
    OVERVIEW = "overview"
    YEAR = "year"
    YEARS = "years"
    EDITIONS = "editions"
    TIMELINE = "timeline"
    SEARCH = "search"
    MISSION = "mission"
    BASICS = "basics"
    RETROSPECTIVE = "retrospective"
    INDICATORS = "indicators"
    AREA = "area"
    ISSUE = "issue"


# Pages of the desk as a whole; the others belong to the policy that is shown.
DESK_PAGES = frozenset(
    {
        Page.POLICIES,
        Page.BOARD,
        Page.OVERVIEW,
        Page.YEAR,
        Page.YEARS,
        Page.EDITIONS,
        Page.TIMELINE,
        Page.SEARCH,
    },
)
# Of these, what an auditor is shown: they only read.
AUDITED = frozenset({Page.POLICIES, Page.OVERVIEW, Page.YEAR, Page.EDITIONS, Page.TIMELINE, Page.SEARCH})


@dataclass(frozen=True, slots=True)
class Spot:
    """A page, with the issue's id or the area's letter."""

    page: Page
    id: str = ""


def spot_of(ref: Ref, field: str, issue_id: str) -> Spot:
    """Where a field is edited."""
    if issue_id:
        return Spot(Page.ISSUE, issue_id)
    if ref.kind in LEDGER:
        return Spot(Page.INDICATORS)
    if ref.kind is Kind.POLICY and field == "mission":
        return Spot(Page.MISSION)
    if ref.kind is Kind.POLICY and field.startswith("retrospective"):
        return Spot(Page.RETROSPECTIVE)
    return Spot(Page.BASICS)
