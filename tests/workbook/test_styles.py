"""Fonts, alignment, borders, fills and colours come out of a styles part as Excel shows them."""

from __future__ import annotations

import pytest
from lxml import etree

from kxdesk.workbook.colours import read_colours, tinted
from kxdesk.workbook.package import open_package
from kxdesk.workbook.styles import Edge, Font, Styles, read_styles
from tests.workbook.packages import MAIN, book, relations, xml

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_STYLES = (
    '<numFmts count="1"><numFmt numFmtId="170" formatCode="0.0"/></numFmts>'
    '<fonts count="3"><font><sz val="10"/><name val="ＭＳ ゴシック"/></font>'
    '<font><b/><i val="0"/><u/><strike/><sz val="14"/><color theme="4" tint="-0.25"/>'
    '<name val="游ゴシック"/></font>'
    '<font><u val="none"/><sz val="x"/></font></fonts>'
    '<fills count="4"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFDDEBF7"/></patternFill></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor indexed="10"/></patternFill></fill></fills>'
    '<borders count="2"><border/><border diagonalUp="1"><left style="thin"/><right style="none"/>'
    '<top style="double"><color rgb="FF112233"/></top><diagonal style="hair"/></border></borders>'
    '<cellStyleXfs count="1"><xf fontId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf fontId="0" fillId="0" borderId="0"/>'
    '<xf numFmtId="170" fontId="1" fillId="1" borderId="1"><alignment horizontal="center" vertical="top" '
    'wrapText="1" indent="2"/></xf>'
    '<xf numFmtId="14" fontId="9" fillId="2"><alignment textRotation="135" shrinkToFit="1"/></xf>'
    '<xf fontId="2" fillId="3"><alignment textRotation="255" vertical="justify"/></xf></cellXfs>'
)


@pytest.fixture
def styles() -> Styles:
    return read_styles(open_package(book(changes={"xl/styles.xml": xml(_STYLES, "styleSheet")})))


def test_the_normal_font_is_that_of_the_first_cell_style(styles: Styles) -> None:
    assert styles.normal == Font("ＭＳ ゴシック", 10)


def test_a_full_look(styles: Styles) -> None:
    look = styles.look(1)
    assert (look.font.name, look.font.size, look.font.bold, look.font.italic) == (
        "游ゴシック",
        14,
        True,
        False,
    )
    assert (look.font.underline, look.font.struck, look.font.colour) == (True, True, "376092")
    assert (look.alignment.horizontal, look.alignment.vertical) == ("center", "top")
    assert (look.alignment.wraps, look.alignment.indent) == (True, 2)
    assert (look.fill, look.format) == ("DDEBF7", "0.0")
    assert look.borders.left == Edge("thin", "000000")
    assert look.borders.top == Edge("double", "112233")
    assert look.borders.right is None
    assert look.borders.bottom is None
    assert look.borders.diagonal_up == Edge("hair", "000000")
    assert look.borders.diagonal_down is None


def test_turned_shrunk_and_stacked_text(styles: Styles) -> None:
    assert (styles.look(2).alignment.rotation, styles.look(2).alignment.shrinks) == (-45, True)
    assert styles.look(2).format == "yyyy/m/d"
    assert (styles.look(3).alignment.stacked, styles.look(3).alignment.wraps) == (True, True)


def test_patterns_are_mixed_and_palette_colours_looked_up(styles: Styles) -> None:
    assert styles.look(2).fill == "DFDFDF"
    assert styles.look(3).fill == "FF0000"


def test_numbers_that_name_nothing_give_the_plain_look(styles: Styles) -> None:
    assert styles.look(99) == styles.look(0)
    assert styles.look(2).font == Font()
    assert styles.look(3).font.size == 11


def test_a_workbook_without_styles_is_plain() -> None:
    changes = {
        "xl/styles.xml": None,
        "xl/_rels/workbook.xml.rels": relations(("rId1", "worksheet", "worksheets/sheet1.xml")),
    }
    styles = read_styles(open_package(book(changes=changes)))
    assert styles.look(0).font == styles.normal == Font()


@pytest.mark.parametrize(
    ("rgb", "tint", "shown"),
    [
        ("4F81BD", 0.8, "DCE6F1"),
        ("4F81BD", -0.25, "366092"),
        ("000000", 0.5, "808080"),
        ("FFFFFF", -1, "000000"),
    ],
)
def test_tints(rgb: str, tint: float, shown: str) -> None:
    near = zip(bytes.fromhex(tinted(rgb, tint)), bytes.fromhex(shown), strict=True)
    assert all(abs(one - other) <= 1 for one, other in near)


def test_theme_colours_count_from_the_light_one() -> None:
    theme = etree.fromstring(
        f'<a:theme xmlns:a="{_DRAWING}"><a:themeElements><a:clrScheme name="x"><a:dk1>'
        '<a:sysClr val="windowText" lastClr="010101"/></a:dk1>'
        '<a:lt1><a:sysClr val="window" lastClr="FEFEFE"/></a:lt1><a:accent1>'
        '<a:srgbClr val="abcdef"/></a:accent1></a:clrScheme></a:themeElements></a:theme>'
    )
    own = etree.fromstring(
        f'<styleSheet xmlns="{MAIN}"><colors><indexedColors><rgbColor rgb="00123456"/>'
        "</indexedColors></colors></styleSheet>"
    )
    colours = read_colours(theme, own)
    wanted = {'theme="0"': "FEFEFE", 'theme="1"': "010101", 'theme="4"': "ABCDEF", 'indexed="0"': "123456"}
    wanted |= {'indexed="64"': "000000", 'indexed="1"': "FFFFFF"}
    for attribute, shown in wanted.items():
        assert colours.of(etree.fromstring(f"<color {attribute}/>")) == shown
    for nothing in (
        "<color auto='1'/>",
        "<color theme='99'/>",
        "<color rgb='red'/>",
        "<color indexed='900'/>",
    ):
        assert colours.of(etree.fromstring(nothing)) is None
    assert colours.named("tx1") == "010101"
