"""How wide a character is, in half-width units (one unit = half an em), for kinds of fonts.

The Latin groups are measured advances rounded up to a tenth of a unit; all else follows Unicode's East
Asian width, where what is ambiguous (①, →, Ⅱ) is set full width, as Japanese fonts do.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FULL = 2.0
HALF = 1.0
# A tab runs to the next stop; LibreOffice sets one every 1.25 cm, seven half-width digits of 10 pt.
TAB = 8.0
_NO_WIDTH = ("Mn", "Me", "Cf", "Cc")
_SYMBOL = ("S", "C", "P")


class CharWidths(dict[str, float]):
    """Width of each character, none but a tab over FULL; filled as characters are met."""

    def __init__(self, known: Mapping[str, float]) -> None:
        super().__init__(known)

    def __missing__(self, char: str) -> float:
        width = _general_width(char)
        self[char] = width
        return width


def _general_width(char: str) -> float:
    category = unicodedata.category(char)
    if char == "\t":
        return TAB
    if category in _NO_WIDTH:
        return 0.0
    kind = unicodedata.east_asian_width(char)
    if kind in ("W", "F", "A"):
        return FULL
    # Neutral symbols and emoji come from a fallback font, as wide as an ideograph.
    return FULL if kind == "N" and category[0] in _SYMBOL else HALF


def _groups(groups: Mapping[float, str]) -> dict[str, float]:
    return {char: width for width, chars in groups.items() for char in chars}


_KANA = "".join(map(chr, (*range(0x3041, 0x3097), *range(0x30A1, 0x30FB))))
_NARROW_MARKS = "、。，．・：；「」（）［］【】〔〕"

FIXED = CharWidths({"\t": TAB})
# Noto Sans CJK JP; near enough to 游ゴシック, Arial and Calibri, none of which is wider by a twentieth.
SANS = CharWidths(
    _groups(
        {
            0.5: " ",
            0.6: "',.:;Iijl|",
            0.7: "!()-[]f{}",
            0.8: "/\\rt",
            1.0: '"*?csxz',
            1.1: "#$+0123456789<=>FJLY^_ekvy~",
            1.2: "AESTVXZ`aghnou",
            1.3: "BCKPRbdpq",
            1.4: "&DG",
            1.5: "HNOQU",
            1.6: "w",
            1.7: "M",
            1.8: "W",
            1.9: "%@m",
        }
    )
)
# DejaVu Sans, what LibreOffice falls back to where a font is absent; as wide as Verdana and メイリオ.
WIDE_SANS = CharWidths(
    _groups(
        {
            0.6: "'IJijl",
            0.7: " ,./:;\\f|",
            0.8: "!()-[]t",
            0.9: '"r',
            1.0: "*_`",
            1.1: "?Lcsz",
            1.2: "FPkvxy",
            1.3: "$0123456789EKSTYabdeghnopqu{}",
            1.4: "ABCRVXZ",
            1.5: "HNU",
            1.6: "&DGOQ",
            1.7: "#+<=>^w~",
            1.8: "M",
            1.9: "%",
            2.0: "@Wm",
        }
    )
)
# The proportional faces of Japanese fonts (Ｐゴシック, Ｐ明朝): kana and marks are narrower than an em.
PROPORTIONAL = CharWidths(
    _groups(
        {
            0.4: "|",
            0.5: "'",
            0.6: " !,.ij",
            0.7: '"[]flt{}I',
            0.8: "()*-:;Jr",
            1.0: "/^_`sz~",
            1.1: "?Lacgvxy",
            1.2: "ETeFkou",
            1.3: "#$+0123456789<=>SZ\\bdhnpqPKR",
            1.4: "ABCVXY",
            1.5: "&DGUw",
            1.6: "HNOQ",
            1.8: "%@Mm",
            1.9: "W" + _KANA,
            1.25: _NARROW_MARKS,
        }
    )
)
# The same for the free IPA fonts, whose kana and full-width letters are measured one by one.
IPA_PROPORTIONAL = CharWidths(
    PROPORTIONAL
    | _groups(
        {
            0.6: "ｌ",
            0.7: "Ｉｉ",
            0.8: "ｊ",
            0.9: "ｆｔ",
            1.0: "、。，．・：；！ｒ",
            1.1: "（）【】〔〕｛｝１Ｊｓｚ",
            1.2: "「」［］７ａｂｃｄｅｇｈｋｏｐｕｖｙ",
            1.3: "『』〈〉３ＦＬＰＺｎｑｘ",
            1.4: "ぅくトノョ《》０２４５６８９ＢＥＳ",
            1.5: "うょィゥッドリヮ？ＣＤＯＲＴＶＹ",
            1.6: "ぇしじとりァソミメャヵヶＧＨＫＱＸｗ",
            1.7: "ぁぃぉきぐこさっまもゃゅよらるろゎをイウェォクコタツヌヒフュヨラレワヲン＋－ＡＮＵｍ",
            1.8: "えぎけそちてどアカキケスネピマムヤロ＆",
            1.9: "あいおげござすぞただぢつでなにねばひびぴほみやゆゐゑんエオガギグゲゴサシジズセゼゾダチヂヅ"
            "テデナニビブプヘベペホポモユヰヱヴーＭ",
            2.0: "かがずせぜづぬのはぱふぶぷへべぺぼぽむめれわザハバパボル＝％＜＞Ｗ",
        }
    )
)
