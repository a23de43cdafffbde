"""Add a blank issue to the area one is in, and go to it."""

from __future__ import annotations

from kxdesk.domain.edits import Change
from kxdesk.domain.fields import AREAS
from kxdesk.domain.things import Kind
from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.navigator.spots import Page, Spot
from kxdesk.usecases import issues


def add_issue(view: DeskView, area: str = "") -> None:
    """Behind the last of its area; "" is the area of the issue on the screen."""
    facts = view.session.facts
    assert facts
    area = area or _area_here(view)
    view.session.submit(
        issues.add_issue, facts.form, facts.policy_id, area, done=lambda c: go_to_new(view, c)
    )


def go_to_new(view: DeskView, change: Change | None) -> None:
    """To the issue that a change created."""
    created = [ref for ref in change.created if ref.kind is Kind.ISSUE] if change else []
    if created:
        view.go(Spot(Page.ISSUE, created[0].id))


def _area_here(view: DeskView) -> str:
    line = view.navigator.line(view.spot.id) if view.spot else None
    return (line.area if line else None) or AREAS[0]
