"""Names of files are legal everywhere, told apart, and say whose file it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kxdesk.domain.file_names import RULE, apart, check_rule, file_stem, safe_stem
from kxdesk.domain.problems import Problem


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CON", "_CON"),
        ("con.総務課", "_con.総務課"),
        ("CONTROL", "CONTROL"),
        ("企画課. . ", "企画課"),
        ("A/B:C*?", "A／B：C＊？"),
        ("\ta\r\nb", "a b"),
        ("...", "_"),
        ("", "_"),
        ("か\u3099", "が"),
    ],
)
def test_what_windows_would_not_take(text: str, name: str) -> None:
    """Reserved words, trailing dots and forbidden signs become names that look alike."""
    assert safe_stem(text) == name


@given(st.text())
def test_any_text_makes_a_name(text: str) -> None:
    """Never empty, never too long, no sign that a system forbids, and stable when made again."""
    name = safe_stem(text)
    assert 0 < len(name) <= 81
    assert len(name.encode("utf-8", "surrogatepass")) <= 201
    assert not set(name) & set('<>:"/\\|?*\0\n\r\t')
    assert not name.endswith((".", " "))


def test_the_rule() -> None:
    """Places are filled; an empty one leaves no double line."""
    pieces = {"bureau": "政策局", "division": "", "form": "R7", "code": "101"}
    assert file_stem(RULE, pieces) == "政策局_R7"
    assert file_stem("{code} {bureau} {division}", pieces) == "101 政策局"
    for wrong in ("{section}", "いつも同じ", "{bureau", "{bureau}{}"):
        with pytest.raises(Problem, match="name-rule-wrong"):
            check_rule(wrong)


def test_names_are_told_apart() -> None:
    """Whatever the case: two files must not be one on Windows."""
    taken: set[str] = set()
    assert [apart(name, taken) for name in ("A課", "a課", "A課")] == ["A課", "a課 (2)", "A課 (3)"]
