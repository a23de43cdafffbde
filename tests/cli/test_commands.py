"""Everything can be scripted: JSON alone on stdout, sentences on stderr, exit codes that mean one thing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from kxdesk.cli import main


class Command:
    """Runs `kxdesk …` and keeps what it said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.said = ""

    def __call__(self, *words: object, code: int = 0) -> Any:
        found = main([str(word) for word in words])
        out, self.said = self._capsys.readouterr()
        assert found == code, self.said
        return json.loads(out) if out else None


@pytest.fixture
def kxdesk(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


@pytest.fixture
def desk(kxdesk: Command, tmp_path: Path) -> Path:
    path = tmp_path / "見本 #1.kxdesk"
    kxdesk("sample", path)
    return path


def bare(document: dict[str, Any]) -> dict[str, Any]:
    for issue in document["issues"]:
        for activity in issue["activities"]:
            for track in activity["tracks"]:
                track["label"] = track["label"].removeprefix("○")
    return document


def test_the_real_return_goes_round_without_a_letter_lost(
    kxdesk: Command, shared: Path, tmp_path: Path
) -> None:
    (returned,) = (shared / "real").glob("*提出.xlsx")
    real = bare(json.loads((shared / "real" / "r7-policy-bureau.json").read_text(encoding="utf-8")))
    desk, out, again = tmp_path / "a.kxdesk", tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    assert bare(kxdesk("read", returned)) == real
    kxdesk("new", desk, "--bureau", real["bureau"], "--fiscal-year", real["fiscal_year"])
    report = kxdesk("import", desk, returned)
    assert report["workbooks"][0]["undecided"] == []
    assert bare(kxdesk("dump", desk)) == real
    kxdesk("export", desk, out)
    kxdesk("export", desk, again)
    assert bare(kxdesk("read", out)) == bare(kxdesk("read", again)) == real
    assert kxdesk("import", desk, out)["workbooks"][0]["applied"] == 0
    assert bare(kxdesk("dump", desk)) == real


def test_the_sample_has_every_irregularity_and_reads_back(
    kxdesk: Command, desk: Path, tmp_path: Path
) -> None:
    document = kxdesk("dump", desk)
    assert len(document["issues"]) >= 8
    kxdesk("export", desk, tmp_path / "a.xlsx")
    assert kxdesk("read", tmp_path / "a.xlsx") == document


def test_receipts_name_the_cell_of_every_value(kxdesk: Command, desk: Path, tmp_path: Path) -> None:
    kxdesk("export", desk, tmp_path / "a.xlsx")
    read = kxdesk("read", tmp_path / "a.xlsx", "--receipts")
    title = read["document"]["issues"][0]["title"]
    cells = {entry["cell"] for entry in read["receipts"] if entry["key"] == "title" and entry["raw"] == title}
    assert "E4" in cells


def test_what_two_people_changed_is_named_and_waits_with_exit_code_4(
    kxdesk: Command, desk: Path, tmp_path: Path
) -> None:
    out, edited = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    kxdesk("export", desk, out)
    title = kxdesk("dump", desk)["issues"][0]["title"]
    kxdesk("template", "put", out, edited, "課題A(1)!E4=よその題", "課題A(1)!A11=よその内容")
    other = tmp_path / "c.xlsx"
    kxdesk("template", "put", out, other, "課題A(1)!E4=うちの題")
    assert kxdesk("import", desk, other)["workbooks"][0]["applied"] == 1
    report = kxdesk("import", desk, edited, code=4)["workbooks"][0]
    assert report["applied"] == 1
    (conflict,) = report["undecided"]
    assert (conflict["base"], conflict["theirs"], conflict["ours"]) == (title, "よその題", "うちの題")
    issue = kxdesk("dump", desk)["issues"][0]
    assert (issue["title"], issue["content"]) == ("うちの題", "よその内容")


@pytest.mark.parametrize(("decide", "title"), [("theirs", "よその題"), ("ours", "うちの題")])
def test_conflicts_can_be_decided_in_one_go(
    kxdesk: Command, desk: Path, tmp_path: Path, decide: str, title: str
) -> None:
    out, theirs, ours = (tmp_path / name for name in ("a.xlsx", "b.xlsx", "c.xlsx"))
    kxdesk("export", desk, out)
    kxdesk("template", "put", out, theirs, "課題A(1)!E4=よその題")
    kxdesk("template", "put", out, ours, "課題A(1)!E4=うちの題")
    kxdesk("import", desk, ours)
    kxdesk("import", desk, theirs, "--decide", decide)
    assert kxdesk("dump", desk)["issues"][0]["title"] == title
    assert kxdesk("import", desk, theirs)["workbooks"][0]["again"] is True


def test_history_search_and_check_answer_in_json(kxdesk: Command, desk: Path) -> None:
    entries = kxdesk("history", desk, "--issue", "B(1)", "--field", "title")
    assert [entry["issue"] for entry in entries] == ["B1"]
    assert kxdesk("search", desk, "岸壁")
    assert kxdesk("search", desk, "存在しない言葉") == []
    findings = kxdesk("check", desk)
    assert {"code", "severity", "place", "sentence", "sources"} == set(findings[0])
    assert all(finding["sentence"].endswith("。") for finding in findings)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["read", "{missing}.xlsx"], "file-missing"),
        (["dump", "{missing}.kxdesk"], "desk-missing"),
        (["read", "{desk}"], "not-a-workbook"),
        (["dump", "{text}"], "not-a-desk"),
        (["export", "{desk}", "{missing}/a.xlsx"], "folder-missing"),
        (["export", "{desk}", "{missing}.xlsx", "--template", "R99"], "layout-unknown"),
        (["export", "{desk}", "{missing}.xlsx", "--bureau", "無い局"], "bureau-unknown"),
        (["history", "{desk}", "--issue", "Z9"], "issue-unknown"),
        (["new", "{desk}", "--bureau", "局", "--fiscal-year", "2025"], "file-exists"),
    ],
)
def test_a_refusal_has_exit_code_3_and_a_line_with_its_code(
    kxdesk: Command, desk: Path, tmp_path: Path, words: list[str], code: str
) -> None:
    text = tmp_path / "text.kxdesk"
    text.write_text("これは作業ファイルではない" * 50, encoding="utf-8")
    before = desk.read_bytes()
    known = {"desk": desk, "missing": tmp_path / "none", "text": text}
    assert kxdesk(*(word.format(**known) for word in words), code=3) is None
    assert kxdesk.said.splitlines()[-1].startswith(f"{code}: ")
    assert "Traceback" not in kxdesk.said
    assert desk.read_bytes() == before


