"""The policies of a desk, to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kxdesk.store import policies
from kxdesk.usecases.forms import form_named

if TYPE_CHECKING:
    from kxdesk.domain.form import Form
    from kxdesk.store.desk import Desk


@dataclass(frozen=True, slots=True)
class PolicySummary:
    """One policy as a line of a list. `issues` counts those present."""

    id: str
    bureau: str
    fiscal_year: str
    form: Form
    issues: int


def list_policies(desk: Desk) -> tuple[PolicySummary, ...]:
    """In the order of the desk."""
    counts = policies.issue_counts(desk)
    return tuple(
        PolicySummary(
            line.id,
            line.bureau or "",
            line.fiscal_year or "",
            form_named(line.form or ""),
            counts.get(line.id, 0),
        )
        for line in policies.policies(desk)
    )
