"""Light and dark are readable, and every icon and style has what it names."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from kxdesk.system.resources import resource
from kxdesk.ui import theme
from kxdesk.ui.icons import pixmap
from kxdesk.ui.theme import DARK, LIGHT, Colours, Theme

ROOT = Path(__file__).resolve().parents[2]
PAIRS = [
    *((text, ground) for text in ("ink", "muted") for ground in ("ground", "side", "paper", "hover")),
    *(("ink", ground) for ground in ("chosen", "warn_ground", "bad_ground", "good_ground", "info_ground")),
    *(("ink", ground) for ground in ("added", "removed")),
    ("accent", "ground"),
    ("accent", "paper"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("warn", "side"),
    ("warn", "warn_ground"),
    ("bad", "ground"),
    ("bad", "bad_ground"),
    ("good", "ground"),
    ("good", "good_ground"),
    ("muted", "warn_ground"),
]


def luminance(colour: str) -> float:
    parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("chosen", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_is_readable(chosen: Colours, text: str, ground: str) -> None:
    """Contrast is AA (4.5) for every text on every ground it is used on."""
    known = asdict(chosen)
    one, other = sorted((luminance(known[text]), luminance(known[ground])))
    assert (other + 0.05) / (one + 0.05) >= 4.5


def test_style_sheet_is_filled(qapp: QApplication) -> None:
    """No placeholder is left in the style sheet."""
    assert "$" not in theme.style_sheet(LIGHT)


def test_every_icon_named_in_the_screens_is_drawn(qapp: QApplication) -> None:
    """An icon's name in the code has a file, every file is used, and each draws something."""
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "kxdesk" / "ui").rglob("*.py"))
    files = {path.stem for path in resource("icons").glob("*.svg")}
    named = set(re.findall(r'icon(?:_name)?[(=]\s*"([a-z-]+)"', text))
    assert named <= files
    assert [name for name in files if f'"{name}"' not in text and f"{name}.svg" not in text] == []
    for name in files:
        image = pixmap(name, "#000000", 32).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(32) for y in range(32)), name


def test_the_choice_of_the_person_goes_before_the_system(qapp: QApplication) -> None:
    """Dark is dark at once, and light again."""
    chosen = Theme(qapp, "dark")
    assert theme.colours() is DARK
    chosen.choose("light")
    assert theme.colours() is LIGHT
    assert qapp.palette().window().color().name() == LIGHT.ground
    qapp.setStyleSheet("")
