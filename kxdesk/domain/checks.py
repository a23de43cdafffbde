"""点検: rules that look at one policy and say what a careful reader would ask.

Each finding is a code with a place and facts; its sentence is made where it is shown.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from kxdesk.domain.characters import characters_in, troublesome
from kxdesk.domain.dates import as_of
from kxdesk.domain.fields import AREAS, FieldKind, fields_of
from kxdesk.domain.interchange import number
from kxdesk.domain.keys import comparison_key
from kxdesk.domain.policy import KIND_OF, Issue, Policy, ref_of, values_of, walk
from kxdesk.domain.schedule import rows_without_overlap
from kxdesk.domain.things import Ref, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kxdesk.domain.form import Form
    from kxdesk.domain.policy import Thing


class Severity(StrEnum):
    """How much it matters; none of them ever stops anyone from typing."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    Attributes:
        code: kebab-case, stable.
        ref: where; `key` is its field, "" where it concerns the whole thing.
        facts: what the sentence needs.
        issue: id of the issue it lies in, "" outside issues.
        sources: titles of the documents that do not agree.
        fingerprint: of the figures it is about; a person closes it for these and no others.
    """

    code: str
    severity: Severity
    ref: Ref
    key: str = ""
    facts: Mapping[str, Value] = field(default_factory=dict)
    issue: str = ""
    sources: tuple[str, ...] = ()
    fingerprint: str = ""


def check(policy: Policy, form: Form) -> tuple[Finding, ...]:
    """All findings, in the order of the form."""
    found: list[Finding] = [*_texts(policy, form, "")]
    for facility in policy.facilities:
        found += _texts(facility, form, "")
    found += _numbering(policy)
    for issue in policy.issues:
        found += check_issue(issue, form)
    return (*found, *_same_titles(policy))


@lru_cache(maxsize=2048)  # while one issue is written all others stay as they are
def check_issue(issue: Issue, form: Form) -> tuple[Finding, ...]:
    """The findings that one issue alone can have."""
    found = [entry for thing, _ in walk(issue) for entry in _texts(thing, form, issue.id)]
    return (*found, *_schedule(issue), *_progress(issue, form))


def _texts(thing: Thing, form: Form, issue: str) -> Iterator[Finding]:
    """Blank where the form wants words, longer than it recommends, characters that do not survive."""
    kind, values = KIND_OF[type(thing)], values_of(thing)
    for entry in fields_of(kind):
        value = values.get(entry.key)
        asked = form.find(kind, entry.key)
        if not isinstance(value, str):
            continue
        place = (ref_of(thing), entry.key)
        if asked and asked.required and not value.strip():
            yield Finding("required-blank", Severity.WARNING, *place, {}, issue)
        if asked and asked.recommended and (length := characters_in(value)) > asked.recommended:
            facts = _facts(length=length, recommended=asked.recommended)
            yield Finding("longer-than-recommended", Severity.NOTICE, *place, facts, issue)
        if characters := troublesome(value):
            facts = _facts(characters=" ".join(characters))
            yield Finding("character-may-be-lost", Severity.WARNING, *place, facts, issue)
        if entry.kind is FieldKind.CHOICE and value and value not in entry.choices:
            yield Finding("not-a-choice", Severity.WARNING, *place, {"value": value}, issue)


def _facts(**facts: Value) -> dict[str, Value]:
    return facts


def _numbering(policy: Policy) -> Iterator[Finding]:
    """Numbers run from 1 within an area, each once."""
    for area in AREAS:
        issues = [issue for issue in policy.issues if issue.area == area]
        counts = Counter(issue.number for issue in issues)
        for issue in issues:
            if issue.number and counts[issue.number] > 1:
                facts = _facts(area=area, number=issue.number)
                yield Finding("number-twice", Severity.ERROR, ref_of(issue), "number", facts, issue.id)
        numbers = {value for issue in issues if isinstance(value := number(issue.number), int)}
        if missing := sorted(set(range(1, len(issues) + 1)) - numbers):
            facts = _facts(area=area, number=missing[0])
            yield Finding(
                "number-missing", Severity.WARNING, ref_of(issues[-1]), "number", facts, issues[-1].id
            )


def _schedule(issue: Issue) -> Iterator[Finding]:
    for activity in issue.activities:
        tracks = activity.tracks
        if not any(track.milestones for track in tracks):
            yield Finding("activity-without-band", Severity.NOTICE, ref_of(activity), "", {}, issue.id)
        for track in tracks:
            if len(rows_without_overlap(track.milestones)) > 1:
                yield Finding("bands-overlap", Severity.NOTICE, ref_of(track), "", {}, issue.id)
            for band in track.milestones:
                if not 1 <= band.start <= band.end <= 4:
                    yield Finding("outside-the-year", Severity.ERROR, ref_of(band), "start", {}, issue.id)


def _progress(issue: Issue, form: Form) -> Iterator[Finding]:
    asked = next((entry for entry in form.asked if entry.thing == "progress"), None)
    if asked is None:
        return
    if not any(entry.text for entry in issue.progress):
        yield Finding("progress-missing", Severity.WARNING, ref_of(issue), "progress", {}, issue.id)
    for entry in issue.progress:
        if entry.text and as_of(entry.as_of) is None:
            facts = _facts(value=entry.as_of)
            yield Finding("date-unreadable", Severity.WARNING, ref_of(entry), "as_of", facts, issue.id)


def _same_titles(policy: Policy) -> Iterator[Finding]:
    first: dict[str | None, Issue] = {}
    for issue in policy.issues:
        key = comparison_key(issue.title)
        if key and key in first:
            facts = _facts(other=f"{first[key].area}{first[key].number}")
            yield Finding("title-twice", Severity.NOTICE, ref_of(issue), "title", facts, issue.id)
        first.setdefault(key, issue)
