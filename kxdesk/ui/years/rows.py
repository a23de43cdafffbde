"""The lines of the thread: links, what vanished, what is new. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from kxdesk.domain.lineage import Link, Relation, unchanged, worded
from kxdesk.domain.policy import Issue
from kxdesk.ui.text import _
from kxdesk.usecases.years import Years


@dataclass(frozen=True, slots=True)
class Row:
    """An issue of last year, one of this year, or both; `link` is None where nothing is said of it."""

    earlier: Issue | None
    later: Issue | None
    link: Link | None

    @property
    def is_open(self) -> bool:
        """A person has not settled it."""
        return (self.link is None and self.later is None) or (self.link is not None and not self.link.kept)

    @property
    def relation(self) -> str:
        """In words."""
        if self.link is None:
            return _("行方が決まっていません") if self.later is None else _("新規")
        return str(self.link.relation) if self.link.kept else f"{self.link.relation}？"

    @property
    def unchanged(self) -> str:
        """3/5: of so many texts of this year so many stand as last year."""
        if self.earlier is None or self.later is None:
            return ""
        all_ = len(worded(self.later))
        return f"{len(unchanged(self.earlier, self.later))}/{all_}" if all_ else ""


def rows_of(years: Years) -> tuple[Row, ...]:
    """Vanished issues, then links in the order of this year, new ones, and at last what ended."""
    old = {issue.id: issue for issue in years.earlier.issues}
    new = {issue.id: issue for issue in years.later.issues}
    vanished = [Row(issue, None, None) for issue in years.vanished]
    live = [link for link in years.links if link.relation is not Relation.ENDED]
    ended = [link for link in years.links if link.relation is Relation.ENDED]
    linked = [Row(old.get(link.earlier), new.get(link.later), link) for link in live]
    fresh = [Row(None, issue, None) for issue in years.new]
    return (*vanished, *linked, *fresh, *(Row(old.get(link.earlier), None, link) for link in ended))


def name_of(issue: Issue | None) -> str:
    """B(2) 課題名."""
    return f"{issue.area or '?'}({issue.number or '–'}) {issue.title or _('（課題名なし）')}" if issue else ""
