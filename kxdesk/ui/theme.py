"""Light and dark: one set of colours, told to Qt as palette and style sheet, followed by every screen.

Contrast of text against its ground is 4.5 or better in both (tested); no meaning hangs on colour alone.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from kxdesk.system.resources import resource

# What Windows and the city's PCs have, best for a screen first; the last is Debian's.
FONTS = ("Yu Gothic UI", "Meiryo UI", "BIZ UDPGothic", "Noto Sans CJK JP")
POINTS = 10.0


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour the frame uses, as #rrggbb.

    Attributes:
        ground: behind everything; `side` behind the navigator and the right-hand tabs.
        paper: what is written on.
        ink: text; `muted` for what stands beside it.
        line: borders; `hover` and `chosen` are fills.
        accent: what can be pressed, where we are; `on_accent` is written on it.
        warn, bad, good: marks and banners, with the grounds they stand on.
        added, removed: marks inside a text.
    """

    ground: str
    side: str
    paper: str
    ink: str
    muted: str
    line: str
    hover: str
    chosen: str
    accent: str
    accent_hover: str
    on_accent: str
    warn: str
    warn_ground: str
    bad: str
    bad_ground: str
    good: str
    good_ground: str
    info_ground: str
    added: str
    removed: str


LIGHT = Colours(
    ground="#f4f6f8",
    side="#eaeef2",
    paper="#ffffff",
    ink="#1c2128",
    muted="#545e6b",
    line="#cfd6de",
    hover="#dfe5ec",
    chosen="#cfe1f5",
    accent="#1f5fa8",
    accent_hover="#184d8a",
    on_accent="#ffffff",
    warn="#8a5200",
    warn_ground="#fdf1d8",
    bad="#b3261e",
    bad_ground="#fde9e7",
    good="#1a6b3c",
    good_ground="#e2f3e8",
    info_ground="#e4eefa",
    added="#cdebd6",
    removed="#f8d3d0",
)
DARK = Colours(
    ground="#1e2228",
    side="#191d22",
    paper="#262b33",
    ink="#e7eaef",
    muted="#a8b1bd",
    line="#3d4550",
    hover="#2d343d",
    chosen="#2c4766",
    accent="#8ab8f2",
    accent_hover="#a5c9f6",
    on_accent="#10243c",
    warn="#eebb6a",
    warn_ground="#3d3220",
    bad="#f49a92",
    bad_ground="#43262a",
    good="#84d1a3",
    good_ground="#20382b",
    info_ground="#243649",
    added="#26492f",
    removed="#5a2b2d",
)
_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}
_now: list[Colours] = [LIGHT]


def colours() -> Colours:
    """The colours in force."""
    return _now[0]


class Theme(QObject):
    """Keeps the application in the person's or the system's choice of light and dark."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self.choice = choice
        app.setFont(font())
        hints = QGuiApplication.styleHints()
        hints.setColorScheme(_SCHEMES.get(choice, Qt.ColorScheme.Unknown))
        self._apply()
        hints.colorSchemeChanged.connect(self._apply)

    def choose(self, choice: str) -> None:
        """One of "light", "dark" and "system"."""
        self.choice = choice
        QGuiApplication.styleHints().setColorScheme(_SCHEMES.get(choice, Qt.ColorScheme.Unknown))
        self._apply()

    def _apply(self) -> None:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        if self.choice != "system":  # the offscreen platform knows no scheme
            dark = self.choice == "dark"
        _now[0] = DARK if dark else LIGHT
        self._app.setPalette(palette(_now[0]))
        self._app.setStyleSheet(style_sheet(_now[0]))
        self.changed.emit()


def font(points: float = POINTS, *, bold: bool = False) -> QFont:
    """The interface's font, `points` tall."""
    result = QFont()
    result.setFamilies(list(FONTS))
    result.setPointSizeF(points)
    result.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return result


def style_sheet(chosen: Colours) -> str:
    """`resources/style/kxdesk.qss` with its $names filled."""
    text = resource("style", "kxdesk.qss").read_text(encoding="utf-8")
    look = "dark" if chosen is DARK else "light"
    drawings = {name: resource("style", f"{name}-{look}.svg").as_posix() for name in ("arrow", "check")}
    return Template(text).substitute(asdict(chosen), **drawings)


def palette(chosen: Colours) -> QPalette:
    """For everything that paints by itself."""
    role = QPalette.ColorRole
    result = QPalette()
    for roles, colour in (
        ((role.Window, role.Button), chosen.ground),
        ((role.Base,), chosen.paper),
        ((role.AlternateBase,), chosen.side),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), chosen.ink),
        ((role.ToolTipBase,), chosen.paper),
        ((role.PlaceholderText,), chosen.muted),
        ((role.Highlight, role.Accent, role.Link), chosen.accent),
        ((role.HighlightedText,), chosen.on_accent),
        ((role.Light, role.Midlight), chosen.hover),
        ((role.Mid,), chosen.line),
        ((role.Dark,), chosen.muted),
        ((role.BrightText,), chosen.bad),
    ):
        for each in roles:
            result.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, each, mixed(chosen.ink, chosen.ground, 0.55))
    return result


def mixed(one: str, other: str, share: float) -> QColor:
    """`share` of the other colour in the one."""
    a, b = QColor(one), QColor(other)
    parts = ((a.redF(), b.redF()), (a.greenF(), b.greenF()), (a.blueF(), b.blueF()))
    return QColor.fromRgbF(*(first + (second - first) * share for first, second in parts))
