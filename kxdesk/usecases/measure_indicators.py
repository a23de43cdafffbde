"""Indicators with what their figures come to."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from kxdesk.domain.claims import titles_of
from kxdesk.domain.contradictions import target_years
from kxdesk.domain.ledger_in import name_key
from kxdesk.domain.measures import Measures, measures_of
from kxdesk.domain.problems import Problem
from kxdesk.store.policies import load_policy
from kxdesk.usecases.find_policy import find_policies

if TYPE_CHECKING:
    from kxdesk.domain.indicators import Indicator
    from kxdesk.domain.policy import Policy
    from kxdesk.store.desk import Desk

_PICTURES = {".svg": "svg", ".png": "png"}


def find_indicator(desk: Desk, name: str, bureau: str | None = None) -> tuple[Indicator, Measures]:
    """The one of that name, however it is typed.

    Raises:
        Problem: indicator-unknown, with names that are near; and as `find_policies`.
    """
    known: list[str] = []
    for line in find_policies(desk, bureau):
        policy = load_policy(desk, line.id)
        for indicator in policy.indicators:
            if name_key(indicator.name) == name_key(name):
                return indicator, measured(policy, indicator)
            known.append(indicator.name or "")
    here = "、".join(get_close_matches(name, known, 3, 0.3)) or "–"
    raise Problem("indicator-unknown", name=name, here=here)


def measured(policy: Policy, indicator: Indicator) -> Measures:
    """One of a policy's."""
    return measures_of(indicator, titles_of(policy), target_years(policy))


def form_of_picture(path: Path) -> str:
    """Svg or png, by the file's name.

    Raises:
        Problem: picture-form-unknown.
    """
    form = _PICTURES.get(path.suffix.lower())
    if form is None:
        raise Problem("picture-form-unknown", path=str(path))
    return form
