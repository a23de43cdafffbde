"""Look over all policies of a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.domain.survey import survey
from kxdesk.store.policies import load_policy, policies

if TYPE_CHECKING:
    from kxdesk.domain.survey import Survey
    from kxdesk.store.desk import Desk


def survey_desk(desk: Desk, fiscal_year: str | None = None) -> Survey:
    """Of one fiscal year, or of the latest that the desk holds."""
    lines = policies(desk)
    wanted = fiscal_year or max((line.fiscal_year or "" for line in lines), default="")
    return survey(load_policy(desk, line.id) for line in lines if (line.fiscal_year or "") == wanted)
