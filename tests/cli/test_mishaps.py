"""What goes wrong around the program is refused with what to do next; it is never called its own fault."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kxdesk.cli import main, output
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.desk import Desk
from kxdesk.store.policies import policies
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import current_person
from kxdesk.usecases.edit_fields import set_fields
from kxdesk.usecases.forms import layout_named
from kxdesk.words.problems import told

NEW = ("--bureau", "試験局", "--fiscal-year", "2025")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "局.kxdesk"
    assert main(["new", str(path), *NEW]) == 0
    return path


def writing(path: Path) -> Desk:
    return Desk.open(path, person=current_person(), clock=SystemClock())


@pytest.mark.parametrize("letters", [243, 250, 300])
def test_a_name_too_long_is_refused(letters: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / ("x" * letters + ".kxdesk")
    assert main(["new", str(path), *NEW]) == 3
    assert capsys.readouterr().err.startswith("name-too-long: ")
    assert main(["dump", str(path)]) == 3
    assert capsys.readouterr().err.startswith("desk-missing: ")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_without_room_for_a_desk_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    resource = pytest.importorskip("resource", reason="limits of POSIX")
    signal = pytest.importorskip("signal")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, limits[1]))
    try:
        assert main(["new", str(tmp_path / "a.kxdesk"), *NEW]) == 3
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert capsys.readouterr().err.split(":")[0] in {"disk-full", "write-failed"}
    assert list(tmp_path.iterdir()) == []


def test_a_desk_in_use_is_not_written_and_its_holder_named(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "局.xlsx"
    assert main(["export", str(desk), str(book)]) == 0
    capsys.readouterr()
    with writing(desk):
        assert main(["import", str(desk), str(book)]) in {0, 3}  # nothing new, or nothing written
        assert main(["export", str(desk), str(book)]) == 0
        with pytest.raises(Problem, match="desk-held") as caught, writing(desk) as second, second.write("x"):
            pass
    assert current_person().display_name in told(caught.value).whole


def test_results_that_nobody_takes_are_no_fault_of_ours(desk: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    command = [sys.executable, "-m", "kxdesk", "dump", str(desk)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, text=True)
    assert (done.returncode, done.stderr.split(":")[0]) == (3, "output-failed")
    assert done.stderr.count("\n") == 1


def test_a_closed_console_is_survived(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    output.say("だれも聞いていない")
    with pytest.raises(Problem, match="output-failed"):
        output.put({})


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert main(["self-test", "--keep", str(tmp_path / "file" / "kept")]) == 3
    assert "bug" not in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_without_a_display_the_window_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main(["open", "x.kxdesk"]) == 3
    assert capsys.readouterr().err.startswith("no-display: ")


@pytest.mark.parametrize(("text", "code"), [("あ" * 32_768, "text-too-long"), ("\n" * 300, "too-many-lines")])
def test_a_text_no_cell_can_hold_is_named_with_its_field(
    text: str, code: str, desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with writing(desk) as opened:
        set_fields(opened, {(Ref(Kind.POLICY, policies(opened)[0].id), "mission"): text})
    capsys.readouterr()
    assert main(["export", str(desk), str(tmp_path / "out.xlsx")]) == 3
    said = capsys.readouterr().err
    assert said.startswith(f"{code}: ")
    assert "使命" in said
    assert not (tmp_path / "out.xlsx").exists()


def test_a_character_no_desk_can_hold_is_named_with_its_field(desk: Path) -> None:
    with writing(desk) as opened:
        ref = Ref(Kind.POLICY, policies(opened)[0].id)
        with pytest.raises(Problem) as caught:
            set_fields(opened, {(ref, "mission"): "a\ud800"})
    assert "使命" in told(caught.value).what
    assert "U+D800" in told(caught.value).what


def test_what_paper_does_not_show_is_said_on_export(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with writing(desk) as opened:
        set_fields(opened, {(Ref(Kind.POLICY, policies(opened)[0].id), "mission"): "長い文。" * 5_000})
    capsys.readouterr()
    assert main(["export", str(desk), str(tmp_path / "out.xlsx")]) == 0
    out, said = capsys.readouterr()
    (note,) = json.loads(out)["notes"]
    assert note["code"] == "page-cut"
    assert f"{note['sheet']}!{note['cell']} 使命: " in said


@pytest.mark.parametrize("command", ["export", "template"])
def test_a_desk_is_never_written_over(
    command: str, desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, before = tmp_path / "局.xlsx", desk.read_bytes()
    assert main(["export", str(desk), str(book)]) == 0
    before = desk.read_bytes()
    words = {"export": [str(desk)], "template": ["put", str(book)]}[command]
    capsys.readouterr()
    assert main([command, *words, str(desk)]) == 3
    assert capsys.readouterr().err.startswith("target-is-desk: ")
    assert desk.read_bytes() == before


def test_a_folder_is_not_written_over(desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out.xlsx").mkdir()
    capsys.readouterr()
    assert main(["export", str(desk), str(tmp_path / "out.xlsx")]) == 3
    assert capsys.readouterr().err.startswith("file-exists: ")


def test_a_history_that_was_tampered_with_is_said(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with contextlib.closing(sqlite3.connect(desk)) as raw, raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE history SET after_text = '改' WHERE seq = 2")
    capsys.readouterr()
    assert main(["check", str(desk)]) == 0
    first = json.loads(capsys.readouterr().out)[0]
    assert (first["code"], first["severity"]) == ("history-altered", "error")
    assert main(["history", str(desk)]) == 3
    out, said = capsys.readouterr()
    assert said.startswith("history-altered: ")
    assert json.loads(out)


def test_an_issue_is_found_in_full_width_and_an_unknown_field_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "見本.kxdesk"
    assert main(["sample", str(path)]) == 0
    capsys.readouterr()
    assert main(["history", str(path), "--issue", "Ａ（１）", "--field", "title"]) == 0
    assert json.loads(capsys.readouterr().out)
    assert main(["history", str(path), "--field", "titel"]) == 3
    assert capsys.readouterr().err.startswith("field-unknown: ")


def test_a_blank_form_is_never_written_over(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = tmp_path / "様式.xlsx"
    form.write_bytes(layout_named("R7").template.read_bytes())
    before = form.read_bytes()
    capsys.readouterr()
    assert main(["export", str(desk), str(form), "--template", str(form)]) == 3
    assert capsys.readouterr().err.startswith("out-is-template: ")
    assert form.read_bytes() == before


def test_a_desk_that_lacks_a_table_is_damaged_and_untouched(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with contextlib.closing(sqlite3.connect(desk)) as raw, raw:
        raw.execute("DROP TABLE issue")
    before = desk.read_bytes()
    capsys.readouterr()
    for words in (["dump"], ["history"], ["check"], ["search"]):
        assert main([*words, str(desk), *(["窓口"] if words == ["search"] else [])]) == 3
        assert capsys.readouterr().err.startswith("desk-damaged: ")
    assert main(["export", str(desk), str(desk.with_name("x" * 300 + ".xlsx"))]) == 3
    assert desk.read_bytes() == before


def test_an_export_to_a_name_too_long_is_refused(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["export", str(desk), str(desk.with_name("x" * 300 + ".xlsx"))]) == 3
    assert capsys.readouterr().err.startswith("name-too-long: ")
