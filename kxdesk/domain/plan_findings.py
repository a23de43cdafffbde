"""Plan against progress as findings of 点検: late, not mentioned, after the date, without a partner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from kxdesk.domain.checks import Finding, Severity
from kxdesk.domain.closings import fingerprint_of
from kxdesk.domain.dates import AsOf, as_of
from kxdesk.domain.keys import number_key
from kxdesk.domain.plan_check import DueStep, Standing, due_steps
from kxdesk.domain.policy import Activity, Issue, Policy, Progress, ref_of
from kxdesk.domain.progress import latest_first
from kxdesk.domain.progress_sections import Sections, sections
from kxdesk.domain.promises import sentences
from kxdesk.domain.things import Kind, Ref
from kxdesk.domain.told_dates import is_after, is_to_come, told_dates

_CODES = {Standing.LATE: "step-late", Standing.UNMENTIONED: "step-not-mentioned"}
_SEVERITY = {Standing.LATE: Severity.WARNING, Standing.UNMENTIONED: Severity.NOTICE}


def plan_findings(policy: Policy) -> Iterator[Finding]:
    """At the latest as-of date of each issue; without a readable date none."""
    if policy.fiscal_year and policy.fiscal_year.isdecimal():
        for issue in policy.issues:
            yield from _found(issue, int(policy.fiscal_year))


@lru_cache(maxsize=2048)  # as `checks.check_issue`
def _found(issue: Issue, fiscal_year: int) -> tuple[Finding, ...]:
    return tuple(issue_findings(issue, fiscal_year))


def issue_findings(issue: Issue, fiscal_year: int) -> Iterator[Finding]:
    """Of one issue."""
    entries = [entry for entry in next(iter(latest_first(issue)), []) if entry.text]
    at = as_of(entries[0].as_of) if entries else None
    if at is None:
        return
    said = said_by_activity(issue, entries)
    yield from _steps(due_steps(issue, said, fiscal_year, at), issue.id)
    yield from _partners(issue, said)
    for entry in entries:
        yield from _after(entry, issue.id, fiscal_year, at)


def said_by_activity(issue: Issue, entries: Iterable[Progress]) -> Sections:
    """One date's progress: text of the whole cut at its headings, and what was recorded by activity."""
    whole: list[str] = []
    by_number: dict[str, str] = {}
    numbers = {activity.id: number for number, activity in _numbered(issue).items()}
    for entry in entries:
        cut = sections(entry.text or "")
        if entry.activity in numbers:
            number = numbers[entry.activity]
            by_number[number] = "\n".join(filter(None, (by_number.get(number), entry.text)))
        else:
            whole.append(cut.whole)
            by_number |= cut.by_number
    return Sections("\n".join(filter(None, whole)), by_number)


def _numbered(issue: Issue) -> dict[str, Activity]:
    return {
        number_key(activity.number) or str(place): activity
        for place, activity in enumerate(issue.activities, 1)
    }


def _steps(steps: Iterable[DueStep], issue: str) -> Iterator[Finding]:
    """One finding a band and standing, with the lines it is about."""
    wanted = [step for step in steps if step.standing in _CODES]
    for (milestone, standing), group in groupby(wanted, key=lambda step: (step.milestone, step.standing)):
        lines = list(group)
        facts = {"steps": "、".join(step.text for step in lines), "sentence": lines[0].sentence}
        code, ref = _CODES[standing], Ref(Kind.MILESTONE, milestone)
        mark = fingerprint_of(facts["steps"], facts["sentence"])
        yield Finding(code, _SEVERITY[standing], ref, "text", facts, issue, fingerprint=mark)


def _partners(issue: Issue, said: Sections) -> Iterator[Finding]:
    """Activities nobody speaks of, and sections about an activity that the plan does not have."""
    numbered = _numbered(issue)
    for number, activity in numbered.items() if said.by_number and not said.whole else ():
        if not said.by_number.get(number):
            code, ref = "activity-without-progress", ref_of(activity)
            yield Finding(code, Severity.WARNING, ref, "", {"number": number}, issue.id)
    for number in said.by_number.keys() - numbered.keys():
        code, ref = "progress-without-activity", ref_of(issue)
        yield Finding(code, Severity.WARNING, ref, "progress", {"number": number}, issue.id)


def _after(entry: Progress, issue: str, fiscal_year: int, at: AsOf) -> Iterator[Finding]:
    """What is told as done and lies after the date it is told at."""
    for sentence in _with_their_dates(entry.text or ""):
        if is_to_come(sentence):
            continue
        late = [date for date in told_dates(sentence, fiscal_year) if is_after(date, at)]
        if late:
            facts = {"date": late[0].key, "as_of": entry.as_of or "", "sentence": sentence}
            code, mark = "event-after-as-of", fingerprint_of(sentence, facts["as_of"])
            yield Finding(code, Severity.WARNING, ref_of(entry), "text", facts, issue, fingerprint=mark)


def _with_their_dates(text: str) -> Iterator[str]:
    """Sentences; a date in brackets on a line of its own belongs to the line before it."""
    held = ""
    for sentence in sentences(text):
        if held and sentence[0] in "(（":
            yield held + sentence
            held = ""
            continue
        if held:
            yield held
        held = sentence
    if held:
        yield held
