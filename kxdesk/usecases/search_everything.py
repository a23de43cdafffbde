"""Search over all that was ever written: what stands now, what stood in editions, what was written over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kxdesk.domain.problems import Problem
from kxdesk.store import search_all, timeline
from kxdesk.store.search_all import Facets, Narrowing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kxdesk.domain.things import Ref
    from kxdesk.store.desk import Desk
    from kxdesk.store.search_places import Place

PAGE = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that was found; see `search_all.Wording`. `issue` is as `B(2)`, "" outside issues."""

    seq: int
    at: str
    who: str
    ref: Ref
    field: str
    text: str
    spans: tuple[tuple[int, int], ...]
    stands: bool
    editions: tuple[str, ...]
    place: Place
    issue: str
    title: str


def find(
    desk: Desk, words: str, narrowed: Mapping[str, str], *, before: int | None = None, limit: int = PAGE
) -> tuple[Hit, ...]:
    """A page of hits, newest first.

    Args:
        desk: any desk.
        words: parted by spaces; all must be there.
        narrowed: by `bureau`, `area`, `field` (`issue.title`), `fiscal_year`.
        before: number of the last entry of the page before.
        limit: how many.
    """
    found = search_all.find_wordings(desk, words, Narrowing(**narrowed), limit=limit, before=before)
    names = timeline.issue_names(desk, list({each.place.issue_id for each in found if each.place.issue_id}))
    hits = []
    for each in found:
        area, number, title = names.get(each.place.issue_id, ("", "", ""))
        code = f"{area or '?'}({number or '–'})" if each.place.issue_id else ""
        hits.append(
            Hit(
                each.seq,
                each.at,
                each.who,
                each.ref,
                each.field,
                each.text,
                each.spans,
                each.stands,
                each.editions,
                each.place,
                code,
                title,
            )
        )
    return tuple(hits)


def count(desk: Desk, words: str, narrowed: Mapping[str, str]) -> Facets:
    """How many in all, and by bureau, area, field and year."""
    return search_all.count_wordings(desk, words, Narrowing(**narrowed))


def all_hits(desk: Desk, words: str, narrowed: Mapping[str, str], most: int) -> tuple[Hit, ...]:
    """All of them, to be written down.

    Raises:
        Problem: too-much-to-write-down.
    """
    found = find(desk, words, narrowed, limit=most + 1)
    if len(found) > most:
        raise Problem("too-much-to-write-down", most=most)
    return found