def test_wrong_usage_has_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["new"])
    assert stopped.value.code == 2
    assert capsys.readouterr().out == ""


def test_reading_commands_leave_no_trace(kxdesk: Command, desk: Path) -> None:
    before = (desk.read_bytes(), desk.stat().st_mtime_ns)
    for command in ("dump", "check", "history"):
        kxdesk(command, desk)
    assert (desk.read_bytes(), desk.stat().st_mtime_ns) == before
    assert [entry.name for entry in desk.parent.iterdir()] == [desk.name]


def test_an_unseen_form_is_learnt_filled_and_read(kxdesk: Command, desk: Path, tmp_path: Path) -> None:
    form = tmp_path / "新様式.xlsx"
    shutil.copy(Path(__file__).parents[2] / "resources" / "forms" / "R7" / "template.xlsx", form)
    learnt = kxdesk("template", "learn", form, "--name", "R8")
    assert learnt["form"] == "R8"
    assert "R8" in {entry["name"] for entry in kxdesk("template", "list")}
    kxdesk("export", desk, tmp_path / "a.xlsx", "--template", "R8")
    issues = kxdesk("read", tmp_path / "a.xlsx", "--layout", "R8")["issues"]
    assert issues == kxdesk("dump", desk)["issues"]


def test_a_layout_is_checked_against_its_template(kxdesk: Command) -> None:
    forms = Path(__file__).parents[2] / "resources" / "forms"
    for name in ("R6", "R7"):
        assert kxdesk("template", "check", forms / name / "template.xlsx", name) == []
    found = kxdesk("template", "check", forms / "R7" / "template.xlsx", "R6", code=4)
    assert {entry["code"] for entry in found} == {"other-form", "sheet-missing"}


def test_a_bad_file_among_good_ones_is_named_and_the_others_go_in(
    kxdesk: Command, desk: Path, tmp_path: Path
) -> None:
    good, bad = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    kxdesk("export", desk, tmp_path / "base.xlsx")
    kxdesk("template", "put", tmp_path / "base.xlsx", good, "課題A(1)!E4=新しい題")
    bad.write_bytes(good.read_bytes()[:900])
    report = kxdesk("import", desk, bad, good, code=3)["workbooks"]
    assert [entry["problem"] for entry in report] == ["broken-zip", None]
    assert report[1]["applied"] == 1
    assert "b.xlsx" in kxdesk.said


def test_a_sheet_copied_twice_is_held_and_nothing_of_it_goes_in(
    kxdesk: Command, desk: Path, tmp_path: Path
) -> None:
    out, twice = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    kxdesk("export", desk, out)
    before = kxdesk("dump", desk)
    kxdesk("template", "put", out, twice, "課題A(1)!E4=別の題", "--clone", "課題A(1)=課題A(1) (2)")
    (entry,) = kxdesk("import", desk, twice, code=4)["workbooks"]
    assert [hold["code"] for hold in entry["held"]] == ["issue-twice"]
    assert kxdesk("dump", desk) == before


def test_self_test_holds_from_end_to_end(kxdesk: Command, tmp_path: Path) -> None:
    report = kxdesk("self-test", "--keep", tmp_path / "kept")
    assert report["ok"]
    assert all(report["steps"].values())
    assert Path(report["workbook"]).is_file()
