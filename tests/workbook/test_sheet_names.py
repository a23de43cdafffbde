"""A sheet's name is one that Excel takes, and no two are the same to its eyes."""

from __future__ import annotations

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.workbook.sheet_names import check_sheet_name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "sheet-name-empty"),
        (" 　", "sheet-name-empty"),
        ("あ" * 32, "sheet-name-too-long"),
        ("𠮷" * 16, "sheet-name-too-long"),
        ("'x", "sheet-name-illegal"),
        ("x'", "sheet-name-illegal"),
        ("history", "sheet-name-illegal"),
        ("a\x07", "sheet-name-illegal"),
        *((f"課{character}題", "sheet-name-illegal") for character in ":\\/?*[]"),
        ("課題1", "sheet-name-taken"),
        ("課題１", "sheet-name-taken"),
        ("abc", "sheet-name-taken"),
    ],
)
def test_refused(name: str, code: str) -> None:
    """Refused with the reason, before the file is made."""
    with pytest.raises(Problem) as caught:
        check_sheet_name(name, ["課題1", "ＡＢＣ"])
    assert caught.value.code == code


@pytest.mark.parametrize("name", ["あ" * 31, "It's", "課題（１）", "A1", "(2)", "=1"])
def test_allowed(name: str) -> None:
    """Odd but legal."""
    check_sheet_name(name, ["他"])
