"""A division's own desk, with its share of the bureau's policy: the same ids, so that they are met again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.domain.roles import Role
from kxdesk.store.desk import Desk
from kxdesk.store.policies import insert_policy

if TYPE_CHECKING:
    from pathlib import Path

    from kxdesk.domain.policy import Policy
    from kxdesk.system.clock import Clock
    from kxdesk.system.person import Person


def make_division_desk(path: Path, share: Policy, person: Person, clock: Clock) -> None:
    """Write it, whole or not at all; raises as `Desk.create`."""
    with (
        Desk.create(path, role=Role.DIVISION, person=person, clock=clock) as desk,
        desk.write("desk-created") as writing,
    ):
        insert_policy(writing, share)
