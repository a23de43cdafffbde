"""`kxdesk indicators` loads a document once, prints it again, and leaves a history that proves it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kxdesk.cli import main
from kxdesk.store.verifying import verify
from kxdesk.usecases.indicators import load_indicators
from kxdesk.usecases.undo import UndoStack
from tests.store.desks import open_again

FIRST = {
    "source": "計画A",
    "observations": [{"indicator": "講座数", "as_of": "R6年度", "value": 40, "unit": "講座"}],
}
SECOND = {
    "source": "年報",
    "observations": [{"indicator": "講座数", "as_of": "R6年度", "value": 41, "unit": "講座"}],
}


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "a.kxdesk"
    assert main(["new", str(path), "--bureau", "試験局", "--fiscal-year", "2025"]) == 0
    capsys.readouterr()
    return path


def write(folder: Path, name: str, document: Any) -> str:
    (folder / name).write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return str(folder / name)


def printed(capsys: pytest.CaptureFixture[str], desk: Path) -> Any:
    capsys.readouterr()
    assert main(["indicators", str(desk)]) == 0
    return json.loads(capsys.readouterr().out)


def test_load_and_print(tmp_path: Path, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One document comes out as itself, two as a list; loading twice writes nothing."""
    first = write(tmp_path, "a.json", FIRST)
    assert main(["indicators", str(desk), "--load", first]) == 0
    before = desk.read_bytes()
    assert main(["indicators", str(desk), "--load", first]) == 0
    assert desk.read_bytes() == before
    assert printed(capsys, desk) == FIRST
    assert main(["indicators", str(desk), "--load", write(tmp_path, "b.json", SECOND)]) == 0
    assert printed(capsys, desk) == {"documents": [FIRST, SECOND]}


def test_a_load_is_one_step(tmp_path: Path, desk: Path) -> None:
    """It is undone at once, and the history stays sound."""
    with open_again(desk) as opened:
        loaded = load_indicators(opened, Path(write(tmp_path, "a.json", FIRST)))
        assert loaded.change is not None
        undo = UndoStack()
        undo.push(loaded.change)
        undo.undo(opened)
        assert verify(opened).sound
        assert load_indicators(opened, Path(write(tmp_path, "a.json", FIRST))).indicators == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [("{", "indicators-unreadable"), ("[]", "indicators-not-understood"), (None, "indicators-missing")],
)
def test_a_bad_document_is_refused(
    tmp_path: Path, desk: Path, capsys: pytest.CaptureFixture[str], content: str | None, code: str
) -> None:
    """Exit 3, one sentence, nothing written."""
    before, path = desk.read_bytes(), tmp_path / "bad.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert main(["indicators", str(desk), "--load", str(path)]) == 3
    assert capsys.readouterr().err.startswith(f"{code}: ")
    assert desk.read_bytes() == before


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["check", *arguments]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return [entry for entry in found if entry["code"] == "values-differ"]


def test_a_contradiction_is_named_and_closed(
    tmp_path: Path, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names both sources and figures; closed with a reason it is gone until a figure changes."""
    for name, document in (("a.json", FIRST), ("b.json", SECOND)):
        assert main(["indicators", str(desk), "--load", write(tmp_path, name, document)]) == 0
    (finding,) = checked(capsys, str(desk))
    assert finding["sources"] == ["計画A", "年報"]
    assert finding["place"] == "試験局/講座数/observation/value"
    assert all(word in finding["sentence"] for word in ("40講座（計画A）", "41講座（年報）", "R6年度"))

    close = ["check", str(desk), "--close", finding["code"], finding["place"]]
    assert main(close) == 3  # no reason
    assert main([*close, "--reason", "定義が異なる"]) == 0
    assert main([*close, "--reason", "定義が異なる"]) == 3  # nothing is open there any more
    assert checked(capsys, str(desk)) == []
    (closed,) = checked(capsys, str(desk), "--closed")
    assert closed == finding | {"reason": "定義が異なる"}

    third = {"source": "第三", "observations": [{"indicator": "講座数", "as_of": "R6年度", "value": 39}]}
    assert main(["indicators", str(desk), "--load", write(tmp_path, "c.json", third)]) == 0
    assert [entry["sources"] for entry in checked(capsys, str(desk))] == [["計画A", "年報", "第三"]]
