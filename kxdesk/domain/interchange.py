"""The interchange document: a policy as plain JSON, the shape that `kxdesk read` and `kxdesk dump` print.

Keys and order are those of the published R7 document. Numbers are numbers where the text is one, else null;
names are lists; the progress is the latest date's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kxdesk.domain.keys import folded
from kxdesk.domain.progress import as_one_text, latest_first

if TYPE_CHECKING:
    from kxdesk.domain.form import Form
    from kxdesk.domain.policy import Activity, Facility, Issue, Policy, Track

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_ISSUE_TEXTS = ("policy_field", "title", "impact", "urgency", "content", "background", "target_outcome")


def to_document(policy: Policy, form: Form) -> dict[str, Any]:
    """The policy as a JSON object. What the form does not ask is null or an empty list."""
    return {
        "form": policy.form,
        "fiscal_year": number(policy.fiscal_year),
        "bureau": policy.bureau,
        "mission": policy.mission,
        "basic_info": _basic_info(policy, form),
        "retrospective": {
            "fiscal_year": number(policy.retrospective_fiscal_year),
            "overall": policy.retrospective_overall,
            "achieved": policy.retrospective_achieved,
            "insufficient": policy.retrospective_insufficient,
        },
        "issues": [_issue(issue, form) for issue in policy.issues],
    }


def number(text: str | None) -> int | float | None:
    """129, １２９, 1,204 and 12.5 as numbers; None for anything else."""
    plain = folded(text or "").replace(",", "").strip()
    if not _NUMBER.fullmatch(plain):
        return None
    return float(plain) if "." in plain else int(plain)


def names(text: str | None) -> list[str]:
    """Names one a line, or in one line parted by 、 or a comma; bullets are not part of a name."""
    lines = [line for line in (text or "").splitlines() if line.strip()]
    parts = re.split("[、，,]", lines[0]) if len(lines) == 1 else lines
    return [name for part in parts if (name := part.strip(" 　\t").lstrip("・").strip(" 　"))]


def budget(policy: Policy, form: Form) -> str | None:
    """The budget as one sentence: as typed, or composed by the form's pattern from its number boxes."""
    pattern = form.compose.get("budget")
    if policy.budget is not None or pattern is None:
        return policy.budget
    pieces = {
        "general_account_oku_yen": policy.general_account_oku_yen or "",
        "general_funds_oku_yen": policy.general_funds_oku_yen or "",
        "special_account_oku_yen": policy.special_account_oku_yen or "",
    }
    return _fill(pattern, pieces) if any(pieces.values()) else ""


def _fill(pattern: str, pieces: dict[str, str]) -> str:
    """`{key:億円}` is the value with its unit where it is a number, alone where it is a word."""

    def piece(match: re.Match[str]) -> str:
        value = pieces.get(match[1], "")
        return value + (match[2] or "") if number(value) is not None else value

    return re.sub(r"\{(\w+)(?::([^}]*))?\}", piece, pattern)


def _basic_info(policy: Policy, form: Form) -> dict[str, Any]:
    return {
        "budget": budget(policy, form),
        "general_account_oku_yen": number(policy.general_account_oku_yen),
        "general_funds_oku_yen": number(policy.general_funds_oku_yen),
        "special_account_oku_yen": number(policy.special_account_oku_yen),
        "organization_as_of": policy.organization_as_of,
        "organization": names(policy.organization),
        "partner_bodies": names(policy.partner_bodies),
        "facilities": [_facility(facility) for facility in policy.facilities],
    }


def _facility(facility: Facility) -> dict[str, Any]:
    return {"operation": facility.operation, "name": facility.name}


def _issue(issue: Issue, form: Form) -> dict[str, Any]:
    return {
        "area": issue.area,
        "number": _number_or_text(issue.number),
        **{key: getattr(issue, key) for key in _ISSUE_TEXTS},
        "plan_preface": issue.plan_preface,
        "activities": [_activity(activity) for activity in issue.activities],
        "progress": _progress(issue, form),
        "approach": issue.approach,
    }


def _number_or_text(text: str | None) -> int | float | str | None:
    plain = number(text)
    return plain if plain is not None else text or None


def _activity(activity: Activity) -> dict[str, Any]:
    return {
        "number": _number_or_text(activity.number),
        "title": activity.title,
        "description": activity.description,
        "tracks": [_track(track) for track in activity.tracks],
    }


def _track(track: Track) -> dict[str, Any]:
    return {
        "label": track.label,
        "milestones": [
            {"start": entry.start, "end": entry.end, "text": entry.text}
            for entry in sorted(track.milestones, key=lambda entry: (entry.start, entry.end))
        ],
    }


def _progress(issue: Issue, form: Form) -> dict[str, Any] | None:
    dates = latest_first(issue)
    if not dates:
        return None
    return {
        "as_of": dates[0][0].as_of,
        "text": as_one_text(issue, dates[0], form.compose.get("progress", "")),
    }
