"""All issues and all bands of a desk looked over at once: where each stands, and which are late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kxdesk.domain.dates import AsOf, as_of
from kxdesk.domain.plan_check import DueStep, Standing, due_steps
from kxdesk.domain.plan_findings import said_by_activity
from kxdesk.domain.policy import Issue, Milestone, Policy
from kxdesk.domain.progress import latest_first


class IssueStanding(StrEnum):
    """Where an issue stands, by its due steps and its progress text."""

    LATE = "late"
    UNCLEAR = "unclear"  # something due is not mentioned
    BLANK = "blank"  # no progress is written
    ON_TRACK = "on-track"


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """An issue as a line of an overview; `late` and `unmentioned` count due steps."""

    policy: str
    id: str
    bureau: str
    fiscal_year: str
    area: str
    number: str
    title: str
    policy_field: str
    impact: str
    urgency: str
    standing: IssueStanding
    late: int
    unmentioned: int


@dataclass(frozen=True, slots=True)
class YearBand:
    """A band with its standing at the as-of date; None while it is not due."""

    band: Milestone
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class YearRow:
    """One track of the year view."""

    issue: IssueFacts
    activity: str
    activity_number: str
    activity_title: str
    track: str
    label: str
    bands: tuple[YearBand, ...]

    @property
    def is_late(self) -> bool:
        """Whether the progress says that something due is not done."""
        return any(each.standing is Standing.LATE for each in self.bands)


@dataclass(frozen=True, slots=True)
class Survey:
    """Of all policies, in their order.

    Attributes:
        as_of: the latest date at which progress was told, or None.
    """

    issues: tuple[IssueFacts, ...]
    rows: tuple[YearRow, ...]
    as_of: AsOf | None


def survey(policies: Iterable[Policy]) -> Survey:
    """Looks over whole policies."""
    issues: list[IssueFacts] = []
    rows: list[YearRow] = []
    dates: list[AsOf] = []
    for policy in policies:
        for issue in policy.issues:
            steps = list(_steps(policy, issue))
            facts = _facts(policy, issue, steps)
            issues.append(facts)
            rows += _rows(facts, issue, steps)
            dates += [date for entry in issue.progress if entry.text and (date := as_of(entry.as_of))]
    return Survey(tuple(issues), tuple(rows), max(dates, default=None))


def _steps(policy: Policy, issue: Issue) -> Iterator[DueStep]:
    entries = [entry for entry in next(iter(latest_first(issue)), []) if entry.text]
    at = as_of(entries[0].as_of) if entries else None
    if at is not None and policy.fiscal_year and policy.fiscal_year.isdecimal():
        yield from due_steps(issue, said_by_activity(issue, entries), int(policy.fiscal_year), at)


def _facts(policy: Policy, issue: Issue, steps: Iterable[DueStep]) -> IssueFacts:
    counts = Counter(step.standing for step in steps)
    return IssueFacts(
        policy=policy.id,
        id=issue.id,
        bureau=policy.bureau or "",
        fiscal_year=policy.fiscal_year or "",
        area=issue.area or "",
        number=issue.number or "",
        title=issue.title or "",
        policy_field=issue.policy_field or "",
        impact=issue.impact or "",
        urgency=issue.urgency or "",
        standing=_standing(issue, counts),
        late=counts[Standing.LATE],
        unmentioned=counts[Standing.UNMENTIONED],
    )


def _standing(issue: Issue, counts: Mapping[Standing, int]) -> IssueStanding:
    if not any(entry.text for entry in issue.progress):
        return IssueStanding.BLANK
    if counts.get(Standing.LATE):
        return IssueStanding.LATE
    return IssueStanding.UNCLEAR if counts.get(Standing.UNMENTIONED) else IssueStanding.ON_TRACK


def _rows(facts: IssueFacts, issue: Issue, steps: Iterable[DueStep]) -> Iterator[YearRow]:
    worst = _worst(steps)
    for activity in issue.activities:
        for track in activity.tracks:
            bands = tuple(YearBand(band, worst.get(band.id)) for band in track.milestones)
            number, title = activity.number or "", activity.title or ""
            yield YearRow(facts, activity.id, number, title, track.id, track.label or "", bands)


def _worst(steps: Iterable[DueStep]) -> dict[str, Standing]:
    """The standing of each band: that of its line that stands worst."""
    order = [Standing.LATE, Standing.UNMENTIONED, Standing.RUNNING, Standing.DONE]
    worst: dict[str, Standing] = {}
    for step in steps:
        known = worst.get(step.milestone, Standing.DONE)
        worst[step.milestone] = min(known, step.standing, key=order.index)
    return worst
