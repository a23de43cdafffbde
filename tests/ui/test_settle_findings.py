"""Findings are closed with a reason from the list, and saved as a table."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog, QInputDialog
from pytestqt.qtbot import QtBot

from kxdesk.domain.things import Kind, Ref
from kxdesk.store.desk import Desk
from kxdesk.store.policies import load_policy, policies
from kxdesk.system.clock import SystemClock
from kxdesk.ui.main_window import MainWindow
from tests.ui.test_main_window import PERSON, desk_file, open_desk, window

__all__ = ["desk_file", "window"]
SENTENCE = "港で働く人と一緒に、三つの様式を一つずつ順に電子申請へ移していくことにする。"


@pytest.fixture
def repeated_sentence(desk_file: Path) -> Path:
    """Two issues say the same."""
    with Desk.open(desk_file, person=PERSON, clock=SystemClock()) as desk:
        issues = load_policy(desk, policies(desk)[0].id).issues
        with desk.write("fields-edited") as writing:
            for issue in issues[:2]:
                writing.set(Ref(Kind.ISSUE, issue.id), "background", SENTENCE)
    return desk_file


def find_row(window: MainWindow, code: str) -> int:
    checks = window.view.side.checks
    found = [checks.list.item(row).data(256) for row in range(checks.list.count())]
    return next((row for row, finding in enumerate(found) if finding and finding.code == code), -1)


def test_a_finding_is_closed_with_a_reason(
    window: MainWindow, qtbot: QtBot, repeated_sentence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It leaves the list; what has to be mended instead cannot be closed."""
    open_desk(window, qtbot, repeated_sentence)
    qtbot.waitUntil(lambda: find_row(window, "sentence-twice") >= 0)
    checks = window.view.side.checks
    checks.list.setCurrentRow(find_row(window, "required-blank"))
    assert not checks.close_it.isEnabled()
    checks.list.setCurrentRow(find_row(window, "sentence-twice"))
    assert checks.close_it.isEnabled()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a: ("共通の取組", True))
    checks.close_it.trigger()
    qtbot.waitUntil(lambda: find_row(window, "sentence-twice") < 0)


def test_the_findings_are_saved_as_a_table(
    window: MainWindow, qtbot: QtBot, repeated_sentence: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each with its place and its sentence, to go along with the workbook."""
    out = tmp_path / "点検.xlsx"
    open_desk(window, qtbot, repeated_sentence)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(out), ""))
    window.view.side.checks.save.trigger()
    qtbot.waitUntil(out.exists)
    cells = [str(cell.value) for row in load_workbook(out).active.iter_rows() for cell in row]
    assert any(SENTENCE in text for text in cells)
