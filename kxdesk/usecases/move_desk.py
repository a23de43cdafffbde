"""Move a desk from a file to a server, or back."""

from __future__ import annotations

from kxdesk.domain.problems import Problem
from kxdesk.store.desk import Desk
from kxdesk.store.moving import Moved, move
from kxdesk.system.clock import Clock
from kxdesk.system.person import Person
from kxdesk.system.server_address import DeskPath
from kxdesk.usecases.open_desk import recover_drafts


def move_desk(source: DeskPath, target: DeskPath, person: Person, clock: Clock) -> Moved:
    """With all its history; unconfirmed typing is confirmed first. Afterwards the source is only read.

    Raises:
        Problem: as `Desk.open` and `store.moving.move`; desk-held where somebody has the file open.
    """
    with Desk.open(source, person=person, clock=clock) as desk:
        if desk.holder is not None:
            raise Problem("desk-held", path=str(source), name=desk.holder.name, pc=desk.holder.pc)
        recover_drafts(desk)
        return move(desk, target, person, clock)
