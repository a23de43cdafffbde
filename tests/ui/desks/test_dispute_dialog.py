"""Who meets another's change sees three texts and decides by one key; nothing is saved before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from kxdesk.domain.disputes import Dispute
from kxdesk.domain.things import Kind, Ref
from kxdesk.ui.background import Worker
from kxdesk.ui.desks.dispute_dialog import DisputeDialog
from kxdesk.ui.notices import Notices
from kxdesk.ui.operations.settle_disputes import KEY, tell_disputes
from kxdesk.ui.session import DeskSession
from tests.ui.fake_desk import ISSUE, FakeDesk

TEXTS = ("研修を行う", "研修を毎月行う", "研修を全員に行う")
DISPUTE = Dispute(Ref(Kind.ISSUE, "I1"), "content", *TEXTS, "田中")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (Qt.Key.Key_1, "研修を毎月行う"),
        (Qt.Key.Key_2, "研修を全員に行う"),
        (Qt.Key.Key_3, "研修を毎月行う\n研修を全員に行う"),
    ],
)
def test_one_key_chooses(qtbot: QtBot, key: Qt.Key, text: str) -> None:
    """1 is what stands there, 2 is hers, 3 is both; Ctrl+Enter takes it."""
    dialog = DisputeDialog(DISPUTE)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    assert tuple(box.toPlainText() for box in dialog.findChildren(QTextBrowser)) == TEXTS
    qtbot.keyClick(dialog, key)
    assert dialog.text == text
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_disputes_are_told_and_asked_one_after_the_other(
    qtbot: QtBot, session: DeskSession, desk: FakeDesk, worker: Worker
) -> None:
    """The notice stays until the last is decided, and what was chosen is saved."""
    notices = Notices()
    qtbot.addWidget(notices)
    session.disputed.connect(lambda _waiting: tell_disputes(notices, session, notices))
    for field, text in (("title", "題"), ("content", "文")):
        session.show(ISSUE, field, "")
        session.draft(ISSUE, field, f"私の{text}")
        desk.values[ISSUE, field] = f"田中の{text}"
    with qtbot.waitSignal(session.disputed):
        session.settle()
    assert KEY in notices.keys
    for dispute in session.disputes:
        session.settle_dispute(dispute, str(dispute.ours))
    qtbot.waitUntil(lambda: desk.values == {(ISSUE, "title"): "私の題", (ISSUE, "content"): "私の文"})
    assert KEY not in notices.keys
