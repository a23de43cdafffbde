"""A real desk in a temporary folder, with a session on it: what is typed here ends on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kxdesk.domain.policy import Activity, Facility, Issue, Milestone, Policy, Progress, Track
from kxdesk.domain.roles import Role
from kxdesk.store import policies
from kxdesk.store.desk import Desk
from kxdesk.system.person import Person
from kxdesk.ui.background import Worker
from kxdesk.ui.desks.live_desk import LiveDesk
from kxdesk.ui.session import DeskSession

PERSON = Person("taro", "北九 太郎", "PC-1")
Open = Callable[[Policy], DeskSession]


class Clock:
    def now(self) -> datetime:
        return datetime(2025, 12, 5, 5, 3, tzinfo=UTC)


def issue(**others: object) -> Issue:
    """Two activities, one band, progress at two dates."""
    first = Activity("1", "設計", "", (Track("調査", (Milestone(1, 1, "聞き取り"),)), Track("")))
    known: dict[str, object] = {
        "area": "B",
        "number": "1",
        "policy_field": "計画",
        "title": "居場所",
        "impact": "高",
        "urgency": "",
        "content": "一",
        "background": "二",
        "target_outcome": "",
        "plan_preface": "",
        "activities": (first, Activity("2", "講座", "", (Track(""),))),
        "progress": (Progress("R7.6", "六月の文"), Progress("令和7年9月末", "九月の文")),
    }
    return Issue(**{**known, **others})  # type: ignore[arg-type]


def policy(*issues: Issue, form: str = "R7") -> Policy:
    return Policy(
        bureau="文化局",
        fiscal_year="2025",
        form=form,
        mission="学びを支える。",
        general_account_oku_yen="12",
        organization="総務部",
        retrospective_overall="進んだ。",
        facilities=(Facility("直営", "図書館"),),
        issues=issues,
    )


@pytest.fixture
def open_policy(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """A desk that holds the policy, open; closed and its worker ended after the test."""
    workers: list[tuple[Worker, DeskSession]] = []

    def opened(policy: Policy) -> DeskSession:
        path = tmp_path / "机.kxdesk"
        desk = Desk.create(path, role=Role.DIVISION, person=PERSON, clock=Clock())
        with desk, desk.write("policy-added") as writing:
            policies.insert_policy(writing, policy)
        worker = Worker()
        session = DeskSession(worker, LiveDesk(path, PERSON, Clock()).hands())
        workers.append((worker, session))
        with qtbot.waitSignal(session.opened):
            session.open()
        return session

    yield opened
    for worker, session in workers:
        with qtbot.waitSignal(session.closed):
            session.close()
        assert worker.stop(5)
