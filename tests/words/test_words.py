"""Every code has its words: problems, findings, steps, fields; a missing fact never breaks a sentence."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kxdesk.domain.checks import Finding, Severity
from kxdesk.domain.fields import BESIDE, CATALOGUE
from kxdesk.domain.form import AskedField, Form
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind, Ref
from kxdesk.words import changes, fields, findings, problem_table, problems, times
from kxdesk.words.language import speak

ROOT = Path(__file__).resolve().parents[2] / "kxdesk"
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOT.rglob("*.py"))}

LABEL = re.compile(r"[a-z]+(-[a-z]+)+")
NOT_CODES = {
    "table-heading",
    "data-connections",
    "embedded-objects",
    "external-links",
    "office-open",
}  # parts of a package


def calls(*names: str) -> Iterator[tuple[Path, ast.Call]]:
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                if name in names:
                    yield path, node


def constants(node: ast.AST | None) -> set[str]:
    if node is None:
        return set()
    return {
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }


def problem_codes() -> set[str]:
    """First arguments of Problem, and the codes of tables of codes, wherever they stand."""
    return {
        node.args[0].value
        for _, node in calls("Problem")
        if node.args and isinstance(node.args[0], ast.Constant)
    }


def looked_up_codes() -> set[str]:
    """Codes that come out of a table or a function, in the modules that raise a Problem so."""
    modules = {path for path, node in calls("Problem") if not isinstance(node.args[0], ast.Constant)}
    modules |= {ROOT / "workbook" / "bounded_child.py"}
    found = {each for path in modules for each in constants(TREES[path]) if LABEL.fullmatch(each)}
    return (found - NOT_CODES) | {"encrypted"}


def labels() -> set[str]:
    """What desks are written with, and defaults of parameters called label."""
    found: set[str] = set()
    for _path, node in calls("write"):
        found |= {each for each in constants(node.args[0] if node.args else None) if "-" in each}
    for _path, node in calls("set_fields", "take_steps", "change", "acted", "emit", "add_policy"):
        arguments = (*node.args, *(k.value for k in node.keywords if k.arg == "label"))
        found |= {text for each in arguments for text in constants(each) if LABEL.fullmatch(text)}
    for tree in TREES.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                named = node.args.args[len(node.args.args) - len(node.args.defaults) :]
                for argument, default in zip(named, node.args.defaults, strict=True):
                    found |= constants(default) if argument.arg == "label" else set()
    found -= problem_codes()  # a signal can carry a problem
    return {each for each in found if each and not each.startswith("-")}  # "-moved" belongs to a kind


def test_every_problem_has_its_three_sentences() -> None:
    """No code of the tree falls back to the generic words, and no words are kept for a code that is gone."""
    used = problem_codes() | looked_up_codes()
    assert sorted(used - problem_table.TABLE.keys()) == []
    assert sorted(problem_table.TABLE.keys() - used) == []


@pytest.mark.parametrize("code", sorted(problem_table.TABLE))
def test_a_problem_is_told_even_without_its_facts(code: str) -> None:
    """Each part is a whole sentence, also where a fact is missing, and no code is shown."""
    told = problems.told(Problem(code))
    assert told.what
    assert all(part.endswith(("。", "…")) for part in (told.what, told.safe, told.next) if part)
    assert code not in told.whole


def test_an_unknown_problem_is_named() -> None:
    """A code without words still says what to do, and names itself for whoever is asked."""
    assert "never-seen" in problems.told(Problem("never-seen")).whole


def test_paths_are_told_by_name_and_folder() -> None:
    """A person reads the file's name first, on any system."""
    for path in ("/机/政策局.kxdesk", r"C:\机\政策局.kxdesk", r"\\share\机\政策局.kxdesk"):
        assert "「政策局.kxdesk」" in problems.told(Problem("desk-missing", path=path)).what


def test_every_finding_has_a_sentence() -> None:
    """Codes of the checks, with the heading of the form."""
    made = [node for path, node in calls("Finding") if path.parent.name == "domain"]  # proof has its own
    used = {node.args[0].value for node in made if isinstance(node.args[0], ast.Constant)}
    assert sorted(used - findings.SENTENCES.keys()) == []
    form = Form("R7", 2025, (AskedField(Kind.ISSUE, "title", "課題名"),))
    finding = Finding("required-blank", Severity.WARNING, Ref(Kind.ISSUE, "x"), "title")
    assert findings.told_finding(finding, form) == "「課題名」が空欄です。"


def test_every_step_has_a_name() -> None:
    """What undo and the history show; verbs made of a kind are covered for each kind."""
    assert sorted(label for label in labels() if label not in changes.LABELS) == []
    for kind in (Kind.FACILITY, Kind.ACTIVITY, Kind.TRACK, Kind.MILESTONE, Kind.PROGRESS):
        for verb in ("moved", "retired", "restored"):
            assert f"{kind}-{verb}" in changes.LABELS


def test_every_field_has_a_name() -> None:
    """The catalogue and the words know the same fields."""
    assert {entry.name for entry in (*CATALOGUE, *BESIDE)} == set(fields.FIELDS)


def test_english_sentences_keep_their_facts() -> None:
    """Another language says the same."""
    speak("en")
    try:
        told = problems.told(Problem("sheet-name-taken", name="A(1)"))
        assert "A(1)" in told.what
        assert not any("ぁ" <= character <= "ん" for character in told.whole)
    finally:
        speak("ja")


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2025, 12, 5, 14, 3), "令和7年12月5日 14:03"),  # noqa: DTZ001
        (datetime(2019, 5, 1, 9, 0), "令和元年5月1日 9:00"),  # noqa: DTZ001
        (datetime(2019, 4, 30, 23, 59), "平成31年4月30日 23:59"),  # noqa: DTZ001
    ],
)
def test_days_are_told_by_era(moment: datetime, said: str) -> None:
    """The era changes on its day, not at the new year."""
    assert times.day_and_clock(moment) == said


def test_times_are_told_as_local() -> None:
    """History keeps UTC; a person reads the wall clock."""
    moment = datetime(2025, 12, 5, 5, 3, tzinfo=UTC)
    assert times.clock(moment) == times.clock(moment.astimezone().replace(tzinfo=None))


def test_sentences_name_known_facts_only() -> None:
    """A placeholder is a plain name."""
    for three in problem_table.TABLE.values():
        for part in three:
            assert all(not name or name.isidentifier() for _, name, _, _ in string.Formatter().parse(part))
