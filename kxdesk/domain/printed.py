"""A policy as paper can hold it: what a form does not ask is away, and what it holds in one box is in one.

A workbook that was filled from a policy reads back as exactly this.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from kxdesk.domain.form import Form
from kxdesk.domain.indicator_sheet import printed_indicators
from kxdesk.domain.keys import is_blank, number_key
from kxdesk.domain.policy import (
    KIND_OF,
    Activity,
    Facility,
    Issue,
    Milestone,
    Policy,
    Progress,
    Track,
    values_of,
)
from kxdesk.domain.progress import as_one_text, latest_first
from kxdesk.domain.schedule import is_arrow, rows_without_overlap
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
        sources=(),
        indicators=printed_indicators(policy.indicators, form),
        closings=(),
    )


def _issue(issue: Issue, form: Form) -> Issue:
    written = [activity for activity in issue.activities if activity_says_something(activity)]
    printed = [_activity(activity, form, ordinal) for ordinal, activity in enumerate(written, 1)]
    activities = tuple(entry for entry in printed if activity_says_something(entry))
    return replace(
        _asked(issue, form),
        activities=activities if _asks_any(form, Kind.MILESTONE) else (),
        progress=_progress(issue, form) if _asks_any(form, Kind.PROGRESS) else (),
    )


def _activity(activity: Activity, form: Form, ordinal: int) -> Activity:
    """A number that the form prints, without title or text beside it, is the form's own."""
    plain = _asked(activity, form)
    tracks = tuple(_track(track, form) for track in activity.tracks if track_says_something(track))
    named = bool(plain.title or plain.description)
    is_forms_own = form.numbers_activities and not named and number_key(plain.number) == str(ordinal)
    return replace(plain, number="" if is_forms_own else plain.number, tracks=tracks)


def _track(track: Track, form: Form) -> Track:
    """A band without text has nothing that could stand in its first quarter."""
    rows = rows_without_overlap(bands_on_paper(track))
    return replace(_asked(track, form), milestones=tuple(band for row in rows for band in _joined(row)))


def _joined(row: Iterable[Milestone]) -> list[Milestone]:
    """An arrow typed as a band's text prolongs the band that ends just before it."""
    found: list[Milestone] = []
    for band in row:
        if is_arrow(band.text) and found and found[-1].end == band.start - 1:
            found[-1] = replace(found[-1], end=band.end)
        else:
            found.append(band)
    return found


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


def activity_says_something(activity: Activity) -> bool:
    """Whether it takes a block on paper."""
    texts = (activity.number, activity.title, activity.description)
    return not all(map(is_blank, texts)) or any(map(track_says_something, activity.tracks))


def track_says_something(track: Track) -> bool:
    """Whether it takes a row on paper."""
    return not is_blank(track.label) or bool(bands_on_paper(track))


def bands_on_paper(track: Track) -> tuple[Milestone, ...]:
    """Those with a text: an arrow after an empty quarter would prolong nothing, or the band before it."""
    return tuple(band for band in track.milestones if not is_blank(band.text))


def _asks_any(form: Form, kind: Kind) -> bool:
    return any(entry.thing is kind for entry in form.asked)


def _asked(thing: T, form: Form) -> T:
    kind = KIND_OF[type(thing)]
    read: dict[str, Any] = {
        key: (value or "") if form.asks(kind, key) else None for key, value in values_of(thing).items()
    }
    return replace(thing, **read)
