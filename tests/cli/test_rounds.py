"""A round from the command line."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_commands import Command


@pytest.fixture
def kxdesk(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


@pytest.fixture
def office(kxdesk: Command, tmp_path: Path) -> Path:
    path = tmp_path / "取りまとめ.kxdesk"
    kxdesk("new", path, "--bureau", "試験局", "--fiscal-year", "2025", "--role", "consolidation")
    return path


@pytest.fixture
def listing(tmp_path: Path) -> Path:
    path = tmp_path / "一覧.csv"
    path.write_text(
        "局区,課,コード,メール\n試験局,総務課,101,a@example.jp\n試験局,企画課,102,\n", encoding="cp932"
    )
    return path


def test_organisations_and_rounds(kxdesk: Command, office: Path, listing: Path) -> None:
    """Loaded, listed, a round begun and changed; what the round says is what was typed."""
    report = kxdesk("organisations", office, "--load", listing)
    assert (report["added"], report["not_listed"]) == (3, [])
    assert report["organisations"][1] == {
        "code": "101", "bureau": "試験局", "division": "総務課", "contact": "a@example.jp",
    }  # fmt: skip
    kxdesk("round", office, "--new", "当初", "--fiscal-year", "2025", "--deadline", "R7.5.30")
    told = kxdesk("round", office, "--extend", "企画課=R7.6.6", "--excuse", "101=課題なし")
    (round_,) = told["rounds"]
    assert (round_["form"], round_["level"]) == ("R7", "division")
    assert [entry["deadline"] for entry in round_["expected"]] == ["", "R7.6.6"]
    assert [entry["excused"] for entry in round_["expected"]] == ["課題なし", ""]
    kxdesk("round", office, "--extend", "総務部=R7.6.6", code=3)
    assert kxdesk.said.startswith("organisation-unknown")


def test_what_a_list_lacks_goes_only_when_told(kxdesk: Command, office: Path, listing: Path) -> None:
    """Without the word it stays and is named on stderr; with it, it is retired."""
    kxdesk("organisations", office, "--load", listing)
    listing.write_text("局区,課\n試験局,総務課\n", encoding="utf-8")
    assert len(kxdesk("organisations", office, "--load", listing)["organisations"]) == 3
    assert "企画課" in kxdesk.said
    report = kxdesk("organisations", office, "--load", listing, "--retire-missing")
    assert [entry["division"] for entry in report["organisations"]] == ["", "総務課"]


def test_a_division_desk_gathers_nothing(kxdesk: Command, tmp_path: Path) -> None:
    """The role decides which commands there are."""
    path = tmp_path / "課.kxdesk"
    kxdesk("new", path, "--bureau", "試験局", "--fiscal-year", "2025")
    kxdesk("round", path, code=3)
    assert kxdesk.said.startswith("not-a-consolidation-desk")


def test_distribution(kxdesk: Command, office: Path, listing: Path, tmp_path: Path) -> None:
    """One file for each organisation, by the rule that was given; progress goes to stderr."""
    kxdesk("organisations", office, "--load", listing)
    kxdesk("round", office, "--new", "当初", "--fiscal-year", "2025")
    folder = tmp_path / "配布"
    told = kxdesk("distribute", office, folder, "--desks", "--name", "{code}_{division}")
    assert [Path(entry["path"]).name for entry in told["written"]] == ["101_総務課.xlsx", "102_企画課.xlsx"]
    assert sorted(path.name for path in folder.iterdir()) == [
        "101_総務課.kxdesk", "101_総務課.xlsx", "102_企画課.kxdesk", "102_企画課.xlsx",
    ]  # fmt: skip
    assert "2/2 試験局 企画課" in kxdesk.said
    kxdesk("distribute", office, folder, "--name", "{課}", code=3)
    assert kxdesk.said.startswith("name-rule-wrong")


def test_the_board(kxdesk: Command, office: Path, listing: Path, tmp_path: Path) -> None:
    """Totals and lines as JSON, the same as a workbook; reminding and settling leave their traces."""
    kxdesk("organisations", office, "--load", listing)
    kxdesk("round", office, "--new", "当初", "--fiscal-year", "2025", "--deadline", "2025-05-30")
    kxdesk("distribute", office, tmp_path / "配布")
    out = tmp_path / "回収状況.xlsx"
    told = kxdesk("board", office, "--xlsx", out, "--remind")
    assert told["totals"]["distributed"] == 2
    assert "a@example.jp" in told["reminder"]
    assert [row[1] for row in openpyxl.load_workbook(out).active.iter_rows(min_row=14, values_only=True)] == [
        "総務課", "企画課",
    ]  # fmt: skip
    told = kxdesk("board", office, "--settle", "総務課")
    assert told["totals"]["settled"] == 1
    assert all(line["reminded"] for line in told["lines"])


def test_remarks_and_sending_back(kxdesk: Command, tmp_path: Path) -> None:
    """Pinned, sent back, answered on the slip, taken in, settled: each step from the command line."""
    office, listing = tmp_path / "取りまとめ.kxdesk", tmp_path / "一覧.csv"
    kxdesk("sample", tmp_path / "見本.kxdesk")
    document = kxdesk("dump", tmp_path / "見本.kxdesk")
    bureau = document["bureau"]
    kxdesk("new", office, "--bureau", bureau, "--fiscal-year", "2025", "--role", "consolidation")
    listing.write_text(f"局区,コード\n{bureau},10\n", encoding="utf-8")
    kxdesk("organisations", office, "--load", listing)
    kxdesk("round", office, "--new", "当初", "--fiscal-year", "2025", "--level", "bureau")
    kxdesk("export", tmp_path / "見本.kxdesk", tmp_path / "提出.xlsx")
    kxdesk("import", office, tmp_path / "提出.xlsx")
    told = kxdesk("remarks", office, "--add", "A1", "content", "数値で。", "--phrases")
    (remark,) = told["remarks"]
    assert (remark["organisation"], remark["issue"], remark["state"]) == (bureau, "A1", "open")
    assert told["phrases"][0] == "数値で。"
    kxdesk("remarks", office, "--add", "Z9", "content", "x", code=3)
    out = tmp_path / "差戻し.xlsx"
    assert kxdesk("send-back", office, out, "--organisation", "10")["remarks"] == [remark["number"]]
    book = openpyxl.load_workbook(out)
    slip = book.worksheets[0]
    row = next(cell.row for (cell,) in slip["A1:A40"] if cell.value == remark["number"])
    slip.cell(row, 6).value = "三百人です。"
    book.save(out)
    kxdesk("import", office, out)
    (remark,) = kxdesk("remarks", office)["remarks"]
    assert (remark["state"], remark["outcome"]) == ("answered", "untouched")
    (remark,) = kxdesk("remarks", office, "--settle", remark["number"], "--why", "了解")["remarks"]
    assert remark["state"] == "settled"
    kxdesk("send-back", office, out, "--organisation", "10", code=3)
    assert kxdesk.said.startswith("nothing-to-send-back")
