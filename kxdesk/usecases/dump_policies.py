"""A desk's policies in the interchange shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kxdesk.domain.interchange import to_document
from kxdesk.store.policies import load_policy
from kxdesk.usecases.find_policy import find_policies
from kxdesk.usecases.forms import form_named

if TYPE_CHECKING:
    from kxdesk.store.desk import Desk


def dump_policies(desk: Desk, bureau: str | None = None) -> list[dict[str, Any]]:
    """One document for each policy, of one bureau or of all."""
    return [
        to_document(load_policy(desk, line.id), form_named(line.form or ""))
        for line in find_policies(desk, bureau)
    ]
