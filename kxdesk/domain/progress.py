"""Progress at its dates: the latest, the earlier ones, and the one text a form wants."""

from __future__ import annotations

import re

from kxdesk.domain.dates import as_of, date_key
from kxdesk.domain.keys import folded
from kxdesk.domain.policy import Issue, Progress


def latest_first(issue: Issue) -> list[list[Progress]]:
    """The issue's entries grouped by as-of date, latest date first; undated ones last."""
    groups: dict[str, list[Progress]] = {}
    for entry in issue.progress:
        groups.setdefault(date_key(entry.as_of), []).append(entry)

    def order(group: list[Progress]) -> str:
        date = as_of(group[0].as_of)
        return date.key if date else ""

    return sorted(groups.values(), key=order, reverse=True)


def as_one_text(issue: Issue, entries: list[Progress], heading: str) -> str:
    """What the paper shows: the text of the whole, then each activity's in the plan's order.

    `heading` is the form's pattern over an activity's number: `取組内容({number})`.
    """
    whole = [entry.text or "" for entry in entries if not entry.activity]
    numbers = {activity.id: (order, activity) for order, activity in enumerate(issue.activities, 1)}
    parts = sorted(
        (numbers[entry.activity][0], numbers[entry.activity][1].number or "", entry.text or "")
        for entry in entries
        if entry.activity and entry.activity in numbers
    )
    by_activity = [
        f"{heading.format(number=number or order)}\n{text}" for order, number, text in parts if text
    ]
    return "\n".join([*filter(None, whole), *by_activity])


def split_as(issue: Issue, said: Progress, heading: str) -> tuple[Progress, ...]:
    """One text of a form cut back into its activities, where this issue keeps that date by activity.

    What stands before the first heading, or under a number the plan does not have, stays with the whole.
    Entries come without ids; `said` alone comes back where the issue keeps that date as a whole.
    """
    same_date = [entry for entry in issue.progress if date_key(entry.as_of) == date_key(said.as_of)]
    if not heading or not any(entry.activity for entry in same_date):
        return (said,)
    ids = {folded(activity.number or ""): activity.id for activity in issue.activities if activity.number}
    parts: dict[str, list[str]] = {"": []}
    current = ""
    for line in (said.text or "").split("\n"):
        number = _heading_number(line, heading)
        if number in ids:
            current = ids[number]
            parts.setdefault(current, [])
        else:
            parts[current].append(line)
    return tuple(
        Progress(said.as_of, "\n".join(lines), activity) for activity, lines in parts.items() if any(lines)
    )


def _heading_number(line: str, heading: str) -> str:
    before, _, after = folded(heading).partition("{number}")
    match = re.fullmatch(rf"[○・\s]*{re.escape(before)}\s*(.+?)\s*{re.escape(after)}", folded(line).strip())
    return match[1] if match else ""
