"""Two years of a bureau side by side: which issue goes on, what stands unchanged, what was promised."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kxdesk.domain.keys import comparison_key
from kxdesk.domain.lineage import Link, Relation, propose, without_heir, without_origin
from kxdesk.domain.problems import Problem
from kxdesk.domain.promises import Promise, promises
from kxdesk.domain.things import Kind, Ref
from kxdesk.store import years as store
from kxdesk.store.policies import load_policy, policies

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kxdesk.domain.edits import Change
    from kxdesk.domain.policy import Issue, Policy
    from kxdesk.store.desk import Desk
    from kxdesk.store.policies import PolicyLine


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise with who owns it: an issue of the later year, or nobody for a reason; neither while open."""

    promise: Promise
    owner: str = ""
    reason: str = ""
    id: str = ""

    @property
    def is_open(self) -> bool:
        return not self.owner and not self.reason


@dataclass(frozen=True, slots=True)
class Years:
    """A policy beside the one before it.

    Attributes:
        links: kept and proposed, in the order of the later year.
        vanished: issues of the earlier year that nothing goes on from and nobody has ended.
        new: issues of the later year that go on from none.
        promises: of the earlier year.
    """

    earlier: Policy
    later: Policy
    links: tuple[Link, ...]
    vanished: tuple[Issue, ...]
    new: tuple[Issue, ...]
    promises: tuple[Kept, ...]


def years(desk: Desk, policy_id: str) -> Years | None:
    """The policy beside the latest earlier one of its bureau in the desk; None where there is none."""
    later = load_policy(desk, policy_id)
    before = _before(later, policies(desk))
    if before is None:
        return None
    earlier = load_policy(desk, before.id)
    links = propose(earlier, later, store.links(desk, policy_id))
    return Years(
        earlier,
        later,
        links,
        without_heir(earlier, links),
        without_origin(later, links),
        _kept(promises(earlier), store.owned(desk, policy_id)),
    )


def keep_link(desk: Desk, policy_id: str, link: Link) -> Change | None:
    """A person says how an issue goes on, or that it ended and why.

    Raises:
        Problem: reason-missing where an end has no reason.
    """
    if link.relation is Relation.ENDED and not link.reason.strip():
        raise Problem("reason-missing")
    values = {
        "earlier": link.earlier,
        "later": "" if link.relation is Relation.ENDED else link.later,
        "relation": str(link.relation),
        "reason": link.reason,
    }
    with desk.write("lineage-kept", link.reason) as writing:
        for old in store.links(desk, policy_id):
            if (old.earlier, old.later) == (values["earlier"], values["later"]):
                for key, value in values.items():
                    writing.set(Ref(Kind.LINEAGE, old.id), key, value)
                break
        else:
            writing.create(Kind.LINEAGE, policy_id, values)
    return writing.change


def drop_link(desk: Desk, link_id: str) -> Change | None:
    """What a person had said of it no longer holds."""
    with desk.write("lineage-dropped") as writing:
        writing.retire(Ref(Kind.LINEAGE, link_id))
    return writing.change


def own_promise(
    desk: Desk, policy_id: str, promise: Promise, *, owner: str = "", reason: str = ""
) -> Change | None:
    """An issue of the later year owns the promise, or nobody does for a reason; neither opens it again."""
    values = {"issue": promise.issue, "text": promise.text, "owner": owner, "reason": reason}
    with desk.write("promise-owned", reason) as writing:
        old = next((one for one in store.owned(desk, policy_id) if _is_of(one, promise)), None)
        if old is None:
            writing.create(Kind.PROMISE, policy_id, values)
        else:
            for key, value in values.items():
                writing.set(Ref(Kind.PROMISE, old.id), key, value)
    return writing.change


def _before(later: Policy, lines: Iterable[PolicyLine]) -> PolicyLine | None:
    """The latest of the same bureau whose year is before."""
    own = later.fiscal_year or ""
    bureau = comparison_key(later.bureau)
    found = [
        line
        for line in lines
        if comparison_key(line.bureau) == bureau
        and line.id != later.id
        and _number(line.fiscal_year) < _number(own)
    ]
    return max(found, key=lambda line: _number(line.fiscal_year), default=None)


def _number(year: str | None) -> int:
    return int(year) if year and year.isdecimal() else 0


def _kept(all_: Iterable[Promise], owned: Iterable[store.Owned]) -> tuple[Kept, ...]:
    owned = tuple(owned)
    result = []
    for promise in all_:
        kept = Kept(promise)
        for one in owned:
            if _is_of(one, promise):
                kept = replace(kept, owner=one.owner, reason=one.reason, id=one.id)
        result.append(kept)
    return tuple(result)


def _is_of(one: store.Owned, promise: Promise) -> bool:
    return one.issue == promise.issue and comparison_key(one.text) == comparison_key(promise.text)
