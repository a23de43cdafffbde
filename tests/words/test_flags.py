"""Every code of a flag, a hold or a damage has its sentence, and none is kept for a code that is gone."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from kxdesk.words.flags import FLAGS, HOLDS, told_flag, told_hold
from kxdesk.workbook.receipts import Flag, Hold
from kxdesk.workbook.values import FLAGGED

PACKAGE = Path(__file__).resolve().parents[2] / "kxdesk"
TREES = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))]
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")


def named_in(node: ast.AST | None) -> set[str]:
    found = ast.walk(node) if node is not None else ()
    return {
        one.value
        for one in found
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and CODE.fullmatch(one.value)
    }


def given_to(*callees: str) -> set[str]:
    """Codes given first to these, also by way of a variable called `code` in the same module."""
    found: set[str] = set()
    for tree in TREES:
        nodes = list(ast.walk(tree))
        calls = [node for node in nodes if isinstance(node, ast.Call) and node.args]
        firsts = [
            node.args[0]
            for node in calls
            if (getattr(node.func, "attr", None) or getattr(node.func, "id", "")) in callees
        ]
        for first in firsts:
            found |= named_in(first)
        if any(isinstance(first, ast.Name) and first.id == "code" for first in firsts):
            assigned = [node for node in nodes if isinstance(node, ast.Assign)]
            found |= {
                code
                for node in assigned
                if getattr(node.targets[0], "id", "") == "code"
                for code in named_in(node.value)
            }
    return found


def damages() -> set[str]:
    """Codes that are put into a list of damages as pairs with a place, or are a cell's own damages."""
    found: set[str] = set()
    for tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "append":
                owner = node.func.value if isinstance(node.func, ast.Attribute) else None
                if getattr(owner, "attr", "").endswith("damages"):
                    found |= named_in(node.args[0])
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in ("damages", "codes"):
                found |= named_in(node.value) & {"lost-content", "duplicate-cell"}
            if isinstance(node, ast.FunctionDef) and node.name == "_look":
                found |= named_in(node)
    return found


def test_every_flag_and_damage_is_told() -> None:
    used = given_to("Flag", "_doubt", "Damage") | damages() | FLAGGED
    assert {"label-twice", "unknown-style", "duplicate-cell", "text-spread"} <= used
    assert sorted(used - FLAGS.keys()) == []
    assert sorted(FLAGS.keys() - used) == []


def test_every_hold_is_told() -> None:
    used = given_to("Hold", "_differing") | {"bureaus-differ", "years-differ"}
    assert sorted(used - HOLDS.keys()) == []
    assert sorted(HOLDS.keys() - used) == []


@pytest.mark.parametrize("code", sorted(FLAGS))
def test_a_flag_is_told_without_its_code(code: str) -> None:
    said = told_flag(Flag(code, "課題A(1)", 4, 5, "文字"))
    assert said.startswith("課題A(1)!E4")
    assert code not in said


@pytest.mark.parametrize("code", sorted(HOLDS))
def test_a_hold_is_told_even_without_its_facts(code: str) -> None:
    assert code not in told_hold(Hold(code, {}))
