"""The lines of the year view and what a filter leaves of them. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from kxdesk.domain.keys import search_key
from kxdesk.domain.survey import IssueFacts, YearRow


@dataclass(frozen=True, slots=True)
class Line:
    """A heading of an issue where `row` is None, else one of its tracks; `first` of its activity."""

    issue: IssueFacts
    row: YearRow | None = None
    first: bool = True


@dataclass(frozen=True, slots=True)
class Filter:
    """What is to be shown; "" and empty sets leave all."""

    bureau: str = ""
    areas: frozenset[str] = frozenset()
    late_only: bool = False
    words: str = ""

    def shows(self, row: YearRow) -> bool:
        issue = row.issue
        return (
            (not self.bureau or issue.bureau == self.bureau)
            and (not self.areas or issue.area in self.areas)
            and (not self.late_only or row.is_late)
            and self._holds(row)
        )

    def _holds(self, row: YearRow) -> bool:
        keys = [search_key(word) for word in self.words.split()]
        if not keys:
            return True
        texts = (row.issue.title, row.activity_title, row.label, *(each.band.text for each in row.bands))
        text = search_key(" ".join(texts))
        return all(key in text for key in keys)


def lines_of(rows: Iterable[YearRow], wanted: Filter) -> tuple[Line, ...]:
    """Tracks under the heading of their issue."""
    return tuple(_lines(row for row in rows if wanted.shows(row)))


def _lines(rows: Iterable[YearRow]) -> Iterator[Line]:
    for issue, group in groupby(rows, key=lambda row: row.issue):
        yield Line(issue)
        activity = None
        for row in group:
            yield Line(issue, row, first=row.activity != activity)
            activity = row.activity


def issue_label(issue: IssueFacts) -> str:
    """みなと局 A(1) 課題名."""
    return f"{issue.bureau}　{issue.area or '?'}({issue.number or '–'}) {issue.title}"


def row_label(row: YearRow) -> str:
    """(1) 取組 ／ 項目."""
    number = f"({row.activity_number}) " if row.activity_number else ""
    return " ／ ".join(filter(None, (f"{number}{row.activity_title}".strip(), row.label)))
