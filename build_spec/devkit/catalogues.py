"""The sentences' catalogues: each `.po` below resources/locale compiled beside it, when it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .console import ROOT, must, say

if TYPE_CHECKING:
    from pathlib import Path

LOCALES = ROOT / "resources" / "locale"


def stale(folder: Path = LOCALES) -> list[Path]:
    """The `.po` files whose `.mo` is absent or older."""
    return [source for source in sorted(folder.rglob("*.po")) if _is_stale(source, source.with_suffix(".mo"))]


def compile_stale(python: str) -> None:
    for source in stale():
        name = source.relative_to(LOCALES).as_posix()
        say(f"文言の目録を訳します: {name}", f"compiling {name}")
        compiler = [python, "-m", "babel.messages.frontend", "--quiet", "compile"]
        must(
            [*compiler, "-i", str(source), "-o", str(source.with_suffix(".mo"))],
            f"{name} に誤りがあります",
            f"{name} has errors",
        )


def _is_stale(source: Path, compiled: Path) -> bool:
    return not compiled.is_file() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns
