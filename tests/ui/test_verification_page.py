"""検証 on the screen: nothing good before it is through, one word for each outcome, more to hold it to."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kxdesk.store.audit_copy import IssuedCopy, make_audit_copy
from kxdesk.store.signing import export_public, load_key, make_key
from kxdesk.ui.auditing.verification_page import VerificationPage
from kxdesk.ui.background import Worker
from kxdesk.ui.notices import Tone
from tests.store.attacks import attack, edited
from tests.store.desks import make_desk, small_policy

PASSWORD = "himitsu-123"


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> IssuedCopy:
    folder = tmp_path_factory.mktemp("office")
    for name in ("key", "other"):
        make_key(folder / f"{name}.pem", PASSWORD)
        export_public(load_key(folder / f"{name}.pem", PASSWORD), folder / f"{name}.pub")
    with make_desk(folder / "desk.kxdesk", small_policy()) as desk:
        return make_audit_copy(desk, folder / "copy.kxdesk", load_key(folder / "key.pem", PASSWORD))


def shown(qtbot: QtBot, worker: Worker, path: Path) -> VerificationPage:
    page = VerificationPage(worker, path)
    qtbot.addWidget(page)
    page.show()
    return page


def verify(qtbot: QtBot, page: VerificationPage) -> None:
    with qtbot.waitSignal(page.verified):
        page.verify()


def test_nothing_is_good_before_it_is_through(
    qtbot: QtBot, worker: Worker, issued: IssuedCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the check runs there is progress and a way to stop it, and no word that sounds like a verdict."""
    gate, begun = threading.Event(), threading.Event()

    def slow(*_args: object, progress: object, **_rest: object) -> None:
        begun.set()
        assert gate.wait(10)
        assert callable(progress)
        progress("bytes", 1, 2)

    monkeypatch.setattr("kxdesk.usecases.verify_file.verify_file", slow)
    page = shown(qtbot, worker, issued.path)
    page.verify()
    assert begun.wait(10)
    assert page.card.tone is Tone.INFO
    assert page.bar.isVisible()
    assert not page.held_to.isEnabled()
    page.stop.click()
    gate.set()
    assert (page.card.word.text(), page.card.tone) == ("検証していません", Tone.WARN)
    assert not page.bar.isVisible()


def test_honest_copy(qtbot: QtBot, worker: Worker, issued: IssuedCopy) -> None:
    """改変なし, what is proved and what is not, and the facts that paper can be compared with."""
    page = shown(qtbot, worker, issued.path)
    verify(qtbot, page)
    assert (page.card.word.text(), page.card.tone) == ("改変なし", Tone.GOOD)
    text = page.text()
    assert "－　だれが発行したか。" in text
    assert "PCにログオンした名前" in text
    assert issued.manifest.head_code in text
    page.held_to.code.setText(issued.manifest.head_code.lower())
    page.held_to.public_key.choose(issued.path.with_name("key.pub"))
    with qtbot.waitSignal(page.verified):
        page.held_to.code.returnPressed.emit()
    assert "✓　紙の照合コードと一致します。" in page.text()
    assert "だれが発行したか。" not in page.text()


def test_each_outcome_has_its_word(qtbot: QtBot, worker: Worker, issued: IssuedCopy, tmp_path: Path) -> None:
    """改変あり is red and names the entry; another key and a mistyped code are neither."""
    page = shown(qtbot, worker, issued.path)
    page.held_to.public_key.choose(issued.path.with_name("other.pub"))
    verify(qtbot, page)
    assert (page.card.word.text(), page.card.tone) == ("発行者を確認できません", Tone.WARN)
    page.held_to.code.setText("XXXX")
    with qtbot.waitSignal(page.failed):
        page.verify()
    assert (page.card.word.text(), page.card.tone) == ("検証していません", Tone.WARN)
    assert "打ち間違い" in page.card.text
    altered = Path(shutil.copy(issued.path, tmp_path))
    attack(altered, edited)
    page = shown(qtbot, worker, altered)
    verify(qtbot, page)
    assert (page.card.word.text(), page.card.tone) == ("改変あり", Tone.BAD)
    assert "履歴の20番" in page.card.text
    assert "確かめたこと" not in page.text()
