"""What is known of fonts without having them: character widths, line pitch, width of a digit."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kxdesk.workbook.char_widths import FIXED, IPA_PROPORTIONAL, PROPORTIONAL, SANS, WIDE_SANS, CharWidths

PX_PER_PT = 96 / 72
# The highest pitch of the common fonts (游ゴシック, メイリオ), with the pixel rounding of small sizes.
WORST_PITCH = 1.75


@dataclass(frozen=True, slots=True)
class FontFacts:
    """Facts of a family, lengths in em.

    Attributes:
        widths: of its characters.
        pitch: from line to line in Excel; None if unknown.
        spare: part of the pitch that holds no ink: a lone line may be this much lower.
        digit: advance of the widest digit, which sets the unit of column widths.
        even_cells: digits are snapped up to whole pixels, as Japanese fixed-pitch screen fonts are.
        libre_pitch: from line to line in LibreOffice, where the font is there.
        everywhere: free fonts that look the same in every program; others are replaced where absent.
    """

    widths: CharWidths
    pitch: float | None
    spare: float
    digit: float
    even_cells: bool = False
    everywhere: bool = False
    libre_pitch: float = 1.456


# LibreOffice without the font: ideographs of Noto Sans CJK, Latin of DejaVu Sans (measured).
SUBSTITUTE = FontFacts(WIDE_SANS, 1.456, 0.29, 0.636, everywhere=True)

_UNKNOWN = FontFacts(WIDE_SANS, None, 0.29, 0.5)
_MS_FIXED = FontFacts(FIXED, 1.25, 0.1, 0.5, even_cells=True)
_MS_PROPORTIONAL = FontFacts(PROPORTIONAL, 1.25, 0.1, 0.5, even_cells=True)
_YU = FontFacts(SANS, 1.71, 0.4, 0.555)
# By the beginning of the family's name as `_plain` writes it; the longer name stands first.
_FAMILIES: tuple[tuple[tuple[str, ...], FontFacts], ...] = (
    (("mspゴシック", "mspgothic", "msp明朝", "mspmincho", "msuigothic"), _MS_PROPORTIONAL),
    (("msゴシック", "msgothic", "ms明朝", "msmincho"), _MS_FIXED),
    (("hgp", "hgs", "hg丸"), _MS_PROPORTIONAL),
    (("hg",), _MS_FIXED),
    (("bizudp",), FontFacts(PROPORTIONAL, 1.4, 0.2, 0.556)),
    (("bizud", "ud"), FontFacts(FIXED, 1.4, 0.2, 0.5, even_cells=True)),
    (("游", "yu"), _YU),
    (("meiryoui",), FontFacts(WIDE_SANS, 1.46, 0.3, 0.6)),
    (("メイリオ", "meiryo"), FontFacts(WIDE_SANS, 1.71, 0.4, 0.6)),
    (("ipap",), FontFacts(IPA_PROPORTIONAL, 1.0, -0.1, 0.63, everywhere=True, libre_pitch=1.0)),
    (("ipaex",), FontFacts(WIDE_SANS, 1.15, 0.0, 0.5, everywhere=True, libre_pitch=1.1)),
    (("ipa", "takao"), FontFacts(FIXED, 1.0, -0.1, 0.5, everywhere=True, libre_pitch=1.0)),
    (("notosans", "notoserif", "源ノ", "sourcehan"), FontFacts(SANS, 1.456, 0.29, 0.555, everywhere=True)),
    (("dejavu", "verdana"), FontFacts(WIDE_SANS, 1.46, 0.29, 0.636, everywhere=True)),
    (("calibri", "carlito"), FontFacts(SANS, 1.46, 0.2, 0.507)),
    (("arial", "liberationsans", "helvetica", "century"), FontFacts(SANS, 1.46, 0.2, 0.556)),
    (("timesnewroman", "cambria"), FontFacts(SANS, 1.46, 0.2, 0.5)),
    (("tahoma", "segoe", "aptos"), FontFacts(WIDE_SANS, 1.46, 0.2, 0.54)),
)


@lru_cache(maxsize=512)
def font_facts(family: str) -> FontFacts:
    """Facts of a family by its name, however its width and case are written; the worst if unknown."""
    plain = _plain(family)
    return next((facts for names, facts in _FAMILIES if plain.startswith(names)), _UNKNOWN)


def _plain(family: str) -> str:
    name = unicodedata.normalize("NFKC", family).casefold()
    return "".join(char for char in name if char not in " -_")


def digit_px(family: str, size_pt: float) -> int:
    """Width of the widest digit in pixels at 96 dpi, the unit of column widths (7 for Calibri 11)."""
    facts = font_facts(family)
    if facts.even_cells:
        return max(1, math.ceil(round(size_pt * PX_PER_PT) / 2))
    return max(1, round(facts.digit * size_pt * PX_PER_PT))
