"""The text of a cell is what Excel shows: no furigana, no escape, no lone half of a character."""

from __future__ import annotations

import pytest
from lxml import etree

from kxdesk.workbook.text_in import decoded, plain_text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("窓口", "窓口"),
        ("一_x000D_\n二", "一\n二"),
        ("一_x000d_二", "一\n二"),
        ("_x005F_x000D_", "_x000D_"),
        ("_x005F_x005F_x005F_x000D_", "_x005F_x000D_"),
        ("_x005F__x000B_", "_\x0b"),
        ("_x0009_", "\t"),
        ("_xD83D__xDE00_", "😀"),
        ("_xD83D_", "\ufffd"),
        ("_xDE00__xD83D_", "\ufffd\ufffd"),
        ("_x12_ _x12345_ x000D_", "_x12_ _x12345_ x000D_"),
        ("_xZZZZ_", "_xZZZZ_"),
        ("一\r\n二\r三", "一\n二\n三"),
        ("葛󠄀飾 𠮷野家 神﨑", "葛󠄀飾 𠮷野家 神﨑"),
        ("　空白 ", "　空白 "),
    ],
)
def test_each_escape_is_read_once(written: str, shown: str) -> None:
    assert decoded(written) == shown
    shown.encode()


@pytest.mark.parametrize(
    ("item", "shown"),
    [
        ("<si><t>課題</t></si>", "課題"),
        ("<si/>", ""),
        ("<si><t/></si>", ""),
        ('<si><t>局区名</t><rPh sb="0" eb="2"><t>キョクク</t></rPh><phoneticPr fontId="1"/></si>', "局区名"),
        ('<si><r><t>局</t></r><r><rPr/><t>区</t></r><rPh sb="0" eb="1"><t>キョク</t></rPh></si>', "局区"),
        ("<si><r><t>一_x00</t></r><r><t>0D_二</t></r></si>", "一\n二"),
        ('<si xmlns="x"><t>名前空間</t></si>', "名前空間"),
        ("<si><!-- x --><t>注釈</t></si>", "注釈"),
        ("<si><r><t>a</t></r><r><t/></r><r/></si>", "a"),
    ],
)
def test_runs_are_joined_and_furigana_left_out(item: str, shown: str) -> None:
    assert plain_text(etree.fromstring(item)) == shown
