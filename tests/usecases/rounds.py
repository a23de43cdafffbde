"""A consolidation desk with three organisations, and rounds to try things on."""

from __future__ import annotations

from pathlib import Path

from kxdesk.domain.organisation_list import Listed
from kxdesk.domain.roles import Role
from kxdesk.domain.round import Level, Round
from kxdesk.store.desk import Desk
from kxdesk.usecases.organisations import load_organisations
from tests.store.desks import PERSON, TickingClock

LINES = (
    Listed("試験局", "", "100", "kyoku@example.jp"),
    Listed("試験局", "総務課", "101", "somu@example.jp"),
    Listed("試験局", "企画課", "102", ""),
    Listed("試験局", "広報課", "103", ""),
)
FIRST = Round("令和7年度 当初", "2025", "R7", "R7.4.1", "R7.5.30", Level.DIVISION)


def consolidation_desk(path: Path) -> Desk:
    desk = Desk.create(path, role=Role.CONSOLIDATION, person=PERSON, clock=TickingClock())
    load_organisations(desk, LINES, "組織.xlsx")
    return desk
