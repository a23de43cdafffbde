"""A policy as paper can hold it: what a form does not ask is away, and what it holds in one box is in one.

A workbook that was filled from a policy reads back as exactly this.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from kxdesk.domain.form import Form
from kxdesk.domain.policy import KIND_OF, Activity, Facility, Issue, Policy, Progress, Track, values_of
from kxdesk.domain.progress import as_one_text, latest_first
from kxdesk.domain.things import Kind

T = TypeVar("T", Policy, Facility, Issue, Activity, Track)
_OWN = ("bureau", "fiscal_year", "form")


def as_printed(policy: Policy, form: Form) -> Policy:
    """The policy after a round trip through the form: same ids, fewer things."""
    plain = _asked(policy, form)
    facilities = tuple(_asked(entry, form) for entry in policy.facilities if _is_said(entry))
    issues = tuple(_issue(issue, form) for issue in policy.issues)
    return replace(
        plain,
        **{key: getattr(policy, key) for key in _OWN},
        facilities=facilities if _asks_any(form, Kind.FACILITY) else (),
        issues=issues,
    )


def _issue(issue: Issue, form: Form) -> Issue:
    activities = tuple(
        _activity(activity, form) for activity in issue.activities if _says_something(activity)
    )
    return replace(
        _asked(issue, form),
        activities=activities if _asks_any(form, Kind.MILESTONE) else (),
        progress=_progress(issue, form) if _asks_any(form, Kind.PROGRESS) else (),
    )


def _activity(activity: Activity, form: Form) -> Activity:
    """A printed number without title or text beside it is the form's own, not the activity's."""
    plain = _asked(activity, form)
    tracks = tuple(_asked(track, form) for track in activity.tracks if _says_something(track))
    named = bool(plain.title or plain.description)
    return replace(plain, number=plain.number if named or plain.number is None else "", tracks=tracks)


def _progress(issue: Issue, form: Form) -> tuple[Progress, ...]:
    dates = latest_first(issue)
    if not dates:
        return ()
    text = as_one_text(issue, dates[0], form.compose.get("progress", ""))
    date = dates[0][0].as_of if form.asks(Kind.PROGRESS, "as_of") else None
    entry = Progress(date, text, "", dates[0][0].id)
    return (entry,) if entry.as_of or entry.text else ()


def _is_said(facility: Facility) -> bool:
    return any((text or "").strip() for text in (facility.operation, facility.name))


def _says_something(thing: Activity | Track) -> bool:
    if isinstance(thing, Activity):
        return bool(thing.title or thing.description) or any(map(_says_something, thing.tracks))
    return bool(thing.label or thing.milestones)


def _asks_any(form: Form, kind: Kind) -> bool:
    return any(entry.thing is kind for entry in form.asked)


def _asked(thing: T, form: Form) -> T:
    kind = KIND_OF[type(thing)]
    away: dict[str, Any] = {key: None for key in values_of(thing) if not form.asks(kind, key)}
    return replace(thing, **away)
