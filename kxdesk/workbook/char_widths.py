"""How wide a character is, in half-width units (one unit = half an em), for kinds of fonts.

The Latin tables are measured advances in hundredths of a unit; what stands in none follows Unicode's East
Asian width, where what is ambiguous (①, →, Ⅱ) is set full width, as Japanese fonts do.
"""

from __future__ import annotations

import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FULL = 2.0
HALF = 1.0
# A tab runs to the next stop; LibreOffice sets one every 1.25 cm, seven half-width digits of 10 pt.
TAB = 8.0
_BOLD = 1.1
_NO_WIDTH = ("Mn", "Me", "Cf", "Cc")
_SYMBOL = ("S", "C", "P")


class CharWidths(dict[str, float]):
    """Width of each character, none but a tab over FULL; filled as characters are met."""

    def __init__(self, known: Mapping[str, float]) -> None:
        super().__init__(known)
        self._measured = dict(known)

    def __missing__(self, char: str) -> float:
        width = _general_width(char)
        self[char] = width
        return width

    @cached_property
    def bold(self) -> CharWidths:
        """The widths of the bold face: measured letters are up to a tenth wider, the others stay."""
        wider = {char: min(FULL, width * _BOLD) for char, width in self._measured.items() if char <= "~"}
        return CharWidths(self._measured | wider)


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


def _latin(hundredths: str) -> dict[str, float]:
    """Widths of the characters from the space to the tilde."""
    return {chr(32 + at): int(width) / 100 for at, width in enumerate(hundredths.split())}


FIXED = CharWidths({})
# Noto Sans CJK JP; near enough to 游ゴシック, Arial and Calibri, none of which is wider by a twentieth.
SANS = CharWidths(
    _latin(
        "45 65 95 111 111 185 136 56 68 68 94 111 56 70 56 79 111 111 111 111 111 111 111 111 111 111 56 "
        "56 111 111 111 95 190 122 132 128 138 118 111 138 146 59 107 130 109 163 145 149 127 149 127 120 "
        "120 145 115 176 115 107 121 68 79 68 111 112 122 113 124 102 124 111 65 113 122 55 55 111 57 186 "
        "122 122 124 124 78 94 76 122 105 161 100 105 95 68 54 68 111"
    )
)
# DejaVu Sans, what LibreOffice falls back to where a font is absent; as wide as Verdana and メイリオ.
WIDE_SANS = CharWidths(
    _latin(
        "64 81 92 168 128 191 156 55 79 79 100 168 64 73 64 68 128 128 128 128 128 128 128 128 128 128 68 "
        "68 168 168 168 107 200 137 138 140 155 127 116 155 151 59 59 132 112 173 150 158 121 158 139 127 "
        "123 147 137 198 138 123 138 79 68 79 168 100 100 123 127 110 127 124 71 127 127 56 56 116 56 195 "
        "127 123 127 127 83 105 79 127 119 164 119 119 105 128 68 128 168"
    )
)
# The proportional faces of Japanese fonts (Ｐゴシック, Ｐ明朝): kana and marks are narrower than an em.
_PROPORTIONAL_LATIN = _latin(
    "59 60 71 126 126 171 146 43 74 74 75 126 53 72 53 100 126 126 126 126 126 126 126 126 126 126 64 "
    "64 126 126 126 111 180 145 142 146 158 140 129 157 164 76 95 145 122 191 164 161 129 161 139 123 "
    "125 159 144 192 145 138 129 68 126 68 100 100 100 110 125 109 125 114 63 112 124 61 61 113 59 "
    "180 126 121 125 125 81 96 70 122 107 156 105 107 95 68 41 68 100"
)
PROPORTIONAL = CharWidths(_PROPORTIONAL_LATIN | _groups({1.9: _KANA, 1.25: _NARROW_MARKS}))
# The same for the free IPA fonts, whose kana and full-width letters are measured one by one.
IPA_PROPORTIONAL = CharWidths(
    _PROPORTIONAL_LATIN
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
