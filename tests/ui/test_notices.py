"""Notices say what happened, stay until they are done with, and never stack up the same sentence."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kxdesk.domain.problems import Problem
from kxdesk.ui.notices import Notices, Offer, Tone
from kxdesk.words.problems import Told


@pytest.fixture
def notices(qtbot: QtBot) -> Notices:
    notices = Notices()
    qtbot.addWidget(notices)
    notices.show()
    return notices


def test_a_problem_is_told_in_three_sentences(notices: Notices) -> None:
    """What happened, is the input safe, what next; no code, no traceback."""
    notices.tell_error(Problem("disk-full", path="/机/政策局.kxdesk"))
    assert len(notices.texts) == 1
    assert "disk-full" not in notices.texts[0]
    assert "画面に残っています" in notices.texts[0]


def test_our_bug_is_told_calmly(notices: Notices) -> None:
    """No English library text reaches the screen."""
    notices.tell_error(ZeroDivisionError("division by zero"))
    assert "division" not in notices.texts[0]
    assert "不具合" in notices.texts[0]


def test_the_same_problem_is_shown_once(notices: Notices) -> None:
    """Ten failed tries make one notice."""
    for _number in range(10):
        notices.tell_error(Problem("disk-full"))
    assert len(notices.texts) == 1


def test_an_offer_acts_and_closes(notices: Notices, qtbot: QtBot) -> None:
    """A button does what it says; the notice goes unless it has to stay."""
    done: list[str] = []
    notices.tell(Tone.GOOD, "済", Offer("戻す", lambda: done.append("x")))
    notices.tell(Tone.WARN, Told("残", "", ""), Offer("もう一度", lambda: done.append("y"), closes=False))
    for button in notices.findChildren(QPushButton):
        button.click()
    assert done == ["x", "y"]
    assert notices.texts == ["残"]


def test_good_news_goes_by_itself(notices: Notices, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """What needs no answer does not stay in the way; what went wrong does."""
    monkeypatch.setattr("kxdesk.ui.notices.GOOD_MS", 20)
    notices.tell(Tone.GOOD, "済")
    notices.tell(Tone.BAD, "失敗")
    qtbot.waitUntil(lambda: notices.texts == ["失敗"])
