"""The form remembered for the next start is the form itself, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kxdesk.domain.form import Form
from kxdesk.ui.desks.known_form import recall_form, remember_form
from kxdesk.usecases.forms import form_named


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KXDESK_DATA", str(tmp_path))
    return tmp_path / "forms"


@pytest.mark.parametrize("name", ["R6", "R7"])
def test_a_remembered_form_is_equal(name: str) -> None:
    """Every field of the form comes back as it was."""
    remember_form(form_named(name))
    assert recall_form(name) == form_named(name)


def test_what_is_not_readable_is_not_known(folder: Path) -> None:
    """A missing, cut or foreign file is no form; the layout is read then."""
    assert recall_form("R7") is None
    remember_form(form_named("R7"))
    file = folder / "R7.json"
    for text in (file.read_text(encoding="utf-8")[:-40], "[]", "{}", '{"asked": 3}'):
        file.write_text(text, encoding="utf-8")
        assert recall_form("R7") is None


def test_a_name_leads_nowhere_else(folder: Path) -> None:
    """The name of a form is a person's own and no path."""
    remember_form(Form("../../様式 R8", None, ()))
    assert [path.name for path in folder.iterdir()] == ["______様式_R8.json"]
