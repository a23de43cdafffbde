"""The colours of the middle of the window, mixed from the palette: light and dark follow by themselves."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

_AMBER_ON_LIGHT = QColor("#9a5b00")
_AMBER_ON_DARK = QColor("#f0b35a")


@dataclass(frozen=True, slots=True)
class Tones:
    """What is painted with what.

    Attributes:
        paper: what is written on.
        ink: text; `muted` is for what stands beside it, `faint` for what may be overlooked.
        line: borders; `hairline` divides what belongs together.
        soft: fill of a band; `soft_strong` when it is chosen or under the mouse.
        wash: a chosen range, a head row.
        amber: a limit that was passed.
    """

    paper: QColor
    ink: QColor
    muted: QColor
    faint: QColor
    line: QColor
    hairline: QColor
    accent: QColor
    on_accent: QColor
    soft: QColor
    soft_strong: QColor
    wash: QColor
    amber: QColor


def mix(under: QColor, over: QColor, share: float) -> QColor:
    """`share` of `over` (0 to 1) laid on `under`; opaque."""
    rest = 1.0 - share
    return QColor.fromRgbF(
        under.redF() * rest + over.redF() * share,
        under.greenF() * rest + over.greenF() * share,
        under.blueF() * rest + over.blueF() * share,
    )


def is_dark(palette: QPalette) -> bool:
    return palette.color(QPalette.ColorRole.Base).lightnessF() < 0.5


def tones_of(palette: QPalette) -> Tones:
    """The colours that go with a palette."""
    paper = palette.color(QPalette.ColorRole.Base)
    ink = palette.color(QPalette.ColorRole.Text)
    accent = palette.color(QPalette.ColorRole.Accent)
    dark = is_dark(palette)
    return Tones(
        paper=paper,
        ink=ink,
        muted=mix(paper, ink, 0.66),
        faint=mix(paper, ink, 0.42),
        line=mix(paper, ink, 0.24),
        hairline=mix(paper, ink, 0.12),
        accent=accent,
        on_accent=QColor("white") if accent.lightnessF() < 0.6 else QColor("black"),
        soft=mix(paper, accent, 0.26 if dark else 0.13),
        soft_strong=mix(paper, accent, 0.38 if dark else 0.22),
        wash=mix(paper, accent, 0.10 if dark else 0.055),
        amber=_AMBER_ON_DARK if dark else _AMBER_ON_LIGHT,
    )
