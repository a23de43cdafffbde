"""The list of findings changes where the findings did, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from kxdesk.domain.checks import Finding, Severity
from kxdesk.domain.things import Kind, Ref
from kxdesk.ui.docks.checks import AT_ONCE, Checks
from tests.ui.fake_desk import FORM

ERROR, WARNING = Severity.ERROR, Severity.WARNING


@pytest.fixture
def checks(qtbot: QtBot) -> Checks:
    checks = Checks(lambda issue: f"A({issue}) 課題")
    qtbot.addWidget(checks)
    return checks


def findings(count: int) -> list[Finding]:
    return [
        Finding("required-blank", WARNING, Ref(Kind.ISSUE, str(number)), "content", {}, str(number))
        for number in range(count)
    ]


def shown(checks: Checks) -> list[str]:
    return [checks.list.item(row).text().split("\n")[0] for row in range(checks.list.count())]


def test_items_that_stay_are_not_made_anew(checks: Checks) -> None:
    """A finding that goes takes its line along; the lines around it are the same ones as before."""
    found = findings(5)
    checks.show_findings(found, FORM)
    before = [checks.list.item(row) for row in range(5)]
    checks.show_findings([*found[:2], *found[3:]], FORM)
    assert shown(checks) == [f"A({number}) 課題" for number in (0, 1, 3, 4)]
    assert [checks.list.item(row) for row in range(4)] == [*before[:2], *before[3:]]
    checks.show_findings([*found[:2], replace(found[2], severity=ERROR), *found[3:]], FORM)
    assert shown(checks) == [f"A({number}) 課題" for number in (2, 0, 1, 3, 4)]


def test_what_is_too_much_is_counted(checks: Checks) -> None:
    """More findings than anybody reads end in a line with their number, which goes when they do."""
    checks.show_findings(findings(AT_ONCE + 7), FORM)
    assert checks.list.count() == AT_ONCE + 1
    assert "7" in shown(checks)[-1]
    checks.show_findings(findings(3), FORM)
    assert len(shown(checks)) == 3
