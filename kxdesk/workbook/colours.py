"""Colours as workbooks write them (RGB, theme and tint, palette index) to RRGGBB."""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING, NamedTuple

from kxdesk.workbook.xml_in import local_name

if TYPE_CHECKING:
    from lxml import etree

# Excel counts its theme colours in this order, which is not the order of the theme part.
_THEME_ORDER = (
    *("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6"),
    *("hlink", "folHlink"),
)
_ALIASES = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_OFFICE_THEME = {
    "lt1": "FFFFFF",
    "dk1": "000000",
    "lt2": "EEECE1",
    "dk2": "1F497D",
    "accent1": "4F81BD",
    "accent2": "C0504D",
    "accent3": "9BBB59",
    "accent4": "8064A2",
    "accent5": "4BACC6",
    "accent6": "F79646",
    "hlink": "0000FF",
    "folHlink": "800080",
}
_BASIC = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF")
# The palette of ECMA-376 part 1, 18.8.27; 64 is the system's text colour, 65 its background.
_PALETTE = (
    *_BASIC,
    *_BASIC,
    *("800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080"),
    *("9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF"),
    *("000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF"),
    *("00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99"),
    *("3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696"),
    *("003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333"),
    *("000000", "FFFFFF"),
)


class Colours(NamedTuple):
    """The colours a workbook names by number or by theme name, each RRGGBB."""

    theme: dict[str, str]
    palette: tuple[str, ...] = _PALETTE

    def of(self, element: etree._Element | None) -> str | None:
        """RRGGBB of a colour element; None where there is none or it is automatic."""
        if element is None:
            return None
        rgb = _rgb(element.get("rgb")) or self._by_number(element)
        return tinted(rgb, _float(element.get("tint"))) if rgb else None

    def named(self, name: str) -> str | None:
        """RRGGBB of a theme colour by its drawing name: "accent1", "bg1"."""
        return self.theme.get(_ALIASES.get(name, name))

    def _by_number(self, element: etree._Element) -> str | None:
        theme, index = _index(element.get("theme")), _index(element.get("indexed"))
        if 0 <= theme < len(_THEME_ORDER):
            return self.theme.get(_THEME_ORDER[theme])
        return self.palette[index] if 0 <= index < len(self.palette) else None


def read_colours(theme: etree._Element | None, styles: etree._Element | None) -> Colours:
    """The colours of a workbook from the roots of its theme part and its styles part."""
    named = dict(_OFFICE_THEME)
    if theme is not None:
        scheme = next(iter(theme.iter("{*}clrScheme")), ())
        named.update({local_name(entry): rgb for entry in scheme if (rgb := _scheme_rgb(entry))})
    own = () if styles is None else styles.iterfind("{*}colors/{*}indexedColors/{*}rgbColor")
    palette = [_rgb(entry.get("rgb")) or "000000" for entry in own]
    return Colours(named, (*palette, *_PALETTE[len(palette) :]))


def tinted(rgb: str, tint: float) -> str:
    """The colour made lighter (tint up to 1) or darker (down to -1)."""
    if not tint:
        return rgb
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    mixed = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation)
    return "".join(f"{round(part * 255):02X}" for part in mixed)


def _scheme_rgb(entry: etree._Element) -> str | None:
    for colour in entry:
        return _rgb(colour.get("val")) or _rgb(colour.get("lastClr"))
    return None


def _rgb(text: str | None) -> str | None:
    """The last six of RRGGBB or AARRGGBB."""
    if text is None or len(text) not in (6, 8):
        return None
    return text[-6:].upper() if all(char in "0123456789abcdefABCDEF" for char in text) else None


def _index(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else -1


def _float(text: str | None) -> float:
    try:
        return max(-1.0, min(1.0, float(text or 0)))
    except ValueError:
        return 0.0
