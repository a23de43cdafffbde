"""A desk of an invented bureau that shows everything a real document does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kxdesk.domain.interchange_in import from_document
from kxdesk.system.ids import new_id
from kxdesk.system.resources import resource

if TYPE_CHECKING:
    from kxdesk.domain.policy import Policy


def sample_policy() -> Policy:
    """みなと創造局 of 若波市, with new ids each time."""
    return from_document(json.loads(resource("sample", "policy.json").read_text(encoding="utf-8")), new_id)
