"""The bare engine takes any workbook: cells, clones and rows are put in, the template stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.usecases.put_cells import put_cells
from tests.workbook.rich_form import rich_form
from tests.workbook.written import opened


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "様式.xlsx"
    path.write_bytes(rich_form())
    return path


def test_all_at_once(form: Path, tmp_path: Path) -> None:
    """Clones first, then rows by the template's numbers, then cells where they stand afterwards."""
    out = tmp_path / "出力.xlsx"
    report = put_cells(
        form,
        out,
        ["様式!A13==SUM(1)", "'課題 2'!A11=a=b!C1=d", "集計!A2=改\n行"],
        ["様式=課題 2"],
        ["様式!10:12=1", "様式!2=1"],
    )
    assert (report.path, report.sheets) == (out, ("様式", "課題 2", "集計", "リスト"))
    assert 0 < report.unchanged < report.parts
    wb = opened(out.read_bytes())
    assert (wb["様式"]["A13"].value, wb["様式"]["A13"].data_type) == ("=SUM(1)", "s")
    assert wb["課題 2"]["A11"].value == "a=b!C1=d"
    assert wb["集計"]["A2"].value == "改\n行"
    assert wb["様式"]["H34"].value == "おわり"
    assert form.read_bytes() == rich_form()


@pytest.mark.parametrize(
    ("cells", "clones", "inserts", "code"),
    [
        (["様式B4=x"], [], [], "bad-put-argument"),
        (["様式!4=x"], [], [], "bad-put-argument"),
        (["なし!A1=x"], [], [], "unknown-sheet"),
        ([], ["様式"], [], "bad-put-argument"),
        ([], ["なし=x"], [], "unknown-sheet"),
        ([], ["様式=集計"], [], "sheet-name-taken"),
        ([], [], ["様式!x=1"], "bad-put-argument"),
        ([], [], ["様式!3:2=1"], "bad-rows"),
    ],
)
def test_a_wrong_word_writes_nothing(
    form: Path, tmp_path: Path, cells: list[str], clones: list[str], inserts: list[str], *, code: str
) -> None:
    """Each is named, and no file appears."""
    with pytest.raises(Problem) as caught:
        put_cells(form, tmp_path / "出力.xlsx", cells, clones, inserts)
    assert caught.value.code == code
    assert not (tmp_path / "出力.xlsx").exists()


def test_the_template_is_never_the_output(form: Path, tmp_path: Path) -> None:
    """The ward office's file is only read; one that is not there is named."""
    with pytest.raises(Problem, match="out-is-template"):
        put_cells(form, form, [], [], [])
    with pytest.raises(Problem, match="file-missing"):
        put_cells(tmp_path / "なし.xlsx", tmp_path / "x.xlsx", [], [], [])


def test_a_sheet_name_with_an_equals_sign(form: Path, tmp_path: Path) -> None:
    """The longest name that exists is not needed, the first that exists is enough."""
    put_cells(form, tmp_path / "1.xlsx", [], ["様式=a=b"], [])
    report = put_cells(tmp_path / "1.xlsx", tmp_path / "2.xlsx", ["a=b!A1=x"], ["a=b=c=d"], [])
    assert report.sheets == ("様式", "a=b", "c=d", "集計", "リスト")
