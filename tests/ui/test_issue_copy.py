"""Issuing an audit copy from the window: with a key that is made on the way, or honestly without one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kxdesk.app import compose_audit
from kxdesk.store.audit_copy import make_audit_copy
from kxdesk.store.examined import Signature
from kxdesk.store.examining import examine
from kxdesk.store.signing import load_public
from kxdesk.system.clock import SystemClock
from kxdesk.system.server_address import DeskPath
from kxdesk.ui.auditing.auditor_window import AuditorWindow
from kxdesk.ui.background import Worker
from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.desks.live_desk import LiveDesk
from kxdesk.ui.held_desk import Hands
from kxdesk.ui.main_window import MainWindow, Parts
from kxdesk.ui.notices import Notices, Tone
from kxdesk.ui.operations.issue_copy import issue_copy, make_key
from kxdesk.ui.pages import PAGES
from kxdesk.ui.session import DeskSession
from kxdesk.ui.settings import Settings
from kxdesk.ui.theme import Theme
from tests.store.desks import PERSON, make_desk, small_policy

PASSWORD = "合言葉は八文字以上"


@pytest.fixture
def view(qtbot: QtBot, worker: Worker, tmp_path: Path) -> Iterator[DeskView]:
    make_desk(tmp_path / "局.kxdesk", small_policy()).close()
    session = DeskSession(worker, LiveDesk(tmp_path / "局.kxdesk", PERSON, SystemClock()).hands())
    view = DeskView(session, PAGES)
    qtbot.addWidget(view)
    view.show()
    with qtbot.waitSignal(session.opened):
        session.open()
    qtbot.waitUntil(lambda: view.spot is not None)
    yield view
    with qtbot.waitSignal(session.closed):
        session.close()


@pytest.fixture
def notices(qtbot: QtBot) -> Notices:
    notices = Notices()
    qtbot.addWidget(notices)
    return notices


def test_signed_with_a_key_made_on_the_way(
    qtbot: QtBot, view: DeskView, notices: Notices, tmp_path: Path
) -> None:
    """The key is in the dialog at once, its public key beside it; the copy bears its signature."""
    dialog = issue_copy(view, notices, lambda _path: None)
    assert dialog.path == tmp_path / "局（監査用）.kxdesk"
    asked = make_key(dialog, view, notices, tmp_path / "鍵.pem")
    asked.password.setText(PASSWORD)
    assert not asked.ok.isEnabled()
    asked.again.setText(PASSWORD)
    asked.ok.click()
    qtbot.waitUntil(lambda: dialog.key.path == tmp_path / "鍵.pem")
    target = dialog.path
    dialog.ok.click()
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: len(notices.keys) == 2)
    examined = examine(target, public_key=load_public(tmp_path / "鍵.pub"))
    assert (examined.sound, examined.signature) == (True, Signature.VALID)
    assert view.session.undo_label is None


def test_without_a_key_it_says_what_that_means(
    qtbot: QtBot, view: DeskView, notices: Notices, tmp_path: Path
) -> None:
    """Before it is made the dialog says that nobody can be proved to have issued it."""
    dialog = issue_copy(view, notices, lambda _path: None)
    assert "だれが発行したかは証明できません" in dialog.state.text()
    dialog.target.setText("")
    assert not dialog.ok.isEnabled()
    dialog.target.setText(str(tmp_path / "写し.kxdesk"))
    dialog.ok.click()
    qtbot.waitUntil((tmp_path / "写し.kxdesk").exists)
    qtbot.waitUntil(lambda: len(notices.keys) == 1)
    assert examine(tmp_path / "写し.kxdesk").sound


def test_a_copy_opened_in_the_usual_window_goes_to_the_auditors(
    qtbot: QtBot, worker: Worker, tmp_path: Path
) -> None:
    """It is verified in a window of its own; the usual one opens nothing and remembers nothing."""
    with make_desk(tmp_path / "局.kxdesk", small_policy()) as desk:
        make_audit_copy(desk, tmp_path / "写し.kxdesk", None)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    settings = Settings(tmp_path / "settings.ini")
    shown: list[AuditorWindow] = []

    def audit(path: Path) -> AuditorWindow:
        shown.append(compose_audit(worker, path))
        return shown[-1]

    def no_hands(path: DeskPath) -> Hands:
        raise AssertionError(path)

    theme = Theme(app)
    window = MainWindow(Parts(worker, settings, theme, no_hands, PAGES, tmp_path, audit))
    qtbot.addWidget(window)
    window.show_welcome()
    window.open_desk(tmp_path / "写し.kxdesk")
    qtbot.waitUntil(lambda: shown[0].verification.card.tone is Tone.GOOD)
    qtbot.waitUntil(shown[0].buttons[1].isEnabled)
    assert window.session is None
    assert settings.recent == []
    with qtbot.waitSignal(shown[0].destroyed):
        shown[0].close()
    theme.deleteLater()
    app.setStyleSheet("")
