"""A return that went through a gateway or another program reads to the same document, letter by letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Convert
from tests.workbook.gateways import PROFILES
from tests.workbook.sources import NAMES, read, said, source


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("profile", PROFILES)
def test_nothing_of_a_document_is_lost(name: str, profile: str) -> None:
    change, allowed = PROFILES[profile]
    reading, document = read(change(source(name)))
    assert document == said(name)
    # The mark that a formula set in the form's matrix is a stray text once its formula is gone.
    assert {flag.code for flag in reading.flags if flag.text != "●"} == allowed
    assert not reading.holds


@pytest.mark.parametrize("profile", PROFILES)
def test_control_numbers_survive(profile: str) -> None:
    before, _ = read(source("sample"))
    after, _ = read(PROFILES[profile][0](source("sample")))
    assert all(issue.id for issue in before.policy.issues)
    assert [issue.id for issue in after.policy.issues] == [issue.id for issue in before.policy.issues]


@pytest.mark.office
@pytest.mark.parametrize("name", NAMES)
def test_saved_again_by_libreoffice(name: str, soffice: Convert, tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    path.write_bytes(source(name))
    reading, document = read(soffice(path, "xlsx").read_bytes())
    assert document == said(name)
    assert not reading.flags
    assert not reading.holds
