"""Issues counted across bureaus: by impact and urgency, by standing, by area and policy field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kxdesk.domain.fields import AREAS, LEVELS
from kxdesk.domain.survey import IssueFacts, IssueStanding

_TELLING_NOTHING = 0.8  # of the issues in one cell of the matrix
_FEW = 5  # of so few issues nothing follows


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which issues are meant; None leaves all. "" is an issue that says nothing there."""

    impact: str | None = None
    urgency: str | None = None
    standing: IssueStanding | None = None
    area: str | None = None
    policy_field: str | None = None

    def holds(self, issue: IssueFacts) -> bool:
        """Whether the issue is one of those."""
        pairs = (
            (self.impact, issue.impact),
            (self.urgency, issue.urgency),
            (self.standing, issue.standing),
            (self.area, issue.area),
            (self.policy_field, issue.policy_field),
        )
        return all(wanted is None or wanted == found for wanted, found in pairs)


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts that add up to `total`.

    Attributes:
        matrix: by (impact, urgency).
        standings: by standing.
        fields: by (policy field, area).
        telling_nothing: the cell of the matrix that nearly all issues are in, where there is one.
    """

    total: int
    matrix: Counter[tuple[str, str]]
    standings: Counter[IssueStanding]
    fields: Counter[tuple[str, str]]

    @property
    def telling_nothing(self) -> tuple[str, str] | None:
        cell, count = max(self.matrix.items(), key=lambda item: item[1], default=(None, 0))
        return cell if self.total >= _FEW and count >= self.total * _TELLING_NOTHING else None

    @property
    def policy_fields(self) -> tuple[str, ...]:
        """The most frequent first; issues without one last."""
        sums: Counter[str] = Counter()
        for (field, _), count in self.fields.items():
            sums[field] += count
        return tuple(sorted(sums, key=lambda field: (not field, -sums[field], field)))


def overview(issues: Iterable[IssueFacts]) -> Overview:
    """Counts all of them."""
    issues = tuple(issues)
    return Overview(
        len(issues),
        Counter((_level(issue.impact), _level(issue.urgency)) for issue in issues),
        Counter(issue.standing for issue in issues),
        Counter((issue.policy_field, issue.area if issue.area in AREAS else "") for issue in issues),
    )


def _level(value: str) -> str:
    return value if value in LEVELS else ""
