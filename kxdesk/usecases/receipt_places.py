"""Which thing of a policy a receipt is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.domain.policy import Policy, Thing, children_of, ref_of
from kxdesk.domain.things import Kind

if TYPE_CHECKING:
    from kxdesk.workbook.receipts import Receipt


def thing_at(theirs: Policy, receipt: Receipt) -> Thing | None:
    """The thing at the path of a receipt."""
    if receipt.kind is Kind.FACILITY:
        return _nth(theirs.facilities, receipt.path[:1])
    thing: Thing | None = theirs
    kinds = [Kind.ISSUE, Kind.ACTIVITY, Kind.TRACK, Kind.MILESTONE]
    if receipt.kind is Kind.PROGRESS:
        kinds = [Kind.ISSUE, Kind.PROGRESS]
    for kind, at in zip(kinds, receipt.path, strict=False):
        if thing is None:
            return None
        below = tuple(child for child in children_of(thing) if ref_of(child).kind is kind)
        thing = _nth(below, (at,))
    return thing


def _nth(things: tuple[Thing, ...], path: tuple[int, ...]) -> Thing | None:
    return things[path[0]] if path and path[0] < len(things) else None
