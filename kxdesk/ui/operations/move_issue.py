"""Move an issue one place up or down; over the edge of its area into the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kxdesk.domain.fields import AREAS
from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.navigator.lines import Line
from kxdesk.usecases import issues


@dataclass(frozen=True, slots=True)
class Target:
    """Behind which issue ("" is before all), and into which area where it changes."""

    after: str
    area: str | None = None


def move_issue(view: DeskView, issue_id: str, by: int) -> None:
    """`by` is -1 or 1; at the very edge nothing happens."""
    found = target(view.navigator.lines, issue_id, by)
    if found:
        view.session.submit(issues.move_issue, issue_id, found.after, found.area)


def target(lines: Sequence[Line], issue_id: str, by: int) -> Target | None:
    """Where it goes, or None at the edge."""
    line = next(line for line in lines if line.id == issue_id)
    siblings = [entry for entry in lines if entry.area == line.area]
    place = siblings.index(line) + by
    if 0 <= place < len(siblings):
        if by > 0:
            return Target(siblings[place].id)
        return Target(_before(lines, siblings[place].id))
    return _other_area(lines, line, by)


def _before(lines: Sequence[Line], issue_id: str) -> str:
    """The issue that stands in front of this one in the whole policy, or ""."""
    place = next(number for number, entry in enumerate(lines) if entry.id == issue_id)
    return lines[place - 1].id if place else ""


def _other_area(lines: Sequence[Line], line: Line, by: int) -> Target | None:
    place = AREAS.index(line.area) + by if line.area in AREAS else -1
    if not 0 <= place < len(AREAS):
        return None
    there = [entry.id for entry in lines if entry.area == AREAS[place]]
    if by < 0:
        return Target(there[-1] if there else _before(lines, line.id), AREAS[place])
    return Target(_before(lines, there[0]) if there else line.id, AREAS[place])
