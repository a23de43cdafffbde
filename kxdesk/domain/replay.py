"""Policies put together from what the history says was written last into each field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kxdesk.domain.edits import PARENT, POSITION, PRESENT
from kxdesk.domain.fields import fields_of
from kxdesk.domain.policy import CHILDREN, CLASS_OF, Milestone, Policy, Thing
from kxdesk.domain.things import Kind, Ref, Value

Written = Iterable[tuple[Ref, str, Value]]  # thing, field, and the value it had last
_Tree = Mapping[tuple[str, Kind], list[tuple[Any, Ref]]]


def replayed(written: Written) -> tuple[Policy, ...]:
    """All policies that were present then, with what was present below them, in their order."""
    values: dict[Ref, dict[str, Value]] = defaultdict(dict)
    for ref, field, value in written:
        if ref.kind in CLASS_OF:
            values[ref][field] = value
    below: dict[tuple[str, Kind], list[tuple[Any, Ref]]] = defaultdict(list)
    for ref, own in values.items():
        if own.get(PRESENT) == 1:
            below[str(own.get(PARENT) or ""), ref.kind].append((_order(own, ref), ref))
    built = (_built(ref, values, below) for _, ref in sorted(below["", Kind.POLICY]))
    return tuple(policy for policy in built if isinstance(policy, Policy))


def _order(own: Mapping[str, Value], ref: Ref) -> tuple[int, int, str]:
    start = own.get("start") if ref.kind is Kind.MILESTONE else 0
    return int(start or 0), int(own.get(POSITION) or 0), ref.id


def _built(ref: Ref, values: Mapping[Ref, Mapping[str, Value]], below: _Tree) -> Thing:
    own = values[ref]
    said: dict[str, Any] = {field.key: own.get(field.key) for field in fields_of(ref.kind)}
    for kind, name in CHILDREN.get(ref.kind, {}).items():
        children = sorted(below.get((ref.id, kind), ()))
        said[name] = tuple(_built(child, values, below) for _, child in children)
    cls = CLASS_OF[ref.kind]
    if cls is Milestone:
        said["text"] = said["text"] or ""
    return cls(id=ref.id, **said)
