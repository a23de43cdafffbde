"""Pictures of every screen at 100 % and 150 %, light and dark; for the eye and for the manual.

Run: python -m tests.pictures OUT_DIR [--scenes issue plan …] [--language en] [--scale 1] [--theme dark]
Each pair of scale and theme is a process of its own, because Qt takes the scale when it starts. Everything is
shown on a sample of our own; no display is needed. Files are named scene-scale-theme.png.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.pictures.scenes import SCENES

ROOT = Path(__file__).resolve().parents[2]
SCALES, THEMES = ("1", "1.5"), ("light", "dark")


def draw(out: Path, scenes: list[str], scale: str, theme: str, language: str) -> int:
    """One process with one scale and one theme; what it returned."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "QT_SCALE_FACTOR": scale,
            "QT_QPA_PLATFORM": "offscreen",
            "KXDESK_DATA": str(Path(folder) / "data"),
            "PYTHONPATH": str(ROOT),
        }
        name = f"{round(100 * float(scale))}-{theme}"
        command = [sys.executable, "-m", "tests.pictures.scenes", str(out), folder, theme, language, name]
        return subprocess.run([*command, *scenes], env=environment, cwd=ROOT, check=False).returncode


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--scenes", nargs="*", choices=SCENES, default=list(SCENES))
    parser.add_argument("--scale", nargs="*", default=list(SCALES))
    parser.add_argument("--theme", nargs="*", choices=THEMES, default=list(THEMES))
    parser.add_argument("--language", choices=("ja", "en"), default="ja")
    options = parser.parse_args()
    out = options.out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    pairs = [(scale, theme) for scale in options.scale for theme in options.theme]
    return max(draw(out, options.scenes, *pair, options.language) for pair in pairs)


if __name__ == "__main__":
    raise SystemExit(main())
