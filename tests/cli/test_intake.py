"""The queue by command: listed, decided, taken back, carried out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_commands import Command


@pytest.fixture
def kxdesk(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


def test_a_waiting_difference_is_listed_decided_and_carried_out(kxdesk: Command, tmp_path: Path) -> None:
    """`intake` names it; `decide` keeps a choice and takes it back; `--apply` carries it out."""
    desk, out, ours, theirs = (tmp_path / name for name in ("a.kxdesk", "a.xlsx", "b.xlsx", "c.xlsx"))
    kxdesk("sample", desk)
    kxdesk("export", desk, out)
    kxdesk("template", "put", out, ours, "課題A(1)!E4=うちの題")
    kxdesk("template", "put", out, theirs, "課題A(1)!E4=よその題")
    kxdesk("import", desk, ours)
    kxdesk("import", desk, "--stage", theirs)
    (waiting,) = _undecided(kxdesk("intake", desk))
    kxdesk("decide", desk, f"{waiting['difference']}=text:みんなの題", "--why", "電話で確認")
    assert _undecided(kxdesk("intake", desk)) == []
    kxdesk("decide", desk, "--undo", waiting["difference"], code=4)
    kxdesk("decide", desk, f"{waiting['difference']}=both")
    kxdesk("intake", desk, "--apply")
    assert kxdesk("dump", desk)["issues"][0]["title"] == "うちの題／よその題"


def _undecided(report: dict) -> list:
    return [entry for book in report["workbooks"] for entry in book["undecided"]]
