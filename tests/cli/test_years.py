"""Years can be scripted: carry over, look at the thread, settle it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_commands import Command


@pytest.fixture
def kxdesk(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


@pytest.fixture
def desk(kxdesk: Command, tmp_path: Path) -> Path:
    path = tmp_path / "見本.kxdesk"
    kxdesk("sample", path)
    return path


def test_a_year_is_begun_and_its_thread_settled(kxdesk: Command, desk: Path) -> None:
    """What carries is said; links and promises are listed by place and can be settled by place."""
    made = kxdesk("carry-over", desk, "--fiscal-year", "2026", "--form", "R7")
    assert "issue.title" in made["kept"]
    assert "progress.text" in made["emptied"]
    looked = kxdesk("years", desk)
    assert (looked["earlier"], looked["later"]) == ("2025", "2026")
    assert looked["vanished"] == []
    first = looked["links"][0]
    assert first["earlier"] == first["later"]
    assert len(first["unchanged"]) == first["worded"]
    ended = kxdesk("years", desk, "--end", first["earlier"], "--reason", "終えた")
    assert {"終了", "継続"} == {link["relation"] for link in ended["links"]}
    assert all(promise["open"] for promise in ended["promises"])


def test_what_cannot_be_done_is_refused_in_words(kxdesk: Command, desk: Path) -> None:
    """No earlier year, the same year, an end without a reason: each is a code and a sentence."""
    kxdesk("years", desk, code=3)
    assert kxdesk.said.startswith("no-earlier-year: ")
    kxdesk("carry-over", desk, "--fiscal-year", "2025", code=3)
    assert kxdesk.said.startswith("same-year: ")
    kxdesk("carry-over", desk, "--fiscal-year", "2026")
    kxdesk("years", desk, "--end", "A1", code=3)
    assert kxdesk.said.startswith("reason-missing: ")
