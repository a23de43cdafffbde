"""A policy as the form reads: from the mission down to a milestone in a quarter.

Every text is `str | None`: None where the form does not ask, "" where it was left blank.
Ids are "" until a desk gives one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import TypeAlias

from kxdesk.domain.indicators import Closing, Indicator, Observation, Source, Target
from kxdesk.domain.things import Kind, Ref, Value

Text: TypeAlias = str | None


@dataclass(frozen=True, slots=True)
class Milestone:
    """Text in a track from a start quarter to an end quarter (1 to 4, Q1 is April to June)."""

    start: int
    end: int
    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Track:
    """One row of an activity's quarter grid, with the milestones in it in the order of their start."""

    label: Text = ""
    milestones: tuple[Milestone, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """A piece of the year's plan; number and title may be blank."""

    number: Text = ""
    title: Text = ""
    description: Text = ""
    tracks: tuple[Track, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """What was said at one date: of the whole issue, or of the activity whose id is given."""

    as_of: Text = ""
    text: Text = ""
    activity: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue sheet (課題票)."""

    area: Text = ""
    number: Text = ""
    policy_field: Text = ""
    title: Text = ""
    division: Text = None
    author: Text = None
    impact: Text = None
    urgency: Text = None
    content: Text = None
    background: Text = None
    target_outcome: Text = None
    approach: Text = None
    plan_preface: Text = None
    activities: tuple[Activity, ...] = ()
    progress: tuple[Progress, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Facility:
    """A public facility and the way it is operated (直営, 指定管理, …)."""

    operation: Text = ""
    name: Text = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """One bureau's document for one fiscal year; `fiscal_year` is "2025" for 令和7年度."""

    bureau: Text = ""
    fiscal_year: Text = ""
    form: Text = ""
    mission: Text = None
    budget: Text = None
    general_account_oku_yen: Text = None
    general_funds_oku_yen: Text = None
    special_account_oku_yen: Text = None
    organization_as_of: Text = None
    organization: Text = None
    partner_bodies: Text = None
    retrospective_fiscal_year: Text = None
    retrospective_overall: Text = None
    retrospective_achieved: Text = None
    retrospective_insufficient: Text = None
    facilities: tuple[Facility, ...] = ()
    issues: tuple[Issue, ...] = ()
    sources: tuple[Source, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    closings: tuple[Closing, ...] = ()
    id: str = ""


Thing: TypeAlias = (
    Policy | Facility | Issue | Activity | Track | Milestone | Progress
    | Source | Indicator | Target | Observation | Closing
)  # fmt: skip

KIND_OF: dict[type[Thing], Kind] = {
    Policy: Kind.POLICY,
    Facility: Kind.FACILITY,
    Issue: Kind.ISSUE,
    Activity: Kind.ACTIVITY,
    Track: Kind.TRACK,
    Milestone: Kind.MILESTONE,
    Progress: Kind.PROGRESS,
    Source: Kind.SOURCE,
    Indicator: Kind.INDICATOR,
    Target: Kind.TARGET,
    Observation: Kind.OBSERVATION,
    Closing: Kind.CLOSING,
}
CLASS_OF: dict[Kind, type[Thing]] = {kind: cls for cls, kind in KIND_OF.items()}
CHILDREN: dict[Kind, dict[Kind, str]] = {
    # A source comes before the assertions that name it.
    Kind.POLICY: {
        Kind.FACILITY: "facilities",
        Kind.ISSUE: "issues",
        Kind.SOURCE: "sources",
        Kind.INDICATOR: "indicators",
        Kind.CLOSING: "closings",
    },
    Kind.ISSUE: {Kind.ACTIVITY: "activities", Kind.PROGRESS: "progress"},
    Kind.ACTIVITY: {Kind.TRACK: "tracks"},
    Kind.TRACK: {Kind.MILESTONE: "milestones"},
    Kind.INDICATOR: {Kind.TARGET: "targets", Kind.OBSERVATION: "observations"},
}


def ref_of(thing: Thing) -> Ref:
    """Where the thing is in its desk."""
    return Ref(KIND_OF[type(thing)], thing.id)


def values_of(thing: Thing) -> dict[str, Value]:
    """Its own fields by key, without id and children."""
    return {name: getattr(thing, name) for name in _own_names(KIND_OF[type(thing)])}


@cache
def _own_names(kind: Kind) -> tuple[str, ...]:
    skip = {"id", *CHILDREN.get(kind, {}).values()}
    return tuple(entry.name for entry in fields(CLASS_OF[kind]) if entry.name not in skip)


def children_of(thing: Thing) -> tuple[Thing, ...]:
    """Children in their order: by kind, then as they stand."""
    names = CHILDREN.get(KIND_OF[type(thing)], {}).values()
    return tuple(child for name in names for child in getattr(thing, name))


def walk(thing: Thing, parent: str = "") -> Iterator[tuple[Thing, str]]:
    """The thing and all below it, parents first, each with its parent's id."""
    yield thing, parent
    for child in children_of(thing):
        yield from walk(child, thing.id)


def find(policy: Policy, ref: Ref) -> Thing | None:
    """The thing pointed at, if it is in this policy."""
    return next((thing for thing, _ in walk(policy) if ref_of(thing) == ref), None)


def with_children(thing: Thing, **groups: tuple[Thing, ...]) -> Thing:
    """The same thing with other children."""
    return replace(thing, **groups)  # type: ignore[arg-type]
