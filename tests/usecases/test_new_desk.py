"""A new desk holds one blank policy: asked fields blank, the others not asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.domain.roles import Role
from kxdesk.store import history, policies
from kxdesk.usecases.new_desk import new_desk
from tests.store.desks import FORM, PERSON, TickingClock


def test_new_desk(tmp_path: Path) -> None:
    """It is of its role, its policy of its bureau, year and form; its making is in the history."""
    path = tmp_path / "政策局.kxdesk"
    with new_desk(path, "政策局", 2025, FORM, Role.CONSOLIDATION, PERSON, TickingClock()) as desk:
        (line,) = policies.policies(desk)
        policy = policies.load_policy(desk, line.id)
        assert desk.role is Role.CONSOLIDATION
        assert (policy.bureau, policy.fiscal_year, policy.form) == ("政策局", "2025", "R7")
        assert (policy.mission, policy.retrospective_overall) == ("", None)
        assert {facts.label for facts in history.changes(desk)} == {"desk-created"}
    with pytest.raises(Problem, match="file-exists"):
        new_desk(path, "政策局", 2025, FORM, Role.DIVISION, PERSON, TickingClock())
