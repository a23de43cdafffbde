"""A desk of an invented bureau that shows everything a real document does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kxdesk.domain.interchange_in import from_document
from kxdesk.domain.ledger_in import with_document
from kxdesk.domain.roles import Role
from kxdesk.store.desk import Desk
from kxdesk.store.policies import insert_policy
from kxdesk.system.clock import SystemClock
from kxdesk.system.ids import new_id
from kxdesk.system.person import current_person
from kxdesk.system.resources import resource
from kxdesk.system.server_address import DeskPath

if TYPE_CHECKING:
    from pathlib import Path

    from kxdesk.domain.policy import Policy


def sample_policy() -> Policy:
    """みなと創造局 of 若波市, with new ids each time."""
    policy = from_document(_sample("policy.json"), new_id)
    return with_document(policy, _sample("indicators.json"), "indicators", new_id)


def _sample(name: str) -> Any:
    return json.loads(resource("sample", name).read_text(encoding="utf-8"))


def sample_desk(path: DeskPath) -> None:
    """A new desk at `path` that keeps the sample.

    Raises:
        Problem: as `Desk.create`.
    """
    if isinstance(path, Path):
        path.parent.mkdir(parents=True, exist_ok=True)
    with (
        Desk.create(path, role=Role.DIVISION, person=current_person(), clock=SystemClock()) as desk,
        desk.write("sample-made") as writing,
    ):
        insert_policy(writing, sample_policy())
