"""Commands about the intake of returned workbooks: import, list what waits, decide."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from kxdesk.cli.desk_commands import open_for
from kxdesk.cli.output import put, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kxdesk.domain.merging import Choice, Difference, Key
    from kxdesk.store.desk import Desk
    from kxdesk.store.intake import IntakeItem
    from kxdesk.usecases.import_workbooks import Taken
    from kxdesk.usecases.look_at_intake import Looked

REFUSED, UNDECIDED = 3, 4


def import_(options: argparse.Namespace) -> int:
    from kxdesk.domain.merging import Decision
    from kxdesk.usecases.import_workbooks import import_workbooks

    decide = Decision(options.decide) if options.decide else None
    with open_for(options.desk, read_only=False) as desk:
        taken = import_workbooks(desk, options.workbooks, decide, only_stage=options.stage)
    put({"workbooks": [_taken(entry) for entry in taken]})
    for entry in taken:
        _say(entry)
    if any(entry.problem for entry in taken):
        return REFUSED
    return UNDECIDED if any(entry.undecided or entry.holds for entry in taken) else 0


def _say(taken: Taken) -> None:
    from kxdesk.words.flags import told_hold
    from kxdesk.words.problems import told

    if taken.problem is not None:
        say(f"{taken.problem.code}: {taken.path.name}: {told(taken.problem).whole}")
    for hold in taken.holds:
        say(f"{hold.code}: {taken.path.name}: {told_hold(hold)}")


def _taken(taken: Taken) -> dict[str, Any]:
    return {
        "workbook": str(taken.path),
        "sha256": taken.sha256,
        "state": taken.item.state,
        "bureau": taken.item.bureau or None,
        "problem": taken.problem.code if taken.problem else None,
        "held": [hold._asdict() for hold in taken.holds],
        "again": taken.again,
        "applied": len(taken.applied),
        "undecided": [_difference(taken.sha256, entry) for entry in taken.undecided],
        "differences": [_difference(taken.sha256, entry) for entry in taken.differences],
    }


def _difference(sha256: str, entry: Difference) -> dict[str, Any]:
    return {
        "difference": difference_id(sha256, (entry.ref, entry.field)),
        "kind": entry.ref.kind,
        "id": entry.ref.id,
        "issue": entry.issue,
        "field": entry.field,
        "state": entry.state,
        "base": entry.base,
        "theirs": entry.theirs,
        "ours": entry.ours,
    }


def difference_id(sha256: str, key: Key) -> str:
    """How a difference is called on the command line: file, thing and field."""
    return f"{sha256[:12]}/{key[0].id}/{key[1]}"


def intake(options: argparse.Namespace) -> int:
    from kxdesk.store.intake import IntakeState, intake_items
    from kxdesk.usecases.apply_intake import apply_intake

    with open_for(options.desk, read_only=not options.apply) as desk:
        if options.apply:
            ready = [item.sha256 for item in intake_items(desk) if item.state is IntakeState.STAGED]
            for _applied in apply_intake(desk, ready):
                pass
        items = intake_items(desk)
        put({"workbooks": [_listed(desk, item) for item in items]})
    return UNDECIDED if options.apply and _left(items) else 0


def _left(items: Iterable[IntakeItem]) -> bool:
    return any(item.counts.waiting or item.state == "held" for item in items)


def _listed(desk: Desk, item: IntakeItem) -> dict[str, Any]:
    from kxdesk.usecases.look_at_intake import look_at_item

    looked = look_at_item(desk, item.sha256)
    counts = item.counts
    return {
        "workbook": item.name,
        "sha256": item.sha256,
        "state": item.state,
        "came_at": item.at,
        "bureau": item.bureau or None,
        "fiscal_year": item.fiscal_year or None,
        "form": item.form or None,
        "confidence": item.confidence,
        "policy": item.policy or None,
        "problem": item.problem[0] if item.problem else None,
        "held": [_hold(desk, item, code, facts) for code, facts in item.holds],
        "why": item.why,
        "flags": [list(flag) for flag in item.flags],
        "counts": {
            "new": counts.fresh,
            "changed": counts.changed,
            "same": counts.same,
            "disputed": len(looked.disputed) + len(looked.done),
            "waiting": len(looked.undecided),
        },
        "undecided": [
            {**_difference(item.sha256, entry), "rivals": _rivals(looked, key)}
            for key, entry in looked.undecided.items()
        ],
        "decided": [
            {
                "difference": difference_id(item.sha256, key),
                "decision": made.choice.decision,
                "text": made.choice.text,
                "why": made.why,
                "who": made.display_name,
                "at": made.at,
                "change": made.change,
            }
            for key, made in {**looked.made, **looked.done}.items()
        ],
    }


def _rivals(looked: Looked, key: Key) -> list[dict[str, Any]]:
    return [
        {"workbook": rival.name, "sha256": rival.sha256, "value": rival.value}
        for rival in looked.rivals.get(key, ())
    ]


def _hold(desk: Desk, item: IntakeItem, code: str, facts: Any) -> dict[str, Any]:
    from kxdesk.usecases.decide_intake import candidates

    found = [
        {
            "policy": each.line.id,
            "bureau": each.line.bureau,
            "fiscal_year": each.line.fiscal_year,
            "likeness": each.likeness,
            "issues": list(each.issues),
        }
        for each in candidates(desk, item.sha256)
    ]
    return {"code": code, "facts": dict(facts), "candidates": found}


def decide(options: argparse.Namespace) -> int:
    from kxdesk.store.intake import intake_items
    from kxdesk.usecases import decide_intake
    from kxdesk.usecases.apply_intake import apply_intake

    with open_for(options.desk, read_only=False) as desk:
        touched: set[str] = set()
        for words in options.undo:
            sha256, key = _key(desk, words)
            decide_intake.undo_decision(desk, sha256, key)
        for sha256, chosen in _chosen(desk, options).items():
            decide_intake.decide(desk, sha256, chosen, options.why)
            touched.add(sha256)
        if options.place:
            policy = _policy(desk, options.to or "")
            decide_intake.place_item(desk, _file(desk, options.place), policy, options.why)
        if options.discard:
            decide_intake.discard_item(desk, _file(desk, options.discard), options.why)
        inside = [item.sha256 for item in intake_items(desk) if item.state == "applied"]
        results = list(apply_intake(desk, [sha256 for sha256 in inside if sha256 in touched]))
        items = intake_items(desk)
        put({"workbooks": [_listed(desk, item) for item in items]})
    for result in results:
        if result.problem is not None:
            raise result.problem
    return UNDECIDED if _left(items) else 0


def _chosen(desk: Desk, options: argparse.Namespace) -> dict[str, list[tuple[Difference, Choice]]]:
    """By file: differences with what was typed for them."""
    from kxdesk.domain.merging import Choice, Decision
    from kxdesk.domain.problems import Problem
    from kxdesk.usecases.look_at_intake import look_at_item

    found: dict[str, list[tuple[Difference, Choice]]] = {}
    for words in options.choices:
        name, _equals, said = words.partition("=")
        sha256, key = _key(desk, name)
        entry = look_at_item(desk, sha256).disputed.get(key)
        if entry is None:
            raise Problem("difference-unknown", id=name)
        found.setdefault(sha256, []).append((entry, _choice(said, name)))
    if options.file and options.all:
        sha256 = _file(desk, options.file)
        entries = look_at_item(desk, sha256).undecided.values()
        found.setdefault(sha256, []).extend((entry, Choice(Decision(options.all))) for entry in entries)
    return found


def _choice(said: str, name: str) -> Choice:
    from kxdesk.domain.merging import Choice, Decision
    from kxdesk.domain.problems import Problem

    if said.startswith("text:"):
        return Choice(Decision.EDITED, said.removeprefix("text:"))
    if said not in {"theirs", "ours", "both"}:
        raise Problem("difference-unknown", id=f"{name}={said}")
    return Choice(Decision(said))


def _key(desk: Desk, words: str) -> tuple[str, Key]:
    """`0f3a…/ISSUE/title` → the file's hash and the place.

    Raises:
        Problem: difference-unknown, intake-unknown.
    """
    from kxdesk.domain.problems import Problem
    from kxdesk.store.decisions import decisions
    from kxdesk.usecases.look_at_intake import look_at_item

    file, _, rest = words.partition("/")
    thing, _, field = rest.partition("/")
    sha256 = _file(desk, file)
    looked = look_at_item(desk, sha256)
    made = (entry.key for entry in decisions(desk, sha256))
    for key in (*looked.disputed, *made):
        if (key[0].id, key[1]) == (thing, field):
            return sha256, key
    raise Problem("difference-unknown", id=words)


def _file(desk: Desk, words: str) -> str:
    """By name or by the first letters of its hash; the one that came last where two have the name."""
    from kxdesk.domain.problems import Problem
    from kxdesk.store.intake import intake_items

    for item in reversed(intake_items(desk)):
        if item.name == words or (len(words) >= 8 and item.sha256.startswith(words)):
            return item.sha256
    raise Problem("intake-unknown", file=words)


def _policy(desk: Desk, words: str) -> str:
    """By id, by the bureau's name, or `new`."""
    from kxdesk.store.intake import NEW
    from kxdesk.store.policies import policies
    from kxdesk.usecases.find_policy import find_policy

    if words == NEW or any(line.id == words for line in policies(desk)):
        return words
    return find_policy(desk, words).id
