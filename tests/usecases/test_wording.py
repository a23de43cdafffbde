"""A ward office adds its own words to the shipped rules, as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.usecases.wording import NAME, wording


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KXDESK_DATA", str(tmp_path))
    return tmp_path / NAME


def test_the_shipped_rules_hold_until_the_ward_office_says_otherwise(own: Path) -> None:
    """A rule for the same word takes the place of the shipped one, another one is added."""
    shipped = {rule.word for rule in wording()}
    own.write_text('[[word]]\nword = "出来る"\nforbidden = true\n[[word]]\nword = "等々"\n', encoding="utf-8")
    rules = {rule.word: rule for rule in wording()}
    assert rules.keys() == shipped | {"等々"}
    assert rules["出来る"].forbidden


@pytest.mark.parametrize("text", ["[[word]]\ninstead = 'x'", "[[word", "[[word]]\nword = 3"])
def test_a_file_that_cannot_be_read_is_named(own: Path, text: str) -> None:
    """Nothing is checked by half of a file."""
    own.write_text(text, encoding="utf-8")
    with pytest.raises(Problem, match="wording-unreadable"):
        wording()
