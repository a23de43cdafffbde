"""The thread through the years: which issue of this year goes on from which of last year's.

A link is proposed by what the texts say, never by the number alone, and holds once a person keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from kxdesk.domain.alignment import issue_likeness, pair
from kxdesk.domain.keys import comparison_key, is_blank
from kxdesk.domain.policy import Issue, Policy, values_of

_ALIKE = 0.6  # as the alignment of returned workbooks takes two issues for one
_SURE = 0.9
# Of these a reader wants to know that they stand as last year; a choice or a number says little.
_WORDED = ("title", "content", "background", "target_outcome", "approach", "plan_preface")


class Relation(StrEnum):
    """How an issue goes on; the value is the word the city uses."""

    CONTINUES = "継続"
    SPLIT = "分割"
    MERGED = "統合"
    MOVED = "移管"  # to another area or another bureau
    ENDED = "終了"


@dataclass(frozen=True, slots=True)
class Link:
    """From an issue of last year to one of this year.

    Attributes:
        earlier, later: ids of issues; `later` is "" where the issue ended.
        reason: in the person's words; an end wants one.
        kept: a person has kept it; else it is a proposal.
        likeness: 0 to 1, of a proposal.
        id: of the record in the desk, "" of a proposal.
    """

    earlier: str
    later: str
    relation: Relation
    reason: str = ""
    kept: bool = False
    likeness: float = 1.0
    id: str = ""

    @property
    def sure(self) -> bool:
        return self.kept or self.likeness >= _SURE


def propose(earlier: Policy, later: Policy, kept: Iterable[Link] = ()) -> tuple[Link, ...]:
    """The kept links, then proposals for the issues that none of them names; in the order of this year."""
    kept = tuple(kept)
    fresh = [issue for issue in later.issues if issue.id not in {link.later for link in kept}]
    free = [issue for issue in earlier.issues if issue.id not in {link.earlier for link in kept}]
    nameless = [replace(issue, id="") for issue in fresh]  # a control number tells within one year only
    pairs = [
        (new, old) for new, (_, old) in zip(fresh, pair(nameless, free, issue_likeness), strict=True) if old
    ]
    found = [_link(old, new) for new, old in pairs]
    paired = {link.later for link in found}
    found += [
        _split(old, new) for new in fresh if new.id not in paired if (old := _likest(new, earlier.issues))
    ]
    heirs = {link.earlier for link in found}
    found += [_merge(old, new) for old in free if old.id not in heirs if (new := _likest(old, later.issues))]
    order = {issue.id: place for place, issue in enumerate(later.issues)}
    return tuple(sorted((*kept, *found), key=lambda link: order.get(link.later, len(order))))


def without_heir(earlier: Policy, links: Iterable[Link]) -> tuple[Issue, ...]:
    """Issues of last year that nothing goes on from and nobody has ended."""
    known = {link.earlier for link in links}
    return tuple(issue for issue in earlier.issues if issue.id not in known)


def without_origin(later: Policy, links: Iterable[Link]) -> tuple[Issue, ...]:
    """Issues of this year that are new."""
    known = {link.later for link in links}
    return tuple(issue for issue in later.issues if issue.id not in known)


def unchanged(earlier: Issue, later: Issue) -> tuple[str, ...]:
    """Keys of worded fields that say this year what they said last year, however they are typed."""
    old, new = values_of(earlier), values_of(later)
    return tuple(
        key for key in _WORDED if not is_blank(_text(new[key])) and _same(_text(old[key]), _text(new[key]))
    )


def worded(issue: Issue) -> tuple[str, ...]:
    """Keys of the worded fields that say anything."""
    values: Mapping[str, object] = values_of(issue)
    return tuple(key for key in _WORDED if not is_blank(_text(values[key])))


def _same(one: str, other: str) -> bool:
    return comparison_key(one) == comparison_key(other)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _link(old: Issue, new: Issue) -> Link:
    moved = bool(old.area and new.area and old.area != new.area)
    relation = Relation.MOVED if moved else Relation.CONTINUES
    return Link(old.id, new.id, relation, likeness=_likeness(new, old))


def _split(old: Issue, new: Issue) -> Link:
    return replace(_link(old, new), relation=Relation.SPLIT)


def _merge(old: Issue, new: Issue) -> Link:
    return replace(_link(old, new), relation=Relation.MERGED)


def _likest(issue: Issue, others: Iterable[Issue]) -> Issue | None:
    """The one it is most like, where it is like any."""
    best = max(others, key=lambda other: _likeness(issue, other), default=None)
    return best if best and _likeness(issue, best) >= _ALIKE else None


def _likeness(one: Issue, other: Issue) -> float:
    return issue_likeness(replace(one, id=""), other)
