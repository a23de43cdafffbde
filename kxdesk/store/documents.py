"""A policy with its ids as JSON text, to be kept whole and read again as the same policy."""

from __future__ import annotations

import json
from typing import Any

from kxdesk.domain.policy import CHILDREN, CLASS_OF, KIND_OF, Policy, Thing, values_of
from kxdesk.domain.things import Kind


def to_text(policy: Policy) -> str:
    """Compact JSON."""
    return json.dumps(_plain(policy), ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Policy:
    """The policy that was written; a field that did not exist then is not asked."""
    policy = _thing(Kind.POLICY, json.loads(text))
    assert isinstance(policy, Policy)
    return policy


def _plain(thing: Thing) -> dict[str, Any]:
    groups = CHILDREN.get(KIND_OF[type(thing)], {}).values()
    children = {name: [_plain(child) for child in getattr(thing, name)] for name in groups}
    return {"id": thing.id, **values_of(thing), **children}


def _thing(kind: Kind, plain: dict[str, Any]) -> Thing:
    for child, name in CHILDREN.get(kind, {}).items():
        plain[name] = tuple(_thing(child, entry) for entry in plain.get(name, ()))
    return CLASS_OF[kind](**plain)
