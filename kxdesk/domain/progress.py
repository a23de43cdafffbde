"""Progress at its dates: the latest, the earlier ones, and the one text a form wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.domain.dates import as_of, date_key

if TYPE_CHECKING:
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
        if entry.activity in numbers
    )
    by_activity = [
        f"{heading.format(number=number or order)}\n{text}" for order, number, text in parts if text
    ]
    return "\n".join([*filter(None, whole), *by_activity])
