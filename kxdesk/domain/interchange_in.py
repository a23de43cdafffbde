"""The way back: an interchange document as a policy, each text as it stands in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kxdesk.domain.policy import Activity, Facility, Issue, Milestone, Policy, Progress, Track

if TYPE_CHECKING:
    from collections.abc import Callable

_ISSUE_TEXTS = ("policy_field", "title", "impact", "urgency", "content", "background", "target_outcome")


def from_document(document: dict[str, Any], new_id: Callable[[], str]) -> Policy:
    """A policy with an id for every thing.

    Beyond what `to_document` prints, `progress` may be a list of `{as_of, text, activity}` where `activity`
    is the place of the activity in the plan from 1, and an issue may have `division` and `author`.
    """
    basic, looking_back = document["basic_info"], document["retrospective"]
    return Policy(
        bureau=document["bureau"],
        fiscal_year=_text(document["fiscal_year"]),
        form=document["form"],
        mission=document["mission"],
        general_account_oku_yen=_text(basic["general_account_oku_yen"]),
        general_funds_oku_yen=_text(basic["general_funds_oku_yen"]),
        special_account_oku_yen=_text(basic["special_account_oku_yen"]),
        organization_as_of=basic["organization_as_of"],
        organization="、".join(basic["organization"]),
        partner_bodies="\n".join(basic["partner_bodies"]),
        retrospective_fiscal_year=_text(looking_back["fiscal_year"]),
        retrospective_overall=looking_back["overall"],
        retrospective_achieved=looking_back["achieved"],
        retrospective_insufficient=looking_back["insufficient"],
        facilities=tuple(
            Facility(entry["operation"], entry["name"], new_id()) for entry in basic["facilities"]
        ),
        issues=tuple(_issue(entry, new_id) for entry in document["issues"]),
        id=new_id(),
    )


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _issue(entry: dict[str, Any], new_id: Callable[[], str]) -> Issue:
    activities = tuple(_activity(activity, new_id) for activity in entry["activities"])
    progress = entry["progress"] or []
    return Issue(
        area=entry["area"],
        number=_text(entry["number"]),
        **{key: entry[key] for key in _ISSUE_TEXTS},
        division=entry.get("division", ""),
        author=entry.get("author", ""),
        approach=entry["approach"],
        plan_preface=entry["plan_preface"],
        activities=activities,
        progress=tuple(
            _progress(said, activities, new_id)
            for said in (progress if isinstance(progress, list) else [progress])
        ),
        id=new_id(),
    )


def _activity(entry: dict[str, Any], new_id: Callable[[], str]) -> Activity:
    tracks = tuple(_track(track, new_id) for track in entry["tracks"])
    return Activity(_text(entry["number"]), entry["title"], entry["description"], tracks, new_id())


def _track(entry: dict[str, Any], new_id: Callable[[], str]) -> Track:
    bands = tuple(
        Milestone(band["start"], band["end"], band["text"], new_id()) for band in entry["milestones"]
    )
    return Track(entry["label"], bands, new_id())


def _progress(entry: dict[str, Any], activities: tuple[Activity, ...], new_id: Callable[[], str]) -> Progress:
    place = entry.get("activity")
    return Progress(entry["as_of"], entry["text"], activities[place - 1].id if place else "", new_id())
