"""The order of issues on paper: areas as the form lists them, then numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kxdesk.domain.fields import AREAS
from kxdesk.domain.policy import Issue
from kxdesk.workbook.layout import Layout


def area_order(layout: Layout) -> Mapping[str, int]:
    """The place of each area: in the form's list of issues, its overview, or the catalogue."""
    for sheet in layout.sheets:
        for listed in sheet.lists:
            if listed.by == "issue.area":
                return {section.value: at for at, section in enumerate(listed.sections)}
        if sheet.matrix and sheet.matrix.across == "issue.area":
            return {value: at for at, (value, _, _) in enumerate(sheet.matrix.columns)}
    return {area: at for at, area in enumerate(AREAS)}


def in_order(issues: Iterable[Issue], areas: Mapping[str, int]) -> list[Issue]:
    """Sorted by area and number; unknown areas and numbers that are none come last, as they stood."""
    return sorted(issues, key=lambda issue: order_key(issue, areas))


def order_key(issue: Issue, areas: Mapping[str, int]) -> tuple[int, int, str]:
    """What issues are sorted by."""
    number = issue.number or ""
    plain = int(number) if number.isascii() and number.isdigit() else 1 << 60
    return areas.get(issue.area or "", len(areas)), plain, number
