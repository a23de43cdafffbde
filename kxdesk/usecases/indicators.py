"""Load a document of figures into a desk's ledger, and print the ledger again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kxdesk.domain.edits import Change
from kxdesk.domain.ledger_in import with_document
from kxdesk.domain.ledger_out import to_documents
from kxdesk.domain.policy import Policy
from kxdesk.domain.problems import Problem
from kxdesk.domain.steps import steps_between
from kxdesk.store.desk import Desk
from kxdesk.store.policies import load_policy
from kxdesk.system.ids import new_id
from kxdesk.usecases.find_policy import find_policies, find_policy
from kxdesk.usecases.take_steps import take

_LARGEST = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a document added; `change` is None where the desk held it already."""

    change: Change | None
    indicators: int
    assertions: int


def load_indicators(desk: Desk, path: Path, bureau: str | None = None) -> Loaded:
    """The document's assertions beside those that are there, in one change.

    Raises:
        Problem: indicators-missing, indicators-unreadable, indicators-not-understood, and as `find_policy`.
    """
    document = _parsed(path)
    before = load_policy(desk, find_policy(desk, bureau).id)
    after = with_document(before, document, path.stem, new_id)
    with desk.write("indicators-loaded", source=path.name) as writing:
        take(writing, steps_between(before, after))
    return Loaded(
        writing.change,
        len(after.indicators) - len(before.indicators),
        _assertions(after) - _assertions(before),
    )


def print_indicators(desk: Desk, bureau: str | None = None) -> list[dict[str, Any]]:
    """One document for each source, of one bureau or of all; what was typed here comes last."""
    found: list[dict[str, Any]] = []
    for line in find_policies(desk, bureau):
        policy = load_policy(desk, line.id)
        found += to_documents(policy, " ".join(filter(None, (line.bureau, line.form))))
    return found


def _assertions(policy: Policy) -> int:
    return sum(len(entry.targets) + len(entry.observations) for entry in policy.indicators)


def _parsed(path: Path) -> Any:
    try:
        if path.stat().st_size > _LARGEST:
            raise Problem("indicators-unreadable", path=str(path), line=0)
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise Problem("indicators-missing", path=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise Problem("indicators-unreadable", path=str(path), line=0) from error
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        raise Problem("indicators-unreadable", path=str(path), line=line) from error
