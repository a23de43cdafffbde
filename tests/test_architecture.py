"""The house keeps its shape: arrows point down only, each library has one room, the domain is pure."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[1]
CLOCK = {"now", "today", "utcnow", "fromtimestamp"}


def test_import_contracts() -> None:
    """The contracts of import-linter in pyproject.toml hold."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
        "--no-cache",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("room", ["domain", "system"])
def test_ground_floor_uses_the_standard_library_only(room: str) -> None:
    """Domain and system import nothing that has to be installed."""
    graph = grimp.build_graph("kxdesk", include_external_packages=True, cache_dir=None)
    modules = {f"kxdesk.{room}", *graph.find_descendants(f"kxdesk.{room}")}
    used = {name for module in modules for name in graph.find_modules_directly_imported_by(module)}
    roots = {name.partition(".")[0] for name in used}
    assert roots <= sys.stdlib_module_names | {"kxdesk"}


def test_domain_does_not_look_at_the_clock() -> None:
    """A time comes into the domain as an argument."""
    calls = [
        f"{path.name}:{node.lineno} .{node.attr}"
        for path in sorted((ROOT / "kxdesk" / "domain").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in CLOCK
    ]
    assert calls == []
